"""绩效积分台账: points of part-time officers by month, converted into an allowance, locked before payment."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfPerson, Record


class PointsSheet(Record, OfPerson):
    """One person's points of one month; the allowance is base plus points converted, by the rules in force."""

    period_month = models.DateField(_("考核月份"), null=True, blank=True)
    items = models.CharField(_("考核项目"), max_length=300, blank=True)
    base_points = models.DecimalField(_("基础积分"), max_digits=8, decimal_places=2, null=True, blank=True)
    extra_points = models.DecimalField(_("加分"), max_digits=8, decimal_places=2, null=True, blank=True)
    deducted = models.DecimalField(_("扣分"), max_digits=8, decimal_places=2, null=True, blank=True)
    conversion = models.CharField(_("折算办法"), max_length=120, blank=True)
    allowance_class = models.CharField(_("津贴档次"), max_length=60, blank=True)
    allowance = models.DecimalField(_("津贴金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    published_on = models.DateField(_("公示日期"), null=True, blank=True)
    objections = models.PositiveIntegerField(_("申诉件数"), null=True, blank=True)
    rule_version = models.CharField(_("办法版本"), max_length=120, blank=True)
    adopted_by = models.CharField(_("通过会议"), max_length=120, blank=True)
    paid_on = models.DateField(_("发放日期"), null=True, blank=True)

    ledger = Ledger(
        name=_("绩效积分台账"),
        date="period_month",
        columns=["person_name", "union", "period_month", "base_points", "extra_points", "allowance", "paid_on"],
        filters=["allowance_class"],
        search=["person_name"],
        headings={
            "base_points": ["基本分", "基础分"],
            "extra_points": ["绩效分", "绩效积分", "附加分"],
            "allowance": ["岗位津贴", "津贴(元)", "绩效工资"],
        },
        sheets=[
            Sheet(
                _("绩效积分台账"),
                also=["绩效积分岗位津贴台账", "积分津贴台账", "绩效考核发放台账", "绩效工资考核发放表"],
            )
        ],
        sensitive=["id_number", "phone"],
        first=["person_name", "id_number", "period_month", "base_points", "allowance"],
        rule=_("《工会法》关于工会工作人员的规定和上级工会的干部管理办法"),
        group="organisation",
    )

    class Meta:
        verbose_name = _("绩效积分")
        verbose_name_plural = _("绩效积分")
        constraints = [
            models.CheckConstraint(
                condition=Q(allowance__isnull=True) | Q(allowance__gte=0),
                name="points_allowance_not_negative",
                violation_error_message=_("津贴金额不能为负"),
            )
        ]


WARNINGS = [
    ("points_paid_unpublished", Q(paid_on__isnull=False, published_on__isnull=True), _("未公示即发放")),
    ("points_paid_early", Q(paid_on__lt=F("published_on")), _("发放早于公示")),
]
