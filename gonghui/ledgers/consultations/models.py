"""Collective consultation in its meetings: offers, talks, opinions, three-party and joint meetings (rules.md §4.2, §5.6)."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, Record
from gonghui.ledgers.consultations import words
from gonghui.ledgers.consultations.negotiators import Negotiator
from gonghui.ledgers.consultations.rules import Mechanism


class Consultation(Record, OfEmployer):
    """One row of 集体协商会议台账."""

    class Kind(models.TextChoices):
        OFFER = "offer", _("集体协商要约")
        MEETING = "meeting", _("平等协商会议")
        OPINION = "opinion", _("条款征求意见")
        TRIPARTITE = "tripartite", _("三方协商会议")
        JOINT = "joint", _("政府与工会联席会议")
        PLAN = "plan", _("分配方案协商")
        POSTS = "posts", _("岗位设置与聘任")

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("已应约")
        REFUSED = "refused", _("拒绝")
        NONE = "none", _("未答复")

    ledger = Ledger(
        name=_("集体协商会议台账"),
        date="held_on",
        columns=["title", "kind", "held_on", "attendance", "outcome", "settled_count"],
        filters=["kind", "outcome"],
        search=["title", "employer__name", "topics"],
        headings=words.HEADINGS,
        values=words.VALUES,
        sheets=[
            Sheet(
                "集体协商会议台账",
                about=["协商会议", "集体协商", "要约", "协商记录"],
                also=["集体协商要约台账", "平等协商会议台账", "协商会议记录", "三方会议台账", "联席会议台账"],
            ),
        ],
        first=["title", "kind", "held_on", "topics", "attendance"],
        rule=_("《集体合同规定》、《工资集体协商试行办法》"),
        group="rights",
    )
    kind = models.CharField(_("会议类别"), max_length=60, choices=Kind.choices, blank=True)
    title = models.CharField(_("会议名称"), max_length=300, blank=True)
    session_no = models.CharField(_("会议届次"), max_length=120, blank=True)
    held_on = models.DateField(_("会议日期"), null=True, blank=True)
    offering_side = models.CharField(_("要约方"), max_length=120, blank=True)
    addressee = models.CharField(_("受约方"), max_length=120, blank=True)
    replied_on = models.DateField(_("答复日期"), null=True, blank=True)
    outcome = models.CharField(_("答复结果"), max_length=60, choices=Outcome.choices, blank=True)
    participants = models.CharField(_("参加人员"), max_length=300, blank=True)
    attendance = models.PositiveIntegerField(_("与会人数"), null=True, blank=True)
    government_side = models.CharField(_("政府方代表"), max_length=300, blank=True)
    employer_side = models.CharField(_("企业方代表"), max_length=300, blank=True)
    union_side = models.CharField(_("工会方代表"), max_length=300, blank=True)
    topics = models.CharField(_("会议议题"), max_length=300, blank=True)
    topics_count = models.PositiveIntegerField(_("议题数"), null=True, blank=True)
    decisions = models.CharField(_("议定事项"), max_length=300, blank=True)
    decisions_count = models.PositiveIntegerField(_("议定事项数"), null=True, blank=True)
    settled_count = models.PositiveIntegerField(_("已落实事项数"), null=True, blank=True)
    follow_up = models.CharField(_("落实情况"), max_length=300, blank=True)
    minutes = models.CharField(_("会议纪要"), max_length=120, blank=True)
    opinions_count = models.PositiveIntegerField(_("征求意见条数"), null=True, blank=True)
    opinions = models.CharField(_("意见内容"), max_length=300, blank=True)
    draft_version = models.CharField(_("稿次"), max_length=120, blank=True)
    round_no = models.PositiveIntegerField(_("协商轮次"), null=True, blank=True)
    votes_total = models.PositiveIntegerField(_("应投票人数"), null=True, blank=True)
    votes_for = models.PositiveIntegerField(_("赞成票"), null=True, blank=True)
    posts_count = models.PositiveIntegerField(_("岗位数"), null=True, blank=True)
    appointees = models.CharField(_("聘任人员"), max_length=300, blank=True)
    objections = models.CharField(_("异议情况"), max_length=300, blank=True)
    contract_no = models.CharField(_("对应合同编号"), max_length=120, blank=True)
    activity_plan = models.CharField(_("活动计划"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("集体协商会议台账")
        verbose_name_plural = _("集体协商会议台账")
        indexes = [models.Index(fields=["union", "held_on"], name="consultation_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(replied_on__isnull=True) | Q(held_on__isnull=True) | Q(replied_on__gte=F("held_on")),
                name="consultation_replied_on_after_held_on",
                violation_error_message=_("答复日期不能早于会议日期"),
            ),
        ]


WARNINGS = [
    (
        "consultations.settled",
        Q(settled_count__gt=F("topics_count")) & Q(settled_count__gt=F("decisions_count")),
        _("已落实事项数多于议题数和议定事项数"),
    ),
    (
        "consultations.late_reply",
        Q(kind="offer", replied_on__gt=F("held_on") + dt.timedelta(days=20)),
        _("要约答复超过二十日"),
    ),
]

__all__ = ["Consultation", "Mechanism", "Negotiator"]
