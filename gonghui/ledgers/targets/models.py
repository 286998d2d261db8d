"""目标责任台账: targets signed by two sides for a year, with mid-year and final values; benchmarks between units."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Goal, Ledger, Sheet
from gonghui.kernel.ledger.record import Record


class Kind(models.TextChoices):
    LETTER = "letter", _("目标责任书")
    BENCHMARK = "benchmark", _("同业对标")


class Target(Record):
    """One indicator of one letter or benchmark: promised, reached, explained."""

    kind = models.CharField(_("目标类别"), max_length=60, choices=Kind.choices, default=Kind.LETTER)
    parties = models.CharField(_("签订双方"), max_length=200, blank=True)
    target_year = models.PositiveSmallIntegerField(_("目标年度"), null=True, blank=True)
    period = models.CharField(_("对标周期"), max_length=60, blank=True)
    signed_on = models.DateField(_("签订日期"), null=True, blank=True)
    indicator = models.CharField(_("目标项目"), max_length=200)  # a figure's own name ties the target to that figure
    measure_unit = models.CharField(_("计量单位"), max_length=20, blank=True)
    weight = models.DecimalField(_("权重"), max_digits=6, decimal_places=2, null=True, blank=True)
    target = models.DecimalField(_("目标数"), max_digits=14, decimal_places=2, null=True, blank=True)
    midyear = models.DecimalField(_("年中完成数"), max_digits=14, decimal_places=2, null=True, blank=True)
    actual = models.DecimalField(_("年末完成数"), max_digits=14, decimal_places=2, null=True, blank=True)
    settled_on = models.DateField(_("考核日期"), null=True, blank=True)
    score = models.DecimalField(_("得分"), max_digits=6, decimal_places=2, null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("名次"), null=True, blank=True)
    benchmark = models.CharField(_("标杆单位"), max_length=120, blank=True)
    explanation = models.CharField(_("完成情况说明"), max_length=300, blank=True)

    ledger = Ledger(
        name=_("目标责任台账"),
        date="signed_on",
        columns=["union", "target_year", "indicator", "target", "midyear", "actual", "score", "rank"],
        filters=["kind", "target_year"],
        search=["indicator", "parties"],
        headings={
            "target_year": ["责任年度"],
            "indicator": ["指标名称", "目标任务"],
            "target": ["目标值", "指标值"],
            "actual": ["实际完成", "完成值", "年终完成数"],
            "midyear": ["半年完成数"],
            "settled_on": ["对标日期"],
        },
        sheets=[
            Sheet(_("目标责任书台账"), also=["目标责任台账", "目标完成情况台账"], preset={"kind": Kind.LETTER}),
            Sheet(_("同业对标台账"), preset={"kind": Kind.BENCHMARK}),
        ],
        first=["kind", "indicator", "target_year", "target", "signed_on"],
        goal=Goal(figure="indicator", year="target_year", value="target"),
        rule=_("本级目标责任书和上级工会的考核办法"),
        group="office",
    )

    class Meta:
        verbose_name = _("目标责任")
        verbose_name_plural = _("目标责任")


WARNINGS = [
    ("target_unexplained", Q(actual__lt=F("target"), explanation=""), _("未完成目标而没有说明")),
]
