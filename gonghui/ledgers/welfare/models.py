"""职工福利: what was given to whom; per head and total apart (rules.md §9.4)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfPerson, Record
from gonghui.kernel.ledger.sealed import SealedCharField, SealedDateField
from gonghui.ledgers.welfare import words
from gonghui.ledgers.welfare.services import WelfareService
from gonghui.ledgers.welfare.stations import ServiceStation


class WelfareBenefit(Record, OfPerson):
    """One row of 职工福利台账."""

    class Kind(models.TextChoices):
        FESTIVAL = "festival", _("节日福利")
        GOODS = "goods", _("实物发放")
        VOUCHER = "voucher", _("票券")
        CLOTHES = "clothes", _("工作服")
        FAMILY_DAY = "family_day", _("节日慰问金")
        BIRTHDAY = "birthday", _("生日慰问")

    ledger = Ledger(
        name=_("职工福利台账"),
        date="given_on",
        columns=["given_on", "kind", "festival", "item", "per_head", "recipients", "amount"],
        filters=["kind", "festival"],
        search=["item", "festival", "person_name"],
        headings=words.HEADINGS,
        values=words.VALUES,
        sheets=[
            Sheet(
                "职工福利台账",
                about=["福利", "慰问品", "生日", "蛋糕", "节日", "签领"],
                also=["节日福利发放台账", "福利发放表", "工作服发放表", "实物发放台账", "慰问金发放表"],
            ),
        ],
        sensitive=["id_number", "phone", "child", "child_born_on"],
        first=["given_on", "kind", "item", "per_head", "recipients", "amount"],
        rule=_("《基层工会经费收支管理办法》"),
        group="service",
    )
    given_on = models.DateField(_("福利发放日期"), null=True, blank=True)
    kind = models.CharField(_("福利类别"), max_length=60, choices=Kind.choices, blank=True)
    festival = models.CharField(_("福利节日"), max_length=120, blank=True)
    item = models.CharField(_("福利品名"), max_length=120, blank=True)
    quantity = models.PositiveIntegerField(_("发放数量"), null=True, blank=True)
    stock = models.PositiveIntegerField(_("结存数量"), null=True, blank=True)
    per_head = models.DecimalField(_("人均标准"), max_digits=18, decimal_places=2, null=True, blank=True)
    recipients = models.PositiveIntegerField(_("领取人数"), null=True, blank=True)
    unclaimed = models.PositiveIntegerField(_("未领人数"), null=True, blank=True)
    amount = models.DecimalField(_("福利总额"), max_digits=18, decimal_places=2, null=True, blank=True)
    sign_off = models.CharField(_("签领情况"), max_length=120, blank=True)
    budget_line = models.CharField(_("列支科目"), max_length=120, blank=True)
    issue_month = models.DateField(_("福利所属月份"), null=True, blank=True)
    person_name = models.CharField(_("领取人"), max_length=60, blank=True)
    child = SealedCharField(_("子女姓名"), max_length=120, blank=True)
    child_born_on = SealedDateField(_("子女出生日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("职工福利台账")
        verbose_name_plural = _("职工福利台账")
        indexes = [models.Index(fields=["union", "given_on"], name="welfarebenefit_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(per_head__gte=0) & Q(amount__gte=0),
                name="welfarebenefit_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
        ]


WARNINGS = [
    ("welfare.total", Q(amount__gt=F("per_head") * F("recipients") * 2), _("福利总额与人均标准、人数相差过大")),
]

__all__ = ["ServiceStation", "WelfareBenefit", "WelfareService"]
