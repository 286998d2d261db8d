"""Keeping a saved indicator: a change is a new version, the old one stays for what was issued with it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from gonghui.kernel.figures.models import SavedIndicator
from gonghui.kernel.organisations.models import Union


@transaction.atomic
def save_indicator(key: str, name: str, unit: str, data: dict[str, Any], union: Union | None = None) -> SavedIndicator:
    """The current version of this indicator; unchanged data make no new version."""
    current = SavedIndicator.objects.filter(key=key, is_current=True).first()
    if current is not None and (current.name, current.unit, current.data) == (name, unit, data):
        return current
    version = (
        SavedIndicator.objects.filter(key=key).order_by("-version").values_list("version", flat=True).first() or 0
    ) + 1
    SavedIndicator.objects.filter(key=key).update(is_current=False)
    return SavedIndicator.objects.create(key=key, version=version, name=name, unit=unit, data=data, union=union)
