"""Numbers typed by hand: those that a figure says are offered to be tied, the others are pointed out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel import proof
from gonghui.kernel.documents.binding import Figures, question
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.moulds import place
from gonghui.kernel.documents.parts import FigureSlot, Paragraph, Run, Text
from gonghui.kernel.documents.refreshing import require_draft, store
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.documents.templates import merged
from gonghui.kernel.periods import Period
from gonghui.kernel.proof.matching import match


@dataclass(frozen=True)
class Typed:
    """A number in the author's words. key: the indicator that says the same today; empty where none does."""

    block: int
    start: int
    end: int
    text: str
    around: str
    key: str = ""
    name: str = ""
    value: str = ""


def typed(document: Document, user: Any) -> list[Typed]:
    """Every work figure that stands in plain words, in reading order."""
    content = Content.from_json(document.body)
    lines: list[str] = []
    places: list[tuple[int, int]] = []  # block, where its line begins
    length = 0
    for index, block in enumerate(content.blocks):
        text = block.text.replace("\n", " ")
        places.append((index, length))
        lines.append(text)
        length += len(text) + 1
    reading = proof.read("\n".join(lines), document.union.name, document.period)
    matches = match(reading, document.union, Period.parse(document.period), user)
    out = []
    for one in matches:
        index, begin = next(p for p in reversed(places) if p[1] <= one.figure.start)
        start, end = one.figure.start - begin, one.figure.end - begin
        if not _is_plain(content, index, start, end):
            continue
        same = one.verdict == "same"
        around = lines[index][max(0, start - 12) : end + 8]
        found = Typed(index, start, end, one.figure.text, around)
        out.append(replace(found, key=one.key, name=one.name, value=one.text) if same else found)
    return out


def _is_plain(content: Content, index: int, start: int, end: int) -> bool:
    """Whether the stretch lies within one run of words."""
    block = content.blocks[index]
    return isinstance(block, Paragraph) and _run_at(block, start, end) is not None


def _run_at(paragraph: Paragraph, start: int, end: int) -> tuple[int, int] | None:
    """The run that holds [start, end) and where it begins."""
    at = 0
    for number, run in enumerate(paragraph.runs):
        if at <= start and end <= at + len(run.text):
            return (number, at) if run.kind in ("text", "author") else None
        at += len(run.text)
    return None


def tie(document: Document, index: int, start: int, end: int, text: str, key: str, user: Any) -> Document:
    """Put the figure in place of the number; raises Refused where the words have changed or it says otherwise."""
    require_draft(document)
    content = Content.from_json(document.body)
    block = content.blocks[index] if 0 <= index < len(content.blocks) else None
    found = _run_at(block, start, end) if isinstance(block, Paragraph) else None
    if not isinstance(block, Paragraph) or found is None or block.text[start:end] != text:
        raise Refused(_("这段话刚刚改过，请刷新后再接。"))
    number, at = found
    run = block.runs[number]
    figures = Figures(question(document.union, Period.parse(document.period)), user)
    if key not in figures.indicators:
        raise Refused(_("没有“%(key)s”这个指标。") % {"key": key[:60]})
    slot = figures.bound(FigureSlot(key, document.union.code, document.period, mould=_mould(text)))
    head, tail = run.text[: start - at], run.text[end - at :]
    before: Run = replace(run, text=head) if not isinstance(run, Text) else Text(head, run.strong)
    strong = isinstance(run, Text) and run.strong
    runs = (*block.runs[:number], before, slot, Text(tail, strong), *block.runs[number + 1 :])
    blocks = (*content.blocks[:index], Paragraph(merged(runs)), *content.blocks[index + 1 :])
    return store(document, replace(content, blocks=blocks), user, _("数字接上台账"))


def _mould(text: str) -> str:
    """The way the author wrote the number."""
    reading = proof.read(text)
    figure = reading.figures[0] if reading.figures else None
    made = place(text, 0, len(text), int(figure.scale) or 1, figure.decimals) if figure else None
    return made.mould.text() if made else ""
