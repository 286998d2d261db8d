"""Safety activities: Ankang Cup, education, drills, accident-free days."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER
from gonghui.kernel.ledger.record import OfEmployer, Record


class SafetyActivity(Record, OfEmployer):
    """One safety activity with its participants, tests or streak."""

    class Kind(models.TextChoices):
        ANKANG = "ankang", _("安康杯竞赛")
        EDUCATION = "education", _("安全教育")
        FIRE_DRILL = "fire_drill", _("消防演练")
        QUAKE_DRILL = "quake_drill", _("防震演练")
        STREAK = "streak", _("身边无违章班组无事故")
        TWO_DUTIES = "two_duties", _("一岗双责")
        HEALTH = "health", _("职业卫生宣传")

    ledger = Ledger(
        name=_("安全活动台账"),
        date="held_on",
        columns=["held_on", "kind", "title", "employer", "teams", "people", "result"],
        filters=["kind"],
        search=["title", "team"],
        first=["held_on", "kind", "title", "employer", "people"],
        sheets=[
            Sheet(
                "安全活动台账",
                about=["安全生产月", "安康杯", "安全活动"],
                also=["安康杯竞赛台账", "应急演练台账", "安全教育台账"],
            )
        ],
        rule=_("《安全生产法》关于工会监督的规定、《工会劳动保护监督检查员工作条例》"),
        group="rights",
        headings=EMPLOYER
        | {
            "held_on": ["日期", "演练日期", "统计日期"],
            "kind": ["类别"],
            "title": ["活动主题", "演练名称", "教育主题"],
            "case": ["事故案例"],
            "units": ["参赛单位数"],
            "team": ["班组名称"],
            "teams": ["参赛班组数"],
            "people": ["参与人数"],
            "minutes": ["用时", "演练用时"],
            "findings": ["存在问题"],
            "examined": ["参加考试人数"],
            "passed": ["合格人数"],
            "score": ["评分", "成绩"],
            "result": ["结果"],
            "accident_free_days": ["安全天数"],
            "violations": ["违章数"],
        },
        values={
            "kind": {
                Kind.ANKANG: ["安康杯"],
                Kind.EDUCATION: ["安全教育与考核", "安全培训"],
                Kind.FIRE_DRILL: ["消防"],
                Kind.QUAKE_DRILL: ["防震", "地震演练"],
                Kind.STREAK: ["无违章", "无事故"],
                Kind.TWO_DUTIES: ["一岗双责试点"],
            },
        },
    )

    held_on = models.DateField(_("活动日期"), null=True, blank=True)
    kind = models.CharField(_("活动类别"), max_length=60, choices=Kind.choices, blank=True)
    title = models.CharField(_("活动名称"), max_length=200, blank=True)
    case = models.CharField(_("案例"), max_length=200, blank=True)
    units = models.PositiveIntegerField(_("参加单位数"), null=True, blank=True)
    team = models.CharField(_("班组"), max_length=120, blank=True)
    teams = models.PositiveIntegerField(_("参加班组数"), null=True, blank=True)
    people = models.PositiveIntegerField(_("参加人数"), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("演练用时(分钟)"), null=True, blank=True)
    findings = models.CharField(_("发现问题"), max_length=300, blank=True)
    examined = models.PositiveIntegerField(_("考试人数"), null=True, blank=True)
    passed = models.PositiveIntegerField(_("考试合格人数"), null=True, blank=True)
    score = models.DecimalField(_("得分"), max_digits=8, decimal_places=1, null=True, blank=True)
    result = models.CharField(_("活动结果"), max_length=60, blank=True)
    accident_free_days = models.PositiveIntegerField(_("无事故天数"), null=True, blank=True)
    violations = models.PositiveIntegerField(_("违章次数"), null=True, blank=True)
    post = models.CharField(_("岗位"), max_length=60, blank=True)
    business_duty = models.CharField(_("业务职责"), max_length=300, blank=True)
    safety_duty = models.CharField(_("安全职责"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("安全活动台账")
        verbose_name_plural = _("安全活动台账")
        indexes = [models.Index(fields=["union", "held_on"], name="safetyactivity_flow")]


# (code, true for a doubtful row, what it says): shown at entry and import, never a refusal
WARNINGS = [
    ("safety_passed_le_examined", Q(passed__gt=F("examined")), _("考试合格人数多于考试人数")),
]
