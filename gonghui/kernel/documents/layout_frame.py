"""The head and the tail of an official document (GB/T 9704-2012 7.2, 7.4) as WordprocessingML.

Head: the issuing mark in red, 35 mm under the upper edge of the text area; two lines lower the number, or the
number left and the signer right; a red line 4 mm under it. Tail: ruled lines at the foot of the last page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml import parse_xml

from gonghui.kernel.documents.layout_xml import FANG, KAI, NAMESPACE, XIAO_BIAO_SONG, element_run
from gonghui.kernel.documents.phrases import date_words, hexagonal
from gonghui.kernel.documents.structure import Document

RED = "FF0000"
_NS = f'xmlns:w="{NAMESPACE}"'
_WIDTH = 8845  # 156 mm
_BODY_PT = 442.2
_MM35 = 1984
_ONE = 316  # one character of the body


def head(document: Document) -> Iterator[Any]:
    """Mark, number line and red line; a document without red head has at most its number and signer."""
    if not document.head:
        if document.number or document.signer:
            yield _number_line(document, ruled=False)
            yield _empty()
        return
    yield _mark(document.head)
    if not document.issue:
        yield _empty()
        yield _empty()
    yield _issue_line(document.issue) if document.issue else _number_line(document, ruled=True)
    yield _empty()


def _mark(words: str) -> Any:
    """As large as one line takes, at most 62 pt."""
    size = int(min(62.0, (_BODY_PT - 20) / max(len(words), 1)) * 2)
    properties = (
        f'<w:snapToGrid w:val="0"/><w:spacing w:before="{_MM35}" w:after="0" w:line="{size * 12}" w:lineRule="exact"/>'
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
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{_WIDTH - _ONE}"/></w:tabs>'
    indent = f'<w:ind w:leftChars="100" w:left="{_ONE}" w:rightChars="100" w:right="{_ONE}"/>'
    runs = element_run(number, FANG) + "<w:r><w:tab/></w:r>"
    runs += element_run("签发人：", FANG) + element_run(document.signer, KAI)
    return _paragraph(f"{rule}{tabs}{indent}", runs)


def _issue_line(issue: str) -> Any:
    """第3期 left, who edits it in the middle, the day right."""
    tabs = (
        f'<w:tabs><w:tab w:val="center" w:pos="{_WIDTH // 2}"/><w:tab w:val="right" w:pos="{_WIDTH - _ONE}"/></w:tabs>'
        f'<w:ind w:leftChars="100" w:left="{_ONE}"/>'
    )
    parts = issue.split("\u3000")
    runs = "<w:r><w:tab/></w:r>".join(element_run(part, FANG, size=28) for part in parts if part)
    alone = '<w:jc w:val="center"/>' if len(parts) == 1 else tabs
    return _paragraph(f"{_rule()}{alone}", runs)


def tail(document: Document) -> Iterator[Any]:
    """附注 under the date, then 抄送 and 印发 between rules at the foot of the page."""
    if document.note:
        yield _paragraph(f'<w:ind w:firstLineChars="200" w:firstLine="{2 * _ONE}"/>', element_run(document.note, FANG))
    lines = []
    if document.copies:
        lines.append(element_run(copies_words(document), FANG, size=28))
    if document.printed_by:
        day = f"{date_words(document.printed_on)}印发" if document.printed_on else ""
        runs = [element_run(document.printed_by, FANG, size=28), "<w:r><w:tab/></w:r>"]
        lines.append("".join([*runs, element_run(day, FANG, size=28)]))
    for place, line in enumerate(lines):
        yield _paragraph(_foot(place, len(lines)), line)


def copies_words(document: Document) -> str:
    """抄送：…。; a briefing says 报、送、发 itself."""
    said = document.copies.rstrip("。")
    return f"{said}。" if said[:2] in ("报：", "送：", "发：") else f"抄送：{said}。"


def _foot(place: int, of: int) -> str:
    """A line of the tail: the first rule and the last are thick; all lines share one frame at the foot of the page."""
    top = f'<w:top w:val="single" w:sz="{12 if place == 0 else 6}" w:space="4" w:color="000000"/>'
    bottom = '<w:bottom w:val="single" w:sz="12" w:space="4" w:color="000000"/>' if place == of - 1 else ""
    return (
        f'<w:framePr w:w="{_WIDTH}" w:hSpace="0" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" '
        'w:xAlign="left" w:yAlign="bottom"/>'
        f"<w:pBdr>{top}{bottom}</w:pBdr>"
        f'<w:tabs><w:tab w:val="right" w:pos="{_WIDTH - 280}"/></w:tabs>'
        '<w:spacing w:line="400" w:lineRule="exact"/><w:ind w:left="280" w:right="280"/>'
    )


def _empty() -> Any:
    return _paragraph("", "")


def _paragraph(properties: str, runs: str) -> Any:
    return parse_xml(f'<w:p {_NS}><w:pPr><w:pStyle w:val="Normal"/>{properties}</w:pPr>{runs}</w:p>')
