"""Research: reports, questionnaires and proposals with their replies."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record


class Research(Record):
    """One piece of research; forms sent and returned, persons and employers are separate columns."""

    class Kind(models.TextChoices):
        REPORT = "report", _("调研报告")
        SURVEY = "survey", _("问卷调查")
        PROPOSAL = "proposal", _("提案建议")
        QUARTERLY = "quarterly", _("季度分析")

    ledger = Ledger(
        name=_("调研台账"),
        date="held_on",
        columns=["held_on", "title", "kind", "sent", "returned", "replied_on"],
        filters=["kind"],
        search=["title"],
        first=["held_on", "title", "kind", "sent", "returned"],
        sheets=[
            Sheet(
                "调研台账", about=["调研"], also=["调研报告台账", "问卷调查台账", "提案建议台账", "女职工问卷调查台账"]
            )
        ],
        rule=_("本机关的工作制度"),
        group="office",
        headings={
            "held_on": ["日期", "调查日期", "调研时间"],
            "kind": ["类别"],
            "title": ["调研课题", "题目", "课题", "问卷名称"],
            "quarter": ["季度"],
            "background": ["背景"],
            "problems": ["问题"],
            "measures": ["措施", "建议"],
            "sent": ["发放问卷数", "发放数"],
            "returned": ["回收问卷数", "回收数"],
            "employers_visited": ["走访单位数"],
            "people": ["访谈人数"],
            "answers": ["答卷情况"],
            "recipient": ["报送单位"],
            "replied_on": ["反馈日期"],
            "is_accepted": ["是否采纳"],
        },
        values={
            "kind": {
                Kind.REPORT: ["调研"],
                Kind.SURVEY: ["问卷", "女职工问卷调查"],
                Kind.PROPOSAL: ["女职工提案建议"],
                Kind.QUARTERLY: ["季度分析总结"],
            },
        },
    )

    held_on = models.DateField(_("调研日期"), null=True, blank=True)
    kind = models.CharField(_("调研类别"), max_length=60, choices=Kind.choices, blank=True)
    title = models.CharField(_("调研题目"), max_length=200)
    quarter = models.CharField(_("所属季度"), max_length=20, blank=True)
    background = models.TextField(_("调研背景"), blank=True)
    practices = models.TextField(_("主要做法"), blank=True)
    problems = models.TextField(_("存在问题"), blank=True)
    measures = models.TextField(_("对策建议"), blank=True)
    sent = models.PositiveIntegerField(_("发放份数"), null=True, blank=True)
    returned = models.PositiveIntegerField(_("回收份数"), null=True, blank=True)
    employers_visited = models.PositiveIntegerField(_("走访企业数"), null=True, blank=True)
    people = models.PositiveIntegerField(_("调查人数"), null=True, blank=True)
    answers = models.TextField(_("问卷结果"), blank=True)
    recipient = models.CharField(_("建议报送单位"), max_length=120, blank=True)
    replied_on = models.DateField(_("答复日期"), null=True, blank=True)
    is_accepted = models.BooleanField(_("建议被采纳"), null=True, blank=True)

    class Meta:
        verbose_name = _("调研台账")
        verbose_name_plural = _("调研台账")
        indexes = [models.Index(fields=["union", "held_on"], name="research_flow")]
        constraints = [
            models.CheckConstraint(
                condition=Q(replied_on__isnull=True) | Q(held_on__isnull=True) | Q(replied_on__gte=F("held_on")),
                name="research_replied_on_order",
                violation_error_message=_("答复日期不能早于调研日期"),
            ),
        ]


# (code, true for a doubtful row, what it says): shown at entry and import, never a refusal
WARNINGS = [
    ("research_returned_le_sent", Q(returned__gt=F("sent")), _("回收份数多于发放份数")),
]
