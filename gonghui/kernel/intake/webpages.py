"""Tables in web pages and in the XML of old spreadsheet programs: many office systems export these under the name .xls."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

from gonghui.kernel.intake.words import _

Row = list[object]
Range = tuple[int, int, int, int]
Grid = tuple[list[Row], list[Range]]
_WIDEST, _LONGEST = 16_384, 1_048_576  # of a worksheet
_ABOVE = 4  # lines above a table that may be its title
_SILENT = ("script", "style")
_LINES = frozenset(["br", "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "center", "li"])
_ROWS = 2_000_000  # cells that spans may fill
_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_SPACES = re.compile(r"[ \t\r\n\f]+")


class TooOdd(ValueError):
    """A page whose tables cannot be laid out; the message says why in a keeper's words."""


def looks_like_page(text: str) -> bool:
    """Whether a text is a web page or a spreadsheet in XML."""
    return bool(re.match(r"\s*<(!doctype\s+html|html|head|meta|table|style|div|!--|\?xml)", text[:400], re.I))


def declared(content: bytes) -> str:
    """The encoding that a page states, or nothing."""
    found = _CHARSET.search(content[:4096])
    name = found[1].decode("ascii", "replace").lower() if found else ""
    return "gb18030" if name in ("gb2312", "gbk", "x-gbk", "gb_2312-80") else name


class _Tables(HTMLParser):
    """Collects the cells of every table; a table inside a cell is a table of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.grids: list[list[list[tuple[str, int, int]]]] = []
        self.open: list[list[list[tuple[str, int, int]]]] = []
        self.cells: list[tuple[list[str], int, int] | None] = []
        self.quiet = 0
        self.above: list[str] = []  # text since the last table: the next one's title
        self.titles: list[list[list[tuple[str, int, int]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.quiet += 1
        elif tag == "table":
            lines = [text for line in "".join(self.above).split("\n") if (text := line.strip())]
            self.titles.append([[(text, 1, 1)] for text in lines[-_ABOVE:]])
            self.above = []
            self.open.append([])
            self.cells.append(None)
            self.grids.append(self.open[-1])
        elif tag == "tr" and self.open:
            self._close()
            self.open[-1].append([])
        elif tag in ("td", "th") and self.open:
            self._close()
            if not self.open[-1]:
                self.open[-1].append([])
            given = dict(attrs)
            self.cells[-1] = ([], _span(given.get("colspan")), _span(given.get("rowspan")))
        elif not self.open and tag in _LINES:
            self.above.append("\n")
        elif tag in ("br", "p") and self.cells and self.cells[-1] is not None:
            self.cells[-1][0].append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.quiet = max(0, self.quiet - 1)
        elif tag in ("title", "head"):
            self.above = []
        elif not self.open and tag in _LINES:
            self.above.append("\n")
        elif tag in ("td", "th", "tr") and self.open:
            self._close()
        elif tag == "table" and self.open:
            self._close()
            self.open.pop()
            self.cells.pop()

    def handle_data(self, data: str) -> None:
        if not self.quiet and self.cells and self.cells[-1] is not None:
            self.cells[-1][0].append(_SPACES.sub(" ", data))
        elif not self.quiet and not self.open:
            self.above.append(_SPACES.sub(" ", data))

    def _close(self) -> None:
        cell = self.cells[-1]
        if cell is not None:
            text = "\n".join(line.strip() for line in "".join(cell[0]).split("\n")).strip()
            self.open[-1][-1].append((text, cell[1], cell[2]))
            self.cells[-1] = None


def _span(text: str | None) -> int:
    return min(max(int(text), 1), 1000) if text and text.strip().isdigit() else 1


def page_tables(text: str) -> list[Grid]:
    """The tables of a web page that hold anything, each as rows and merged ranges, the lines above it first.
    Raises TooOdd."""
    reader = _Tables()
    reader.feed(text)
    reader.close()
    pairs = zip(reader.titles, reader.grids, strict=True)
    held = [(title, rows) for title, rows in pairs if any(text for row in rows for text, _across, _down in row)]
    return [_laid_out([*title, *rows]) for title, rows in held]


def _laid_out(cells: list[list[tuple[str, int, int]]]) -> Grid:
    rows: list[Row] = []
    merged: list[Range] = []
    below: dict[tuple[int, int], bool] = {}
    for top, given in enumerate(cells):
        row: Row = []
        for text, across, down in given:
            while below.pop((top, len(row)), False):
                row.append("")
            left = len(row)
            row += [text, *[""] * (across - 1)]
            if across > 1 or down > 1:
                merged.append((top, left, top + down - 1, left + across - 1))
            for step in range(1, down):
                below |= {(top + step, left + column): True for column in range(across)}
            if len(row) > _WIDEST or len(below) > _ROWS:
                raise TooOdd(_("表格的合并格多得不正常"))
        rows.append(row)
    width = max((len(row) for row in rows), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    return rows, [(top, left, min(bottom, len(rows) - 1), right) for top, left, bottom, right in merged]


def spreadsheet_xml(content: bytes) -> list[tuple[str, Grid, set[int]]]:
    """Worksheets of a spreadsheet in XML (2003): name, grid, hidden rows. Raises TooOdd."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise TooOdd(_("文件里夹带了自定义实体，可能有害，不予读取"))
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - no entity can be defined without what was refused above
    except ElementTree.ParseError as error:
        raise TooOdd(_("不是能读的工作簿，可能已损坏")) from error
    return [_worksheet(sheet) for sheet in root.iter(f"{_SS}Worksheet")]


def _worksheet(sheet: ElementTree.Element) -> tuple[str, Grid, set[int]]:
    rows: list[Row] = []
    merged: list[Range] = []
    hidden: set[int] = set()
    for row in sheet.iter(f"{_SS}Row"):
        at = int(row.get(f"{_SS}Index", len(rows) + 1))
        if not len(rows) < at <= _LONGEST or at - len(rows) > 100_000:
            raise TooOdd(_("表的范围大得不正常，请删去远处的零星单元格再导入"))
        rows += [[] for _row in range(at - len(rows))]
        if row.get(f"{_SS}Hidden") == "1":
            hidden.add(at)
        for cell in row.iter(f"{_SS}Cell"):
            _cell(cell, rows[-1], at - 1, merged)
    width = max((len(row) for row in rows), default=0)
    for filled in rows:
        filled.extend([""] * (width - len(filled)))
    return sheet.get(f"{_SS}Name", ""), (rows, merged), hidden


def _cell(cell: ElementTree.Element, row: Row, top: int, merged: list[Range]) -> None:
    left = int(cell.get(f"{_SS}Index", len(row) + 1)) - 1
    across, down = int(cell.get(f"{_SS}MergeAcross", 0)), int(cell.get(f"{_SS}MergeDown", 0))
    if not len(row) <= left <= _WIDEST or across > _WIDEST:
        raise TooOdd(_("表的范围大得不正常，请删去远处的零星单元格再导入"))
    row += [""] * (left - len(row))
    data = cell.find(f"{_SS}Data")
    text = "".join(data.itertext()) if data is not None else ""
    number = data is not None and data.get(f"{_SS}Type") == "Number"
    try:
        row.append(float(text) if number else text)
    except ValueError:
        row.append(text)
    row += [""] * across
    if across or down:
        merged.append((top, left, top + down, left + across))
