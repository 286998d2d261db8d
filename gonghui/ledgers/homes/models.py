"""Homes of workers and campaign units: applied for, certified, checked again."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER
from gonghui.kernel.ledger.record import OfEmployer, Record


class Home(Record, OfEmployer):
    """One recognition of one unit; a failed re-check ends it (rules §11.3)."""

    class Kind(models.TextChoices):
        NATIONAL = "national", _("全国模范职工之家")
        PROVINCE = "province", _("省级模范职工之家")
        PROVINCE_RECHECK = "province_recheck", _("省级模范职工之家复查")
        CITY = "city", _("市级模范职工之家")
        QUALIFIED = "qualified", _("合格职工之家")
        SMALL = "small", _("职工小家")
        PILOT = "pilot", _("职工之家试点乡镇")
        NONPUBLIC_MODEL = "nonpublic_model", _("非公创新示范单位")
        KEY_UNIT = "key_unit", _("三级联创重点单位")
        STANDARD = "standard", _("规范化工会创建")
        ADVANCED_CITY = "advanced_city", _("工会工作先进单位")
        STAR = "star", _("星级工会创建")

    class Result(models.TextChoices):
        QUALIFIED = "qualified", _("合格")
        FAILED = "failed", _("不合格")
        SELECTED = "selected", _("选树")
        PILOT = "pilot", _("试点")
        DETERMINED = "determined", _("确定")
        ONGOING = "ongoing", _("创建中")
        NAMED = "named", _("命名")

    ledger = Ledger(
        name=_("职工之家创建台账"),
        date="certified_on",
        columns=["employer", "kind", "certified_on", "result"],
        filters=["kind", "result"],
        first=["kind", "employer", "certified_on", "result"],
        future=["valid_until"],
        sheets=[
            Sheet(
                "职工之家创建台账",
                about=["职工之家", "建家"],
                also=["建家台账", "职工之家台账", "职工之家建设台账", "模范职工之家台账"],
            ),
            Sheet(
                "创建活动台账",
                also=["三级联创台账", "创建单位台账"],
                only=["employer", "kind", "certified_on", "result", "remarks"],
            ),
        ],
        rule=_("上级工会的职工之家、规范化建设标准"),
        group="organisation",
        headings=EMPLOYER
        | {
            "kind": ["类别", "建家类别", "创建项目"],
            "level": ["级别"],
            "certified_on": ["验收日期", "命名时间", "命名日期", "认定时间", "评定日期"],
            "result": ["验收结果", "考核结果", "认定结果"],
            "applied_on": ["申请日期"],
            "self_score": ["自评得分"],
            "score": ["考核得分"],
            "checklist": ["对照条件", "创建标准"],
            "evidence": ["证明材料"],
            "gaps": ["存在差距"],
            "responsible": ["责任部门"],
            "valid_until": ["有效期"],
            "rechecked_on": ["复验日期"],
            "withdrawn_on": ["摘牌日期"],
            "satisfaction": ["满意率"],
        },
        values={
            "kind": {
                Kind.PROVINCE: ["省模范职工之家"],
                Kind.CITY: ["先进职工之家", "市先进职工之家"],
                Kind.QUALIFIED: ["职工之家"],
                Kind.SMALL: ["模范职工小家"],
                Kind.PILOT: ["职工之家试点"],
                Kind.NONPUBLIC_MODEL: ["非公企业创新示范单位"],
                Kind.KEY_UNIT: ["三级联创"],
                Kind.STANDARD: ["规范化建设创建"],
                Kind.ADVANCED_CITY: ["工会工作先进市", "创建工会工作先进市"],
            },
            "result": {
                Result.QUALIFIED: ["达标", "通过", "验收合格"],
                Result.FAILED: ["未达标", "未通过"],
                Result.ONGOING: ["在建"],
                Result.NAMED: ["授牌"],
            },
        },
    )

    kind = models.CharField(_("创建类别"), max_length=60, choices=Kind.choices, blank=True)
    level = models.CharField(_("创建级别"), max_length=20, blank=True)
    certified_on = models.DateField(_("认定日期"), null=True, blank=True)
    result = models.CharField(_("结果"), max_length=60, choices=Result.choices, blank=True)
    applied_on = models.DateField(_("申报日期"), null=True, blank=True)
    self_score = models.DecimalField(_("自查得分"), max_digits=8, decimal_places=1, null=True, blank=True)
    score = models.DecimalField(_("验收得分"), max_digits=8, decimal_places=1, null=True, blank=True)
    checklist = models.CharField(_("验收条件"), max_length=300, blank=True)
    evidence = models.CharField(_("佐证材料"), max_length=300, blank=True)
    gaps = models.CharField(_("差距问题"), max_length=300, blank=True)
    responsible = models.CharField(_("责任单位"), max_length=120, blank=True)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    rechecked_on = models.DateField(_("复查日期"), null=True, blank=True)
    withdrawn_on = models.DateField(_("撤销命名日期"), null=True, blank=True)
    satisfaction = models.DecimalField(_("会员评家满意率(%)"), max_digits=8, decimal_places=1, null=True, blank=True)

    class Meta:
        verbose_name = _("职工之家创建台账")
        verbose_name_plural = _("职工之家创建台账")
        indexes = [models.Index(fields=["union", "certified_on"], name="home_flow")]
        constraints = [
            models.CheckConstraint(
                condition=Q(certified_on__isnull=True)
                | Q(applied_on__isnull=True)
                | Q(certified_on__gte=F("applied_on")),
                name="home_certified_on_order",
                violation_error_message=_("认定日期不能早于申报日期"),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True)
                | Q(certified_on__isnull=True)
                | Q(withdrawn_on__gte=F("certified_on")),
                name="home_withdrawn_on_order",
                violation_error_message=_("撤销命名日期不能早于认定日期"),
            ),
        ]
