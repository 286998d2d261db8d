"""The union's own words in its documents: whole county or whole company, 厂务公开 or 校务公开."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from gonghui.kernel.documents.phrases import as_of_words, period_words
from gonghui.kernel.organisations.models import Level, Union, UnionKind, Vocabulary
from gonghui.kernel.periods import Period

_AREAS = (
    ("开发区", "全区"),
    ("园区", "全区"),
    ("街道", "全街道"),
    ("行业", "全行业"),
    ("社区", "全社区"),
    ("省", "全省"),
    ("自治州", "全州"),
)
_OPENNESS = {
    Vocabulary.FACTORY: ("厂务公开", "职代会"),
    Vocabulary.SCHOOL: ("校务公开", "教代会"),
    Vocabulary.HOSPITAL: ("院务公开", "职代会"),
    Vocabulary.OFFICE: ("政务公开", "职代会"),
    Vocabulary.TEAM: ("队务公开", "职代会"),
    Vocabulary.INSTITUTE: ("所务公开", "职代会"),
}
_BELOW = (Level.GRASSROOTS, Level.BRANCH)


@dataclass(frozen=True)
class Words:
    """Words that a sentence may use as {name}."""

    union: Union
    period: Period
    last_day: dt.date

    @property
    def single(self) -> bool:
        """Whether it is a union of one workplace, with no federation's area."""
        return self.union.level in _BELOW

    def all(self) -> dict[str, str]:
        openness, congress = _OPENNESS[Vocabulary(self.union.vocabulary)]
        return {
            "union": self.union.name,
            "short": short_name(self.union),
            "area": self.area(),
            "unions": "工会" if self.single else "各级工会",
            "label": period_words(self.period.start, self.period.end),
            "half": period_words(self.period.start, self.period.end, year=False),
            "months": self.months(),
            "asof": as_of_words(self.last_day),
            "openness": openness,
            "congress": congress,
            "year": f"{self.period.start.year}年",
        }

    def months(self) -> str:
        first, last = self.period.start.month, self.period.last.month
        return f"{first}—{last}月" if first != last else f"{first}月"

    def area(self) -> str:
        """全市, 全县, 全街道; a workplace says 本单位."""
        if self.single:
            places = {Vocabulary.SCHOOL: "全校", Vocabulary.HOSPITAL: "全院"}
            return places.get(Vocabulary(self.union.vocabulary), "本单位")
        if self.union.kind == UnionKind.INDUSTRY:
            return "全系统"
        name = self.union.name
        for suffix in ("总工会", "工会联合会", "联合工会", "工会委员会", "工会"):
            if name.endswith(suffix):
                name = name[: -len(suffix)]
                break
        for end, words in _AREAS:
            if name.endswith(end):
                return words
        return f"全{name[-1]}" if name and name[-1] in "市县区镇乡村州盟旗" else "全系统"

    def next_span(self) -> str:
        """What the plans are about: 下半年, 下一年, 下一步."""
        if self.period.kind == "half" and self.period.start.month == 1:
            return "下半年"
        return f"{self.period.end.year}年" if self.period.end.month == 1 else "下一步"


def short_name(union: Union) -> str:
    """云溪县总工会 → 县总工会; a workplace's union → 工会."""
    name = union.name
    if union.level in _BELOW:
        return "工会"
    for mark in (*(f"{place}总工会" for place in ("开发区", "街道", "自治州", *"市县区镇乡")), "社区工会联合会"):
        if name.endswith(mark):
            return mark
    return name
