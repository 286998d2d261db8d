"""The old .xls at the level of its records (BIFF8), so that a filled form keeps its own layout to the last line.

Libraries that rewrite an .xls lose formulas, print settings or fonts. Here only the cells named are exchanged: a blank
becomes a number with the same format, a formula keeps its text and gets its result. Layout of records: [MS-XLS] 2.4.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from xlrd.compdoc import CompDoc
from xlrd.formula import decompile_formula
from xlwt.CompoundDoc import XlsDoc

BOUNDSHEET, BOF, EOF, INDEX, DBCELL = 0x85, 0x809, 0x0A, 0x20B, 0xD7
FORMULA, STRING, NUMBER, LABEL, BLANK, MULBLANK, RK, MULRK, LABELSST = (
    0x06, 0x207, 0x203, 0x204, 0x201, 0xBE, 0x27E, 0xBD, 0xFD,
)  # fmt: skip
SINGLE = {FORMULA, NUMBER, LABEL, BLANK, RK, LABELSST}

Place = tuple[int, int, int]  # sheet, row, column, all from 0
Filled = Decimal | str


def stream(data: bytes) -> bytes:
    """The workbook stream inside the compound file. Raises ValueError."""
    found = CompDoc(data)
    for name in ("Workbook", "Book"):
        memory, base, length = found.locate_named_stream(name)
        if memory is not None:
            return bytes(memory[base : base + length])
    raise ValueError("no workbook stream")


def records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(offset, kind, body) of each record."""
    at = 0
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        if kind == 0 and length == 0:  # padding behind the last sheet
            return
        yield at, kind, data[at + 4 : at + 4 + length]
        at += 4 + length


def _sheets(data: bytes) -> list[int]:
    """Offsets of the sheets' BOF records, in the order of the tabs."""
    return [struct.unpack_from("<I", body)[0] for _at, kind, body in records(data) if kind == BOUNDSHEET]


def formulas(data: bytes, book: Any) -> dict[Place, str]:
    """Each formula's text; shared and array formulas are left out, nobody can write into them anyway."""
    body = stream(data)
    starts = {at: number for number, at in enumerate(_sheets(body))}
    out: dict[Place, str] = {}
    sheet = -1
    for at, kind, record in records(body):
        if kind == BOF and at in starts:
            sheet = starts[at]
        if kind != FORMULA or sheet < 0:
            continue
        row, column = struct.unpack_from("<HH", record)
        (length,) = struct.unpack_from("<H", record, 20)
        tokens = record[22 : 22 + length]
        if tokens[:1] in (b"\x01", b"\x02"):
            continue
        text = decompile_formula(book, tokens, length, fmlatype=1, browx=row, bcolx=column)
        out[(sheet, row, column)] = text.replace(".0)", ")").replace(".0,", ",") if text else ""
    return out


def fill(data: bytes, values: Mapping[Place, Filled | None]) -> bytes:
    """The same workbook with numbers and texts put into the cells named; None empties a formula's result."""
    body = stream(data)
    starts = {at: number for number, at in enumerate(_sheets(body))}
    out = bytearray()
    moved: dict[int, int] = {}
    sheet, drop_string = -1, False
    for at, kind, record in records(body):
        if kind == BOF and at in starts:
            sheet = starts[at]
            moved[at] = len(out)
        if kind in (INDEX, DBCELL) or (kind == STRING and drop_string):
            continue  # places of rows, which have moved; readers do without
        drop_string = False
        written = _exchanged(sheet, kind, record, values)
        if written is None:
            out += struct.pack("<HH", kind, len(record)) + record
            continue
        drop_string = kind == FORMULA
        out += written
    return _packed(_with_offsets(bytes(out), moved))


def _exchanged(sheet: int, kind: int, record: bytes, values: Mapping[Place, Filled | None]) -> bytes | None:
    """New records in place of this one, or None to keep it."""
    if sheet < 0:
        return None
    if kind == MULBLANK:
        row, first = struct.unpack_from("<HH", record)
        styles = struct.unpack_from(f"<{(len(record) - 6) // 2}H", record, 4)
        places = [(sheet, row, first + n) for n in range(len(styles))]
        if not any(values.get(place) is not None for place in places):
            return None
        return b"".join(
            _cell(row, place[2], style, values.get(place)) for place, style in zip(places, styles, strict=True)
        )
    if kind not in SINGLE:
        return None
    row, column, style = struct.unpack_from("<HHH", record)
    place = (sheet, row, column)
    if place not in values:
        return None
    if kind == FORMULA:
        return _formula(record, values[place])
    return _cell(row, column, style, values[place])


def _cell(row: int, column: int, style: int, value: Filled | None) -> bytes:
    head = struct.pack("<HHH", row, column, style)
    if value is None:
        return struct.pack("<HH", BLANK, 6) + head
    if isinstance(value, Decimal):
        return struct.pack("<HH", NUMBER, 14) + head + struct.pack("<d", float(value))
    text = value[:255]
    body = head + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")
    return struct.pack("<HH", LABEL, len(body)) + body


def _formula(record: bytes, value: Filled | None) -> bytes:
    """The same formula with a new result; an empty one is the empty text."""
    result = struct.pack("<d", float(value)) if isinstance(value, Decimal) else b"\x03\0\0\0\0\0\xff\xff"
    (flags,) = struct.unpack_from("<H", record, 14)
    body = record[:6] + result + struct.pack("<H", flags | 0x02) + record[16:]  # to be counted anew on opening
    return struct.pack("<HH", FORMULA, len(body)) + body


def _with_offsets(body: bytes, moved: dict[int, int]) -> bytes:
    """The sheet directory pointing to where the sheets are now."""
    out = bytearray(body)
    for at, kind, record in records(body):
        if kind == BOUNDSHEET:
            (old,) = struct.unpack_from("<I", record)
            struct.pack_into("<I", out, at + 4, moved.get(old, old))
        if kind == EOF:
            break
    return bytes(out)


def _packed(body: bytes) -> bytes:
    """The stream as a compound file again."""
    out = io.BytesIO()
    XlsDoc().save(out, body)
    return out.getvalue()
