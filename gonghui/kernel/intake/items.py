"""The items of a kind of sheet as phrases: what each asks for and of what, by all that keepers call it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from gonghui.kernel.intake.phrases import COUNT, DAY, MONEY, PERSON, YES, Phrase, phrases
from gonghui.kernel.intake.stems import stems
from gonghui.kernel.intake.synonyms import common
from gonghui.kernel.intake.text import heading

if TYPE_CHECKING:
    from gonghui.kernel.intake.shapes import FieldShape

_KIND_OF = {"date": DAY, "month": DAY, "year": DAY, "amount": MONEY, "count": COUNT, "bool": YES, "person_name": PERSON}
LIGHT = frozenset(["参加", "活动", "人", "单位", "部门", "召开", "登记"])
DUE = "期限"
_LISTED, _COMMON = 0.93, 0.86  # what a ledger lists besides its own word, what keepers anywhere say
_OFTEN = 4  # items with a stem in their own headings, from which it tells none of them apart


class Item:
    """A field as phrases: what each of its headings asks for and of what."""

    def __init__(self, field: FieldShape) -> None:
        self.field = field
        self.kind = _KIND_OF.get(field.type, "")
        ways = ((1.0, field.headings[:1]), (_LISTED, field.headings[1:]), (_COMMON, sorted(common(field.headings[0]))))
        self.phrases: dict[Phrase, float] = {}  # each with how surely it means the field
        for worth, words in ways:
            for phrase in (each for word in words for each in phrases(word)):
                self.phrases.setdefault(phrase, worth)
        self.own = phrases(field.headings[0])[0]
        self.due = any(DUE in phrase.stems for phrase in self.phrases)  # a day by which, not one on which


class Items:
    """The items of a kind of sheet, found by the stems of their phrases."""

    def __init__(self, name: str, about: Sequence[str], fields: Sequence[FieldShape]) -> None:
        items = [Item(field) for field in fields if "." not in field.name]
        often = Counter(stem for item in items for stem in item.own.stems)
        said = {stem for word in (name, *about) for stem in stems(heading(word).replace("台账", ""))}
        # what the whole ledger is about tells none of its items apart
        self.about = frozenset(said | {stem for stem, times in often.items() if times >= _OFTEN}) | LIGHT
        self.by_stem: dict[str, list[tuple[Item, Phrase, float]]] = {}
        self.plain: list[tuple[Item, Phrase, float]] = []  # phrases that say no more than what they ask for
        for item in items:
            for phrase, worth in item.phrases.items():
                for stem in phrase.stems:
                    self.by_stem.setdefault(stem, []).append((item, phrase, worth))
                if not phrase.stems - said - LIGHT:
                    self.plain.append((item, phrase, worth))

    def like(self, phrase: Phrase) -> set[tuple[Item, Phrase, float]]:
        """The items with a phrase that shares a stem with this one; if it says nothing of its own, those that do not either."""
        found = {each for stem in phrase.stems for each in self.by_stem.get(stem, ())}
        return found if phrase.stems - self.about else found.union(self.plain)
