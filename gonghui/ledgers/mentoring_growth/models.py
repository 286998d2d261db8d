"""Growth of young workers by dated steps."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER, PERSON
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record


class Growth(Record, OfPerson, OfEmployer):
    """One dated step of a young person's growth: due on a day, reached or not."""

    class Kind(models.TextChoices):
        LADDER = "ladder", _("青年成长目标")
        PLAN = "plan", _("三年发展规划")
        FIVE = "five", _("五个一培养")

    ledger = Ledger(
        name=_("青年职工成长台账"),
        date="due_on",
        columns=["person_name", "kind", "milestone", "due_on", "reached_on", "employer"],
        filters=["kind"],
        search=["person_name", "milestone"],
        first=["person_name", "kind", "milestone", "due_on", "reached_on"],
        sensitive=["id_number", "phone"],
        future=["due_on", "until"],
        sheets=[Sheet("青年职工成长台账", also=["青年教师成长台账", "五个一培养台账", "专业发展规划台账"])],
        rule=_("《工会法》关于组织职工开展合理化建议、技术革新、劳动和技能竞赛的规定"),
        group="skills",
        headings=EMPLOYER
        | PERSON
        | {
            "kind": ["类别"],
            "entered_on": ["参加工作日期", "上岗日期"],
            "since": ["开始日期"],
            "until": ["截止日期", "结束日期"],
            "goals": ["规划目标", "目标"],
            "milestone": ["培养内容", "培养项目", "年度目标"],
            "due_on": ["计划完成日期"],
            "reached_on": ["完成日期", "达成日期"],
            "review": ["评议", "考核意见"],
            "is_displayed": ["是否公示", "公开展示"],
        },
        values={
            "kind": {
                Kind.LADDER: ["成长目标", "入门合格骨干"],
                Kind.PLAN: ["三年专业发展规划", "个人规划"],
                Kind.FIVE: ["五个一", "五个一活动"],
            },
        },
    )

    kind = models.CharField(_("培养类别"), max_length=60, choices=Kind.choices, blank=True)
    entered_on = models.DateField(_("入职日期"), null=True, blank=True)
    since = models.DateField(_("规划起始日期"), null=True, blank=True)
    until = models.DateField(_("规划截止日期"), null=True, blank=True)
    goals = models.TextField(_("成长目标"), blank=True)
    milestone = models.CharField(_("阶段目标"), max_length=120, blank=True)
    due_on = models.DateField(_("应达成日期"), null=True, blank=True)
    reached_on = models.DateField(_("实际达成日期"), null=True, blank=True)
    review = models.CharField(_("规划评议"), max_length=200, blank=True)
    is_displayed = models.BooleanField(_("已公示"), null=True, blank=True)

    class Meta:
        verbose_name = _("青年职工成长台账")
        verbose_name_plural = _("青年职工成长台账")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="growth_until_order",
                violation_error_message=_("规划截止日期不能早于规划起始日期"),
            ),
            models.CheckConstraint(
                condition=Q(reached_on__isnull=True) | Q(entered_on__isnull=True) | Q(reached_on__gte=F("entered_on")),
                name="growth_reached_on_order",
                violation_error_message=_("实际达成日期不能早于入职日期"),
            ),
        ]
