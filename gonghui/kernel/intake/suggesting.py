"""Kinds of sheet that a table may be, likeliest first, where its words alone do not decide: offered, never taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gonghui.kernel.intake.columns import fits
from gonghui.kernel.intake.layout import NotALedger
from gonghui.kernel.intake.likening import Heads
from gonghui.kernel.intake.recognise import BY_PHRASE, Match, Recogniser
from gonghui.kernel.intake.shapes import Shape
from gonghui.kernel.intake.synonyms import IGNORED
from gonghui.kernel.intake.text import heading
from gonghui.kernel.intake.words import _
from gonghui.kernel.ledger.declaration import ledgers

OFFERED = 8
BY_VALUES = _("列里都是日期")
_TITLE = 3.0  # a title alike in all its pairs of letters is worth so many columns
_LEFT = 0.3
_OFTEN = 0.5  # what is recorded on the phone is what most offices keep


class Suggestion(NamedTuple):
    """A kind of sheet and how many of the table's telling columns it knows."""

    kind: str
    known: int
    columns: int


def suggestions(found: NotALedger, recogniser: Recogniser) -> list[Suggestion]:
    """The kinds that know most of the columns or whose names are like the title; one for each ledger."""
    table = found.table
    if table is None or not any(table.heads):
        return []
    sample = [table.values(number) for number in table.rows[:25]]
    telling = {at for at, readings in enumerate(table.heads) if readings and heading(readings[0]) not in IGNORED}
    pairs = _pairs((table.title, found.sheet.name, found.sheet.file.rsplit(".", 1)[0]))
    spoken, ranked = Heads(table.heads, sample), []
    for shape in recogniser.shapes:
        match = recogniser.match(table.heads, shape, (), sample, spoken)
        known = [at for at in match.columns if match.why[at] != BY_PHRASE or spoken.telling(at)]
        alike = _alike(shape, pairs)
        if len(known) >= 2 or alike >= 0.5:
            often = _OFTEN if ledgers()[shape.ledger].quick else 0
            worth = (
                often + match.strong + 0.5 * (len(known) - match.strong) + _TITLE * alike - _LEFT * len(match.missing)
            )
            ranked.append(
                (worth, Suggestion(shape.name, len(telling & set(match.columns)), len(telling)), shape.ledger)
            )
    ranked.sort(key=lambda each: -each[0])
    best: dict[str, Suggestion] = {}
    for _worth, suggestion, ledger in ranked:
        best.setdefault(ledger, suggestion)
    for each in ledgers().values():  # nothing like it: what most offices keep
        if each.quick and len(best) < OFFERED:
            best.setdefault(each.slug, Suggestion(str(each.kinds_of_sheet()[0].name), 0, len(telling)))
    return list(best.values())[:OFFERED]


def find_day(match: Match, heads: Sequence[Sequence[str]], sample: Sequence[Sequence[object]]) -> None:
    """The ledger's day from the only column of dates whose heading says nothing (日子), once a hand said what the sheet is."""
    day = match.shape.by_name.get(ledgers()[match.shape.ledger].date)
    if day is None or any(each.name == day.name for each in match.columns.values()):
        return
    dated = []
    for column, readings in enumerate(heads):
        values = [row[column] for row in sample if column < len(row) and row[column] not in (None, "")]
        if readings and column not in match.columns and values and fits("date", values) == 1:
            dated.append(column)
    if len(dated) == 1:
        match.columns[dated[0]] = day
        match.why[dated[0]] = BY_VALUES


def _pairs(texts: Iterable[str]) -> set[str]:
    return {pair for text in texts for pair in _pairs_of(heading(text))}


def _pairs_of(word: str) -> set[str]:
    return {word[at : at + 2] for at in range(len(word) - 1)}


def _alike(shape: Shape, pairs: set[str]) -> float:
    """The greatest share of a title's pairs of letters that stand around the table, between 0 and 1."""
    shares: Sequence[float] = [
        len(own & pairs) / len(own)
        for word in shape.titles
        if len(own := _pairs_of(word) - {"台账", "登记", "记表"}) >= 2
    ]
    return max(shares, default=0.0)
