"""Results of teams and persons in contests."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER, PERSON
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record


class ContestResult(Record, OfPerson, OfEmployer):
    """What one team or person achieved in a contest; a rank is a result, never a count."""

    class Kind(models.TextChoices):
        TEAM = "team", _("班组三级竞赛")
        SKILL = "skill", _("技术比武")
        DRILL = "drill", _("岗位练兵")
        TEACHING = "teaching", _("教学业务竞赛")
        MERIT = "merit", _("立功竞赛")
        QUIZ = "quiz", _("知识竞赛")
        WORKS = "works", _("征文演讲摄影")
        SPORT = "sport", _("体育比赛")
        MASS = "mass", _("群众性比赛")

    ledger = Ledger(
        name=_("竞赛成绩台账"),
        date="held_on",
        columns=["held_on", "contest", "kind", "level", "team", "person_name", "score", "rank_no", "award"],
        filters=["kind", "level", "is_winner"],
        search=["contest", "team", "person_name"],
        first=["held_on", "contest", "kind", "team", "person_name", "score", "rank_no"],
        sensitive=["id_number", "phone"],
        sheets=[Sheet("竞赛成绩台账", also=["竞赛成绩登记表", "班组竞赛排名表", "获奖登记表"])],
        rule=_("《工会法》关于组织职工开展合理化建议、技术革新、劳动和技能竞赛的规定"),
        group="skills",
        headings=EMPLOYER
        | PERSON
        | {
            "contest": ["比赛名称", "竞赛项目", "比赛项目"],
            "kind": ["类别"],
            "held_on": ["竞赛日期", "成绩日期"],
            "month": ["月份"],
            "level": ["级别", "层次"],
            "team": ["参赛队", "班组名称", "队伍"],
            "indicator": ["指标"],
            "trade": ["工种"],
            "entry": ["作品", "课题"],
            "rounds": ["场次"],
            "theory": ["理论分"],
            "practice": ["操作成绩", "实践成绩"],
            "score": ["得分", "成绩"],
            "rank_no": ["排名"],
            "award": ["获奖等级", "获奖等次"],
            "is_winner": ["获奖"],
            "evidence": ["依据"],
        },
        values={
            "kind": {
                Kind.TEAM: ["班组竞赛"],
                Kind.SKILL: ["技能大赛", "技能竞赛"],
                Kind.TEACHING: ["教学竞赛"],
                Kind.WORKS: ["演讲比赛", "征文"],
            },
        },
    )

    contest = models.CharField(_("竞赛名称"), max_length=200)
    kind = models.CharField(_("竞赛类别"), max_length=60, choices=Kind.choices, blank=True)
    held_on = models.DateField(_("比赛日期"), null=True, blank=True)
    month = models.DateField(_("竞赛月份"), null=True, blank=True)
    level = models.CharField(_("竞赛级别"), max_length=20, blank=True)
    team = models.CharField(_("班组"), max_length=120, blank=True)
    indicator = models.CharField(_("竞赛指标"), max_length=120, blank=True)
    trade = models.CharField(_("竞赛工种"), max_length=60, blank=True)
    entry = models.CharField(_("参赛作品"), max_length=200, blank=True)
    rounds = models.PositiveIntegerField(_("轮次"), null=True, blank=True)
    theory = models.DecimalField(_("理论成绩"), max_digits=8, decimal_places=1, null=True, blank=True)
    practice = models.DecimalField(_("实操成绩"), max_digits=8, decimal_places=1, null=True, blank=True)
    score = models.DecimalField(_("总成绩"), max_digits=8, decimal_places=1, null=True, blank=True)
    rank_no = models.PositiveIntegerField(_("名次"), null=True, blank=True)
    award = models.CharField(_("奖项"), max_length=60, blank=True)
    is_winner = models.BooleanField(_("是否获奖"), null=True, blank=True)
    evidence = models.CharField(_("成绩依据"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("竞赛成绩台账")
        verbose_name_plural = _("竞赛成绩台账")
