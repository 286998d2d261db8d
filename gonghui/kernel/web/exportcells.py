"""The cells of a ledger's workbook, many records at a time: values without records, the same value put into words once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from gonghui.kernel.access.cipher import personal, unseal
from gonghui.kernel.access.masking import masked
from gonghui.kernel.web.columns import SEALED, Column, selected
from gonghui.kernel.web.sheetwriter import cell

_CHUNK = 5_000
_CIPHERS = {"id_number": "number_cipher", "phone": "phone_cipher"}
Cells = Sequence[str]


def cells_of(shown: Sequence[Column], records: QuerySet[Any], opened: bool) -> Iterator[list[Cells]]:
    """The records' cells by columns, some thousand records at a time; `opened` shows confidential items."""
    many = any(column.field is not None and column.field.many_to_many for column in shown)
    return _one_by_one(shown, records, opened) if many else _by_columns(shown, records, opened)


def _exported(column: Column, record: Any, opened: bool) -> Any:
    return column.plain(column.value(record)) if opened and column.sensitive else column.exported(record)


def _one_by_one(shown: Sequence[Column], records: QuerySet[Any], opened: bool) -> Iterator[list[Cells]]:
    """Record by record, where an item has several values."""
    many = [column.name for column in shown if column.field is not None and column.field.many_to_many]
    found = selected(records, shown).prefetch_related(*many).iterator(chunk_size=_CHUNK)
    while chunk := list(islice(found, _CHUNK)):
        yield [[cell(_exported(column, record, opened)) for record in chunk] for column in shown]


def _by_columns(shown: Sequence[Column], records: QuerySet[Any], opened: bool) -> Iterator[list[Cells]]:
    """Values without records; the same value is put into words once."""
    sealed = [column for column in shown if column.field is None]
    plain = [column for column in shown if column.field is not None]
    asked = [f"person__{column.name}" if column.of_person else column.name for column in plain]
    ciphers = ["person__secret", *(f"person__{_CIPHERS[column.name]}" for column in sealed)] if sealed else []
    known: dict[str, dict[Any, str]] = {column.name: {} for column in plain}
    rows = records.values_list(*asked, *ciphers).iterator(chunk_size=_CHUNK)
    while chunk := list(islice(rows, _CHUNK)):
        values = list(zip(*chunk, strict=True))
        made: dict[str, Cells] = {}
        for column, own in zip(plain, values, strict=False):
            made[column.name] = _cells(column, own, known[column.name], opened)
        made |= _unsealed(sealed, values[len(plain) :], opened)
        yield [made[column.name] for column in shown]


def _cells(column: Column, values: Sequence[Any], known: dict[Any, str], opened: bool) -> Cells:
    fresh = set(values) - known.keys()
    if len(known) > 10 * _CHUNK:  # names are endless; what is rare is made anew
        known.clear()
        fresh = set(values)
    words = _linked(column, fresh) if column.kind == "link" else _stated(column, opened)
    known.update({value: cell(words(value)) for value in fresh})
    return [known[value] for value in values]


def _stated(column: Column, opened: bool) -> Callable[[Any], Any]:
    """A stored value as `Column.exported` says it."""

    def said(value: Any) -> Any:
        if column.sensitive:
            return column.plain(value) if opened else masked(column.name, column.plain(value))
        return column.stated(value)

    return said


def _linked(column: Column, ids: set[Any]) -> Callable[[Any], Any]:
    """What keys point at, in words; asked of the database once for all."""
    assert column.field is not None
    model: Any = column.field.related_model
    found = model._base_manager.in_bulk([pk for pk in ids if pk is not None])
    return lambda pk: str(found[pk]) if pk in found else ""


def _unsealed(sealed: Sequence[Column], values: Sequence[Sequence[Any]], opened: bool) -> dict[str, Cells]:
    """Numbers and phones, masked unless they were opened; the person's key is unwrapped once."""
    if not sealed:
        return {}
    secrets, *ciphers = values
    keys = [personal(bytes(secret)) if secret else None for secret in secrets]
    made: dict[str, Cells] = {}
    for column, own in zip(sealed, ciphers, strict=True):
        assert column.name in SEALED
        texts = [unseal(key, bytes(one)) if key and one else "" for key, one in zip(keys, own, strict=True)]
        hidden = column.sensitive and not opened
        made[column.name] = [cell(masked(column.name, text) if hidden else text) for text in texts]
    return made
