"""Zipped files (.xlsx, .docx) looked through before any reader opens them: how large they become, and what they hide.

A small file may unfold to gigabytes, define words that unfold into each other, or name one cell so far out that a
reader fills the whole plane. The same pass notes what readers pass over in silence: error cells, hidden rows and columns.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from gonghui.kernel.attachments.packages import DAMAGED, HEAD, RATIO, SUSPECT, Hostile, refuse_entities, refuse_names
from gonghui.kernel.intake.formats import percent_cells, percent_styles
from gonghui.kernel.intake.words import _

UNFOLDED = 3 << 30  # bytes of XML in one package: a sheet of a million rows and thirty columns is half of it
CELLS = 60_000_000  # rows × columns that a reader would lay out
_CHUNK = 4 << 20
_ERROR_CELL = re.compile(rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)(\d+)"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.S)
_HIDDEN_COLUMN = re.compile(rb'<col\b(?=[^>]*\bhidden="(?:1|true)")(?=[^>]*\bmin="(\d+)")(?=[^>]*\bmax="(\d+)")')
_WIDEST = 16_384
_HIDDEN_ROW = re.compile(rb'<row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*\br="(\d+)"')
_ROW = re.compile(rb' r="(\d+)"')
_IS_FAR = re.compile(rb' r="[A-Z][A-Z]')
_FAR = re.compile(rb' r="([A-Z]{2,3})(\d+)"(?:[^>]*[^/>])?>')  # cells that hold something, beyond column Z
_NEAR = re.compile(rb'<c\b[^>]* r="[A-Z]+(\d+)"(?:[^>]*[^/>])?>')
_IS_ODD = re.compile(rb'<c(?! r="|o)')  # XML written otherwise than any spreadsheet program writes it
_ODD_ROW = re.compile(rb"\br\s*=\s*[\"'](\d+)[\"']")
_ODD_CELL = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,4})(\d+)[\"']")


@dataclass
class Seen:
    """What one worksheet's XML says of itself."""

    percent: re.Pattern[bytes] | None = None  # finds its cells that are shown as per cent
    percents: dict[int, list[int]] = field(default_factory=dict)  # column -> rows of those cells, zero-based
    errors: list[tuple[int, int, str]] = field(default_factory=list)  # row, column, text; zero-based
    hidden_rows: set[int] = field(default_factory=set)  # workbook's numbers, from 1
    hidden_columns: set[int] = field(default_factory=set)  # zero-based
    last_row: int = 0
    last_column: int = 0  # from 1; 26 where no cell lies beyond Z
    size: int = 0

    def note(self, text: bytes) -> None:
        if b't="e"' in text:
            for column, row, value in _ERROR_CELL.findall(text):
                self.errors.append((int(row) - 1, column_number(column.decode()) - 1, value.decode()))
        if self.percent is not None:
            for column, row in self.percent.findall(text):
                self.percents.setdefault(column_number(column.decode()) - 1, []).append(int(row) - 1)
        if b'hidden="' in text:
            self.hidden_rows.update(int(row) for row in _HIDDEN_ROW.findall(text))
            for first, last in _HIDDEN_COLUMN.findall(text):
                self.hidden_columns.update(range(int(first[:6]) - 1, min(int(last[:6]), _WIDEST)))
        if self.size < SUSPECT:  # a plane that is too wide needs no large file
            self._measure(text)
        self.size += len(text)
        if self.last_row > 1_048_576 or self.last_row * max(self.last_column, 26) > CELLS:
            raise Hostile(_("表的范围大得不正常，请删去远处的零星单元格再导入"))

    def _measure(self, text: bytes) -> None:
        self._reach(max(map(int, _ROW.findall(text)), default=0))
        if _IS_FAR.search(text):
            for letters, row in _FAR.findall(text):
                self._reach(int(row), letters)
        if b"<row" not in text:  # cells that stand in no row
            self._reach(max(map(int, _NEAR.findall(text)), default=0))
        if _IS_ODD.search(text):
            self._reach(max(map(int, _ODD_ROW.findall(text)), default=0))
            for letters, row in _ODD_CELL.findall(text):
                self._reach(int(row), letters)

    def _reach(self, row: int, letters: bytes = b"") -> None:
        self.last_row = max(self.last_row, row)
        if letters:
            self.last_column = max(self.last_column, column_number(letters.decode().upper()))


def column_number(letters: str) -> int:
    """A -> 1, AA -> 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def look_through(content: bytes) -> dict[str, Seen]:
    """What the worksheets of a package say, by part. Raises Hostile; a package too broken to look through says nothing."""
    seen: dict[str, Seen] = {}
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            infos = package.infolist()
            refuse_names([info.filename for info in infos])
            percent = percent_cells(percent_styles(package))
            for info in infos:
                if info.filename.lower().endswith(".bin"):
                    total += _binary_sheet(package, info)
                if not info.filename.lower().endswith((".xml", ".rels", ".vml")):
                    continue
                sheet = Seen(percent) if "worksheets/" in info.filename else None
                for text in _pieces(package, info):
                    total += len(text)
                    if total > UNFOLDED or (total > SUSPECT and total > RATIO * len(content)):
                        raise Hostile(_("展开后大得不正常，像是压缩炸弹，不予读取"))
                    if sheet is not None:
                        sheet.note(text)
                if sheet is not None:
                    seen[info.filename] = sheet
    except Hostile:
        raise
    except DAMAGED:
        pass  # what was seen until then is all there is
    return seen


def _pieces(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part in pieces that end with a whole row, so that no cell is cut in two."""
    rest, first = b"", True
    with package.open(info) as part:
        while chunk := part.read(_CHUNK):
            if first:
                refuse_entities(chunk[:HEAD])
                first = False
            text = rest + chunk
            cut = text.rfind(b"</row>")
            if cut < 0 and len(text) < 8 * _CHUNK:
                rest = text
                continue
            cut = len(text) if cut < 0 else cut + 6
            yield text[:cut]
            rest = text[cut:]
    if rest:
        yield rest


def _binary_sheet(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> int:
    """The size of a part of an .xlsb; raises Hostile for a worksheet that is too large or reaches too far (MS-XLSB 2.1.4)."""
    if "worksheets/" not in info.filename:
        return 0
    with package.open(info) as part:
        data = part.read(SUSPECT + 1)
    if len(data) > SUSPECT:
        raise Hostile(_("二进制工作簿太大，请另存为 .xlsx 再导入"))
    at = last_row = last_column = 0
    while at + 2 <= len(data):
        kind, at = _varying(data, at, 2)
        size, at = _varying(data, at, 4)
        if kind == 0:
            last_row = max(last_row, int.from_bytes(data[at : at + 4], "little") + 1)
        elif kind <= 11:
            last_column = max(last_column, int.from_bytes(data[at : at + 4], "little") + 1)
        at += size
    if last_row > 1_048_576 or last_column > 16_384 or last_row * last_column > CELLS:
        raise Hostile(_("表的范围大得不正常，请删去远处的零星单元格再导入"))
    return len(data)


def _varying(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of at most `most` bytes of seven bits each, and where it ends."""
    value = 0
    for place in range(most):
        if at >= len(data):
            break
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            break
    return value, at
