"""A workbook of one table written as it is made: a million rows pass through without being kept.

XlsxWriter takes a call for each cell; here whole columns become XML at once, which is five times as quick. What is written is the
part of Office Open XML (ECMA-376) that one table needs: cells of text, numbers and days, a heading, a frozen row, column widths.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from types import TracebackType
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

MOST_ROWS = 1_000_000  # of a sheet; Excel takes 1,048,576
_EPOCH = dt.date(1899, 12, 30)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="2"><border/><border><left/><right/><top/><bottom style="thin"/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1" borderId="1" applyBorder="1"/>'
    '<xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def letters(place: int) -> str:
    """A column's letters: 0 -> A, 26 -> AA."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text


def cell(value: Any, style: str = "") -> str:
    """All of a cell but its beginning and address; empty where there is nothing to write."""
    if value is None or value == "":
        return ""
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return f' s="2"><v>{(value - _EPOCH).days}</v></c>'
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return f"{style}><v>{value}</v></c>"
    text = escape(_UNPRINTABLE.sub("", str(value)))
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f'{style} t="inlineStr"><is><t{space}>{text}</t></is></c>'


class SheetWriter:
    """Writes into an open file; further sheets are begun when one is full. Use in `with`, give rows by columns."""

    def __init__(
        self, target: IO[bytes], title: str, heads: Sequence[str], widths: Sequence[int], mark: str = ""
    ) -> None:
        self.book = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self.title, self.heads, self.widths, self.mark = title, heads, widths, mark
        self.letters = [letters(place) for place in range(len(heads))]
        self.sheets: list[str] = []
        self.sheet: IO[bytes] | None = None
        self.line = 0

    def __enter__(self) -> SheetWriter:
        self._begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._end()
        if kind is None:
            self._finish()
        self.book.close()

    def write(self, columns: Sequence[Sequence[str]]) -> None:
        """Rows given as columns of cells (see `cell`), all of one length."""
        count = len(columns[0])
        if self.line + count > MOST_ROWS:
            self._end()
            self._begin()
        assert self.sheet is not None
        numbers = range(self.line + 1, self.line + count + 1)
        parts: list[Sequence[str]] = [[f'<row r="{n}">' for n in numbers]]
        for letter, column in zip(self.letters, columns, strict=True):
            parts.append([f'<c r="{letter}{n}"{one}' if one else "" for n, one in zip(numbers, column, strict=True)])
        parts.append(["</row>"] * count)
        self.sheet.write("".join(map("".join, zip(*parts, strict=True))).encode())
        self.line += count

    def _begin(self) -> None:
        number = len(self.sheets) + 1
        tail = f"（{number}）" if number > 1 else ""
        self.sheets.append(_NOT_IN_NAMES.sub("", self.title)[: 31 - len(tail)] + tail)
        self.sheet = self.book.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True)
        widths = "".join(
            f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
            for place, width in enumerate(self.widths, 1)
        )
        self.sheet.write(
            f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" '
            f'topLeftCell="B2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><cols>{widths}</cols>'
            "<sheetData>".encode()
        )
        self.line = 0
        self.write([[cell(head, ' s="1"')] for head in self.heads])

    def _end(self) -> None:
        if self.sheet is not None:
            mark = escape(f"&R{self.mark}")
            printed = f"<headerFooter><oddHeader>{mark}</oddHeader><oddFooter>{mark}</oddFooter></headerFooter>"
            self.sheet.write(f"</sheetData>{printed if self.mark else ''}</worksheet>".encode())
            self.sheet.close()
            self.sheet = None

    def _finish(self) -> None:
        numbers = range(1, len(self.sheets) + 1)
        named = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
            for n, name in zip(numbers, self.sheets, strict=True)
        )
        links = "".join(_relation(f"rId{n}", f"{_OFFICE}/worksheet", f"worksheets/sheet{n}.xml") for n in numbers)
        links += _relation(f"rId{len(self.sheets) + 1}", f"{_OFFICE}/styles", "styles.xml")
        types = "".join(_override(f"/xl/worksheets/sheet{n}.xml", f"{_TYPE}.worksheet+xml") for n in numbers)
        types += _override("/xl/workbook.xml", f"{_TYPE}.sheet.main+xml") + _override(
            "/xl/styles.xml", f"{_TYPE}.styles+xml"
        )
        types += _override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
        core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
        root = _relation("rId1", f"{_OFFICE}/officeDocument", "xl/workbook.xml")
        root += _relation("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
        for name, text in (
            ("xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{named}</sheets></workbook>'),
            ("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'),
            ("_rels/.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{root}</Relationships>'),
            (
                "docProps/core.xml",
                f'<cp:coreProperties xmlns:cp="{core}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
                f"<dc:description>{escape(self.mark)}</dc:description></cp:coreProperties>",
            ),
            (
                "[Content_Types].xml",
                f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
                f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
            ),
        ):
            self.book.writestr(name, _HEAD + text)
        self.book.writestr("xl/styles.xml", _STYLES)


def _relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="{part}" ContentType="{kind}"/>'
