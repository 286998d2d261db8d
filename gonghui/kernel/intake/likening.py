"""Columns whose headings no list of words knows, by what they ask for and of what, and by what stands in them.

A column is given an item only where one item is clearly nearest to it and it is clearly the nearest to that item, and
its values read so; the others stay to be asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from gonghui.kernel.intake.columns import fits
from gonghui.kernel.intake.items import DUE, LIGHT
from gonghui.kernel.intake.phrases import (
    CODE,
    COUNT,
    DAY,
    LEVEL,
    MANNER,
    MONEY,
    OPEN,
    PERSON,
    PLACE,
    REASON,
    SORT,
    WHAT,
    YES,
    Phrase,
    options,
    phrases,
)  # fmt: skip
from gonghui.kernel.intake.roles import reads, values_of
from gonghui.kernel.intake.synonyms import IGNORED
from gonghui.kernel.intake.text import EMPLOYER, UNION, cell_text, heading, root, squeeze

if TYPE_CHECKING:
    from gonghui.kernel.intake.items import Item
    from gonghui.kernel.intake.shapes import FieldShape, Shape

_ENOUGH = 0.65  # nearness from which an item is taken
_CLEARLY = 0.06  # and by which it must be nearer than any other
_YEAR = re.compile(r"(?:19|20)\d{2}年?")
_ANYWHERE = frozenset({"支付", "编号", "电话", "地址", "岗位", "结果", "职工", "问题", "到期", "开始", "结束"})
_ENDS = frozenset({"到期", "结束", "完成", "终止"})
_PEOPLE = LIGHT | {"职工", "会员", "选手", "对象", "成员", "学生", "代表"}
_NAME = re.compile(
    r"[\u3400-\u9fff]某{1,2}|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    r"钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤][\u3400-\u9fff]{1,2}"
)
_DIGIT = re.compile(r"\d")
_TEXTS = ("text", "choice", "person_name", "union", "employer")
_OTHER_DAY = 0.6  # for a day by which against one on which
_ALIKE = {frozenset(pair) for pair in ((SORT, LEVEL), (MANNER, SORT))}


class Heads:
    """The columns of a table as they are likened to the items of one kind of sheet after another."""

    def __init__(self, heads: Sequence[Sequence[str]], sample: Sequence[Sequence[object]]) -> None:
        self.heads = heads
        self.phrases = [tuple({each: 0 for text in readings for each in phrases(text)}) for readings in heads]
        self._sample = sample
        self._values: dict[int, list[object]] = {}
        self._reads: dict[tuple[int, str], float] = {}
        self._persons: dict[int, bool] = {}

    def telling(self, column: int) -> bool:
        """Whether a heading says of what it asks: 日期, 多少人, 花费 stand on every second sheet."""
        return any(phrase.stems - LIGHT - _ANYWHERE for phrase in self.phrases[column])

    def values(self, column: int) -> list[object]:
        """The filled cells of a column."""
        if column not in self._values:
            self._values[column] = values_of(self._sample, column)
        return self._values[column]

    def reads(self, column: int, kind: str) -> float:
        """The share of a column's cells that read as a type."""
        found = self._reads.get((column, kind))
        if found is None:
            values = self.values(column)
            found = float(reads(kind, values)) if kind == "date" else fits(kind, values, self.heads[column][0])
            self._reads[column, kind] = found
        return found

    def numbers(self, column: int) -> bool:
        """Whether its cells are numbers."""
        return bool(self.values(column)) and self.reads(column, "amount") > 0.5

    def years(self, column: int) -> bool:
        """Whether its cells are years."""
        return bool(self.values(column)) and all(_YEAR.fullmatch(cell_text(each)) for each in self.values(column))

    def firms(self, column: int) -> bool:
        """Whether most of its cells end as the names of firms and unions do."""
        values = [squeeze(cell_text(each)) for each in self.values(column)]
        return sum(bool(EMPLOYER.search(each) or UNION.search(each)) for each in values) * 2 > len(values)

    def persons(self, column: int) -> bool:
        """Whether most of its cells are names of persons: 王某, or two or three letters after a usual surname."""
        if column not in self._persons:
            values = [squeeze(cell_text(each)) for each in self.values(column)]
            self._persons[column] = sum(bool(_NAME.fullmatch(each)) for each in values) * 2 > len(values)
        return self._persons[column]

    def answers(self, column: int, field: FieldShape) -> bool:
        """Whether its cells, or the answers that its heading offers, are of the words of a choice."""
        words = {squeeze(word) for word in field.choices if not word.isascii()}
        given = [*self.values(column), *options(self.heads[column][0])]
        return bool(given) and sum(squeeze(cell_text(each)) in words for each in given) * 2 > len(given)

    def days(self, column: int) -> bool:
        """Whether its cells are days, and no mere numbers."""
        values = self.values(column)
        return self.reads(column, "date") > 0.5 and any(not isinstance(value, float | int) for value in values)


def liken(shape: Shape, heads: Heads, left: Sequence[int], taken: set[str]) -> dict[int, FieldShape]:
    """Column -> field for the columns left over; `taken` are the fields that have a column already."""
    ranked = {column: rank(shape, heads, column, taken) for column in left if heads.heads[column]}
    found: dict[int, FieldShape] = {}
    while True:
        nearest: dict[str, list[tuple[float, int]]] = {}
        for column, items in ranked.items():
            for worth, field in items:
                nearest.setdefault(field.name, []).append((worth, column))
        sure = [
            (items[0][0], column, items[0][1])
            for column, items in ranked.items()
            if items and _is_clear(column, items, nearest)
        ]
        if not sure:
            return found | _closing(shape, heads, ranked, taken, found)
        _worth, column, field = max(sure, key=lambda each: each[0])
        found[column] = field
        ranked = {
            at: [each for each in items if each[1].name != field.name] for at, items in ranked.items() if at != column
        }


def _closing(shape: Shape, heads: Heads, ranked: Iterable[int], taken: set[str], found: dict[int, FieldShape]
             ) -> dict[int, FieldShape]:  # fmt: skip
    """The last day right after the first: 起 and 止, 从 and 到."""
    closing: dict[int, FieldShape] = {}
    for column in ranked:
        first = found.get(column - 1)
        last = shape.spans.get(first.name, "") if first else ""
        ends = any(each.stems and each.stems <= _ENDS for each in heads.phrases[column])
        if last and ends and last not in taken and heads.reads(column, "date") > 0.5:
            closing[column] = shape.by_name[last]
    return closing


def _is_clear(
    column: int, items: Sequence[tuple[float, FieldShape]], nearest: dict[str, list[tuple[float, int]]]
) -> bool:
    worth, field = items[0]
    if worth < _ENOUGH or (len(items) > 1 and items[1][0] > worth - _CLEARLY):
        return False
    return all(other < worth - _CLEARLY / 2 for other, at in nearest[field.name] if at != column)


def rank(shape: Shape, heads: Heads, column: int, taken: set[str]) -> list[tuple[float, FieldShape]]:
    """The free items that a column may be, nearest first, each with its nearness between 0 and 1."""
    if heading(heads.heads[column][0]) in IGNORED:
        return []
    worth: dict[str, tuple[float, FieldShape]] = {}
    for phrase in heads.phrases[column]:
        for item, own, surely in shape.items.like(phrase):
            field = item.field
            if field.name in taken:
                continue
            near = surely * _alike(phrase, own, item, shape.items.about, heads, column)
            if near > worth.get(field.name, (0.0,))[0] and _holds(field, heads, column):
                worth[field.name] = near, field
    return sorted(worth.values(), key=lambda each: -each[0])


def _holds(field: FieldShape, heads: Heads, column: int) -> bool:
    """Whether the values can be the field's: numbers and days are no names, names no numbers."""
    if not heads.values(column):
        return True
    if field.type in ("date", "month"):
        return heads.reads(column, "date") > 0.5
    if field.type == "person_name" and heads.firms(column):
        return False
    if field.type in _TEXTS:
        coded = root(field.headings[0]).endswith(("号", "次", "期"))
        return coded or not (heads.numbers(column) or heads.days(column))
    return heads.reads(column, field.type) > 0.5


def _alike(phrase: Phrase, own: Phrase, item: Item, about: frozenset[str], heads: Heads, column: int) -> float:
    """How near a phrase is to one of an item's: alike in what they ask for, and of what."""
    asked = PERSON if phrase.kind == OPEN and heads.persons(column) else phrase.kind
    asks = _asks(asked, item.kind or own.kind, item.field, heads, column)
    if asks <= 0:
        return 0.0
    if item.due != (DUE in phrase.stems) and item.field.type == "date" and not phrase.open:
        asks *= _OTHER_DAY
    light = LIGHT if phrase.kind != COUNT else frozenset()  # of how many persons is not of how many units
    mine, theirs = phrase.stems - light or phrase.stems, own.stems - light or own.stems
    if mine & theirs:
        whole = _common(mine, theirs)
        telling, told = mine - about, theirs - about
        if telling & told:
            return asks * max(whole, 0.95 * _common(telling, told))
        return asks * whole * (1.0 if not telling and not told else 0.6)
    if asked == PERSON and item.field.type == "person_name" and phrase.stems <= _PEOPLE:
        return asks * 0.85
    plain = not phrase.stems - about and not own.stems - about
    if plain and phrase.kind not in (OPEN, WHAT) and phrase.kind == (item.kind or own.kind):
        return asks * 0.7
    return 0.0


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _asks(asked: str, told: str, field: FieldShape, heads: Heads, column: int) -> float:
    """How well what a heading asks for, and what stands below it, suits what an item tells: 1 alike, 0 never."""
    filled = bool(heads.values(column))
    if field.type in ("date", "month"):
        return (
            (0.8 if heads.years(column) else 1.0) if asked == DAY else 0.85 if asked in (OPEN, YES) and filled else 0.0
        )
    if field.type in ("count", "amount", "number", "year"):
        return 1.0 if field.side and asked == OPEN else _asks_number(asked, field, heads.numbers(column))
    if field.type == "bool":
        return 1.0 if asked == YES else 0.85 if asked in (OPEN, WHAT) and filled else 0.0
    if field.type in ("employer", "union"):
        return 1.0 if heads.firms(column) else 0.75 if asked in (OPEN, WHAT) else 0.0
    if field.type == "choice" and heads.answers(column, field):
        return 1.0
    return _asks_text(asked, told, heads, column)


def _asks_text(asked: str, told: str, heads: Heads, column: int) -> float:
    if asked in (MONEY, COUNT, DAY):
        return 0.85 if told == asked else 0.0
    if asked == told or {asked, told} == {OPEN, WHAT}:
        return 1.0
    if CODE in (asked, told):
        return 0.85 if any(map(_DIGIT.search, map(str, heads.values(column)))) else 0.0
    if PERSON in (asked, told):
        return 0.6 if OPEN in (asked, told) else 0.0
    return 0.9 if frozenset((asked, told)) in _ALIKE else 0.75 if asked in (OPEN, WHAT, YES) or told == OPEN else 0.0


def _asks_number(asked: str, field: FieldShape, numbers: bool) -> float:
    if field.type == "year":
        return 1.0 if asked == DAY else 0.0
    if asked in (DAY, PLACE, REASON, CODE):
        return 0.0
    if field.type == "amount":
        return 1.0 if asked == MONEY else 0.85 if asked in (OPEN, WHAT) and numbers else 0.0
    if asked == MONEY:
        return 0.0
    return 1.0 if asked == COUNT else 0.85 if asked in (OPEN, PERSON, WHAT, LEVEL) and numbers else 0.0
