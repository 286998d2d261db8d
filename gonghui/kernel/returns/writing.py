"""A form's own workbook filled: every style, merged area and formula stays, only the named cells get values."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lxml import etree

from gonghui.kernel.returns import biff
from gonghui.kernel.returns.grammar import place
from gonghui.kernel.returns.grid import is_xls

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

Filled = Decimal | str
Values = Mapping[tuple[str, str], Filled | None]  # (sheet's name, address) → value; None leaves a formula empty


def fill(data: bytes, values: Values) -> bytes:
    """The workbook with these values. Formulas keep their text and carry the value given for them."""
    return _xls(data, values) if is_xls(data) else _xlsx(data, values)


def _xls(data: bytes, values: Values) -> bytes:
    import xlrd

    names = {name: n for n, name in enumerate(xlrd.open_workbook(file_contents=data, on_demand=True).sheet_names())}
    placed: dict[biff.Place, biff.Filled | None] = {}
    for (sheet, code), value in values.items():
        column, row = place(code)
        placed[(names[sheet], row - 1, column - 1)] = value
    return biff.fill(data, placed)


def _xlsx(data: bytes, values: Values) -> bytes:
    wanted: dict[str, dict[str, Filled | None]] = {}
    for (sheet, code), value in values.items():
        wanted.setdefault(sheet, {})[code] = value
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        paths = {path: name for name, path in _sheet_paths(book).items() if name in wanted}
        for item in book.infolist():
            body = book.read(item.filename)
            if item.filename in paths:
                body = _sheet(body, wanted[paths[item.filename]])
            elif item.filename == "xl/workbook.xml":
                body = _recounted(body)
            made.writestr(item, body)
    return out.getvalue()


def _sheet_paths(book: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → its part in the package."""
    relations = etree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): each.get("Target", "") for each in relations.iter(f"{{{PACKAGE}}}Relationship")}
    out = {}
    for sheet in etree.fromstring(book.read("xl/workbook.xml")).iter(f"{{{MAIN}}}sheet"):
        target = targets[sheet.get(f"{{{RELATION}}}id")]
        out[str(sheet.get("name"))] = (
            target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        )
    return out


def _recounted(body: bytes) -> bytes:
    """Formulas are counted anew when an office opens the file."""
    root = etree.fromstring(body)
    settings = root.find(f"{{{MAIN}}}calcPr")
    if settings is None:
        settings = etree.Element(f"{{{MAIN}}}calcPr")
        before = [
            each
            for name in ("definedNames", "externalReferences", "functionGroups", "sheets")
            for each in root.findall(f"{{{MAIN}}}{name}")
        ]
        before[0].addnext(settings)
    settings.set("fullCalcOnLoad", "1")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _sheet(body: bytes, values: Mapping[str, Filled | None]) -> bytes:
    root = etree.fromstring(body)
    table = root.find(f"{{{MAIN}}}sheetData")
    for code in sorted(values, key=lambda each: (place(each)[1], place(each)[0])):
        _put(_cell(table, code), values[code])
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _cell(table: Any, code: str) -> Any:
    """The cell's element, made in its place where the sheet has none."""
    column, row = place(code)
    line = _at(table, "row", row, lambda each: int(each.get("r")), str(row))
    return _at(line, "c", column, lambda each: place(each.get("r"))[0], code)


def _at(parent: Any, tag: str, wanted: int, key: Any, name: str) -> Any:
    for position, each in enumerate(parent):
        here = key(each)
        if here == wanted:
            return each
        if here > wanted:
            made = etree.Element(f"{{{MAIN}}}{tag}", r=name)
            parent.insert(position, made)
            return made
    return etree.SubElement(parent, f"{{{MAIN}}}{tag}", r=name)


def _put(cell: Any, value: Filled | None) -> None:
    formula = cell.find(f"{{{MAIN}}}f")
    if value is None and formula is None:
        return
    for each in list(cell):
        if each is not formula:
            cell.remove(each)
    cell.attrib.pop("t", None)
    if isinstance(value, Decimal):
        etree.SubElement(cell, f"{{{MAIN}}}v").text = format(value, "f")
    elif formula is not None:
        cell.set("t", "str")
        etree.SubElement(cell, f"{{{MAIN}}}v").text = value or ""
    else:
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, f"{{{MAIN}}}is"), f"{{{MAIN}}}t")
        text.text = value
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
