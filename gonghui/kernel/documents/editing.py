"""Editing a draft: author slots filled, paragraphs written over while their slots stay bound."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.access.bypassing import told_openly
from gonghui.kernel.access.reach import records as readable
from gonghui.kernel.documents.binding import FORMS, Figures
from gonghui.kernel.documents.consent import record_slot
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.parts import (
    AuthorSlot,
    Block,
    FactSlot,
    FigureSlot,
    Heading,
    Paragraph,
    RecordSlot,
    Run,
    Text,
)
from gonghui.kernel.documents.phrases import printable
from gonghui.kernel.documents.quoting import may_say
from gonghui.kernel.documents.refreshing import require_draft, store
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.documents.templates import merged
from gonghui.kernel.figures.asking import question
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.periods import Period

_TOKEN = re.compile(r"⟦([^⟦⟧]+)⟧")
_LEAD = re.compile(r"^[一二三四五六七八九十]+是[^。]*。")
_ALWAYS = ("problems", "plans")


@dataclass(frozen=True)
class Editable:
    """A block as an editing page shows it. In `text` a slot stands as ⟦n⟧; `slots` has what n is bound to."""

    index: int
    kind: str  # heading | paragraph | table
    number: str
    text: str
    printed: str
    slots: tuple[tuple[int, Run], ...] = ()
    authors: tuple[AuthorSlot, ...] = field(default=())


def editables(document: Document) -> list[Editable]:
    """Every block in order."""
    content = Content.from_json(document.body)
    out = []
    for index, (block, number) in enumerate(content.numbered()):
        if not isinstance(block, Paragraph):
            out.append(Editable(index, block.kind, number, block.text, block.text))
            continue
        slots = tuple((n, run) for n, run in enumerate(block.runs) if not isinstance(run, Text))
        authors = tuple(with_answer(run, block) for run in block.runs if isinstance(run, AuthorSlot))
        out.append(Editable(index, block.kind, number, source(block.runs), block.text, slots, authors))
    return out


def source(runs: Sequence[Run]) -> str:
    """The text for editing, its slots as tokens."""
    return "".join(run.text if isinstance(run, Text) else f"⟦{n}⟧" for n, run in enumerate(runs))


def with_answer(slot: AuthorSlot, paragraph: Paragraph) -> AuthorSlot:
    """The slot with the whole answer, figures bound in it as ⟦key:form⟧."""
    if paragraph.runs[0] != slot:
        return slot
    return replace(slot, text="".join(_token(run) for run in paragraph.runs))


def _token(run: Run) -> str:
    match run:
        case FigureSlot():
            return f"⟦{run.key}⟧" if run.form == "value" else f"⟦{run.key}:{run.form}⟧"
        case FactSlot():
            return f"⟦fact:{run.name}={run.text}|{run.source}|{run.stated_on}⟧"
        case RecordSlot():
            return f"⟦record:{run.ledger}/{run.record}/{run.field}⟧"
    return run.text


def token_text(runs: Sequence[Run]) -> str:
    """The text with its figures, facts and fields of records as tokens that can be bound anew elsewhere."""
    return "".join(_token(run) for run in runs)


def pieces_of(text: str, figures: Figures) -> list[Run]:
    """The runs of a text with such tokens; raises Refused for one that cannot be bound."""
    return _pieces(text, lambda name: _new(name, figures))


def edit(
    document: Document,
    user: Any,
    *,
    answers: Mapping[str, str],
    paragraphs: Mapping[int, str],
    removed: Collection[int],
    title: str | None,
) -> Document:
    """See services.edit."""
    require_draft(document)
    answers = {name: printable(text) for name, text in answers.items()}
    paragraphs = {index: printable(text) for index, text in paragraphs.items()}
    title = title if title is None else printable(title)
    content = Content.from_json(document.body)
    figures = Figures(question(document.union, Period.parse(document.period)), user)
    blocks = list(content.blocks)
    for index, text in paragraphs.items():
        if not 0 <= index < len(blocks):
            raise Refused(_("没有第%(n)s段。") % {"n": index + 1})
        blocks[index] = _rewritten(blocks[index], text, figures)
    for name, text in answers.items():
        blocks = _answered(blocks, name, text, figures)
    kept = tuple(block for index, block in enumerate(blocks) if index not in set(removed))
    now = replace(content, blocks=kept)
    if title is not None and title.strip() != content.title:  # written by hand, it is no more made of the fields
        own = {name: line for name, line in content.sources.items() if name != "title"}
        now = replace(now, title=title.strip(), sources=own)
    return store(document, now, user, _("修改材料"))


def _rewritten(block: Block, text: str, figures: Figures) -> Block:
    """The block with other words; in a paragraph ⟦n⟧ keeps the slot that stood there."""
    text = text.strip()
    if isinstance(block, Heading):
        return replace(block, text=" ".join(text.split()))
    if not isinstance(block, Paragraph):
        raise Refused(_("表格不能在此修改。"))

    def slot(name: str) -> Run:
        if not name.isdigit():
            return _new(name, figures)
        place = int(name)
        if place >= len(block.runs) or isinstance(block.runs[place], Text):
            raise Refused(_("段落中没有⟦%(n)s⟧这个数据项。") % {"n": name})
        return block.runs[place]

    runs = _pieces(text, slot)
    opening = block.runs[0] if block.runs else None
    led = isinstance(opening, Text) and opening.strong
    return Paragraph(merged(_led(runs, opening.text if opening else "") if led else runs))


def _led(runs: list[Run], before: str) -> list[Run]:
    """The opening words printed bold: those that were before, or another 一是…。"""
    first = runs[0] if runs else None
    if not isinstance(first, Text):
        return runs
    found = _LEAD.match(first.text)
    end = len(before) if first.text.startswith(before) else found.end() if found else 0
    return [Text(first.text[:end], True), Text(first.text[end:]), *runs[1:]] if end else runs


def _pieces(text: str, slot: Callable[[str], Run]) -> list[Run]:
    runs: list[Run] = []
    for n, piece in enumerate(_TOKEN.split(text)):
        if n % 2:
            runs.append(slot(piece.strip()))
        elif piece:
            runs.append(Text(piece))
    return runs


def _new(name: str, figures: Figures) -> Run:
    """A new slot: a figure (key:form), an outside fact (fact:名称=文字|来源|日期), one field of a record
    (record:ledger/uid/field)."""
    if name.startswith("fact:"):
        return _fact(name.removeprefix("fact:"))
    if name.startswith("record:"):
        return _record(name.removeprefix("record:"), figures.user)
    return _figure(name, figures)


def _fact(source: str) -> FactSlot:
    """Refused without a source or a day: such a fact is worth nothing."""
    name, _equals, rest = source.partition("=")
    text, _bar, rest = rest.partition("|")
    origin, _bar, day = rest.partition("|")
    try:
        stated_on = dt.date.fromisoformat(day.strip())
    except ValueError:
        stated_on = None
    if not (name.strip() and text.strip() and origin.strip() and stated_on):
        raise Refused(
            _("外部数据请写成 ⟦fact:名称=文字|来源|日期⟧，例如 ⟦fact:全市人口=41.2万人|市统计公报|2026-03-01⟧。")
        )
    return FactSlot(name.strip(), text.strip(), source=origin.strip(), stated_on=stated_on)


def _record(source: str, user: Any) -> RecordSlot:
    """One field of a record the account reaches; what no document may say and ledgers of few people are refused."""
    slug, _slash, rest = source.partition("/")
    uid, _slash, name = rest.partition("/")
    ledger = REGISTRY.get(slug)
    if ledger is None or ledger.small_cells or not may_say(ledger.model, name):
        raise Refused(_("“%(name)s”不能写入材料。") % {"name": source})
    try:
        record = told_openly(readable(ledger, user)).filter(uid=uid, state="active").first()
    except ValidationError:
        record = None
    found = record_slot(record, ledger, name, user) if record is not None else None
    if found is None or not found.text:
        raise Refused(_("没有“%(name)s”这项内容。") % {"name": source})
    return found


def _figure(name: str, figures: Figures) -> FigureSlot:
    """A new figure slot from key or key:form, counted at once; Refused if there is none."""
    key, _colon, form = name.partition(":")
    if key not in figures.indicators:
        raise Refused(_("没有“%(key)s”这个指标。") % {"key": key})
    if form and form not in FORMS:
        raise Refused(_("没有“%(form)s”这种写法。") % {"form": form})
    ask = figures.ask
    return figures.bound(FigureSlot(key, ask.union.code, ask.period.text, form=form or "value"))


def _answered(blocks: list[Block], name: str, text: str, figures: Figures) -> list[Block]:
    """The author's slot of this name filled; where it opens its paragraph, the answer may hold figures."""
    for index, block in enumerate(blocks):
        for place, run in enumerate(block.runs if isinstance(block, Paragraph) else ()):
            if isinstance(run, AuthorSlot) and run.name == name:
                blocks[index] = Paragraph(_filled(block.runs, place, run, text.strip(), figures))  # type: ignore[union-attr]  # a paragraph
                return blocks
    raise Refused(_("材料中没有“%(name)s”这个待填项。") % {"name": name})


def _filled(runs: tuple[Run, ...], place: int, slot: AuthorSlot, text: str, figures: Figures) -> tuple[Run, ...]:
    if place:
        if _TOKEN.search(text):
            raise Refused(_("此处只能填写文字。"))
        return (*runs[:place], replace(slot, text=text), *runs[place + 1 :])
    kept = {_token(run): run for run in runs if isinstance(run, FigureSlot)}  # with the way its author wrote it
    pieces = _pieces(text, lambda name: kept.get(f"⟦{name}⟧") or _new(name, figures))
    first = pieces[0] if pieces and isinstance(pieces[0], Text) else None
    rest = pieces[1:] if first else pieces
    # an answer that begins with a figure is an answer too, though the slot's own words are empty
    required = (slot.required or slot.name in _ALWAYS) and not (rest and first is None)
    return (replace(slot, text=first.text if first else "", required=required), *rest)
