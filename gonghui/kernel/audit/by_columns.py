"""What the change log says of many new records given by columns, as `encode` writes it: a roster brings a million of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import Any

from django.db import models

from gonghui.kernel.access.cipher import FreshKeys
from gonghui.kernel.audit.marks import encode
from gonghui.kernel.audit.veiling import HIDDEN, VEIL, closed_columns, veiled
from gonghui.kernel.audit.writing import logged_columns, plain

_BLANK = (None, "")


def said_by_columns(
    model: type[models.Model],
    varying: Mapping[str, Sequence[Any]],
    fixed: Mapping[str, Any],
    owners: Sequence[int],
    keys: FreshKeys,
) -> list[str]:
    """The `after` of each record; `owners` are the persons behind the records and `keys` theirs, made with them."""
    count, close = len(owners), veiled(model)
    pieces: list[Sequence[str] | str] = []  # of each record, or of all alike
    behind: list[Sequence[str]] = []
    for attname, name, is_cipher in sorted(logged_columns(model), key=lambda each: each[1]):
        column = varying.get(attname)
        if name in close:
            behind.append(_said(name, column if column is not None else [fixed.get(attname)] * count))
        if column is None:
            pieces.append(_of(name, HIDDEN if name in close or is_cipher else fixed.get(attname), fixed.get(attname)))
        elif name in close or is_cipher:
            hidden = _of(name, HIDDEN, HIDDEN)
            some = any(value in _BLANK for value in column)
            pieces.append(["" if value in _BLANK else hidden for value in column] if some else hidden)
        else:
            pieces.append(_said(name, column))
    inner = [f"{{{said}}}" if said else "" for said in _joined(behind, count)]
    pieces.append([f'"{VEIL}":"{text}"' if text else "" for text in closed_columns(inner, owners, keys)])
    return [f"{{{said}}}" for said in _joined(pieces, count)]


def _of(name: str, value: Any, held: Any) -> str:
    """One field of the log; nothing where the record `held` nothing."""
    return "" if held in _BLANK else f"{encode(name)}:{encode(plain(value))}"


def _said(name: str, column: Sequence[Any]) -> Sequence[str]:
    """A field of every record; the same value is written once."""
    front = f"{encode(name)}:"
    if all(value.__class__ is int for value in column):  # ids: each its own, and nothing to escape
        return [f"{front}{value}" for value in column]
    table = {value: "" if value in _BLANK else front + encode(plain(value)) for value in set(column)}
    return [table[value] for value in column]


def _joined(pieces: Sequence[Sequence[str] | str], count: int) -> list[str]:
    """The pieces of each record with commas between those that say something."""
    columns = [repeat(each, count) if isinstance(each, str) else each for each in pieces if each]
    return [",".join(filter(None, each)) for each in zip(*columns, strict=True)] if columns else [""] * count
