"""Typed forms of a ledger's records for the API and its OpenAPI schema, made from the columns."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import QuerySet
from ninja import Field, Schema
from pydantic import create_model

from gonghui.kernel.ledger.declaration import Ledger, ledger
from gonghui.kernel.matters.models import Event
from gonghui.kernel.web.columns import Column, all_columns

TYPES: dict[str, Any] = {"number": int, "year": int, "money": Decimal, "day": dt.date, "month": dt.date, "yes": bool}


WORDS = r"^[^\x00]*[^\s\x00][^\x00]*$"  # something said, and nothing that PostgreSQL cannot keep
NO_ZERO = r"^[^\x00]*$"


class Message(Schema):
    """What happened, in the user's words."""

    message: str
    fields: dict[str, list[str]] = {}


class Void(Schema):
    """Why a record is taken out of every count."""

    reason: str = Field(max_length=200, pattern=WORDS)


FARTHEST = 2**31 - 1  # the last row anybody may ask for: no database counts further in one word
PAGE = 100
MOST = 1000  # rows of one page


def rows_of(found: QuerySet[Any], offset: int, limit: int) -> QuerySet[Any]:
    """A page of rows, whatever numbers were asked for."""
    start = max(0, min(offset, FARTHEST))
    return found[start : start + max(1, min(limit, MOST))]


def _type(column: Column) -> Any:
    if column.field is not None and column.field.many_to_many:
        return list[str]
    return TYPES.get(column.kind, str)


@cache
def record_out(slug: str) -> type[Schema]:
    """A record as read: sensitive items masked, relations by name."""
    fields: dict[str, Any] = {"uid": (uuid.UUID, ...), "state": (str, ...)}
    for column in all_columns(ledger(slug)):
        kind = str if column.sensitive else _type(column)
        fields[column.name] = (kind | None, None)
    return create_model(f"{slug}_record", __base__=Schema, **fields)


@cache
def record_in(slug: str, part: bool = False) -> type[Schema]:
    """A record as written; unions by code or name, employers by name or credit code."""
    fields: dict[str, Any] = {c.name: (_type(c) | None, None) for c in all_columns(ledger(slug))}
    if ledger(slug).model is Event:
        fields["themes"] = (list[str] | None, None)
    if part:
        fields["reason"] = (str, ...)
    return create_model(f"{slug}_{'change' if part else 'new'}", __base__=Schema, **fields)


@cache
def record_page(slug: str) -> type[Schema]:
    """A page of records."""
    fields: dict[str, Any] = {"count": (int, ...), "items": (list[record_out(slug)], ...)}  # type: ignore[misc]  # built class
    return create_model(f"{slug}_page", __base__=Schema, **fields)


def present(record: Any, of: Ledger) -> dict[str, Any]:
    """A record in the API's form, sensitive items masked."""
    out: dict[str, Any] = {"uid": record.uid, "state": record.state}
    for column in all_columns(of):
        if column.sensitive:
            text = column.text(record)
            out[column.name] = None if text == "—" else text
            continue
        value = column.value(record)
        if column.field is not None and column.field.many_to_many:
            value = [each.code for each in value.all()]
        elif column.kind == "link":
            value = str(value) if value is not None else None
        out[column.name] = value
    return out


def answers(data: dict[str, Any], of: Ledger) -> dict[str, Any]:
    """What a form would have been sent: booleans as yes/no, days in ISO form, nothing for null."""
    out: dict[str, Any] = {}
    for name, value in data.items():
        if value is None:
            continue
        if isinstance(value, bool):
            value = "yes" if value else "no"
        elif isinstance(value, dt.date):
            column = Column(of, name)
            value = f"{value:%Y-%m}" if column.kind == "month" else value.isoformat()
        elif isinstance(value, Decimal):
            value = str(value)
        out[name] = value
    return out
