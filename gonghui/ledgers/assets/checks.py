"""资产检查与年报: inspections of lower unions' assets, yearly returns, and research into union institutions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record
from gonghui.ledgers.assets import words


class AssetCheck(Record):
    """One row of 资产检查与年报台账."""

    class Kind(models.TextChoices):
        INSPECTION = "inspection", _("资产管理检查")
        RETURN = "return", _("资产统计年报")
        RESEARCH = "research", _("企事业资产调研")

    class Scope(models.TextChoices):
        ADMIN = "admin", _("行政")
        INSTITUTION = "institution", _("事业")

    ledger = Ledger(
        name=_("资产检查与年报台账"),
        slug="assets_checks",
        date="checked_on",
        columns=["checked_on", "kind", "county", "finding", "fix", "submitted_on"],
        filters=["kind", "scope"],
        search=["county", "institution"],
        headings=words.CHECKS_HEADINGS,
        values=words.CHECKS_VALUES,
        sheets=[
            Sheet("资产检查与年报台账", also=["资产检查台账", "资产统计年报台账", "资产调研台账"]),
        ],
        first=["checked_on", "kind", "county", "finding"],
        rule=_("《工会会计制度》和本级资产管理制度"),
        group="office",
    )
    checked_on = models.DateField(_("资产检查日期"), null=True, blank=True)
    kind = models.CharField(_("资产检查类别"), max_length=60, choices=Kind.choices, blank=True)
    county = models.CharField(_("被检查单位"), max_length=120, blank=True)
    scope = models.CharField(_("年报类别"), max_length=60, choices=Scope.choices, blank=True)
    institution = models.CharField(_("企事业名称"), max_length=120, blank=True)
    assets_value = models.DecimalField(_("资产总额"), max_digits=18, decimal_places=2, null=True, blank=True)
    lines_count = models.PositiveIntegerField(_("年报行数"), null=True, blank=True)
    finding = models.CharField(_("资产检查发现"), max_length=300, blank=True)
    fix = models.CharField(_("资产整改情况"), max_length=300, blank=True)
    submitted_on = models.DateField(_("上报日期"), null=True, blank=True)
    due_on = models.DateField(_("应报日期"), null=True, blank=True)
    reported_to = models.CharField(_("报送对象"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("资产检查与年报台账")
        verbose_name_plural = _("资产检查与年报台账")
        indexes = [models.Index(fields=["union", "checked_on"], name="assetcheck_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(assets_value__gte=0),
                name="assetcheck_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
        ]
