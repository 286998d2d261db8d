"""What a kind of sheet looks like, as recognition sees it: made from a ledger's declaration."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

from gonghui.kernel.intake.items import Items
from gonghui.kernel.intake.senses import sense
from gonghui.kernel.intake.stems import stems
from gonghui.kernel.intake.synonyms import IGNORED, common
from gonghui.kernel.intake.text import bare, heading, root

REMEMBERED = 4096  # headings of which it is remembered what they share with a kind of sheet
TYPES = (
    *("text", "date", "month", "year", "count", "amount", "number", "bool", "choice"),
    *("id_number", "credit_code", "phone", "union", "employer", "person_name"),
)


@dataclass(frozen=True)
class FieldShape:
    """One column that a sheet may have.

    headings  what keepers call it, the canonical word first
    choices   every word for a choice -> its stored value, the printed label first
    end       a month-only date means the month's last day (离会日期, 撤销日期, 脱困日期)
    required  a row is nothing without it
    open      other words than the choices are as good
    places    decimals that a plain number keeps
    side      the field whose value the column gives, the field that the column itself tells, and what it tells
    """

    name: str
    type: str
    headings: tuple[str, ...]
    choices: Mapping[str, str] = field(default_factory=dict)
    end: bool = False
    required: bool = False
    open: bool = False
    side: tuple[str, str, str] | None = None
    places: int | None = None


@dataclass(frozen=True)
class Shape:
    """One kind of sheet: its ledger, the words of its titles, its columns, values every row of it has,
    and the field that the worksheet's own name gives."""

    ledger: str
    name: str
    words: tuple[str, ...]
    fields: tuple[FieldShape, ...]
    preset: Mapping[str, Any] = field(default_factory=dict)
    implied: str = ""
    day: str = ""  # the field of the ledger's own day
    about: tuple[str, ...] = ()  # words of the trade that a title may have besides: weaker than the words of titles

    @cached_property
    def by_name(self) -> dict[str, FieldShape]:
        return {each.name: each for each in self.fields}

    @cached_property
    def spans(self) -> dict[str, str]:
        """First day -> last day: two dates that follow one another, the second an end (培训日期, 结束日期)."""
        return {
            first.name: last.name
            for first, last in pairwise(self.fields)
            if first.type == last.type == "date" and last.end and not first.end
        }

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """Title words, longest first, with the ledger's name shortened of 台账, 登记表 and the like."""
        found = {heading(word) for word in (self.name, *self.words)}
        for word in tuple(found):
            for tail in (
                "工作台账",
                "台账",
                "登记表",
                "花名册",
                "名册",
                "名录",
                "一览表",
                "统计表",
                "情况表",
                "发放表",
                "摸底表",
                "流水账",
                "明细账",
                "明细表",
                "档案",
                "汇总",
            ):
                if word.endswith(tail) and len(word) - len(tail) >= 3:
                    found.add(word[: -len(tail)])
        return tuple(sorted(found, key=len, reverse=True))

    @cached_property
    def exact(self) -> list[dict[str, str]]:
        """Heading -> field in six passes: own words, common words, own without brackets, common without brackets,
        all with idle variations removed, all with each part in its usual word."""
        own: dict[str, str] = {}
        for each in self.fields:
            own.setdefault(heading(each.headings[0]), each.name)
        for each in self.fields:
            for word in each.headings:
                own.setdefault(heading(word), each.name)
        shared: dict[str, str] = {}
        for each in self.fields:
            for word in sorted(common(each.headings[0])):
                if word not in own:
                    shared.setdefault(word, each.name)
        both = {**shared, **own}
        return [own, shared, _recast(own, bare), _recast(shared, bare), _recast(both, root), _recast(both, sense)]

    @cached_property
    def _overlapping(self) -> dict[str, dict[str, int]]:
        return {}

    def overlapping(self, word: str) -> dict[str, int]:
        """The fields of which a word lies inside the heading or around it (ending in it, if of two letters), with the length that
        both share; remembered, for a stack of sheets asks the same again and again."""
        known = self._overlapping
        if word not in known:
            if len(known) >= REMEMBERED:
                known.clear()
            known[word] = _shared(self.exact[2:4], word)
        return known[word]

    @cached_property
    def hints(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """The words of titles as stems, for titles that say it otherwise: 住院看望 for 慰问."""
        return tuple((word, own) for word in (*self.titles, *self.about) if (own := stems(word, whole=True)))

    @cached_property
    def items(self) -> Items:
        """The fields as phrases."""
        return Items(self.name, self.about, self.fields)

    @cached_property
    def words_known(self) -> frozenset[str]:
        """Every form of heading that means one of the fields."""
        return frozenset(word for table in self.exact for word in table)

    @cached_property
    def vocabulary(self) -> set[str]:
        return {word for table in self.exact[:4] for word in table}


def _shared(tables: Sequence[Mapping[str, str]], word: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for table in tables:
        for known, name in table.items():
            if known in IGNORED or len(known) < 2:
                continue
            if known in word or (word in known if len(word) >= 3 else known.endswith(word)):
                found[name] = max(found.get(name, 0), min(len(known), len(word)))
    return found


def _recast(table: dict[str, str], cast: Callable[[str], str]) -> dict[str, str]:
    recast: dict[str, str] = {}
    clashing: set[str] = set()
    for word, name in table.items():
        if recast.setdefault(cast(word), name) != name:
            clashing.add(cast(word))
    return {word: name for word, name in recast.items() if word not in clashing}
