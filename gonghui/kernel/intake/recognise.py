"""Which ledger a sheet is, and which of its columns is which field. Words decide, never likeness of letters."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gonghui.kernel.intake.columns import fits
from gonghui.kernel.intake.likening import Heads, liken
from gonghui.kernel.intake.phrases import is_question
from gonghui.kernel.intake.roles import by_role
from gonghui.kernel.intake.senses import sense
from gonghui.kernel.intake.shapes import FieldShape, Shape
from gonghui.kernel.intake.stems import stems
from gonghui.kernel.intake.synonyms import IGNORED, SERIAL
from gonghui.kernel.intake.text import bare, heading, root
from gonghui.kernel.intake.words import _

WHY = (
    _("表头相同"),
    _("常用同义词"),
    _("去掉括号后相同"),
    _("去掉括号后为常用同义词"),
    _("写法略有不同"),
    _("意思相同"),
    _("表头含该词"),
)
BY_PHRASE = _("问的是同一件事")
BY_ROLE = _("这种表里只剩这一列可能是")
_WEIGHT = (1.0, 0.95, 0.9, 0.85, 0.8, 0.7, 0.6)
_PHRASE, _IDLE = 0.5, 0.3  # what a heading that says of what it asks adds, what one that does not takes away
_INSIDE = len(_WEIGHT) - 1  # the level at which one word stands inside the other
_UNKNOWN_COLUMN = 0.6
_MISSING_REQUIRED = 2.0
_TITLE = 3.0
_ABOUT = 1.5
_HINT = 0.4  # and so much more for each stem of the word
_CLOSE = 2.5
_LIKENESS = 4  # from this level on a heading is only like the field's, and its values have a say
_LONGEST = 16  # letters of a heading said in other words
_RIVAL = 0.3  # so near in score, another kind of sheet may as well be meant
_PLAIN = 0.6  # share of headings that some kind of sheet knows by its words
_CLEAR = 1.3  # in score before any other ledger, where the headings and the title say what it is only in other words
_TOO_MANY = 3  # ledgers that fit as well: 日期, 姓名, 说明 are columns of a dozen, and nobody can tell


@dataclass
class Match:
    """How a sheet's headings fit one shape: column number -> field, with why, and what is left over."""

    shape: Shape
    columns: dict[int, FieldShape] = field(default_factory=dict)
    why: dict[int, str] = field(default_factory=dict)
    unmapped: list[int] = field(default_factory=list)
    strong: int = 0  # columns matched by a whole word, not by one inside another
    telling: int = 0  # columns whose headings say of what they ask
    idle: int = 0  # columns matched by what their headings ask for, which do not say of what
    liked: int = 0  # columns matched by what their headings ask for
    spoken: bool = False  # known by what its headings ask for, not by the words of a title or of most headings
    score: float = 0.0
    titled: str = ""
    about: str = ""
    hinted: str = ""  # what of the title says the same in other words
    rivals: list[str] = field(default_factory=list)  # names of other kinds of sheet that fit as well

    def says_all(self, heads: Sequence[Sequence[str]]) -> bool:
        """Whether every heading is known by its words, but for numbers of rows and what is no item anywhere (备注)."""
        left = [heading(heads[column][0]) for column in self.unmapped]
        return not self.liked and all(text in IGNORED or text in SERIAL for text in left)

    @property
    def missing(self) -> list[FieldShape]:
        """Required fields that no column, preset or sheet name gives."""
        have = {each.name for each in self.columns.values()} | set(self.shape.preset) | {self.shape.implied}
        return [each for each in self.shape.fields if each.required and each.name not in have]


class Recogniser:
    """Holds the shapes of an office's ledgers and answers for rows of headings."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self.shapes = list(shapes)
        counted = Counter(word for shape in self.shapes for word in shape.vocabulary)
        self.rarity = {
            word: math.log(1 + len(self.shapes) / seen) / math.log(1 + len(self.shapes))
            for word, seen in counted.items()
        }
        self.vocabulary = set(counted)
        self.senses = {word for shape in self.shapes for word in shape.exact[-1]}

    def known(self, text: str) -> bool:
        """Whether a cell's text is a heading of any ledger, or a usual heading of none (序号, 备注)."""
        if heading(text) in self.vocabulary or bare(text) in self.vocabulary or heading(text) in IGNORED:
            return True
        return len(text) <= _LONGEST and sense(text) in self.senses

    def best(
        self, heads: Sequence[Sequence[str]], context: Sequence[str], sample: Sequence[Sequence[object]] = ()
    ) -> Match | None:
        """The shape that fits headings (each a list of readings, most telling first) and context (title,
        sheet name, file name) best; None where no shape fits. `sample` are rows of values that break ties."""
        spoken = Heads(heads, sample)
        matches = [self.match(heads, shape, context, sample, spoken) for shape in self._likely(heads, context)]
        matches = [each for each in matches if self._plausible(each, heads)]
        if not matches:
            return None
        matches.sort(key=lambda each: -each.score)
        top = [each for each in matches if each.score >= matches[0].score - _CLOSE]
        if sample and len(top) > 1:
            for each in top:
                each.score -= sum(
                    1 - fits(shape.type, [row[col] for row in sample if col < len(row)])
                    for col, shape in each.columns.items()
                )
            top.sort(key=lambda each: -each.score)
        best = top[0]
        near = [
            each for each in top[1:] if each.score >= best.score - _RIVAL and each.shape.ledger != best.shape.ledger
        ]
        if self._unclear(best, top):
            return None
        best.rivals = [] if best.titled or best.about else [each.shape.name for each in near]
        return best if len({each.shape.ledger for each in near}) < _TOO_MANY or best.titled or best.about else None

    @staticmethod
    def _unclear(best: Match, top: Sequence[Match]) -> bool:
        """Whether another ledger is nearly as likely: as one that mostly its phrases speak for, or with the same columns."""
        others = [each for each in top if each.shape.ledger != best.shape.ledger and each.score > best.score - _CLEAR]
        if best.titled:
            return False
        if best.liked * 2 >= len(best.columns):
            return bool(others)
        if best.liked and any(len(each.columns) > len(best.columns) + 1 for each in others):
            return True
        same = {column: item.name for column, item in best.columns.items()}
        return not (best.about or best.hinted) and any(
            same == {column: item.name for column, item in each.columns.items()} for each in others
        )

    def _likely(self, heads: Sequence[Sequence[str]], context: Sequence[str]) -> list[Shape]:
        """Shapes that know at least half as many headings as the one that knows most, or that the context names."""
        words = [
            {cast(text) for text in readings for cast in (heading, bare, root, sense)} for readings in heads if readings
        ]
        known = [sum(not forms.isdisjoint(shape.words_known) for forms in words) for shape in self.shapes]
        most = max(known, default=0)
        if most < _PLAIN * len(words):  # most of it is said otherwise
            return self.shapes
        return [
            shape
            for shape, hits in zip(self.shapes, known, strict=True)
            if hits and (hits >= most / 2 or _titled(shape.titles, context) or _titled(shape.about, context))
        ]

    def match(
        self,
        heads: Sequence[Sequence[str]],
        shape: Shape,
        context: Sequence[str] = (),
        sample: Sequence[Sequence[object]] = (),
        spoken: Heads | None = None,
    ) -> Match:
        """The mapping of headings to one shape's fields, with its score."""
        result = Match(shape)
        taken: set[str] = set()
        serial = {
            col
            for col, readings in enumerate(heads)
            if readings and heading(readings[0]) in SERIAL and _runs(sample, col)
        }
        for level in range(len(_WEIGHT)):
            for col, readings in enumerate(heads):
                if not readings or col in result.columns or col in serial:
                    continue
                name, word = _lookup(shape, readings, level, taken)
                if name and level >= _LIKENESS and not _could_be(shape.by_name[name], sample, col):
                    continue
                if name:
                    taken.add(name)
                    result.columns[col] = shape.by_name[name]
                    result.why[col] = WHY[level]
                    result.strong += level < _INSIDE
                    result.score += _WEIGHT[level] * (0.3 + self.rarity.get(word, 0.5))
        result.titled = _titled(shape.titles, context)
        result.about = "" if result.titled else _titled(shape.about, context)
        result.hinted = "" if result.titled or result.about else _hinted(shape, context)
        spoken = spoken or Heads(heads, sample)
        left = [col for col in range(len(heads)) if col not in result.columns and col not in serial]
        for col, like in liken(shape, spoken, left, taken).items():
            taken.add(like.name)
            result.columns[col], result.why[col] = like, BY_PHRASE
            result.liked += 1
            if spoken.telling(col):
                result.score += _PHRASE
            else:
                result.idle += 1
                result.score -= _IDLE
        result.telling = sum(spoken.telling(col) for col in result.columns)
        if result.titled or result.about:
            left = [col for col in range(len(heads)) if col not in result.columns and col not in serial]
            for col, role in by_role(shape, heads, left, sample, taken).items():
                result.columns[col], result.why[col] = role, BY_ROLE
                result.score += _WEIGHT[-1] * 0.5
        for col, readings in enumerate(heads):
            if readings and col not in result.columns:
                result.unmapped.append(col)
                result.score -= 0 if heading(readings[0]) in IGNORED else _UNKNOWN_COLUMN
        result.score += (_TITLE + 0.15 * len(result.titled)) if result.titled else 0
        result.score += (_ABOUT + 0.15 * len(result.about)) if result.about else 0
        result.score += _HINT * (2 + len(stems(result.hinted, whole=True))) if result.hinted else 0
        result.score -= _MISSING_REQUIRED * len(result.missing)
        result.score -= 0.02 * (len(shape.fields) - len(result.columns))
        return result

    @staticmethod
    def _plausible(match: Match, heads: Sequence[Sequence[str]]) -> bool:
        telling = sum(1 for readings in heads if readings and heading(readings[0]) not in IGNORED)
        if match.titled or match.about:
            known = len(match.columns) - (0 if match.titled else match.idle)
            return known >= 2 and known * 5 >= telling * 2 and match.score > 0
        if len(match.columns) >= 3 and len(match.columns) * 5 >= telling * 3 and match.score > 0 and match.liked:
            match.spoken = match.telling >= (2 if match.hinted else 3)
            if match.spoken:
                return True
        idle = sum(1 for col, why in match.why.items() if why in WHY[:_INSIDE] and heading(heads[col][0]) in IGNORED)
        strong = match.strong - idle  # 备注 is a column of every sheet and tells of none
        return strong >= (2 if telling <= 3 else 3) and strong >= 0.7 * telling and match.score > 0


_ANY_NUMBER = frozenset(("人数", "数量", "件数", "次数"))  # at the end of many items' names, and of whom is not said
_CASTS = (heading, heading, bare, bare, root, sense, bare)


def _lookup(shape: Shape, readings: Sequence[str], level: int, taken: set[str]) -> tuple[str, str]:
    """The free field that a heading means at one level of strictness, and the word that said so."""
    for reading in readings:
        word = _CASTS[level](reading)
        if level < _INSIDE:
            name = shape.exact[level].get(word, "")
            if name and name not in taken:
                return name, word
        elif word not in IGNORED and len(word) >= 2 and word not in _ANY_NUMBER and not is_question(word):
            found = _contained(shape, word, taken)
            if found:
                return found, word
    return "", ""


def _contained(shape: Shape, word: str, taken: set[str]) -> str:
    """The one free field with the longest word inside the heading, or around it (ending in it, if of two letters)."""
    best = {name: length for name, length in shape.overlapping(word).items() if name not in taken}
    if not best:
        return ""
    longest = max(best.values())
    winners = [name for name, length in best.items() if length == longest]
    return winners[0] if len(winners) == 1 else ""


def _could_be(field: FieldShape, sample: Sequence[Sequence[object]], col: int) -> bool:
    """Whether some of a column's values read as the field's type: names of firms under 企业 are no 覆盖企业数."""
    return fits(field.type, [row[col] for row in sample if col < len(row)]) > 0


def _titled(words: Sequence[str], context: Sequence[str]) -> str:
    """The longest of a shape's words found in the title, the sheet's name or the file's name, in this order."""
    for text in context:
        packed = heading(text)
        for word in words:
            if word in packed:
                return word
    return ""


def _hinted(shape: Shape, context: Sequence[str]) -> str:
    """The word of a shape's titles that the title, the sheet's name or the file's name says in other words."""
    for text in context:
        said = stems(heading(text.rpartition(".")[0] or text), whole=True)
        for word, own in shape.hints:
            if own <= said:
                return word
    return ""


def _runs(sample: Sequence[Sequence[object]], col: int) -> bool:
    """Whether a column only numbers its rows: whole numbers, each above the one before."""
    values = [row[col] for row in sample if col < len(row) and row[col] not in ("", None)]
    try:
        numbers = [float(str(value)) for value in values]
    except ValueError:
        return False
    return all(later > earlier for earlier, later in pairwise(numbers))
