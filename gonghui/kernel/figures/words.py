"""Values of dimensions in words."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _


def value_label(model: type[models.Model], lookup: str, value: Any) -> str:
    """How a value of a field is shown: a choice's label, 是/否, a related thing's name, 未填."""
    if value is None or value == "":
        return _("未填")
    field: Any = None
    owner: Any = model
    for part in lookup.replace(".", "__").split("__"):
        field = owner._meta.get_field(part)
        owner = field.related_model or owner
    if field.is_relation:
        return str(field.related_model._base_manager.filter(pk=value).first() or value)
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return str(dict(field.choices or []).get(value, value))
