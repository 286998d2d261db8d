"""Formula errors (#REF!, #N/A …), hidden rows and columns, per cent, passwords: what the reader passes over in silence.

A cell with an error value arrives as blank; taking it so would lose a number unseen. The positions are read from
the file itself: the records of .xls (MS-XLS 2.4); those of .xlsx are noted by `packages`.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from gonghui.kernel.attachments.packages import DAMAGED
from gonghui.kernel.intake.formats import is_percent


@dataclass
class Silent:
    """What one sheet of an .xls has that its reader does not say."""

    errors: list[tuple[int, int, str]] = field(default_factory=list)  # row, column, text; zero-based
    hidden_rows: set[int] = field(default_factory=set)  # workbook's numbers, from 1
    hidden_columns: set[int] = field(default_factory=set)  # zero-based
    percents: dict[int, list[int]] = field(default_factory=dict)  # column -> rows shown as per cent, zero-based
    from_1904: bool = False


@dataclass
class _Book:
    """What an .xls says of all its sheets: the formats of its cell styles, the day it counts from."""

    percent: set[int] = field(default_factory=lambda: {9, 10})  # formats
    styles: list[bool] = field(default_factory=list)  # whether each shows per cent
    from_1904: bool = False

    def note(self, kind: int, data: bytes) -> None:
        if kind == _FORMAT and len(data) > 5:
            text = data[5:].decode("utf-16-le" if data[4] & 1 else "latin-1", "replace")
            if is_percent(text):
                self.percent.add(struct.unpack_from("<H", data)[0])
        elif kind == _XF and len(data) >= 4:
            self.styles.append(struct.unpack_from("<H", data, 2)[0] in self.percent)
        elif kind == _DATEMODE and len(data) >= 2:
            self.from_1904 = data[0] == 1

    def shows_percent(self, style: int) -> bool:
        return style < len(self.styles) and self.styles[style]


Found = dict[int, Silent]  # by the sheet's index

_CODES = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_FREE, _END = 0xFFFFFFFF, 0xFFFFFFFE
_BOF, _EOF, _FILEPASS, _BOOLERR, _FORMULA, _ROW, _COLINFO = 0x809, 0x0A, 0x2F, 0x205, 0x06, 0x208, 0x7D
_FORMAT, _XF, _DATEMODE, _NUMBER, _RK, _MULRK = 0x41E, 0xE0, 0x22, 0x203, 0x27E, 0xBD
_ROW_HIDDEN, _COLUMN_HIDDEN, _WIDEST = 0x20, 0x01, 256


def silent_parts(content: bytes) -> Found:
    """Error cells, hidden rows and columns of an .xls; empty where it is none, or too odd to read."""
    try:
        return _silent(content)
    except (KeyError, struct.error, IndexError):
        return {}


def is_encrypted(content: bytes) -> bool:
    """Whether the workbook needs a password: an encrypted package, or a FILEPASS record in .xls."""
    if content[:4] != b"\xd0\xcf\x11\xe0":
        return False
    if "EncryptedPackage".encode("utf-16-le") in content:
        return True
    try:
        for kind, _data in _records(_stream(content)):
            if kind == _FILEPASS:
                return True
            if kind == _EOF:
                return False
    except (struct.error, IndexError, KeyError):
        pass
    return False


def sheet_parts(content: bytes) -> dict[int, str]:
    """The index of each sheet of an .xlsx -> its part in the package."""
    found: dict[int, str] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            targets = {
                _attribute(tag, "Id"): _attribute(tag, "Target")
                for tag in _tags(package, "xl/_rels/workbook.xml.rels", b"Relationship")
            }
            for index, tag in enumerate(_tags(package, "xl/workbook.xml", b"sheet")):
                target = targets.get(_attribute(tag, r"\w+:id"), "")
                found[index] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    except (*DAMAGED, KeyError):  # KeyError: a part that is not there
        pass
    return found


def _tags(package: zipfile.ZipFile, name: str, tag: bytes) -> list[bytes]:
    return re.findall(rb"<(?:\w+:)?" + tag + rb"\b[^>]*>", package.read(name))


def _attribute(tag: bytes, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"'.encode(), tag)
    return found[1].decode(errors="replace") if found else ""


def _silent(content: bytes) -> Found:
    found: Found = {}
    book = _Book()
    index = -2  # the first substream is the workbook's own
    depth = 0
    for kind, data in _records(_stream(content)):
        if kind == _BOF:
            depth += 1
            index += 1 if depth == 1 else 0
        elif kind == _EOF:
            depth -= 1
        elif index == -1:
            book.note(kind, data)
        elif index >= 0 and depth == 1:
            sheet = found.setdefault(index, Silent(from_1904=book.from_1904))
            _note(sheet, kind, data)
            _note_percents(sheet, book, kind, data)
    return found


def _note(sheet: Silent, kind: int, data: bytes) -> None:
    if kind in (_BOOLERR, _FORMULA) and len(data) >= 8:
        row, column = struct.unpack_from("<HH", data)
        if kind == _BOOLERR and data[7]:
            sheet.errors.append((row, column, _CODES.get(data[6], "#VALUE!")))
        elif kind == _FORMULA and data[12:14] == b"\xff\xff" and data[6] == 2:
            sheet.errors.append((row, column, _CODES.get(data[8], "#VALUE!")))
    elif kind == _ROW and len(data) >= 14 and data[12] & _ROW_HIDDEN:
        sheet.hidden_rows.add(struct.unpack_from("<H", data)[0] + 1)
    elif kind == _COLINFO and len(data) >= 10 and data[8] & _COLUMN_HIDDEN:
        first, last = struct.unpack_from("<HH", data)
        sheet.hidden_columns.update(range(first, min(last, _WIDEST - 1) + 1))


def _note_percents(sheet: Silent, book: _Book, kind: int, data: bytes) -> None:
    if kind in (_NUMBER, _RK, _FORMULA) and len(data) >= 6:
        row, column, style = struct.unpack_from("<HHH", data)
        cells = [(column, style)]
    elif kind == _MULRK and len(data) >= 6:
        row, column = struct.unpack_from("<HH", data)
        places = range(4, len(data) - 7, 6)
        cells = [(column + n, struct.unpack_from("<H", data, at)[0]) for n, at in enumerate(places)]
    else:
        return
    for column, style in cells:
        if book.shows_percent(style):
            sheet.percents.setdefault(column, []).append(row)


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    position = 0
    while position + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, position)
        yield kind, stream[position + 4 : position + 4 + size]
        position += 4 + size


def _stream(content: bytes) -> bytes:
    """The Workbook stream of a compound file (MS-CFB): sectors chained by the allocation table."""
    shift = struct.unpack_from("<H", content, 30)[0]
    if shift not in (9, 12):
        return b""
    sector = 1 << shift
    directory, cutoff, mini_start = struct.unpack_from("<I", content, 48)[0], *struct.unpack_from("<II", content, 56)
    per = sector // 4

    def block(number: int) -> bytes:
        return content[(number + 1) * sector : (number + 2) * sector]

    tables = list(struct.unpack_from("<109I", content, 76))
    extra = struct.unpack_from("<I", content, 68)[0]
    while extra not in (_END, _FREE) and len(tables) * per <= len(content):
        entries = struct.unpack(f"<{per}I", block(extra))
        tables += entries[:-1]
        extra = entries[-1]
    chain = [
        entry for number in tables if number not in (_FREE, _END) for entry in struct.unpack(f"<{per}I", block(number))
    ]

    def follow(start: int) -> bytes:
        pieces: list[bytes] = []
        number = start
        while number not in (_END, _FREE) and len(pieces) <= len(chain):
            pieces.append(block(number))
            number = chain[number]
        return b"".join(pieces)

    entries_of = follow(directory)
    for at in range(0, len(entries_of), 128):
        length = struct.unpack_from("<H", entries_of, at + 64)[0]
        title = entries_of[at : at + max(0, length - 2)].decode("utf-16-le", "replace")
        if title in ("Workbook", "Book"):
            start, size = struct.unpack_from("<II", entries_of, at + 116)
            return follow(start)[:size] if size >= cutoff or mini_start == _END else b""
    return b""
