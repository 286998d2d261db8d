"""A reading held against the ledgers: each figure to the indicator that means the same, with the ledger's value."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gonghui.kernel.access.figures import answer
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask, question
from gonghui.kernel.figures.catalogue import catalogue
from gonghui.kernel.figures.result import Figure as Counted
from gonghui.kernel.figures.result import half_up
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import BadPeriod, Period
from gonghui.kernel.proof.meaning import named, newness, told
from gonghui.kernel.proof.model import Figure, Reading
from gonghui.kernel.proof.relations.context import Context, family
from gonghui.kernel.proof.showing import number

ENOUGH = 0.5  # likeness from which an indicator is offered
CLOSE = 0.12  # indicators this near to the best are settled by the value
OFFERED = 4
WORDING = 120  # characters


@dataclass
class Match:
    """A figure and what the ledgers say. verdict: same, differs, no_value or unmatched."""

    figure: Figure
    key: str = ""
    name: str = ""
    value: Decimal | None = None
    difference: Decimal | None = None
    verdict: str = "unmatched"
    likeness: float = 0.0
    text: str = ""
    others: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "figure": self.figure.id, "key": self.key or None, "name": self.name or None, "value": number(self.value),
            "difference": number(self.difference), "verdict": self.verdict, "others": list(self.others),
        }  # fmt: skip


def wording(text: str, start: int, end: int) -> str:
    """What stands around a figure, without numbers: the name under which a confirmed binding is found again."""
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    line = text[line_start:line_end]
    if "\t" in line:
        column = line[: start - line_start].count("\t")
        labels = [cell for cell in line.split("\t")[:column] if not re.search(r"\d", cell)]
        return f"表：{'/'.join(labels)}#{column}"[:WORDING]
    before = re.sub(r"[\d.，,、（(]+", "", text[line_start:start])[-12:]
    after = re.sub(r"[\d.]+", "", text[end:line_end])[:6]
    return f"{before}＿{re.sub(r'[0-9.]+', '', text[start:end])}＿{after}"[:WORDING]


def match(
    reading: Reading, union: Union, period: Period, user: Any = None, bindings: Mapping[str, str] | None = None
) -> list[Match]:
    """One match for each figure, in order. user None: the owner. bindings: confirmed keys by `wording`; empty: none."""
    known = catalogue()
    index = _Index(known)
    ctx = Context(reading)
    said = {f.id: (bindings or {}).get(wording(reading.text, f.start, f.end)) for f in reading.figures}
    offers = {f.id: _offers(f, ctx, index, said[f.id]) for f in reading.figures}
    asks = {f.id: _ask(f, union, period, reading) for f in reading.figures}
    values = _values(known, offers, asks, user)
    return [_settled(f, offers[f.id], values, asks[f.id], known) for f in reading.figures]


class _Index:
    """Names of indicators by pairs of characters, the rare ones weighing most."""

    def __init__(self, known: Mapping[str, d.Indicator]) -> None:
        self.pairs = {key: named(str(i.name)) for key, i in known.items()}
        self.names = {key: str(i.name) for key, i in known.items()}
        self.units = {key: str(i.unit) for key, i in known.items()}
        self.kinds = {key: i.kind for key, i in known.items()}
        seen = Counter(pair for pairs in self.pairs.values() for pair in pairs)
        self.weight = {pair: math.log(1 + len(known) / n) for pair, n in seen.items()}
        self.weights = {key: self.of(pairs) for key, pairs in self.pairs.items()}
        self.by_pair: dict[str, list[str]] = {}
        for key, pairs in self.pairs.items():
            for pair in sorted(pairs):
                self.by_pair.setdefault(pair, []).append(key)

    def of(self, pairs: frozenset[str]) -> float:
        return sum(self.weight.get(pair, 0.0) for pair in pairs)


def _offers(figure: Figure, ctx: Context, index: _Index, said: str | None) -> list[tuple[float, str]]:
    """Indicators that may mean the same, the likest first; what a person has said comes alone, empty for none."""
    if said is not None and (not said or said in index.pairs):
        return [(9.0, said)] if said else []
    own, wide = told(figure, ctx.topics.get((figure.sentence, figure.part), "") if figure.row < 0 else "")
    keys = {key for pair in wide for key in index.by_pair.get(pair, ())}
    scored = []
    for key in keys:
        if not _fits(figure, index.units[key], index.kinds[key]):
            continue
        shared = index.of(index.pairs[key] & wide)
        covered = shared / index.weights[key] if index.weights[key] else 0
        near = index.of(index.pairs[key] & own) / (index.of(own) or 1)
        score = 0.7 * covered + 0.3 * near - newness(figure, index.names[key])
        if score >= ENOUGH:
            scored.append((round(score, 6), key))
    return sorted(scored, key=lambda each: (-each[0], each[1]))[:OFFERED]


def _fits(figure: Figure, unit: str, kind: str) -> bool:
    if figure.kind == "growth" and figure.unit == "%":
        return kind == "change"
    if figure.unit == "%":
        return unit == "%" and kind == "ratio"
    if unit in ("万元", "元") and figure.unit == "元":
        return True
    if family(unit) == family(figure.unit):
        return True
    return (
        {unit, figure.unit} <= {"家", "个", "份", "件", "人次", "人"}
        and {unit, figure.unit} != {"人", "人次"}
        and {unit, figure.unit} <= {"家", "个", "份"}
    )


def _ask(figure: Figure, union: Union, period: Period, reading: Reading) -> Ask:
    """Last year's figures are asked of last year."""
    ask = question(union, period)
    if figure.period and reading.period and figure.period != reading.period and figure.period[:4] < reading.period[:4]:
        try:
            return ask.last_year()
        except BadPeriod:
            return ask
    return ask


_Values = dict[tuple[str, Ask], Counted]


def _values(
    known: Mapping[str, d.Indicator], offers: Mapping[str, list[tuple[float, str]]], asks: Mapping[str, Ask], user: Any
) -> _Values:
    """All offered indicators counted at once, as the account may see them."""
    keys = sorted({key for found in offers.values() for _s, key in found})
    wanted = list(dict.fromkeys(asks.values()))
    if not keys or not wanted:
        return {}
    answers = answer([known[key] for key in keys], wanted, user)
    return {
        (key, ask): found
        for key, row in zip(keys, answers, strict=True)
        for ask, found in zip(wanted, row, strict=True)
    }


def _settled(
    figure: Figure, offers: Sequence[tuple[float, str]], values: _Values, ask: Ask, known: Mapping[str, d.Indicator]
) -> Match:
    """The best offer; among nearly equal ones the one whose value is the same."""
    if not offers or figure.kind == "target":
        return Match(figure)
    best = [key for score, key in offers if offers[0][0] - score <= CLOSE]
    chosen = next((key for key in best if _same(figure, values[(key, ask)])), best[0])
    counted = values[(chosen, ask)]
    others = tuple(key for _s, key in offers if key != chosen)
    found = Match(
        figure,
        chosen,
        str(known[chosen].name),
        likeness={k: s for s, k in offers}[chosen],
        text=counted.text,
        others=others,
    )
    if counted.value is None:
        found.verdict = "no_value"
        return found
    found.value = _base(counted)
    found.difference = figure.value - abs(found.value) if figure.direction else figure.value - found.value
    found.verdict = "same" if _same(figure, counted) else "differs"
    return found


def _base(counted: Counted) -> Decimal:
    """The ledger's value in base units."""
    value = Decimal(counted.exact if counted.exact is not None else counted.value or 0)
    return value * 10000 if counted.unit == "万元" else value


def _same(figure: Figure, counted: Counted) -> bool:
    """Whether the figure is the ledger's at the precision printed; 余, 多, 近 and 以上 only where true."""
    if counted.value is None:
        return False
    value = _base(counted)
    if figure.direction and (value < 0) != (figure.direction == "down") and value:
        return False
    value = abs(value) if figure.direction else value
    if figure.qualifier == "exact":
        return half_up(value / figure.scale, figure.decimals) == figure.printed
    if figure.qualifier == "range":
        return figure.value <= value <= (figure.value_to or figure.value)
    slack = figure.value / 10
    if figure.qualifier == "at_most" or (figure.qualifier == "approx" and figure.text[-2:-1] not in ("余", "多")):
        return figure.value - slack <= value <= figure.value + (slack if figure.qualifier == "approx" else 0)
    return figure.value <= value <= (figure.value + slack if figure.qualifier == "approx" else value)
