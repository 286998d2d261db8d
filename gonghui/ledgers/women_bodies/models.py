"""Women's organisations beside the unions: committees and delegates."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER
from gonghui.kernel.ledger.record import OfEmployer, Record


class WomenBody(Record, OfEmployer):
    """A women's body of a union, standing from a day; due from ten women members on, unless exempt (rules §1.6)."""

    class Kind(models.TextChoices):
        COMMITTEE = "committee", _("女职工委员会")
        DELEGATE = "delegate", _("女职工委员")

    ledger = Ledger(
        name=_("女职工组织建设台账"),
        date="established_on",
        columns=["union", "kind", "level", "chair", "members", "is_due", "established_on"],
        filters=["kind", "level", "is_due"],
        search=["name", "chair"],
        key=["union", "kind", "employer"],
        first=["union", "kind", "chair", "members", "established_on"],
        sheets=[Sheet("女职工组织建设台账", also=["女职工组织网络台账", "女职工组织三级网络台账"])],
        rule=_("《工会女职工委员会工作条例》"),
        group="organisation",
        headings=EMPLOYER
        | {
            "name": ["组织名称", "女职委名称"],
            "kind": ["组织形式", "形式"],
            "level": ["级别", "层级"],
            "parent_body": ["上级女职委"],
            "chair": ["主任", "女工主任"],
            "members": ["女会员人数", "女会员数"],
            "committee_size": ["委员人数"],
            "is_due": ["应建", "是否应建"],
            "exemption": ["不应建原因"],
            "established_on": ["建立日期", "成立日期", "组建日期"],
            "ended_on": ["撤销日期"],
            "elected_on": ["换届日期"],
            "union_founded_on": ["工会建立日期"],
            "awarded_on": ["评先日期"],
            "covered_employers": ["涵盖企业数"],
        },
        values={
            "kind": {
                Kind.COMMITTEE: ["女职委", "女工委"],
                Kind.DELEGATE: ["女工委员"],
            },
        },
    )

    name = models.CharField(_("女职工组织名称"), max_length=120, blank=True)
    kind = models.CharField(_("女职工组织形式"), max_length=60, choices=Kind.choices, blank=True)
    level = models.CharField(_("女职工组织层级"), max_length=20, blank=True)
    parent_body = models.CharField(_("上级女职工组织"), max_length=120, blank=True)
    chair = models.CharField(_("女职委主任"), max_length=60, blank=True)
    members = models.PositiveIntegerField(_("女职工会员数"), null=True, blank=True)
    committee_size = models.PositiveIntegerField(_("女职委委员人数"), null=True, blank=True)
    is_due = models.BooleanField(_("应建女职工组织"), null=True, blank=True)
    exemption = models.CharField(_("免建原因"), max_length=120, blank=True)
    established_on = models.DateField(_("女职委成立日期"), null=True, blank=True)
    ended_on = models.DateField(_("女职委撤销日期"), null=True, blank=True)
    elected_on = models.DateField(_("女职委换届日期"), null=True, blank=True)
    union_founded_on = models.DateField(_("工会成立日期"), null=True, blank=True)
    union_elected_on = models.DateField(_("工会换届日期"), null=True, blank=True)
    awarded_on = models.DateField(_("女职委评先日期"), null=True, blank=True)
    union_awarded_on = models.DateField(_("工会评先日期"), null=True, blank=True)
    covered_employers = models.PositiveIntegerField(_("覆盖企业数"), null=True, blank=True)
    covered_since = models.DateField(_("覆盖起始日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("女职工组织建设台账")
        verbose_name_plural = _("女职工组织建设台账")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(established_on__isnull=True)
                | Q(ended_on__gte=F("established_on")),
                name="women_body_ended_on_order",
                violation_error_message=_("女职委撤销日期不能早于女职委成立日期"),
            ),
        ]
