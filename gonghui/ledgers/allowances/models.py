"""Allowances of model workers, month by month."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import PERSON
from gonghui.kernel.ledger.record import OfPerson, Record


class Allowance(Record, OfPerson):
    """One month's allowance of one person; never two for one month, none after death."""

    class Level(models.TextChoices):
        NATIONAL = "national", _("全国")
        PROVINCE = "province", _("省级")
        TREATED = "treated", _("享受省部级待遇")
        CITY = "city", _("地市级")
        COUNTY = "county", _("县市级")

    ledger = Ledger(
        name=_("劳模津贴发放表"),
        date="paid_month",
        columns=["paid_month", "person_name", "id_number", "title_level", "standard", "amount", "paid_on"],
        filters=["title_level"],
        search=["person_name"],
        key=["paid_month", "id_number"],
        first=["paid_month", "person_name", "id_number", "title_level", "amount"],
        sensitive=["id_number", "phone"],
        sheets=[
            Sheet(
                "劳模津贴发放表",
                about=["劳模津贴", "荣誉津贴"],
                also=["退休劳模津贴发放花名册", "劳模津贴发放花名册", "劳模津贴发放台账", "劳模荣誉津贴发放表"],
                implied="paid_month",
            )
        ],
        rule=_("评选表彰机关的评选、奖励和管理办法"),
        group="skills",
        headings=PERSON
        | {
            "paid_month": ["月份", "津贴月份", "所属月份"],
            "title_level": ["劳模级别", "级别"],
            "standard": ["标准", "津贴标准", "月标准"],
            "amount": ["实发金额", "津贴金额", "金额"],
            "paid_on": ["发放时间", "领取日期", "领取时间"],
            "batch": ["批次"],
            "voucher_no": ["凭证编号"],
        },
        values={
            "title_level": {
                Level.NATIONAL: ["国家级", "全国劳模"],
                Level.PROVINCE: ["省部级", "省劳模"],
                Level.CITY: ["市级"],
                Level.COUNTY: ["县级"],
            },
        },
    )

    paid_month = models.DateField(_("发放月份"), null=True, blank=True)
    title_level = models.CharField(_("称号级别"), max_length=60, choices=Level.choices, blank=True)
    standard = models.DecimalField(_("发放标准"), max_digits=18, decimal_places=2, null=True, blank=True)
    amount = models.DecimalField(_("发放金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    paid_on = models.DateField(_("发放日期"), null=True, blank=True)
    batch = models.CharField(_("发放批次"), max_length=40, blank=True)
    voucher_no = models.CharField(_("凭证号"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("劳模津贴发放表")
        verbose_name_plural = _("劳模津贴发放表")
        indexes = [models.Index(fields=["union", "paid_month"], name="allowance_flow")]
        constraints = [
            models.CheckConstraint(
                condition=Q(standard__isnull=True) | Q(standard__gte=0),
                name="allowance_standard_ge_0",
                violation_error_message=_("发放标准不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="allowance_amount_ge_0",
                violation_error_message=_("发放金额不能为负数"),
            ),
        ]


# (code, true for a doubtful row, what it says): shown at entry and import, never a refusal
WARNINGS = [
    ("allowance_not_standard", Q(standard__isnull=False) & ~Q(amount=F("standard")), _("发放金额与发放标准不一致")),
]
