"""The innovation programme as employers report it, in sums."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER
from gonghui.kernel.ledger.record import OfEmployer, Record


class Programme(Record, OfEmployer):
    """What one employer reports of the innovation programme, already summed by it."""

    ledger = Ledger(
        name=_("经济技术创新台账"),
        date="held_on",
        columns=[
            "employer",
            "held_on",
            "saving_times",
            "saved",
            "proposed",
            "adopted",
            "proposals_benefit",
            "breakthroughs",
        ],
        search=["project"],
        first=["employer", "held_on", "saving_times", "saved", "proposed", "adopted"],
        sheets=[Sheet("经济技术创新台账", also=["经济技术创新工程台账", "双增双节台账", "经济技术创新统计表"])],
        rule=_("《工会法》关于组织职工开展合理化建议、技术革新、劳动和技能竞赛的规定"),
        group="skills",
        headings=EMPLOYER
        | {
            "held_on": ["实施时间", "启动日期"],
            "closed_on": ["结束日期"],
            "project": ["项目", "项目名称"],
            "item": ["双增双节事项"],
            "result": ["成果"],
            "people": ["参加人数"],
            "saving_times": ["参与双增双节(人次)", "双增双节参与人次", "参与双增双节人次"],
            "saved": ["增收节支额", "增收节支"],
            "evidence": ["依据", "凭据"],
            "proposed": ["合理化建议条数", "提出建议(条)", "提出建议条数"],
            "adopted": ["采纳实施条数", "采纳建议条数"],
            "proposals_benefit": ["合理化建议创效", "合理化建议创效金额"],
            "quality": ["优质产品优质工程", "优质产品、优质工程(项)"],
            "results": ["经济成果项数", "较大成果(项)", "较大经济成果(项)"],
            "breakthroughs": ["技术攻关推广(项)", "技术攻关推广项数"],
        },
    )

    held_on = models.DateField(_("实施日期"), null=True, blank=True)
    closed_on = models.DateField(_("完成日期"), null=True, blank=True)
    project = models.CharField(_("创新工程项目"), max_length=200, blank=True)
    item = models.CharField(_("节约事项"), max_length=200, blank=True)
    result = models.CharField(_("实施成果"), max_length=200, blank=True)
    people = models.PositiveIntegerField(_("参加职工人数"), null=True, blank=True)
    saving_times = models.PositiveIntegerField(_("双增双节人次"), null=True, blank=True)
    saved = models.DecimalField(_("增收节支金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    evidence = models.CharField(_("核定依据"), max_length=200, blank=True)
    proposed = models.PositiveIntegerField(_("建议条数"), null=True, blank=True)
    adopted = models.PositiveIntegerField(_("采纳条数"), null=True, blank=True)
    proposals_benefit = models.DecimalField(_("建议创效金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    quality = models.PositiveIntegerField(_("优质产品工程"), null=True, blank=True)
    results = models.PositiveIntegerField(_("较大经济成果"), null=True, blank=True)
    breakthroughs = models.PositiveIntegerField(_("技术攻关项数"), null=True, blank=True)

    class Meta:
        verbose_name = _("经济技术创新台账")
        verbose_name_plural = _("经济技术创新台账")
        indexes = [models.Index(fields=["union", "held_on"], name="programme_flow")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(held_on__isnull=True) | Q(closed_on__gte=F("held_on")),
                name="programme_closed_on_order",
                violation_error_message=_("完成日期不能早于实施日期"),
            ),
            models.CheckConstraint(
                condition=Q(saved__isnull=True) | Q(saved__gte=0),
                name="programme_saved_ge_0",
                violation_error_message=_("增收节支金额不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(proposals_benefit__isnull=True) | Q(proposals_benefit__gte=0),
                name="programme_proposals_benefit_ge_0",
                violation_error_message=_("建议创效金额不能为负数"),
            ),
        ]


# (code, true for a doubtful row, what it says): shown at entry and import, never a refusal
WARNINGS = [
    ("programme_adopted_le_proposed", Q(adopted__gt=F("proposed")), _("采纳条数多于建议条数")),
    ("programme_benefit_without_adoption", Q(proposals_benefit__gt=0, adopted=0), _("没有采纳的建议却有创效金额")),
]
