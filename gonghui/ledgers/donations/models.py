"""款物募集: money and goods given for a purpose, and what was paid out of them; kept apart from union funds."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfPerson, Record
from gonghui.ledgers.donations import words


class Donation(Record, OfPerson):
    """One row of 款物募集台账."""

    class Kind(models.TextChoices):
        CASH = "cash", _("捐款")
        GOODS = "goods", _("捐物")
        PAYOUT = "payout", _("发放支出")

    ledger = Ledger(
        name=_("款物募集台账"),
        date="received_on",
        columns=["received_on", "kind", "campaign", "donor", "amount", "paid_out", "paid_on"],
        filters=["kind"],
        search=["campaign", "donor", "person_name"],
        headings=words.HEADINGS,
        values=words.VALUES,
        sheets=[
            Sheet(
                "款物募集台账",
                about=["捐款", "募捐", "捐赠"],
                also=["募捐台账", "捐款台账", "爱心捐款台账", "捐赠台账"],
            ),
        ],
        sensitive=["id_number", "phone"],
        first=["received_on", "campaign", "purpose", "donor", "amount"],
        rule=_("《慈善法》和上级工会的款物管理办法"),
        group="service",
    )
    received_on = models.DateField(_("募集日期"), null=True, blank=True)
    kind = models.CharField(_("募集类别"), max_length=60, choices=Kind.choices, blank=True)
    campaign = models.CharField(_("募捐活动"), max_length=120, blank=True)
    purpose = models.CharField(_("募集用途"), max_length=120, blank=True)
    donor = models.CharField(_("捐赠方"), max_length=120, blank=True)
    donors = models.PositiveIntegerField(_("捐款人数"), null=True, blank=True)
    amount = models.DecimalField(_("募集金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    goods = models.CharField(_("捐赠物资"), max_length=120, blank=True)
    goods_value = models.DecimalField(_("捐赠物资折价"), max_digits=18, decimal_places=2, null=True, blank=True)
    person_name = models.CharField(_("受助人"), max_length=60, blank=True)
    paid_out = models.DecimalField(_("支付金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    paid_on = models.DateField(_("支付日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("款物募集台账")
        verbose_name_plural = _("款物募集台账")
        indexes = [models.Index(fields=["union", "received_on"], name="donation_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0) & Q(goods_value__gte=0) & Q(paid_out__gte=0),
                name="donation_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
        ]


WARNINGS = [
    ("donations.paid", Q(paid_out__gt=F("amount")), _("支付金额多于募集金额")),
]
