"""Clubs, volunteer and service teams, and leading groups."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER
from gonghui.kernel.ledger.record import OfEmployer, Record


class Team(Record, OfEmployer):
    """A team standing from a day to a day, with its members and what it was sent to do."""

    class Kind(models.TextChoices):
        CLUB = "club", _("文体协会")
        VOLUNTEER = "volunteer", _("志愿者服务队")
        PARTY = "party", _("党员服务队")
        LEADING = "leading", _("职工之家领导小组")
        RETIREES = "retirees", _("退管会")
        INNOVATION = "innovation", _("技术攻关小组")

    ledger = Ledger(
        name=_("队伍组织台账"),
        date="active_on",
        columns=["name", "kind", "leader", "members", "formed_on", "activities"],
        filters=["kind"],
        search=["name", "leader"],
        first=["name", "kind", "leader", "members", "formed_on"],
        sheets=[
            Sheet(
                "队伍组织台账",
                about=["志愿服务队", "志愿者", "队伍"],
                also=["文体协会台账", "志愿者队伍台账", "党员服务队台账", "建家领导小组台账"],
            )
        ],
        rule=_("《工会法》关于教育职工和开展文化体育活动的规定"),
        group="culture",
        headings=EMPLOYER
        | {
            "name": ["协会名称", "名称", "组织名称", "小组名称"],
            "kind": ["类别"],
            "leader": ["队长", "会长", "组长"],
            "members": ["人数", "队员人数", "会员数"],
            "member_list": ["成员"],
            "division": ["分工", "党政领导"],
            "formed_on": ["组建日期"],
            "dissolved_on": ["撤销日期"],
            "plan": ["计划"],
            "mission": ["任务", "活动内容", "课题"],
            "active_on": ["活动日期", "日期"],
            "activities": ["服务次数"],
            "hours": ["服务时长", "志愿服务时长"],
            "served": ["服务人数"],
            "progress": ["进展"],
        },
        values={
            "kind": {
                Kind.CLUB: ["文体队伍", "协会", "兴趣小组"],
                Kind.VOLUNTEER: ["志愿服务队", "志愿者队伍"],
                Kind.PARTY: ["党员先锋队"],
                Kind.LEADING: ["领导小组"],
                Kind.RETIREES: ["离退休管理委员会"],
                Kind.INNOVATION: ["职工技术攻关小组", "攻关小组"],
            },
        },
    )

    name = models.CharField(_("队伍名称"), max_length=120)
    kind = models.CharField(_("队伍类别"), max_length=60, choices=Kind.choices, blank=True)
    leader = models.CharField(_("负责人"), max_length=60, blank=True)
    members = models.PositiveIntegerField(_("成员人数"), null=True, blank=True)
    member_list = models.TextField(_("成员名单"), blank=True)
    division = models.CharField(_("分工情况"), max_length=300, blank=True)
    formed_on = models.DateField(_("成立日期"), null=True, blank=True)
    dissolved_on = models.DateField(_("解散日期"), null=True, blank=True)
    plan = models.CharField(_("工作计划"), max_length=300, blank=True)
    mission = models.CharField(_("服务任务"), max_length=200, blank=True)
    active_on = models.DateField(_("服务日期"), null=True, blank=True)
    activities = models.PositiveIntegerField(_("活动次数"), null=True, blank=True)
    hours = models.DecimalField(_("服务时长(小时)"), max_digits=8, decimal_places=1, null=True, blank=True)
    served = models.PositiveIntegerField(_("服务对象人数"), null=True, blank=True)
    progress = models.CharField(_("试点进展"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("队伍组织台账")
        verbose_name_plural = _("队伍组织台账")
        constraints = [
            models.CheckConstraint(
                condition=Q(dissolved_on__isnull=True)
                | Q(formed_on__isnull=True)
                | Q(dissolved_on__gte=F("formed_on")),
                name="team_dissolved_on_order",
                violation_error_message=_("解散日期不能早于成立日期"),
            ),
        ]
