"""The head and the tail of an official document (GB/T 9704-2012 7.2, 7.4) as WordprocessingML.

Head: the issuing mark in red, 35 mm under the upper edge of the text area; two lines lower the number, or the
number left and the signer right; a red line 4 mm under it. Tail: ruled lines at the foot of the last page.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from docx.oxml import parse_xml

from gonghui.kernel.documents.layout_letter import letter_head
from gonghui.kernel.documents.layout_xml import FANG, HEI, KAI, NAMESPACE, XIAO_BIAO_SONG, element_run
from gonghui.kernel.documents.phrases import date_words, hexagonal
from gonghui.kernel.documents.structure import Document

RED = "FF0000"
_TAB = "<w:r><w:tab/></w:r>"
_NS = f'xmlns:w="{NAMESPACE}"'
_WIDTH = 8845  # 156 mm
_BODY_PT = 442.2
_MM35 = 1984
_ONE = 316  # one character of the body
_LINE = 579  # one line of the body
_SMALL, _FOOT_LINE = 280, 400  # a character and a line of 四号, 14 pt
_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def head(document: Document) -> Iterator[Any]:
    """What stands at the top left, mark, number line, red line; without red head at most its number and signer."""
    if document.letter and document.head:
        yield from letter_head(document)
        return
    corner = document.marks()
    for words in corner:
        east = FANG if words.isdecimal() else HEI
        yield _paragraph('<w:jc w:val="left"/>', element_run(words, east))
    if not document.head:
        if document.number or document.signer:
            yield _number_line(document, ruled=False)
            yield _empty()
        return
    yield _mark(document.head, _MM35 - len(corner) * _LINE)
    if not document.issue:
        yield _empty()
        yield _empty()
    yield _issue_line(document.issue) if document.issue else _number_line(document, ruled=True)
    yield _empty()


def _mark(words: str, before: int) -> Any:
    """As large as one line takes, at most 62 pt; ``before``: twips under what stands above it."""
    size = int(min(62.0, (_BODY_PT - 20) / max(len(words), 1)) * 2)
    properties = (
        f'<w:snapToGrid w:val="0"/><w:spacing w:before="{max(before, 0)}" w:after="0" w:line="{size * 12}" w:lineRule="exact"/>'
        '<w:jc w:val="center"/>'
    )
    return _paragraph(properties, element_run(words, XIAO_BIAO_SONG, size=max(size, 44), color=RED))


def _rule() -> str:
    return f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="11" w:color="{RED}"/></w:pBdr>'


def _number_line(document: Document, *, ruled: bool) -> Any:
    """The number centred; with a signer the number stands left and 签发人 right, each one character in."""
    number = hexagonal(document.number) if document.number else ""
    rule = _rule() if ruled else ""
    if not document.signer:
        return _paragraph(f'{rule}<w:jc w:val="center"/>', element_run(number, FANG))
    # by tabs, not by an indent: the red line must reach over the whole width
    runs = _TAB + element_run(number, FANG) + _TAB
    runs += element_run("签发人：", FANG) + element_run(document.signer, KAI)
    return _paragraph(f"{rule}{_tabs('left', 'right')}", runs)


def _tabs(*sides: str) -> str:
    """Tab stops one character within the edges, and in the middle."""
    places = {"left": _ONE, "center": _WIDTH // 2, "right": _WIDTH - _ONE}
    stops = "".join(f'<w:tab w:val="{side}" w:pos="{places[side]}"/>' for side in sides)
    return f"<w:tabs>{stops}</w:tabs>"


def _issue_line(issue: str) -> Any:
    """第3期 left, who edits it in the middle, the day right."""
    parts = [part for part in issue.split("\u3000") if part]
    runs = [element_run(part, FANG, size=28) for part in parts]
    if len(runs) == 1:
        return _paragraph(f'{_rule()}<w:jc w:val="center"/>', runs[0])
    sides = ("left", "center", "right") if len(runs) > 2 else ("left", "right")
    return _paragraph(f"{_rule()}{_tabs(*sides)}", "".join(_TAB + run for run in runs))


def note(document: Document) -> Iterator[Any]:
    """附注 under the date."""
    if document.note:
        yield _paragraph(f'<w:ind w:firstLineChars="200" w:firstLine="{2 * _ONE}"/>', element_run(document.note, FANG))


def tail(document: Document) -> Iterator[Any]:
    """版记: 抄送 and 印发 between rules at the foot of the page on which the document ends."""
    lines = []
    if document.copies:
        words = copies_words(document)
        lines.append((words, element_run(words, FANG, size=28)))
    if document.printed_by and not document.letter:
        day = f"{date_words(document.printed_on)}印发" if document.printed_on else ""
        runs = element_run(document.printed_by, FANG, size=28) + _TAB + element_run(day, FANG, size=28)
        lines.append((document.printed_by, runs))
    if lines:
        yield _box(lines, ruled=not document.letter)


def copies_words(document: Document) -> str:
    """抄送：…。; a briefing says 报、送、发 itself."""
    said = document.copies.rstrip("。")
    return f"{said}。" if said[:2] in ("报：", "送：", "发：") else f"抄送：{said}。"


def _box(lines: list[tuple[str, str]], *, ruled: bool = True) -> Any:
    """The lines in a box at the foot of the text area, rules above, between and below; the outer ones are thick (7.4.1).

    A box, because programs disagree about frames of several paragraphs: LibreOffice drops their rules and their place.
    """
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="Normal"/>{f"<w:pBdr>{_rules(place, len(lines))}</w:pBdr>" if ruled else ""}'
        f'<w:tabs><w:tab w:val="left" w:pos="{_SMALL}"/><w:tab w:val="right" w:pos="{_WIDTH - _SMALL}"/></w:tabs>'
        f'<w:snapToGrid w:val="0"/><w:spacing w:line="{_FOOT_LINE}" w:lineRule="exact"/>{_hanging(words)}</w:pPr>{_TAB}{runs}</w:p>'
        for place, (words, runs) in enumerate(lines)
    )
    across = _WIDTH / _SMALL - 5  # characters of a line, those under 抄送： left free
    high = sum(math.ceil(len(words) / across) * _FOOT_LINE + 180 for words, _runs in lines) + 40
    size = f'cx="{_WIDTH * 635}" cy="{high * 635}"'  # twips in English metric units
    box = (
        f'<wp:anchor xmlns:wp="{_DRAWN}/wordprocessingDrawing" xmlns:a="{_DRAWN}/main" xmlns:wps="{_SHAPE}" distT="0" distB="0" '
        'distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>'
        f'<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV><wp:extent {size}/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapTopAndBottom/><wp:docPr id="1" name="版记"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{paragraphs}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"><a:noAutofit/></wps:bodyPr></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor>"
    )
    low = '<w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/>'
    return _paragraph(low, f"<w:r><w:drawing>{box}</w:drawing></w:r>", "Plain")


def _hanging(words: str) -> str:
    """The next line of 抄送：甲、乙 stands under 甲; a hanging line, unlike an indent, leaves the rules their width."""
    under = _SMALL * (words.find("：") + 2)
    return f'<w:ind w:left="{under}" w:hanging="{under}"/>'


def _rules(place: int, of: int) -> str:
    top = f'<w:top w:val="single" w:sz="{12 if place == 0 else 6}" w:space="4" w:color="000000"/>'
    return top + ('<w:bottom w:val="single" w:sz="12" w:space="4" w:color="000000"/>' if place == of - 1 else "")


def _empty() -> Any:
    return _paragraph("", "")


def _paragraph(properties: str, runs: str, style: str = "Normal") -> Any:
    return parse_xml(f'<w:p {_NS}><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>')
