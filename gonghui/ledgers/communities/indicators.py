"""社区工会: coverage of communities and the rewards of founding on time."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio, Stock
from gonghui.ledgers.communities.models import Community

BY = ["street"]


def _count(key: str, name: StrOrPromise, unit: StrOrPromise, when: Flow | Stock, where: Q, total: str = "") -> Measure:
    return Measure(key=key, name=name, unit=unit, of=Community, when=when, where=where, total=total, by=BY)


ALL = _count("communities.all", _("社区数"), "个", Stock(), Q())
UNIONISED = _count("communities.unionised", _("已建工会社区数"), "个", Stock("established_on"), Q(unionised=True))
Ratio(
    key="communities.rate",
    name=_("社区工会组建率"),
    unit="%",
    numerator=UNIONISED,
    denominator=ALL,
    basis=_("已建工会社区数÷社区总数"),
)
FOUNDED = _count("communities.founded", _("本期社区建会数"), "个", Flow("established_on"), Q(unionised=True))
COVERED = _count(
    "communities.covered", _("社区联合工会涵盖单位数"), "家", Stock("established_on"), Q(unionised=True), "covered"
)
REWARDED = _count("communities.rewarded", _("限期建会奖励社区数"), "个", Flow("reward_on"), Q(reward__gt=0))
REWARDS = _count("communities.rewards", _("限期建会奖励金额"), "元", Flow("reward_on"), Q(), "reward")
TREATED = _count(
    "communities.chairs_treated", _("落实待遇的社区工会主席数"), "人", Stock("treatment_since"), ~Q(chair_rank="")
)
