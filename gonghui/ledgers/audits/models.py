"""经费审查: audits by plan, own-level reviews and checks for withholding, with findings followed to their end (rules.md §9.6)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record
from gonghui.ledgers.audits import words


class FundAudit(Record):
    """One row of 经费审查台账."""

    class Kind(models.TextChoices):
        BUDGET = "budget", _("预算执行审计")
        EARMARKED = "earmarked", _("专项审计")
        OWN = "own", _("本级经费审查")
        LEAVING = "leaving", _("离任审计")
        CHECK = "check", _("截留欠缴挪用核查")

    class Result(models.TextChoices):
        NONE = "none", _("未发现问题")
        FOUND = "found", _("发现问题")

    ledger = Ledger(
        name=_("经费审查台账"),
        date="audited_on",
        columns=["audited_on", "kind", "audited", "audit_year", "findings", "amount", "rectified"],
        filters=["kind", "result", "audit_year"],
        search=["audited", "finding"],
        headings=words.HEADINGS,
        values=words.VALUES,
        sheets=[
            Sheet(
                "经费审查台账", about=["审计", "经审"], also=["经审台账", "审计台账", "经审审计台账", "经费审计台账"]
            ),
        ],
        future=["rectify_by_on"],
        first=["audited_on", "kind", "audited", "audit_year", "findings", "amount"],
        rule=_("《中国工会审计条例》"),
        group="office",
    )
    audited_on = models.DateField(_("审计日期"), null=True, blank=True)
    kind = models.CharField(_("审计类别"), max_length=60, choices=Kind.choices, blank=True)
    audited = models.CharField(_("被审计单位"), max_length=120, blank=True)
    audit_year = models.PositiveSmallIntegerField(_("审计年度"), null=True, blank=True)
    audit_period = models.CharField(_("审查期间"), max_length=120, blank=True)
    scope = models.CharField(_("审计范围"), max_length=300, blank=True)
    finding = models.CharField(_("审计发现问题"), max_length=300, blank=True)
    findings = models.PositiveIntegerField(_("发现问题数"), null=True, blank=True)
    amount = models.DecimalField(_("问题金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    arrears = models.DecimalField(_("查出欠缴金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    rectify_by_on = models.DateField(_("整改期限"), null=True, blank=True)
    rectified = models.PositiveIntegerField(_("已整改问题数"), null=True, blank=True)
    rectified_on = models.DateField(_("整改日期"), null=True, blank=True)
    rectified_amount = models.DecimalField(_("整改金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    opinion = models.CharField(_("审查意见"), max_length=300, blank=True)
    auditor = models.CharField(_("审计人员"), max_length=120, blank=True)
    result = models.CharField(_("核查结果"), max_length=60, choices=Result.choices, blank=True)
    evidence = models.CharField(_("核查依据"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("经费审查台账")
        verbose_name_plural = _("经费审查台账")
        indexes = [models.Index(fields=["union", "audited_on"], name="fundaudit_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0) & Q(arrears__gte=0) & Q(rectified_amount__gte=0),
                name="fundaudit_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(rectified_on__isnull=True)
                | Q(audited_on__isnull=True)
                | Q(rectified_on__gte=F("audited_on")),
                name="fundaudit_rectified_on_after_audited_on",
                violation_error_message=_("整改日期不能早于审计日期"),
            ),
        ]


WARNINGS = [
    ("audits.rectified", Q(rectified__gt=F("findings")), _("已整改问题数多于发现问题数")),
]
