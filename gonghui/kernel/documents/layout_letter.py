"""The head of a letter (GB/T 9704-2012 10.1, 信函格式) as WordprocessingML.

The issuing mark stands 30 mm under the upper edge of the page; 4 mm under it a red double line, thick over thin, of 170 mm;
20 mm over the lower edge another, thin over thick. Number at the right under the first line, 份号, 密级, 紧急程度 at the left;
the first page carries no page number and the foot neither who printed it nor rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml import parse_xml

from gonghui.kernel.documents.layout_xml import FANG, HEI, NAMESPACE, XIAO_BIAO_SONG, element_run
from gonghui.kernel.documents.phrases import hexagonal
from gonghui.kernel.documents.structure import Document

RED = "FF0000"
MARK_PT, WIDE_PT = 48.0, 460.0  # the mark is as large as one line of 170 mm takes, at most 48 pt
_MM = 36_000  # English metric units
_PT = 12_700
_THICK, _GAP, _THIN = 1.5, 1.2, 0.75  # pt, the double line
_NS = f'xmlns:w="{NAMESPACE}"'
_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_TOP_PT = 37 / 25.4 * 72  # the upper edge of the text area
_RIGHT = 8845  # twips, 156 mm


def mark_size(words: str) -> float:
    """Points of the issuing mark."""
    return min(MARK_PT, WIDE_PT / max(len(words), 1))


def line_at(words: str) -> float:
    """Points from the upper edge of the page to the first red line."""
    return 34 / 25.4 * 72 + mark_size(words)


def letter_head(document: Document) -> Iterator[Any]:
    """The number line, that carries mark and lines as drawings on the page, what stands at the left, two empty lines."""
    size, line = mark_size(document.head), line_at(document.head)
    shapes = _mark(document.head, size)
    shapes += _double(line, (_THICK, _THIN), 2) + _double(277 / 25.4 * 72 - _THICK - _GAP - _THIN, (_THIN, _THICK), 4)
    first, *rest = [*document.marks(), ""]
    before = round((line + 14 - 6.5 - _TOP_PT) * 20)  # 7/8 of a character of 三号 under the line
    number = hexagonal(document.number) if document.number else ""
    runs = (
        shapes + (element_run(first, _east(first)) if first else "") + "<w:r><w:tab/></w:r>" + element_run(number, FANG)
    )
    properties = (
        f'<w:tabs><w:tab w:val="right" w:pos="{_RIGHT}"/></w:tabs><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="{max(before, 0)}" w:line="579" w:lineRule="exact"/>'
    )
    yield _paragraph(properties, runs)
    for words in filter(None, rest):
        yield _paragraph('<w:jc w:val="left"/>', element_run(words, _east(words)))
    yield _paragraph("", "")
    yield _paragraph("", "")


def _east(words: str) -> str:
    return FANG if words.isdecimal() else HEI


def _mark(words: str, size: float) -> str:
    half = int(size * 2)
    text = (
        f'<w:p><w:pPr><w:pStyle w:val="Normal"/><w:snapToGrid w:val="0"/><w:spacing w:line="{round(size * 24)}" w:lineRule="exact"/>'
        f'<w:jc w:val="center"/></w:pPr>{element_run(words, XIAO_BIAO_SONG, size=half, color=RED)}</w:p>'
    )
    inside = (
        f'<wps:cNvSpPr txBox="1"/>%s<wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>'
        '<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></wps:bodyPr>'
    )
    top = 30 / 25.4 * 72 - size * 0.1  # the line of the mark is a fifth higher than its characters
    return _shape(1, "发文机关标志", top, size * 1.2 + 2, "<a:noFill/>", inside)


def _double(top: float, strokes: tuple[float, float], number: int) -> str:
    """Two red bars of these heights under one another."""
    inside = "<wps:cNvSpPr/>%s<wps:bodyPr/>"
    fill = f'<a:solidFill><a:srgbClr val="{RED}"/></a:solidFill>'
    first = _shape(number, "红色双线", top, strokes[0], fill, inside)
    return first + _shape(number + 1, "红色双线", top + strokes[0] + _GAP, strokes[1], fill, inside)


def _shape(number: int, name: str, top: float, high: float, fill: str, inside: str) -> str:
    """A shape of 170 mm in the middle of the page, ``top`` points under its upper edge, behind nothing and moving nothing."""
    size = f'cx="{170 * _MM}" cy="{round(high * _PT)}"'
    looks = (
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"{fill}<a:ln><a:noFill/></a:ln></wps:spPr>"
    )
    return (
        f'<w:r><w:drawing><wp:anchor xmlns:wp="{_DRAWN}/wordprocessingDrawing" xmlns:a="{_DRAWN}/main" xmlns:wps="{_SHAPE}" '
        f'distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{number}" behindDoc="0" locked="0" layoutInCell="1" '
        'allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page">'
        f'<wp:posOffset>{20 * _MM}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="page">'
        f'<wp:posOffset>{round(top * _PT)}</wp:posOffset></wp:positionV><wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:wrapNone/><wp:docPr id="{number}" name="{name}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_SHAPE}">'
        f"<wps:wsp>{inside % looks}</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def _paragraph(properties: str, runs: str) -> Any:
    return parse_xml(f'<w:p {_NS}><w:pPr><w:pStyle w:val="Normal"/>{properties}</w:pPr>{runs}</w:p>')
