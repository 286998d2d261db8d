"""Last period in, this period out: the figures of an office's own old document bound, and counted for a new period.

Every figure that proof finds is bound to an indicator (proposed by meaning, confirmed by the author) or left open. A
bound one is written as the office wrote it; a sentence that cannot be filled is listed, its old number marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel import proof
from gonghui.kernel.documents import moulds
from gonghui.kernel.documents.bound import GROWTH, LAST, Bound, Values
from gonghui.kernel.documents.oldfile import Change
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import Period
from gonghui.kernel.proof.matching import match, wording

_SENTENCE = re.compile(r"[^。！？\n]*[。！？]?[”’」』）)]?")
_DATED = re.compile(r"\d{1,2}月份?\d{0,2}日?|年初|春节|元旦|五一|三八|国庆|端午|中秋")
_UP_DOWN = re.compile("主要|由于|原因|因为")


@dataclass(frozen=True)
class Edit:
    """New words in place of [start, end): of a figure that was filled, or its old words where it is open."""

    start: int
    end: int
    text: str
    bound: Bound | None = None
    value: Decimal | None = None
    mould: str = ""
    is_open: bool = False
    why: str = ""


@dataclass(frozen=True)
class Sentence:
    """A sentence of the old text as it now reads; state: filled, partly, open, plain; notes: what to look at."""

    start: int
    end: int
    was: str
    now: str
    state: str
    notes: tuple[str, ...] = ()


@dataclass
class Rolled:
    """The old text with this period's figures: every edit in order, every sentence, what was sloppy in the old one."""

    edits: list[Edit]
    sentences: list[Sentence]
    sloppy: list[tuple[str, str]]

    @property
    def open(self) -> list[Sentence]:
        return [one for one in self.sentences if one.state in ("partly", "open")]


def proposed(
    text: str, union: Union, old: Period, user: Any, kept: Mapping[str, Bound], said: Mapping[str, str] | None = None
) -> list[Bound]:
    """Every figure of the text with the indicator that may mean the same; kept bindings come first.

    `said`: what the office has said of its wordings elsewhere (bindings.meanings); still to be confirmed here.
    """
    reading = proof.read(text, union.name)
    offers = {one.figure.id: one for one in match(reading, union, old, user, said)}
    out: dict[str, Bound] = {}
    for one in reading.figures:
        name = wording(text, one.start, one.end)
        made = Bound(one.start, one.end, one.text, name)
        offer = offers.get(one.id)
        if name in kept:
            made.key, made.period, made.small, made.confirmed = (
                kept[name].key,
                kept[name].period,
                kept[name].small,
                True,
            )
        elif offer is not None and offer.key:
            made.key, made.others = offer.key, [offer.key, *offer.others]
        if name not in kept and one.kind != GROWTH and _is_earlier(one.period, reading.period):
            made.period = LAST
        out[one.id] = made
    _growths(reading, out)
    return list(out.values())


def _is_earlier(period: str, of: str) -> bool:
    return bool(period and of) and period[:4].isdecimal() and of[:4].isdecimal() and period[:4] < of[:4]


def _growths(reading: proof.Reading, out: dict[str, Bound]) -> None:
    """A growth whose base figure is bound is the change of that figure."""
    for relation in reading.relations:
        growth = next((f for f in relation.figures if f.kind == GROWTH), None)
        if growth is None or out[growth.id].confirmed:
            continue
        base = next((out[f.id] for f in relation.figures if f.kind != GROWTH and out[f.id].period != LAST), None)
        if base is not None and base.key and GROWTH not in base.key:
            out[growth.id].key, out[growth.id].period = f"{base.key}:{GROWTH}", ""


def rolled(text: str, bounds: Sequence[Bound], union: Union, period: Period, user: Any) -> Rolled:
    """The text for the new period; nothing is filled that is not bound."""
    reading = proof.read(text, union.name)
    values = Values(union, period, user)
    values.load(bounds)
    at = {(one.start, one.end): one for one in bounds}
    edits: list[Edit] = []
    for figure in reading.figures:
        one = at.get((figure.start, figure.end)) or Bound(figure.start, figure.end, figure.text, "")
        edits += _edits(text, figure, one, values)
    edits += _year_edits(text, reading.period, period)
    edits.sort(key=lambda edit: edit.start)
    sentences = [_sentence(text, start, end, edits, reading) for start, end in spans(text)]
    sloppy = [
        (_clip(text, one.figures[-1].start), one.note or one.proposal)
        for one in reading.relations
        if one.verdict == "fails"
    ]
    return Rolled(edits, sentences, sloppy)


def changes_of(made: Rolled) -> list[Change]:
    """The edits as the old file takes them."""
    return [Change(edit.start, edit.end, edit.text, edit.is_open) for edit in made.edits]


def spans(text: str) -> Iterable[tuple[int, int]]:
    """Where the sentences of a text stand; a row of a table is one."""
    start = 0
    for line in text.split("\n"):
        if "\t" in line:
            yield start, start + len(line)
        else:
            for found in _SENTENCE.finditer(line):
                if found[0].strip():
                    yield start + found.start(), start + found.end()
        start += len(line) + 1


def _edits(text: str, figure: proof.Figure, one: Bound, values: Values) -> list[Edit]:
    scale = int(figure.scale) if figure.scale >= 1 else 1
    place = moulds.place(text, figure.start, figure.end, scale, figure.decimals)
    value, why = values.of(one)
    if place is None and value is not None:
        value, why = None, _("这种写法的数字请作者自己改")
    if value is None or place is None:
        return [Edit(figure.start, figure.end, figure.text, one, is_open=True, why=why)]
    told = value if place.mould.sign or not figure.direction else abs(value)
    if one.key.endswith(f":{GROWTH}") and not figure.direction and value < 0 and not place.mould.sign:
        return [Edit(figure.start, figure.end, figure.text, one, is_open=True, why=_("本期是下降，原话没有升降的词"))]
    turn = None
    if figure.direction and not place.mould.sign:
        turn = moulds.turned(text, place.start, figure.direction == "down", value, figure.decimals)
    words = moulds.worded(place.mould, told)
    mould = place.mould.text()
    if turn is None:
        return [Edit(place.start, place.end, words, one, value, mould)]
    begin, lead, bare = turn
    note = _("升降与上年相反，请看原因的话是否还对")
    if bare:
        return [Edit(begin, place.end, lead, one, value, mould, why=note)]
    return [Edit(begin, place.start, lead, why=note), Edit(place.start, place.end, words, one, value, mould)]


def _year_edits(text: str, old: str, period: Period) -> list[Edit]:
    """The year in the title, where the old text says its own period."""
    year = old[:4]
    head = text[:120].split("。")[0]
    found = re.search(rf"{year}年(?=度|上半年|下半年|工作|第)", head) if year.isdecimal() else None
    if found is None or int(year) == period.start.year:
        return []
    return [Edit(found.start(), found.end() - 1, str(period.start.year))]


def _sentence(text: str, start: int, end: int, edits: Sequence[Edit], reading: proof.Reading) -> Sentence:
    own = [edit for edit in edits if start <= edit.start < end]
    told, place = "", start
    for edit in own:
        told += text[place : edit.start] + edit.text
        place = max(place, edit.end)
    told += text[place:end]
    figures = [edit for edit in own if edit.bound is not None]
    filled = [edit for edit in figures if not edit.is_open]
    state = "plain" if not figures else "filled" if len(filled) == len(figures) else "partly" if filled else "open"
    return Sentence(start, end, text[start:end], told, state, tuple(_notes(text, start, end, own, reading)))


def _notes(text: str, start: int, end: int, own: Sequence[Edit], reading: proof.Reading) -> Iterable[str]:
    """What the author must look at: why a figure is open, holes, vague words, last year's days and reasons."""
    yield from dict.fromkeys(f"{edit.text}：{edit.why}" for edit in own if edit.is_open and edit.why)
    turned = [edit.why for edit in own if edit.why and not edit.is_open]
    if turned and _UP_DOWN.search(text[start:end]):
        yield turned[0]
    yield from (_("空着：%(words)s") % {"words": _clip(text, h.start)} for h in reading.holes if start <= h.start < end)
    yield from (_("“%(word)s”应写数字") % {"word": v.text} for v in reading.vague if start <= v.start < end)
    if any(edit.bound for edit in own) and (found := _DATED.search(text[start:end])):
        yield _("写的是上年的“%(when)s”，请核对") % {"when": found[0]}


def _clip(text: str, place: int) -> str:
    return text[max(0, place - 10) : place + 8].replace("\n", " ").strip()
