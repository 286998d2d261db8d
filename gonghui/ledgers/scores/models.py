"""Appraisal scores: of units and persons, item by item."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER, PERSON
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record


class Score(Record, OfPerson, OfEmployer):
    """One item's score: between nought and the item's weight (rules §11.1)."""

    class Kind(models.TextChoices):
        TARGET = "target", _("目标考核")
        HUNDRED = "hundred", _("百分考核")
        WOMEN = "women", _("女职工工作考核")
        ETHICS = "ethics", _("师德考核")
        CULTURE = "culture", _("企业文化评分")
        MERIT = "merit", _("立功竞赛评分")
        BADGE = "badge", _("党徽佩戴检查")

    class Grade(models.TextChoices):
        EXCELLENT = "excellent", _("优秀")
        GOOD = "good", _("良好")
        PASS = "pass", _("合格")
        FAIL = "fail", _("不合格")

    ledger = Ledger(
        name=_("考核评分台账"),
        date="scored_on",
        columns=["scored_on", "kind", "employer", "person_name", "item", "weight", "score", "grade"],
        filters=["kind", "grade"],
        search=["item", "person_name"],
        first=["scored_on", "kind", "employer", "item", "weight", "score"],
        sensitive=["id_number", "phone"],
        sheets=[Sheet("考核评分台账", also=["目标考核台账", "百分考核台账", "师德考核台账", "考核得分表"])],
        rule=_("本级目标责任书和上级工会的考核办法"),
        group="office",
        headings=EMPLOYER
        | PERSON
        | {
            "scored_on": ["评分日期", "日期"],
            "score_year": ["年度"],
            "kind": ["类别"],
            "item": ["考核指标", "项目", "指标", "考核内容"],
            "aspect": ["方面"],
            "weight": ["分值", "标准分"],
            "standard": ["标准", "考核标准"],
            "target": ["目标"],
            "actual": ["实际完成"],
            "self_score": ["自查得分"],
            "score": ["得分", "检查得分", "实得分"],
            "deduction": ["扣分理由"],
            "evidence": ["依据", "佐证材料"],
            "rank_no": ["排名"],
            "grade": ["等次", "等级"],
            "used_for": ["运用"],
        },
        values={
            "kind": {
                Kind.TARGET: ["目标责任制考核"],
                Kind.HUNDRED: ["百分考核责任制"],
                Kind.WOMEN: ["女工工作考核"],
                Kind.ETHICS: ["职业道德考核"],
                Kind.CULTURE: ["企业文化考核"],
                Kind.MERIT: ["兴企创业立功竞赛"],
            },
            "grade": {
                Grade.GOOD: ["良"],
                Grade.PASS: ["及格", "称职"],
                Grade.FAIL: ["不及格", "不称职"],
            },
        },
    )

    scored_on = models.DateField(_("考核日期"), null=True, blank=True)
    score_year = models.PositiveSmallIntegerField(_("考核年度"), null=True, blank=True)
    kind = models.CharField(_("考核类别"), max_length=60, choices=Kind.choices, blank=True)
    item = models.CharField(_("考核项目"), max_length=200)
    aspect = models.CharField(_("评分方面"), max_length=60, blank=True)
    weight = models.DecimalField(_("权重分"), max_digits=8, decimal_places=1, null=True, blank=True)
    standard = models.CharField(_("评分标准"), max_length=300, blank=True)
    target = models.CharField(_("目标值"), max_length=120, blank=True)
    actual = models.CharField(_("实际完成值"), max_length=120, blank=True)
    self_score = models.DecimalField(_("自评分"), max_digits=8, decimal_places=1, null=True, blank=True)
    score = models.DecimalField(_("考核得分"), max_digits=8, decimal_places=1, null=True, blank=True)
    deduction = models.CharField(_("扣分原因"), max_length=300, blank=True)
    positive_case = models.CharField(_("正面案例"), max_length=300, blank=True)
    negative_case = models.CharField(_("反面案例"), max_length=300, blank=True)
    evidence = models.CharField(_("考核依据"), max_length=200, blank=True)
    rank_no = models.PositiveIntegerField(_("名次"), null=True, blank=True)
    grade = models.CharField(_("考核等次"), max_length=60, choices=Grade.choices, blank=True)
    used_for = models.CharField(_("结果运用"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("考核评分台账")
        verbose_name_plural = _("考核评分台账")
        indexes = [models.Index(fields=["union", "scored_on"], name="score_flow")]


# (code, true for a doubtful row, what it says): shown at entry and import, never a refusal
WARNINGS = [
    ("score_le_weight", Q(score__gt=F("weight")), _("得分超过权重分")),
    ("score_deduction_without_reason", Q(score__lt=F("weight"), deduction=""), _("扣了分但没有写扣分原因")),
]
