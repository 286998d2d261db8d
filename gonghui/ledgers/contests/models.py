"""Labour contests, skill contests and drills."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER
from gonghui.kernel.ledger.record import OfEmployer, Record


class Contest(Record, OfEmployer):
    """One contest: persons (employers_entered, people) and person-times apart; benefit as verified (rules §7.1)."""

    class Kind(models.TextChoices):
        LABOUR = "labour", _("劳动竞赛")
        SKILL = "skill", _("技术比武")
        SKILL_MATCH = "skill_match", _("技术比赛")
        DRILL = "drill", _("岗位练兵")
        TEAM = "team", _("班组竞赛")
        TEACHING = "teaching", _("教学业务竞赛")
        MERIT = "merit", _("立功竞赛")
        PRIVATE_MERIT = "private_merit", _("兴企创业立功竞赛")
        GAMES = "games", _("行业运动会")
        SAVING = "saving", _("双增双节竞赛")
        ANKANG = "ankang", _("安康杯竞赛")
        SINGLE = "single", _("单项比赛")
        WOMEN = "women", _("女职工竞赛")
        QUIZ = "quiz", _("知识竞赛")
        WORKS = "works", _("征文演讲摄影")

    ledger = Ledger(
        name=_("劳动竞赛台账"),
        date="held_on",
        columns=["held_on", "title", "kind", "organiser", "participations", "benefit"],
        filters=["kind", "level"],
        search=["title", "organiser", "trade"],
        first=["held_on", "title", "kind", "organiser", "participations", "benefit"],
        future=["deadline"],
        sheets=[
            Sheet(
                "劳动竞赛台账",
                about=["竞赛", "比武", "技能大赛", "练兵", "赛事"],
                also=[
                    "劳动竞赛技术比武登记表",
                    "劳动竞赛登记表",
                    "技术比武台账",
                    "岗位练兵台账",
                    "技能竞赛台账",
                    "立功竞赛台账",
                ],
            )
        ],
        rule=_("《工会法》关于组织职工开展合理化建议、技术革新、劳动和技能竞赛的规定"),
        group="skills",
        headings=EMPLOYER
        | {
            "held_on": ["举办日期", "比赛时间", "竞赛时间", "比赛日期", "举办时间"],
            "ended_on": ["结束日期", "截止日期"],
            "title": ["竞赛项目", "比赛名称", "比赛项目", "名称"],
            "kind": ["竞赛形式", "类别", "竞赛类型"],
            "organiser": ["组织单位", "承办单位", "举办单位"],
            "level": ["级别", "层次"],
            "theme": ["主题"],
            "sector": ["系统", "行业"],
            "trade": ["工种", "专业"],
            "units": ["参赛单位", "参加单位数"],
            "teams": ["参赛队", "参赛班组数"],
            "people": ["参加人数"],
            "participations": ["参赛人次", "参与人次", "人次"],
            "observers": ["观摩人次"],
            "rules": ["竞赛办法", "规则", "评分标准"],
            "rules_on": ["方案印发日期"],
            "scoring": ["评分办法"],
            "contents": ["内容"],
            "deadline": ["征集截止日期"],
            "judged_on": ["评奖日期"],
            "entries": ["作品数", "征集件数", "征集条数"],
            "adopted": ["采纳条数"],
            "benefit": ["创造效益", "增创效益", "创效", "经济效益"],
            "benefit_verified": ["是否核定"],
            "winners": ["表彰人数", "受奖人数"],
            "awards": ["名次", "获奖等次", "奖项"],
            "rewards": ["奖金"],
            "promoted": ["晋级人数"],
            "training_cost": ["经费支出"],
            "progress": ["进展"],
        },
        values={
            "kind": {
                Kind.LABOUR: ["生产竞赛", "劳赛"],
                Kind.SKILL: ["技能大赛", "技能竞赛", "职业技能竞赛"],
                Kind.SKILL_MATCH: ["技能比赛"],
                Kind.DRILL: ["练兵", "岗位技能练兵"],
                Kind.TEAM: ["班组三级竞赛"],
                Kind.TEACHING: ["教学竞赛", "教学比赛"],
                Kind.MERIT: ["主题竞赛", "主题立功竞赛"],
                Kind.PRIVATE_MERIT: ["兴企创业建小康立功竞赛"],
                Kind.GAMES: ["行业技能运动会"],
                Kind.SAVING: ["双增双节"],
                Kind.ANKANG: ["安康杯"],
                Kind.SINGLE: ["计算机比赛", "单项技能比赛"],
                Kind.WOMEN: ["女职工素质提升竞赛"],
                Kind.QUIZ: ["知识抢答"],
                Kind.WORKS: ["演讲比赛", "征文", "摄影比赛"],
            },
        },
    )

    held_on = models.DateField(_("竞赛日期"), null=True, blank=True)
    ended_on = models.DateField(_("竞赛结束日期"), null=True, blank=True)
    title = models.CharField(_("竞赛名称"), max_length=200)
    kind = models.CharField(_("竞赛类别"), max_length=60, choices=Kind.choices, blank=True)
    organiser = models.CharField(_("主办单位"), max_length=120, blank=True)
    level = models.CharField(_("竞赛级别"), max_length=20, blank=True)
    theme = models.CharField(_("竞赛主题"), max_length=200, blank=True)
    sector = models.CharField(_("所属系统"), max_length=60, blank=True)
    trade = models.CharField(_("竞赛工种"), max_length=60, blank=True)
    units = models.PositiveIntegerField(_("参赛单位数"), null=True, blank=True)
    teams = models.PositiveIntegerField(_("参赛队数"), null=True, blank=True)
    people = models.PositiveIntegerField(_("参赛人数"), null=True, blank=True)
    participations = models.PositiveIntegerField(_("参加人次"), null=True, blank=True)
    observers = models.PositiveIntegerField(_("观摩人数"), null=True, blank=True)
    rules = models.TextField(_("竞赛规则"), blank=True)
    rules_on = models.DateField(_("规则公布日期"), null=True, blank=True)
    scoring = models.CharField(_("计分办法"), max_length=300, blank=True)
    contents = models.CharField(_("竞赛内容"), max_length=300, blank=True)
    deadline = models.DateField(_("报名截止日期"), null=True, blank=True)
    judged_on = models.DateField(_("评审日期"), null=True, blank=True)
    entries = models.PositiveIntegerField(_("参赛作品数"), null=True, blank=True)
    adopted = models.PositiveIntegerField(_("采纳金点子数"), null=True, blank=True)
    benefit = models.DecimalField(_("创效金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    benefit_verified = models.BooleanField(_("效益已核定"), null=True, blank=True)
    winners = models.PositiveIntegerField(_("获奖人数"), null=True, blank=True)
    awards = models.CharField(_("获奖情况"), max_length=300, blank=True)
    rewards = models.DecimalField(_("奖励金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    promoted = models.PositiveIntegerField(_("晋升技能等级人数"), null=True, blank=True)
    training_cost = models.DecimalField(_("竞赛经费"), max_digits=18, decimal_places=2, null=True, blank=True)
    progress = models.CharField(_("筹备进展"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("劳动竞赛台账")
        verbose_name_plural = _("劳动竞赛台账")
        indexes = [models.Index(fields=["union", "held_on"], name="contest_flow")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(held_on__isnull=True) | Q(ended_on__gte=F("held_on")),
                name="contest_ended_on_order",
                violation_error_message=_("竞赛结束日期不能早于竞赛日期"),
            ),
            models.CheckConstraint(
                condition=Q(benefit__isnull=True) | Q(benefit__gte=0),
                name="contest_benefit_ge_0",
                violation_error_message=_("创效金额不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(rewards__isnull=True) | Q(rewards__gte=0),
                name="contest_rewards_ge_0",
                violation_error_message=_("奖励金额不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(training_cost__isnull=True) | Q(training_cost__gte=0),
                name="contest_training_cost_ge_0",
                violation_error_message=_("竞赛经费不能为负数"),
            ),
        ]


# (code, true for a doubtful row, what it says): shown at entry and import, never a refusal
WARNINGS = [
    ("contest_persons_le_times", Q(participations__lt=F("people")), _("参加人次少于参赛人数")),
    ("contest_rules_late", Q(rules_on__gt=F("held_on")), _("竞赛规则应在开赛前公布")),
    ("contest_winners_le_people", Q(winners__gt=F("people")), _("获奖人数多于参赛人数")),
]
