"""Health checks of women and of all workers, each kept apart."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER
from gonghui.kernel.ledger.record import OfEmployer, Record


class HealthCheck(Record, OfEmployer):
    """One round of examinations in one employer; women's checks are due every two years by contract."""

    class Kind(models.TextChoices):
        GYNAECOLOGY = "gynaecology", _("妇科检查")
        TWO_CANCERS = "two_cancers", _("两癌筛查")
        WOMEN = "women", _("女职工健康检查")
        OCCUPATIONAL = "occupational", _("职业健康检查")
        GENERAL = "general", _("职工健康体检")

    ledger = Ledger(
        name=_("职工体检台账"),
        date="held_on",
        columns=["held_on", "kind", "employer", "provider", "examined", "women_examined", "next_due_on"],
        filters=["kind"],
        search=["provider"],
        first=["held_on", "kind", "employer", "provider", "women_examined"],
        future=["next_due_on"],
        sheets=[
            Sheet(
                "职工体检台账",
                about=["体检", "健康检查"],
                also=["女职工体检台账", "妇科检查台账", "女职工健康检查台账", "两癌筛查台账"],
            )
        ],
        rule=_("本单位的福利制度和职业健康监护的规定"),
        group="service",
        small_cells=True,
        in_need=True,
        headings=EMPLOYER
        | {
            "held_on": ["检查日期", "体检时间"],
            "kind": ["体检项目", "类别"],
            "provider": ["体检医院", "检查机构"],
            "place": ["地点"],
            "due_people": ["应体检人数"],
            "examined": ["实检人数", "检查人数", "参检人数"],
            "women_due": ["应检女职工人数"],
            "women_examined": ["女职工体检人数", "检查女职工人数"],
            "abnormal": ["检出异常人数"],
            "cost": ["费用", "经费"],
            "cost_bearer": ["费用承担单位"],
            "next_due_on": ["下次体检日期"],
        },
        values={
            "kind": {
                Kind.GYNAECOLOGY: ["妇科", "妇检"],
                Kind.TWO_CANCERS: ["两癌"],
                Kind.WOMEN: ["女职工体检", "女职工健康体检"],
                Kind.OCCUPATIONAL: ["职业病体检", "职业健康体检"],
                Kind.GENERAL: ["普通体检", "健康体检"],
            },
        },
    )

    held_on = models.DateField(_("体检日期"), null=True, blank=True)
    kind = models.CharField(_("体检类别"), max_length=60, choices=Kind.choices, blank=True)
    provider = models.CharField(_("体检机构"), max_length=120, blank=True)
    place = models.CharField(_("体检地点"), max_length=120, blank=True)
    due_people = models.PositiveIntegerField(_("应检人数"), null=True, blank=True)
    examined = models.PositiveIntegerField(_("体检人数"), null=True, blank=True)
    women_due = models.PositiveIntegerField(_("应检女职工数"), null=True, blank=True)
    women_examined = models.PositiveIntegerField(_("体检女职工数"), null=True, blank=True)
    abnormal = models.PositiveIntegerField(_("异常人数"), null=True, blank=True)
    cost = models.DecimalField(_("体检费用"), max_digits=18, decimal_places=2, null=True, blank=True)
    cost_bearer = models.CharField(_("费用承担方"), max_length=60, blank=True)
    next_due_on = models.DateField(_("下次应检日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("职工体检台账")
        verbose_name_plural = _("职工体检台账")
        indexes = [models.Index(fields=["union", "held_on"], name="healthcheck_flow")]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_due_on__isnull=True) | Q(held_on__isnull=True) | Q(next_due_on__gte=F("held_on")),
                name="health_check_next_due_on_order",
                violation_error_message=_("下次应检日期不能早于体检日期"),
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0),
                name="health_check_cost_ge_0",
                violation_error_message=_("体检费用不能为负数"),
            ),
        ]


# (code, true for a doubtful row, what it says): shown at entry and import, never a refusal
WARNINGS = [
    ("health_examined_le_due", Q(examined__gt=F("due_people")), _("体检人数多于应检人数")),
    ("health_women_le_due", Q(women_examined__gt=F("women_due")), _("体检女职工数多于应检女职工数")),
]
