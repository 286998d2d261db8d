"""What a record is called where one line must do: its own title or name, else whom it is about and what it is."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import QuerySet

_TITLES = (
    "title",
    "name",
    "subject",
    "topic",
    "project",
    "content",
    "contents",
    "person_name",
    "applicant",
    "household",
)
_ABOUT = ("employer", "union")
_LONGEST = 40  # characters


def title_of(record: models.Model) -> str:
    """One line for a record; what its ledger calls sensitive is masked. Asks for a related name only without a title."""
    from gonghui.kernel.access.masking import masked

    hidden = set(getattr(getattr(record, "ledger", None), "sensitive", ()))
    for name in _TITLES:
        value = record.__dict__.get(name)
        if value and isinstance(value, str):
            return masked(name, value) if name in hidden else _short(value)
    about = next((str(getattr(record, name)) for name in _ABOUT if getattr(record, f"{name}_id", None)), "")
    return " ".join(part for part in (about, _kind(record), _date(record)) if part) or str(record._meta.verbose_name)


def titled(queryset: QuerySet[Any]) -> QuerySet[Any]:
    """The queryset with whatever `title_of` may ask for."""
    names = []
    for name in _ABOUT:
        try:
            field = queryset.model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if field.is_relation and field.many_to_one:
            names.append(name)
    return queryset.select_related(*names) if names else queryset


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _kind(record: models.Model) -> str:
    """The first choice of the record: 集体合同, 调解成功."""
    for field in record._meta.concrete_fields:
        if field.choices and field.editable and field.name not in ("state",) and record.__dict__.get(field.name):
            return str(getattr(record, f"get_{field.name}_display")())
    return ""


def _date(record: models.Model) -> str:
    name = getattr(getattr(record, "ledger", None), "date", "")
    value = record.__dict__.get(name)
    return f"{value:%Y-%m-%d}" if isinstance(value, dt.date) else ""
