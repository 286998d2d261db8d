"""Last period's own document carried into a new period: every slot counted anew, changed sentences marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.parts import (
    AuthorSlot,
    Block,
    FigureSlot,
    Paragraph,
    Quote,
    RecordSlot,
    Run,
    mapped,
    runs_of,
)
from gonghui.kernel.documents.phrases import period_words
from gonghui.kernel.documents.refreshing import renewed
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.documents.starting import kept
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.periods import Period

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")


def carry(document: Document, period: Period, user: Any) -> Document:
    """See services.carry."""
    old = Period.parse(document.period)
    if old.text == period.text:
        raise Refused(_("请选另一个期间。"))
    was = Content.from_json(document.body)
    moved = _moved(was, old, period)
    now = renewed(moved, document.union, period, user)
    row = Document(
        union=document.union, kind=document.kind, period=period.text, title=now.title[:200], body=now.to_json(),
        marks=list(_marks(was, now)), rolled_from=document,
    )  # fmt: skip
    return kept(row, user, _("由上期材料起草"))


def _moved(content: Content, old: Period, new: Period) -> Content:
    """The content asked of the new period; its number, day and frozen figures are those of the old one and go."""
    periods = {old.text: new.text, old.year_before().text: new.year_before().text}

    def move(run: Run) -> Run:
        if isinstance(run, FigureSlot):
            return replace(run, period=periods.get(run.period, run.period), frozen="", as_of=None)
        return run

    words = [
        (period_words(old.start, old.end), period_words(new.start, new.end)),
        (f"{old.start.year}年", f"{new.start.year}年"),
    ]
    title = content.title
    for was, now in words:
        if was in title:
            title = title.replace(was, now)
            break
    blocks = tuple(mapped(block, move) for block in content.blocks)
    return replace(content, title=title, blocks=blocks, number="", dated_on=None, printed_on=None)


def _marks(was: Content, now: Content) -> Iterator[dict[str, Any]]:
    """Sentences that read otherwise, and those that tell of the old period and must be looked at."""
    for before, after in zip(was.blocks, now.blocks, strict=True):
        if isinstance(before, Paragraph):
            yield from _changed(before.text, after.text)
        yield from _told(before)


def _changed(before: str, after: str) -> Iterator[dict[str, Any]]:
    left, right = _SENTENCE.findall(before), _SENTENCE.findall(after)
    pairs = zip(left, right, strict=True) if len(left) == len(right) else [(before, after)]
    for was, now in pairs:
        if was != now:
            yield {"state": "changed", "was": was.strip(), "now": now.strip(), "notes": []}


def _told(block: Block) -> Iterator[dict[str, Any]]:
    for run in runs_of(block):
        if isinstance(run, Quote) or (isinstance(run, RecordSlot) and not run.field.startswith("union")):
            note = _("引的是上期的记录，请换成本期的")
            yield {"state": "open", "was": run.text, "now": run.text, "notes": [note]}
        elif isinstance(run, AuthorSlot) and run.text:
            yield {"state": "open", "was": run.text, "now": run.text, "notes": [_("是作者上期写的话，请改写")]}
