"""Numbers typed by hand: those that a figure says are offered to be tied, the others are pointed out."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel import proof
from gonghui.kernel.documents.binding import Figures
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.moulds import place
from gonghui.kernel.documents.parts import AuthorSlot, FigureSlot, Paragraph, Run, Text
from gonghui.kernel.documents.refreshing import require_draft, store
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.documents.templates import merged
from gonghui.kernel.figures.asking import question
from gonghui.kernel.periods import Period
from gonghui.kernel.proof.matching import match

_TOKEN = re.compile("⟦[^⟦⟧]*⟧")


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

    @property
    def anchor(self) -> str:
        """What a page calls it."""
        return f"n{self.block}-{self.start}"


def typed(document: Document, user: Any) -> list[Typed]:
    """Every work figure that stands in plain words, in reading order."""
    content = Content.from_json(document.body)
    lines = [block.text.replace("\n", " ") for block in content.blocks]
    found = _numbers(document, "\n".join(lines), user)
    places = list(accumulate((len(line) + 1 for line in lines), initial=0))
    out = []
    for one in found:
        index = bisect_right(places, one.start) - 1
        start, end = one.start - places[index], one.end - places[index]
        if _is_plain(content, index, start, end):
            around = lines[index][max(0, start - 12) : end + 8]
            out.append(replace(one, block=index, start=start, end=end, around=around))
    return out


def typing(document: Document, text: str, user: Any) -> list[Typed]:
    """The same of a text still being written; what stands as ⟦…⟧ is tied already."""
    bare = _TOKEN.sub(lambda found: " " * len(found[0]), text.replace("\r\n", "\n"))
    return _numbers(document, bare, user)


def _numbers(document: Document, text: str, user: Any) -> list[Typed]:
    """The work figures of a text, each with the indicator that says the same today."""
    reading = proof.read(text, document.union.name, document.period)
    out = []
    for one in match(reading, document.union, Period.parse(document.period), user):
        figure = one.figure
        found = Typed(-1, figure.start, figure.end, figure.text, "")
        same = one.verdict == "same"
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
    runs = (*block.runs[:number], *_split(run, start - at, end - at, slot, content), *block.runs[number + 1 :])
    blocks = (*content.blocks[:index], Paragraph(merged(runs)), *content.blocks[index + 1 :])
    return store(document, replace(content, blocks=blocks), user, _("数字接上台账"))


def _split(run: Run, start: int, end: int, slot: FigureSlot, content: Content) -> tuple[Run, ...]:
    """The run with the figure in place of its number. A field of the kind is one place however many numbers are tied in it."""
    head, tail = run.text[:start], run.text[end:]
    if isinstance(run, Text):
        return Text(head, run.strong), slot, Text(tail, run.strong)
    assert isinstance(run, AuthorSlot)  # _run_at finds no other
    before = replace(run, text=head, required=run.required and bool(head.strip()))
    if run.name not in content.fields:
        return before, slot, Text(tail)
    return before, replace(slot, within=run.name), replace(run, text=tail, required=False, more=True)


def _mould(text: str) -> str:
    """The way the author wrote the number."""
    reading = proof.read(text)
    figure = reading.figures[0] if reading.figures else None
    made = place(text, 0, len(text), int(figure.scale) or 1, figure.decimals) if figure else None
    return made.mould.text() if made else ""
