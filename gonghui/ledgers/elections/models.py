"""换届台账: elections of union committees, from the request to the approved result, and nominations."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record
from gonghui.ledgers.elections.nominations import Nomination
from gonghui.ledgers.elections.words import HEADINGS

__all__ = ["WARNINGS", "Election", "Nomination"]


class Kind(models.TextChoices):
    REELECTION = "reelection", _("换届")
    FIRST = "first", _("首届选举")
    BY_ELECTION = "by_election", _("补选")
    POSTPONED = "postponed", _("延期换届")


class Method(models.TextChoices):
    CONGRESS = "congress", _("会员代表大会")
    MEETING = "meeting", _("会员大会")
    COMMITTEE = "committee", _("委员会选举")


class Step(models.TextChoices):
    """States of rules.md §1.9."""

    DUE = "due", _("临届")
    REQUESTED = "requested", _("已请示")
    PERMITTED = "permitted", _("已批复（同意换届）")
    NOMINATED = "nominated", _("候选人报批")
    HELD = "held", _("大会已召开")
    REPORTED = "reported", _("结果已报")
    APPROVED = "approved", _("已批复（结果）")


class Election(Record):
    """One election of a union's committee. The term runs from the election day, not from the approval."""

    kind = models.CharField(_("换届类别"), max_length=60, choices=Kind.choices, default=Kind.REELECTION)
    held_on = models.DateField(_("换届日期"), null=True, blank=True)
    term_no = models.CharField(_("届次"), max_length=60, blank=True)
    chair = models.CharField(_("工会主席"), max_length=60, blank=True)
    method = models.CharField(_("选举方式"), max_length=60, choices=Method.choices, blank=True)
    approval_no = models.CharField(_("批复文号"), max_length=60, blank=True)
    step = models.CharField(_("换届状态"), max_length=60, choices=Step.choices, blank=True)
    term_since = models.DateField(_("本届起始日期"), null=True, blank=True)
    expires_on = models.DateField(_("届满日期"), null=True, blank=True)
    term_years = models.PositiveSmallIntegerField(_("任期年限"), null=True, blank=True)
    requested_on = models.DateField(_("请示日期"), null=True, blank=True)
    permitted_on = models.DateField(_("同意换届日期"), null=True, blank=True)
    candidates = models.TextField(_("候选人"), blank=True)
    seats = models.PositiveIntegerField(_("委员名额"), null=True, blank=True)
    due = models.PositiveIntegerField(_("应到人数"), null=True, blank=True)
    present = models.PositiveIntegerField(_("实到人数"), null=True, blank=True)
    ballots_issued = models.PositiveIntegerField(_("发出票数"), null=True, blank=True)
    ballots_valid = models.PositiveIntegerField(_("有效票数"), null=True, blank=True)
    votes_for = models.PositiveIntegerField(_("赞成票"), null=True, blank=True)
    votes_against = models.PositiveIntegerField(_("反对票"), null=True, blank=True)
    abstained = models.PositiveIntegerField(_("弃权票"), null=True, blank=True)
    elected = models.TextField(_("当选名单"), blank=True)
    result = models.CharField(_("选举结果"), max_length=200, blank=True)
    reported_on = models.DateField(_("结果上报日期"), null=True, blank=True)
    approved_on = models.DateField(_("结果批复日期"), null=True, blank=True)
    meeting = models.CharField(_("大会名称"), max_length=120, blank=True)

    ledger = Ledger(
        name=_("换届台账"),
        date="held_on",
        columns=["union", "held_on", "term_no", "chair", "method", "approval_no", "step", "expires_on"],
        filters=["kind", "method", "step"],
        search=["union__name", "chair"],
        key=["union", "held_on"],
        headings=HEADINGS,
        sheets=[
            Sheet(
                _("换届台账"),
                about=["换届", "工会选举"],
                also=[
                    "换届选举台账",
                    "工会换届选举登记表",
                    "基层工会换届情况表",
                    "换届情况一览表",
                    "换届选举情况登记表",
                    "换届选举",
                ],
            )
        ],
        future=["expires_on"],
        first=["union", "held_on", "term_no", "chair", "method"],
        rule=_("《工会基层组织选举工作条例》"),
        ends_term=True,
        group="organisation",
    )

    class Meta:
        verbose_name = _("换届选举")
        verbose_name_plural = _("换届选举")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(held_on__isnull=True) | Q(expires_on__gte=F("held_on")),
                name="election_expires_after_held",
                violation_error_message=_("届满日期不能早于换届日期"),
            )
        ]


WARNINGS = [
    ("election_quorum", Q(present__lte=(F("due") * 2 - 1) / 3), _("到会人数不足应到人数的三分之二")),
    ("election_term", Q(term_years__isnull=False) & ~Q(term_years__in=[3, 5]), _("基层工会每届任期应为三年或五年")),
    ("election_ballots", Q(ballots_valid__gt=F("ballots_issued")), _("有效票多于发出票，选举无效")),
    ("election_unapproved", Q(held_on__isnull=False, approval_no="", kind=Kind.REELECTION), _("没有批复文号")),
    ("election_present", Q(present__gt=F("due")), _("实到人数多于应到人数")),
]
