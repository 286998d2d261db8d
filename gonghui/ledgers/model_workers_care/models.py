"""What is done for model workers: publicity, care, support and help."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER, PERSON
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record


class Care(Record, OfPerson, OfEmployer):
    """One deed for a model worker; publicity, care, support and help are four kinds of record."""

    class Kind(models.TextChoices):
        PUBLICITY = "publicity", _("宣传劳模")
        CARE = "care", _("关心劳模")
        SUPPORT = "support", _("支持劳模")
        HELP = "help", _("帮助劳模")
        FORUM = "forum", _("劳模座谈会")

    ledger = Ledger(
        name=_("劳模服务台账"),
        date="held_on",
        columns=["held_on", "person_name", "kind", "item", "giver", "amount"],
        filters=["kind"],
        search=["person_name", "item"],
        first=["held_on", "person_name", "kind", "item", "amount"],
        sensitive=["id_number", "phone"],
        sheets=[Sheet("劳模服务台账", also=["劳模走访台账", "劳模服务管理台账"])],
        rule=_("评选表彰机关的评选、奖励和管理办法"),
        group="skills",
        small_cells=True,
        in_need=True,
        headings=EMPLOYER
        | PERSON
        | {
            "held_on": ["日期", "慰问日期", "走访日期"],
            "kind": ["类别"],
            "title_level": ["级别"],
            "item": ["事项", "项目"],
            "giver": ["资助单位", "发放单位"],
            "fund_source": ["经费来源"],
            "amount": ["慰问金额", "补助金额", "金额"],
            "receipt_no": ["凭据号", "收据号"],
            "consent": ["本人同意"],
            "channel": ["媒体"],
        },
        values={
            "kind": {
                Kind.PUBLICITY: ["事迹宣传", "宣传"],
                Kind.CARE: ["慰问", "走访", "体检", "疗休养", "关心", "劳模慰问"],
                Kind.SUPPORT: ["支持"],
                Kind.HELP: ["生活补助", "特困帮扶", "帮助", "劳模生活补助"],
                Kind.FORUM: ["座谈会"],
            },
        },
    )

    held_on = models.DateField(_("服务日期"), null=True, blank=True)
    kind = models.CharField(_("服务类别"), max_length=60, choices=Kind.choices, blank=True)
    title_level = models.CharField(_("称号级别"), max_length=20, blank=True)
    item = models.CharField(_("服务事项"), max_length=200, blank=True)
    giver = models.CharField(_("慰问单位"), max_length=120, blank=True)
    fund_source = models.CharField(_("资金来源"), max_length=120, blank=True)
    amount = models.DecimalField(_("服务金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    receipt_no = models.CharField(_("领款凭据号"), max_length=60, blank=True)
    consent = models.BooleanField(_("本人同意宣传"), null=True, blank=True)
    channel = models.CharField(_("宣传渠道"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("劳模服务台账")
        verbose_name_plural = _("劳模服务台账")
        indexes = [models.Index(fields=["union", "held_on"], name="care_flow")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="care_amount_ge_0",
                violation_error_message=_("服务金额不能为负数"),
            ),
        ]


# (code, true for a doubtful row, what it says): shown at entry and import, never a refusal
WARNINGS = [
    ("care_money_without_receipt", Q(amount__gt=0, receipt_no=""), _("发放了金额但没有领款凭据号")),
]
