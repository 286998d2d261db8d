"""Figures of clubs, volunteers, service teams and groups."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Measure, Stock
from gonghui.ledgers.teams.models import Team

K = Team.Kind


def stock(key: str, name: StrOrPromise, unit: StrOrPromise, kind: str = "", total: str = "") -> Measure:
    """A figure of teams standing on the last day."""
    where = Q(kind=kind) if kind else Q()
    return Measure(
        f"teams.{key}",
        name,
        unit,
        of=Team,
        when=Stock("formed_on", "dissolved_on"),
        where=where,
        total=total,
        by=["kind"],
    )


teams = stock("teams", _("队伍组织数"), "支")
clubs = stock("clubs", _("文体协会队伍数"), "个", K.CLUB)
club_members = stock("club_members", _("文体协会成员数"), "人", K.CLUB, "members")
volunteers = stock("volunteers", _("志愿者人数"), "人", K.VOLUNTEER, "members")
volunteer_hours = stock("volunteer_hours", _("志愿服务时长"), "小时", K.VOLUNTEER, "hours")
served = stock("served", _("志愿服务对象人数"), "人", K.VOLUNTEER, "served")
party = stock("party_teams", _("党员服务队数"), "支", K.PARTY)
party_members = stock("party_members", _("党员服务队人数"), "人", K.PARTY, "members")
missions = stock("party_missions", _("党员服务队服务次数"), "次", K.PARTY, "activities")
leading = stock("leading_groups", _("职工之家领导小组数"), "个", K.LEADING)
retirees = stock("retiree_committees", _("退管会数"), "个", K.RETIREES)
innovation = stock("innovation_groups", _("职工技术攻关小组数"), "个", K.INNOVATION)
innovators = stock("innovation_members", _("技术攻关小组人数"), "人", K.INNOVATION, "members")
