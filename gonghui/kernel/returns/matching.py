"""Which figure a cell asks for, by the words of its headings: the catalogue's names and the offices' own ways of saying them.

A match is made by itself only where the words agree, the unit agrees, the class (公有制, 非公, 国有 …) agrees, and no
second figure comes near; everything else is offered with the reason. Words: words.csv; further names: names.csv.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.figures import declaration as d
from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.returns.recognise import Place, plain

HERE = Path(__file__).parent
SURE, NEAR, AHEAD, OFFERED = 0.7, 0.07, 0.15, 0.34
MONEY = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
OWNERSHIP = frozenset({"public", "nonpublic", "state", "private", "collective", "foreign"})
IMPLIED = {"state": "public", "collective": "public", "private": "nonpublic", "foreign": "nonpublic"}
_STOP = re.compile(
    r"其中[:：]?|小计|合计|本期数|本期|期末|期内|当期|本年|今年|全部|总数|总额|金额|人数|人次|户数|件数|件次|批次|次数|场次|家数|"
    r"条数|项数|个数|数|的|达到|要求|建立|实行|开展|签订|制度|实施|企业|单位|情况|参加|发放|成功|了|并|及|和|与|、|[“”\"'()（）:：,，。·]"
)
_RULE = re.compile(r"\(\d+(行|栏)?[÷/].*?\)|[（(]\d+(行|栏)?[÷/].*?[)）]")


@dataclass(frozen=True)
class Meaning:
    """What words say: concepts, class and what is left over as pairs of characters."""

    concepts: frozenset[str]
    classes: frozenset[str]

    def __or__(self, other: Meaning) -> Meaning:
        return Meaning(self.concepts | other.concepts, self.classes | other.classes)


@dataclass(frozen=True)
class Match:
    """A figure for a cell: `score` 0 to 1, `shift` "" or last_year, `scale` divides the figure for the cell's unit."""

    key: str
    name: str
    score: float
    shift: str = ""
    scale: int = 1
    reason: str = ""
    narrowed: str = ""  # class to be added by a saved indicator


@dataclass
class Proposal:
    """For one place: the match made, or those offered, best first, with the reason why none was made."""

    place: Place
    made: Match | None = None
    offered: list[Match] = field(default_factory=list)
    reason: str = ""


@cache
def lexicon() -> tuple[tuple[str, str], ...]:
    """(word, concept), longest first."""
    with (HERE / "words.csv").open(encoding="utf-8") as rows:
        pairs = [(plain(word), row["concept"]) for row in csv.DictReader(rows) for word in row["words"].split()]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def other_names() -> dict[str, list[str]]:
    with (HERE / "names.csv").open(encoding="utf-8") as rows:
        return {row["key"]: row["names"].split("；") for row in csv.DictReader(rows)}


@cache
def meaning(text: str) -> Meaning:
    """Concepts and classes of a heading or a name."""
    rest = _RULE.sub("", plain(text))
    concepts: set[str] = set()
    classes: set[str] = set()
    for word, concept in lexicon():
        if word in rest:
            rest = rest.replace(word, "·")
            (classes if concept.startswith("=") else concepts).add(concept.removeprefix("="))
    if re.search(r"率$|比重$|占比$", rest.rstrip("·")) or "率" in rest:
        concepts.add("率")
        rest = rest.replace("率", "·")
    for part in re.split(r"·+", _STOP.sub("·", rest)):
        concepts |= {part[n : n + 2] for n in range(max(1, len(part) - 1)) if part}
    return Meaning(frozenset(concepts), frozenset(classes))


class Matcher:
    """Matches places to the figures of a catalogue. `kept`: ledgers kept by the union, so that a kept one is preferred."""

    @in_chinese
    def __init__(self, indicators: Mapping[str, d.Indicator], is_kept: Mapping[str, bool]) -> None:
        self.indicators = indicators
        self.is_kept = is_kept
        self.names: list[tuple[str, Meaning]] = []
        for key, indicator in indicators.items():
            for name in (str(indicator.name), *other_names().get(key, [])):
                self.names.append((key, meaning(name)))
        found = Counter(concept for _key, said in self.names for concept in said.concepts)
        self.weights = {concept: math.log(1 + len(self.names) / count) for concept, count in found.items()}

    def weight(self, concepts: Iterable[str]) -> float:
        unknown = math.log(1 + len(self.names))
        return sum(self.weights.get(c, unknown) * (1 if len(c) != 2 or c in _known() else 0.5) for c in concepts)

    @in_chinese
    def propose(self, place: Place, notes: Iterable[str] = ()) -> Proposal:
        """The figure for one place. Formula cells are nobody's."""
        item, context = said(place)
        units = _units(place, notes)
        shift = "last_year" if re.search(r"去年同期|上年同期|同期数", place.meaning) else ""
        ranked = self._ranked(item, context, units, shift)
        return self._decided(place, ranked, units)

    def _ranked(self, item: Meaning, context: Meaning, units: list[str], shift: str) -> list[Match]:
        best: dict[str, Match] = {}
        for key, name in self.names:
            indicator = self.indicators[key]
            narrowed = self._class_gap(item, name)
            if narrowed is None:
                continue
            scale = scale_between(str(indicator.unit), units)
            if scale is None or (indicator.kind == "change"):
                continue
            score = self._score(item, context, name)
            score -= 0.2 if narrowed else 0.0
            if score >= OFFERED and (key not in best or best[key].score < score):
                best[key] = Match(key, str(indicator.name), round(score, 3), shift, scale, narrowed=narrowed)
        return sorted(best.values(), key=lambda match: -match.score)

    def _score(self, item: Meaning, context: Meaning, name: Meaning) -> float:
        hit = self.weight(item.concepts & name.concepts)
        if not hit:
            return 0.0
        missed = self.weight(item.concepts - name.concepts)
        extra = self.weight(name.concepts - item.concepts - context.concepts)
        around = self.weight(context.concepts & name.concepts - item.concepts)
        return (hit + 0.6 * around) / (hit + 0.6 * around + missed + extra)

    def _class_gap(self, item: Meaning, name: Meaning) -> str | None:
        """Empty text where classes agree, the class to add where the figure knows none, None where they contradict."""
        if item.classes == name.classes:
            return ""
        if not name.classes and len(item.classes) == 1:
            return next(iter(item.classes)) if next(iter(item.classes)) in NARROWING else None
        return None

    def _decided(self, place: Place, ranked: list[Match], units: list[str]) -> Proposal:
        if not ranked:
            return Proposal(place, reason=_("指标库中没有名称相近、单位相同的指标"))
        best = ranked[0]
        kept = [m for m in ranked if self.is_kept.get(m.key, True) and best.score - m.score <= AHEAD]
        if not self.is_kept.get(best.key, True) and kept and kept[0].score >= SURE:
            ranked = [*kept, *(m for m in ranked if m not in kept)]
            best = ranked[0]
        rivals = [
            m
            for m in ranked[1:]
            if best.score - m.score < NEAR and self.is_kept.get(m.key, True) >= self.is_kept.get(best.key, True)
        ]
        reason = ""
        if best.score < SURE:
            reason = _("名称只是相近")
        elif best.narrowed:
            reason = _("指标库中没有这一分类，可按“%(name)s”加条件建立自定义指标") % {"name": best.name}
        elif rivals:
            reason = _("有几个指标都说得通：%(names)s") % {"names": _("、").join(m.name for m in (best, *rivals)[:4])}
        if reason:
            return Proposal(place, None, ranked[:6], reason)
        return Proposal(place, best, ranked[1:6])


@cache
def _known() -> frozenset[str]:
    return frozenset(concept for _word, concept in lexicon())


NARROWING = {
    "public": gettext_noop("公有制企业"),
    "nonpublic": gettext_noop("非公有制企业"),
    "state": gettext_noop("国有企业"),
    "private": gettext_noop("私营企业"),
    "collective": gettext_noop("集体企业"),
    "foreign": gettext_noop("外资企业"),
}


def said(place: Place) -> tuple[Meaning, Meaning]:
    """(what the cell itself is about, what its surroundings say)."""
    own, around = _parts(place)
    item, context = _together(own), _together(around)
    if not item.concepts:  # 其中：国有企业 says only a class; what it is part of says the rest
        parent = _together(around[-2:-1] if place.row and len(place.column) > 1 else around[-1:])
        item = Meaning(parent.concepts or context.concepts, item.classes)
    classes = item.classes | (context.classes & OWNERSHIP if not item.classes & OWNERSHIP else frozenset())
    implied = {IMPLIED[c] for c in classes if c in IMPLIED}
    if "公司国控" in item.concepts | context.concepts:
        implied |= {"public", "state"}  # a state-controlled company is public: the column says nothing more
    return Meaning(item.concepts, frozenset(classes - implied)), context


def _parts(place: Place) -> tuple[list[str], list[str]]:
    """Own words: the item and the lower headings; around: sections, what it is part of, the top heading."""
    own = place.row[-1:]
    around = place.row[:-1]
    columns = place.column
    if not place.row:  # a table whose headings stand on top
        own, around = columns[-1:], columns[:-1]
        if own and not (meaning(own[0]).concepts - {"累计"}):
            own, around = columns[1:], columns[:1]  # 户数 and 金额 say nothing alone
    else:
        own = [*own, *(w for w in columns if w not in columns[:1] or len(columns) == 1)]
        around = [*around, *(columns[:1] if len(columns) > 1 else [])]
    return own, around


def _together(words: Iterable[str]) -> Meaning:
    found = Meaning(frozenset(), frozenset())
    for word in words:
        if not re.fullmatch(r"去年同期|上年同期|同期数|本期|增减|\w[(（]\w[)）]次", word):
            found |= meaning(word)
    return found


def _units(place: Place, notes: Iterable[str]) -> list[str]:
    """The units the cell may be in; 来访按批次 in the notes decides 件（批）次."""
    units = place.unit.split("|") if place.unit else []
    if len(units) > 1:
        for note in notes:
            for what, how in re.findall(r"(\w{2,8}?)按(件次|批次|人次)", plain(note)):
                if place.row and what[-2:] in place.row[-1] and how in units:
                    return [how]
    return units


def scale_between(unit: str, wanted: list[str]) -> int | None:
    """What to divide the figure by for the cell's unit: 1, or 10000 from 元 to 万元; None where units do not agree.

    A figure in 万元 for a cell in 元 is not offered: its cents are gone.
    """
    if not wanted or unit in wanted:
        return 1
    for each in wanted:
        if unit in MONEY and each in MONEY and MONEY[each] > MONEY[unit]:
            return MONEY[each] // MONEY[unit]
    if unit in ("家", "个") and any(each in ("家", "个") for each in wanted):
        return 1
    return None
