"""共建培养台账: Party branches acting jointly with unions, and key workers cultivated towards the Party."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record


class Kind(models.TextChoices):
    PARTY = "party", _("党建带工建")
    TWO_WAY = "two_way", _("双培")


class Alliance(Record, OfEmployer, OfPerson):
    """One joint act of two sides, or one person's cultivation, with its stages and outcome."""

    kind = models.CharField(_("共建类别"), max_length=60, choices=Kind.choices, default=Kind.PARTY)
    started_on = models.DateField(_("开始日期"))
    ended_on = models.DateField(_("结束日期"), null=True, blank=True)
    helper = models.CharField(_("牵头单位"), max_length=120, blank=True)
    helped = models.CharField(_("参与单位"), max_length=120, blank=True)
    aims = models.CharField(_("共建目标"), max_length=200, blank=True)
    actions = models.TextField(_("共建措施"), blank=True)
    joint_action = models.CharField(_("共建事项"), max_length=200, blank=True)
    party_unit = models.CharField(_("党组织"), max_length=120, blank=True)
    both_signed = models.BooleanField(_("双方签字"), null=True, blank=True)
    direction = models.CharField(_("培养方向"), max_length=60, blank=True)
    stage = models.CharField(_("培养阶段"), max_length=60, blank=True)
    stage_on = models.DateField(_("阶段日期"), null=True, blank=True)
    mentor = models.CharField(_("培养联系人"), max_length=60, blank=True)
    appraised_on = models.DateField(_("考核日期"), null=True, blank=True)
    score = models.DecimalField(_("考核得分"), max_digits=6, decimal_places=2, null=True, blank=True)
    outcome = models.CharField(_("共建结果"), max_length=200, blank=True)

    ledger = Ledger(
        name=_("共建培养台账"),
        date="started_on",
        columns=["kind", "started_on", "helper", "helped", "person_name", "stage", "score", "ended_on"],
        filters=["kind", "stage", "direction"],
        search=["helper", "helped", "person_name"],
        headings={
            "started_on": ["共建日期", "培养起始日期", "结对时间"],
            "helped": ["共建工会"],
            "mentor": ["培养人", "联系人"],
        },
        sheets=[
            Sheet(_("党建带工建台账"), preset={"kind": Kind.PARTY}),
            Sheet(_("双培台账"), also=["双向培养台账"], preset={"kind": Kind.TWO_WAY}),
        ],
        sensitive=["id_number", "phone"],
        first=["kind", "started_on", "helper", "helped", "aims"],
        rule=_("本级结对帮扶工作方案"),
        group="organisation",
    )

    class Meta:
        verbose_name = _("共建培养")
        verbose_name_plural = _("共建培养")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="pairing_ends_after_start",
                violation_error_message=_("结束日期不能早于开始日期"),
            )
        ]


WARNINGS = [
    ("pairing_unsigned", Q(kind=Kind.PARTY, both_signed=False), _("共建事项应由双方签字")),
]
