"""规范化建设台账: unions measured against standards — fifteen items, stars, demonstration, displayed rules."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, Record


class Kind(models.TextChoices):
    STANDARD = "standard", _("规范化达标认定")
    ITEMS = "items", _("五上五有五同步")
    STARS = "stars", _("星级工会评定")
    DEMONSTRATION = "demonstration", _("示范单位")
    RECOMMENDED = "recommended", _("典型推荐")
    THREE_LEVEL = "three_level", _("三级联创")
    SHOWN = "shown", _("双亮双比双推")
    RULES = "rules", _("制度上墙")
    SEAL = "seal", _("印章牌子")
    REGULATION = "regulation", _("企业工会工作条例落实")
    JOINT_POST = "joint_post", _("党员先锋岗与工人先锋号联创")
    TRADE = "trade", _("特色联合工会")
    PARTY_BRANCH = "party_branch", _("党支部分类定级")


class Outcome(models.TextChoices):
    MET = "met", _("达标")
    UNMET = "unmet", _("未达标")
    PENDING = "pending", _("待评定")
    REMOVED = "removed", _("取消")


class Assessment(Record, OfEmployer):
    """One union assessed against one standard; certified until the validity ends or is taken back."""

    kind = models.CharField(_("建设项目"), max_length=60, choices=Kind.choices, default=Kind.STANDARD)
    level = models.CharField(_("评定级别"), max_length=60, blank=True)
    theme = models.CharField(_("创建主题"), max_length=120, blank=True)
    assessed_year = models.PositiveSmallIntegerField(_("评定年度"), null=True, blank=True)
    criteria = models.CharField(_("标准版本"), max_length=120, blank=True)
    item = models.CharField(_("检查条目"), max_length=200, blank=True)
    items_met = models.PositiveIntegerField(_("达标条目数"), null=True, blank=True)
    items_all = models.PositiveIntegerField(_("条目总数"), null=True, blank=True)
    missing = models.CharField(_("缺项"), max_length=300, blank=True)
    applied_on = models.DateField(_("申报日期"), null=True, blank=True)
    inspected_on = models.DateField(_("检查验收日期"), null=True, blank=True)
    inspector = models.CharField(_("检查人"), max_length=120, blank=True)
    score = models.DecimalField(_("评定得分"), max_digits=6, decimal_places=2, null=True, blank=True)
    stars = models.CharField(_("评定星级"), max_length=20, blank=True)
    outcome = models.CharField(_("评定结果"), max_length=60, choices=Outcome.choices, blank=True)
    certified_on = models.DateField(_("命名日期"), null=True, blank=True)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    removed_on = models.DateField(_("取消日期"), null=True, blank=True)
    basis = models.CharField(_("评定依据"), max_length=200, blank=True)
    evidence = models.CharField(_("佐证材料"), max_length=200, blank=True)
    priority = models.CharField(_("推进次序"), max_length=60, blank=True)
    posted_on = models.DateField(_("上墙日期"), null=True, blank=True)
    photo = models.CharField(_("照片编号"), max_length=120, blank=True)
    seal_holder = models.CharField(_("印章保管人"), max_length=60, blank=True)
    issued_on = models.DateField(_("印章牌子发放日期"), null=True, blank=True)
    plaque_shown = models.BooleanField(_("亮牌子"), null=True, blank=True)
    chair_shown = models.BooleanField(_("亮身份"), null=True, blank=True)
    is_demonstration = models.BooleanField(_("示范单位"), null=True, blank=True)
    sent_on = models.DateField(_("推荐上报日期"), null=True, blank=True)
    team = models.CharField(_("班组或岗位"), max_length=120, blank=True)
    party_unit = models.CharField(_("党组织"), max_length=120, blank=True)
    activities = models.PositiveIntegerField(_("推进活动次数"), null=True, blank=True)
    plan = models.CharField(_("实施方案"), max_length=200, blank=True)
    kickoff_on = models.DateField(_("启动会议日期"), null=True, blank=True)
    guidance = models.PositiveIntegerField(_("指导走访次数"), null=True, blank=True)
    participates = models.BooleanField(_("参与活动"), null=True, blank=True)
    post = models.CharField(_("创建岗位"), max_length=120, blank=True)
    grade_before = models.CharField(_("原定等级"), max_length=60, blank=True)
    measures = models.CharField(_("提升措施"), max_length=300, blank=True)
    chair = models.CharField(_("工会主席"), max_length=60, blank=True)
    occupation = models.CharField(_("行业职业"), max_length=60, blank=True)
    outlets = models.PositiveIntegerField(_("涵盖网点数"), null=True, blank=True)
    members = models.PositiveIntegerField(_("会员人数"), null=True, blank=True)
    programme = models.CharField(_("特色项目"), max_length=200, blank=True)

    ledger = Ledger(
        name=_("规范化建设台账"),
        date="inspected_on",
        columns=["union", "kind", "level", "inspected_on", "score", "stars", "outcome", "certified_on", "valid_until"],
        filters=["kind", "level", "outcome", "stars"],
        search=["union__name", "theme"],
        headings={
            "union": ["工会名称", "基层工会名称", "创建单位", "申报单位"],
            "inspected_on": ["验收日期", "检查日期", "评定日期", "考核日期"],
            "certified_on": ["认定日期", "命名时间", "评定时间"],
            "outcome": ["验收结果", "检查结果", "结果"],
            "stars": ["星级", "星级等级"],
            "score": ["得分", "考核得分"],
            "item": ["制度名称", "条例条款"],
        },
        sheets=[
            Sheet(
                _("规范化达标认定台账"), also=["规范化建设台账", "规范化工会验收台账"], preset={"kind": Kind.STANDARD}
            ),
            Sheet(_("五上五有五同步台账"), preset={"kind": Kind.ITEMS}),
            Sheet(_("星级工会评定台账"), preset={"kind": Kind.STARS}),
            Sheet(_("示范单位台账"), preset={"kind": Kind.DEMONSTRATION}),
            Sheet(_("典型推荐台账"), preset={"kind": Kind.RECOMMENDED}),
            Sheet(_("三级联创台账"), preset={"kind": Kind.THREE_LEVEL}),
            Sheet(_("双亮双比双推台账"), preset={"kind": Kind.SHOWN}),
            Sheet(_("制度上墙台账"), preset={"kind": Kind.RULES}),
            Sheet(_("工会印章牌子台账"), preset={"kind": Kind.SEAL}),
            Sheet(_("企业工会工作条例落实台账"), preset={"kind": Kind.REGULATION}),
            Sheet(_("先锋岗联创台账"), preset={"kind": Kind.JOINT_POST}),
            Sheet(_("特色联合工会台账"), preset={"kind": Kind.TRADE}),
            Sheet(_("党支部分类定级台账"), preset={"kind": Kind.PARTY_BRANCH}),
        ],
        future=["valid_until"],
        first=["union", "kind", "inspected_on", "outcome", "certified_on"],
        rule=_("上级工会的职工之家、规范化建设标准"),
        group="organisation",
    )

    class Meta:
        verbose_name = _("规范化建设")
        verbose_name_plural = _("规范化建设")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(certified_on__isnull=True)
                | Q(valid_until__gte=F("certified_on")),
                name="assessment_valid_after_certified",
                violation_error_message=_("有效期不能早于命名日期"),
            )
        ]


WARNINGS = [
    ("assessment_items", Q(items_met__gt=F("items_all")), _("达标条目数多于条目总数")),
    (
        "assessment_incomplete",
        Q(kind=Kind.ITEMS, outcome=Outcome.MET, items_met__lt=F("items_all")),
        _("条目未全部达标，不应认定为规范化"),
    ),
    (
        "assessment_recommended_unreviewed",
        Q(kind=Kind.RECOMMENDED, inspected_on__isnull=True),
        _("未经检查验收即推荐上报"),
    ),
]
