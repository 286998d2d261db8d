"""Rules of one row of a roster, by columns: a million rows are asked as quickly as a page (sex, birth, age, papers, codes, days)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from gonghui.kernel.rules.codes import words
from gonghui.kernel.rules.registry import Rule, Severity, enter

ADULT = 16  # years: 劳动法第十五条
OLDEST = 100
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{2,3}-?\d{7,8}(-\d{1,6})?")
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]{2,30}|[A-Za-z][A-Za-z .'\-]{1,59}")


class Broken(NamedTuple):
    """A row that breaks a rule: its index, the column to look at, what stands there, why in plain words."""

    at: int
    column: str
    value: object
    why: str


@dataclass
class Rows:
    """Columns of a roster side by side, the sheet's day, and what is known of its unions: id -> (founded, dissolved)."""

    columns: Mapping[str, Sequence[Any]]
    day: dt.date
    unions: Mapping[int, tuple[dt.date | None, dt.date | None]] = field(default_factory=dict)

    def column(self, name: str) -> Iterator[Any]:
        return iter(self.columns[name]) if name in self.columns else repeat(None)

    def rows(self, *names: str) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """Index and values of each row; nothing where the sheet has none of the columns."""
        if any(name in self.columns for name in names):
            columns = (self.column(name) for name in names)
            yield from zip(range(self.count), zip(*columns, strict=False), strict=False)

    @cached_property
    def cards(self) -> Sequence[Any]:
        """The numbers that are citizen numbers, None for the others; asked by several rules."""
        return [number if is_card(number) else None for number in self.whole("id_number")]

    @cached_property
    def births(self) -> Sequence[int | None]:
        """Births as numbers 19800131, by the document first."""
        born = self.whole("born_on")
        return [
            int(card[6:14]) if card else None if day is None else _number(day)
            for card, day in zip(self.cards, born, strict=True)
        ]

    def whole(self, name: str) -> Sequence[Any]:
        """A column of the sheet; blanks where it has none."""
        return self.columns.get(name, self._blank)

    @cached_property
    def _blank(self) -> Sequence[Any]:
        return [None] * self.count

    @property
    def count(self) -> int:
        return len(next(iter(self.columns.values()), ()))


Look = Callable[[Rows], Iterator[Broken]]
LOOKS: dict[str, Look] = {}


def _rule(key: str, title: Any, mend: Any, source: Any, *reasons: str) -> Callable[[Look], Look]:
    def entered(look: Look) -> Look:
        enter(Rule(f"roster.{key}", title, mend, source, Severity.WARN, reasons=reasons))
        LOOKS[f"roster.{key}"] = look
        return look

    return entered


def is_card(number: Any) -> bool:
    """A citizen number, or a residence permit of Hong Kong, Macao or Taiwan residents (same digits, area 81 to 83)."""
    return isinstance(number, str) and len(number) == 18 and number[0] != "9" and number[:17].isdigit()


@_rule(
    "sex_agrees",
    _("性别与身份证号第17位一致"),
    _("核对身份证；号码抄错一位或性别选错都会这样"),
    _("GB 11643-1999"),
    gettext_noop("性别与身份证号不符"),
)
def sex_agrees(rows: Rows) -> Iterator[Broken]:
    if "sex" not in rows.columns:
        return
    for index, (card, sex) in enumerate(zip(rows.cards, rows.columns["sex"], strict=True)):
        if card and sex in ("1", "2") and (sex == "1") != (card[16] in "13579"):
            yield Broken(index, "sex", sex, "性别与身份证号不符")


@_rule(
    "birth_agrees",
    _("出生日期与身份证号一致"),
    _("以身份证为准改正出生日期；阳历、农历不要混用"),
    _("GB 11643-1999"),
    gettext_noop("出生日期与身份证号不符"),
)
def birth_agrees(rows: Rows) -> Iterator[Broken]:
    if "born_on" not in rows.columns:
        return
    for index, (number, born) in enumerate(zip(rows.cards, rows.columns["born_on"], strict=True)):
        if born is None or not number or int(number[6:14]) == _number(born):
            continue
        if born.day != 1 or number[6:12] != f"{born:%Y%m}":  # a month without a day is kept as its first
            yield Broken(index, "born_on", born, "出生日期与身份证号不符")


@_rule(
    "mobile",
    _("手机号是1开头的11位数字"),
    _("核对手机号；填座机的请带区号"),
    _("会员信息采集规范"),
    gettext_noop("联系电话不是手机号，也不是带区号的座机"),
)
def mobile(rows: Rows) -> Iterator[Broken]:
    for index, (phone,) in rows.rows("phone"):
        if phone and not _MOBILE.fullmatch(phone) and not _LANDLINE.fullmatch(phone):
            yield Broken(index, "phone", phone, "联系电话不是手机号，也不是带区号的座机")


@_rule(
    "phone_shared",
    _("一个手机号只登记给一个人"),
    _("核对是谁的手机；夫妻共用的请分别填写"),
    _("会员数据质量检查"),
    gettext_noop("同一个电话填给了两个人"),
)
def phone_shared(rows: Rows) -> Iterator[Broken]:
    owners: dict[str, tuple[Any, Any]] = {}
    for index, (phone, number, text) in rows.rows("phone", "id_number", "person_name"):
        if phone and owners.setdefault(phone, (number, text)) != (number, text):
            yield Broken(index, "phone", phone, "同一个电话填给了两个人")


@_rule(
    "name",
    _("姓名是2到30个汉字，或外文姓名"),
    _("核对姓名；少数民族姓名用间隔号“·”"),
    _("会员信息采集规范"),
    gettext_noop("姓名不像人名"),
)
def name(rows: Rows) -> Iterator[Broken]:
    asked: dict[str, bool] = {}
    for index, (text,) in rows.rows("person_name"):
        if text and text not in asked:
            asked[text] = bool(_NAME.fullmatch(text))
        if text and not asked[text]:
            yield Broken(index, "person_name", text, "姓名不像人名")


def _number(day: dt.date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


@_rule(
    "joined_of_age",
    _("入会时已满16周岁"),
    _("核对入会日期和出生日期，多为年份写错"),
    _("劳动法第十五条；会员信息采集规范"),
    gettext_noop("入会日期早于出生日期"),
    gettext_noop("入会时不满16周岁"),
)
def joined_of_age(rows: Rows) -> Iterator[Broken]:
    if "joined_on" not in rows.columns:
        return
    days = rows.columns["joined_on"]
    numbers = {day: None if day is None else _number(day) for day in set(days)}
    for index, (joined, birth) in enumerate(zip(days, rows.births, strict=True)):
        day = numbers[joined]
        if birth is not None and day is not None and day < birth + ADULT * 10000:
            yield Broken(index, "joined_on", joined, "入会日期早于出生日期" if day < birth else "入会时不满16周岁")


@_rule(
    "age",
    _("会员年龄在16到100周岁之间"),
    _("核对证件号码和出生日期"),
    _("GB 11643-1999；劳动法第十五条"),
    gettext_noop("年龄不在16到100周岁之间"),
)
def age(rows: Rows) -> Iterator[Broken]:
    today = _number(rows.day)
    first, last = today - OLDEST * 10000 - 1231, today - ADULT * 10000
    for index, birth in enumerate(rows.births):
        if birth is not None and not first <= birth <= last:
            number, column = rows.whole("id_number")[index], "id_number" if rows.cards[index] else "born_on"
            yield Broken(index, column, number or rows.whole("born_on")[index], "年龄不在16到100周岁之间")


@_rule(
    "other_paper",
    _("用其他证件的会员填了性别和出生日期"),
    _("护照、通行证看不出性别和生日，请补填"),
    _("会员信息采集规范"),
    gettext_noop("不是身份证的，要填性别和出生日期"),
)
def other_paper(rows: Rows) -> Iterator[Broken]:
    for index, card in enumerate(rows.cards):
        if card is not None or not (number := rows.whole("id_number")[index]):
            continue
        if rows.whole("sex")[index] not in ("1", "2") or rows.whole("born_on")[index] is None:
            yield Broken(index, "id_number", number, "不是身份证的，要填性别和出生日期")


def _coded(column: str, why: str) -> Look:
    def look(rows: Rows) -> Iterator[Broken]:
        wrong = {text for text in set(rows.columns.get(column, ())) if text and str(text).strip() not in words(column)}
        for index, text in enumerate(rows.columns[column]) if wrong else ():
            if text in wrong:
                yield Broken(index, column, text, why)

    return look


_rule(
    "ethnicity",
    _("民族在国家标准的名称里"),
    _("写成“汉族”“彝族”这样的规范名称"),
    _("GB/T 3304-1991"),
    gettext_noop("民族不在国家标准的56个民族里"),
)(_coded("ethnicity", "民族不在国家标准的56个民族里"))
_rule(
    "political",
    _("政治面貌在国家标准的名称里"),
    _("写成“中共党员”“共青团员”“群众”等"),
    _("GB/T 4762-1984"),
    gettext_noop("政治面貌不是规范的写法"),
)(_coded("political", "政治面貌不是规范的写法"))
_rule(
    "education",
    _("学历在国家标准的类别里"),
    _("写成“本科”“大专”“高中”等"),
    _("GB/T 4658-2006"),
    gettext_noop("学历不是规范的写法"),
)(_coded("education", "学历不是规范的写法"))


@_rule(
    "joined_after_founding",
    _("入会日期不早于本工会成立"),
    _("在别处先入会的属正常；否则请核对日期"),
    _("会员数据质量检查"),
    gettext_noop("入会日期早于本工会成立"),
)
def joined_after_founding(rows: Rows) -> Iterator[Broken]:
    founding = {pk: founded for pk, (founded, _until) in rows.unions.items() if founded is not None}
    for index, (joined, union) in rows.rows("joined_on", "union") if founding else ():
        if joined is not None and union in founding and joined < founding[union]:
            yield Broken(index, "joined_on", joined, "入会日期早于本工会成立")


@_rule(
    "union_stands",
    _("在籍会员所在的工会没有撤销"),
    _("转到承接的工会，或填写离会日期"),
    _("会员数据质量检查"),
    gettext_noop("所在工会已经撤销，会员还在籍"),
)
def union_stands(rows: Rows) -> Iterator[Broken]:
    gone = {pk for pk, (_since, until) in rows.unions.items() if until is not None and until <= rows.day}
    for index, (union, left) in rows.rows("union", "left_on") if gone else ():
        if union in gone and left is None:
            yield Broken(index, "union", union, "所在工会已经撤销，会员还在籍")
