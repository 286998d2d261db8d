"""Rules of a whole union, asked of what is stored: more members than employees, a large union of one sex, members of a closed one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.kernel.rules.registry import Rule, enter

LARGE = 50  # members from which a union of one sex is worth a look


@dataclass(frozen=True)
class Shortfall:
    """A union that breaks a rule, and what was seen."""

    rule: Rule
    union: Any
    text: str


Ask = Callable[[QuerySet[Any]], Iterator[tuple[Any, str]]]
ASKS: dict[str, Ask] = {}
_LIVE = Q(memberships__state="active", memberships__left_on=None)


def _rule(key: str, title: Any, mend: Any, source: Any) -> Callable[[Ask], Ask]:
    def entered(ask: Ask) -> Ask:
        enter(Rule(f"house.{key}", title, mend, source))
        ASKS[f"house.{key}"] = ask
        return ask

    return entered


def _members(unions: QuerySet[Any]) -> QuerySet[Any]:
    found: QuerySet[Any] = unions.filter(state="active").annotate(members=Count("memberships", filter=_LIVE))
    return found.order_by("pk")


@_rule(
    "members_over_employees",
    gettext_lazy("单独建会的会员数不多于职工人数"),
    gettext_lazy("补上离会的会员，或更新单位的职工人数"),
    gettext_lazy("会员数据质量检查"),
)
def members_over_employees(unions: QuerySet[Any]) -> Iterator[tuple[Any, str]]:
    rows = _members(unions.filter(is_joint=False, dissolved_on=None)).annotate(all=F("employer__employees"))
    for union in rows.filter(all__gt=0, members__gt=F("all")):
        yield union, _("会员 %(members)s 人，职工 %(all)s 人") % {"members": union.members, "all": union.all}


@_rule(
    "one_sex",
    gettext_lazy("较大的工会既有男会员也有女会员"),
    gettext_lazy("多为性别整列填错，请核对性别一栏"),
    gettext_lazy("会员数据质量检查"),
)
def one_sex(unions: QuerySet[Any]) -> Iterator[tuple[Any, str]]:
    rows = _members(unions.filter(dissolved_on=None))
    rows = rows.annotate(
        women=Count("memberships", filter=_LIVE & Q(memberships__person__sex="2")),
        men=Count("memberships", filter=_LIVE & Q(memberships__person__sex="1")),
    )
    for union in rows.filter(Q(women=0) | Q(men=0), members__gte=LARGE):
        yield union, _("会员 %(members)s 人，其中女 %(women)s 人、男 %(men)s 人") % vars(union)


@_rule(
    "closed_with_members",
    gettext_lazy("已撤销的工会没有在籍会员"),
    gettext_lazy("把会员转到承接的工会，或填写离会日期"),
    gettext_lazy("工会法第十三条：会员会籍予以保留"),
)
def closed_with_members(unions: QuerySet[Any]) -> Iterator[tuple[Any, str]]:
    for union in _members(unions.filter(dissolved_on__lte=timezone.localdate())).filter(members__gt=0):
        yield union, _("撤销于 %(day)s，还有会员 %(n)s 人") % {"day": union.dissolved_on, "n": union.members}


def shortfalls(unions: QuerySet[Any], severity: dict[str, str]) -> Iterator[Shortfall]:
    """What these unions break, rule by rule; rules that are off are not asked."""
    from gonghui.kernel.rules.registry import rules

    for key, ask in ASKS.items():
        if severity.get(key) != "off":
            for union, text in ask(unions):
                yield Shortfall(rules()[key], union, text)
