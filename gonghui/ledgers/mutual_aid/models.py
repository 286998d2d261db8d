"""互助保障与保险: enrolment by scheme and year, premiums, claims and payouts; not insurance business itself (rules.md §6.6)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record
from gonghui.kernel.ledger.sealed import SealedCharField
from gonghui.ledgers.mutual_aid import words


class MutualCover(Record, OfEmployer, OfPerson):
    """One row of 互助保障台账."""

    class Kind(models.TextChoices):
        MEDICAL = "medical", _("医疗互助保障")
        COMMERCIAL = "commercial", _("商业补充保险")
        CRITICAL = "critical", _("重大疾病保险")
        FUND = "fund", _("互助互济")

    ledger = Ledger(
        name=_("互助保障台账"),
        date="enrolled_on",
        columns=["enrolled_on", "kind", "scheme", "employer", "insured", "premium", "claims", "payout"],
        filters=["kind", "cover_year"],
        search=["scheme", "employer__name", "person_name"],
        headings=words.HEADINGS,
        values=words.VALUES,
        sheets=[
            Sheet(
                "互助保障台账",
                about=["互助", "理赔", "保险", "保障计划"],
                also=["医疗互助保障台账", "职工互助保障台账", "参保台账", "互助互济台账", "补充保险台账"],
            ),
        ],
        sensitive=["id_number", "phone", "claim"],
        future=["since_on", "until_on"],
        first=["kind", "scheme", "employer", "enrolled_on", "insured", "premium"],
        rule=_("职工互助保障活动的章程和实施办法"),
        group="service",
    )
    enrolled_on = models.DateField(_("参保日期"), null=True, blank=True)
    kind = models.CharField(_("保障类别"), max_length=60, choices=Kind.choices, blank=True)
    scheme = models.CharField(_("保障计划"), max_length=120, blank=True)
    cover_year = models.PositiveSmallIntegerField(_("保障年度"), null=True, blank=True)
    since_on = models.DateField(_("保障起始日期"), null=True, blank=True)
    until_on = models.DateField(_("保障终止日期"), null=True, blank=True)
    insured = models.PositiveIntegerField(_("参保人数"), null=True, blank=True)
    units = models.PositiveIntegerField(_("参保单位数"), null=True, blank=True)
    premium = models.DecimalField(_("保费金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    payer = models.CharField(_("缴费方"), max_length=120, blank=True)
    contribution = models.DecimalField(_("会员缴纳互助金"), max_digits=18, decimal_places=2, null=True, blank=True)
    policy_no = models.CharField(_("保单号"), max_length=120, blank=True)
    person_name = models.CharField(_("被保障人"), max_length=60, blank=True)
    claimed_on = models.DateField(_("理赔申请日期"), null=True, blank=True)
    claims = models.PositiveIntegerField(_("理赔件数"), null=True, blank=True)
    claim = SealedCharField(_("理赔事由"), max_length=120, blank=True)
    payout = models.DecimalField(_("赔付金额"), max_digits=18, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("互助保障台账")
        verbose_name_plural = _("互助保障台账")
        indexes = [models.Index(fields=["union", "enrolled_on"], name="mutualcover_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(premium__gte=0) & Q(contribution__gte=0) & Q(payout__gte=0),
                name="mutualcover_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(since_on__isnull=True) | Q(until_on__gte=F("since_on")),
                name="mutualcover_until_on_after_since_on",
                violation_error_message=_("保障终止日期不能早于起始日期"),
            ),
        ]
