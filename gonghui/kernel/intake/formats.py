"""Number formats that change what a cell says: 0.035 shown as 3.5%, days counted from 1904. Readers hand on bare numbers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from decimal import Decimal

from gonghui.kernel.attachments.packages import DAMAGED

_MOST = 8 << 20  # bytes of styles that are looked at
_BUILT_IN = {9, 10}  # 0% and 0.00% (ECMA-376 18.8.30)
_CUSTOM = re.compile(rb"<(?:\w+:)?numFmt\b[^>]*>")
_CELL_STYLES = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.S)
_STYLE = re.compile(rb"<(?:\w+:)?xf\b[^>]*>")
_NUMBER_OF = re.compile(rb'\bnumFmtId="(\d+)"')
_CODE_OF = re.compile(rb'\bformatCode="([^"]*)"')
_1904 = re.compile(rb'<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true)"')
_LITERAL = re.compile(r'&quot;.*?&quot;|"[^"]*"|\\.|_.')


def is_percent(code: str) -> bool:
    """Whether a format's code multiplies by a hundred; a quoted sign is only printed."""
    return "%" in _LITERAL.sub("", code)


def percent_styles(package: zipfile.ZipFile) -> list[int]:
    """The cell styles of an .xlsx that show per cent."""
    try:
        with package.open("xl/styles.xml") as part:
            text = part.read(_MOST)
    except (*DAMAGED, KeyError):
        return []
    ids = set(_BUILT_IN)
    for tag in _CUSTOM.findall(text):
        number, code = _NUMBER_OF.search(tag), _CODE_OF.search(tag)
        if number and code and is_percent(code[1].decode(errors="replace")):
            ids.add(int(number[1][:6]))
    styles = _CELL_STYLES.search(text)
    found = [_NUMBER_OF.search(tag) for tag in _STYLE.findall(styles[0])] if styles else []
    return [place for place, number in enumerate(found) if number and int(number[1][:6]) in ids]


def percent_cells(styles: Iterable[int]) -> re.Pattern[bytes] | None:
    """Finds the cells of a worksheet's XML that have one of these styles: letters and row."""
    either = b"|".join(str(style).encode() for style in styles)
    return re.compile(rb'<c\b(?=[^>]*\bs="(?:' + either + rb')")[^>]*\br="([A-Z]+)(\d+)"') if either else None


def from_1904(content: bytes) -> bool:
    """Whether an .xlsx counts its days from 1904."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return bool(_1904.search(package.read("xl/workbook.xml")))
    except (*DAMAGED, KeyError):
        return False


def show_percents(rows: list[list[object]], cells: Mapping[int, Iterable[int]]) -> None:
    """Put what the keeper sees in the place of what is stored: 3.5% for 0.035. `cells`: column -> rows, zero-based."""
    for column, numbers in cells.items():
        for number in numbers:
            if number < len(rows) and column < len(rows[number]):
                value = rows[number][column]
                if isinstance(value, int | float) and not isinstance(value, bool):
                    rows[number][column] = f"{Decimal(f'{value:.15g}').scaleb(2).normalize():f}%"
