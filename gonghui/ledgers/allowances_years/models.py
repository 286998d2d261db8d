"""Allowances of earlier years in yearly totals."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record


class YearlyTotal(Record):
    """A year's total, for years whose single payments are not kept here."""

    ledger = Ledger(
        name=_("历年劳模津贴汇总"),
        columns=["paid_year", "people", "amount"],
        key=["union", "paid_year"],
        first=["paid_year", "people", "amount"],
        sheets=[Sheet("历年劳模津贴汇总", also=["历年劳模津贴", "劳模津贴历年汇总表"])],
        rule=_("评选表彰机关的评选、奖励和管理办法"),
        group="skills",
        headings={
            "paid_year": ["年份"],
            "people": ["参加人数", "享受人数", "发放人数"],
            "amount": ["发放金额", "金额小计", "合计金额"],
        },
    )

    paid_year = models.PositiveSmallIntegerField(_("年度"), null=True, blank=True)
    people = models.PositiveIntegerField(_("人数"), null=True, blank=True)
    amount = models.DecimalField(_("金额"), max_digits=18, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("历年劳模津贴汇总")
        verbose_name_plural = _("历年劳模津贴汇总")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="yearly_total_amount_ge_0",
                violation_error_message=_("金额不能为负数"),
            ),
        ]
