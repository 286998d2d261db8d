"""组建台账: employers to be organised, from the survey through application and approval to the union."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, Record


class Listing(models.TextChoices):
    GAP = "gap", _("未建会企业")
    SCALE = "scale", _("规模企业")
    APPLICATION = "application", _("建会申请")
    DRIVE = "drive", _("组建攻坚")
    SHOP = "shop", _("个体工商户")
    NEW_FORM = "new_form", _("两新组织")
    MATCH = "match", _("数据比对")


class Stage(models.TextChoices):
    """One state for each listed employer, so that the states add up to the list."""

    UNTOUCHED = "untouched", _("未组建")
    CONTACTED = "contacted", _("已联系走访")
    APPLIED = "applied", _("已申请")
    UNDERWAY = "underway", _("正在组建")
    APPROVED = "approved", _("已批准")
    ELECTED = "elected", _("已选举")
    FOUNDED = "founded", _("已组建")
    REFUSED = "refused", _("不同意建会")
    UNFIT = "unfit", _("不具备条件")


class Mode(models.TextChoices):
    TERRITORIAL = "territorial", _("社区联合")
    SELF_EMPLOYED = "self_employed", _("个体工商户联合")
    MIGRANT = "migrant", _("农民工工会")
    ALONE = "alone", _("单独建会")
    TRADE = "trade", _("行业联合")


class Match(models.TextChoices):
    MATCHED = "matched", _("一致")
    UNMATCHED = "unmatched", _("未匹配")
    CONFLICT = "conflict", _("有差异")


class Prospect(Record, OfEmployer):
    """An employer on a list of the drive; who is responsible, how far it has come, and why not farther."""

    listing = models.CharField(_("名单类别"), max_length=60, choices=Listing.choices, default=Listing.GAP)
    surveyed_on = models.DateField(_("摸底日期"), null=True, blank=True)
    surveyor = models.CharField(_("摸底人"), max_length=60, blank=True)
    survey_result = models.CharField(_("摸底结果"), max_length=200, blank=True)
    headcount = models.PositiveIntegerField(_("职工人数"), null=True, blank=True)
    women = models.PositiveIntegerField(_("女职工人数"), null=True, blank=True)
    size_class = models.CharField(_("规模类别"), max_length=60, blank=True)
    sales = models.DecimalField(_("销售收入"), max_digits=18, decimal_places=2, null=True, blank=True)
    representative = models.CharField(_("法定代表人"), max_length=60, blank=True)
    contact = models.CharField(_("联系人"), max_length=60, blank=True)
    contact_phone = models.CharField(_("联系电话"), max_length=40, blank=True)
    trade = models.CharField(_("所属行业"), max_length=60, blank=True)
    location = models.CharField(_("地址"), max_length=200, blank=True)
    eligible = models.BooleanField(_("应建会"), null=True, blank=True)
    stage = models.CharField(_("建会状态"), max_length=60, choices=Stage.choices, blank=True)
    mode = models.CharField(_("建会模式"), max_length=60, choices=Mode.choices, blank=True)
    reason = models.CharField(_("未建原因"), max_length=200, blank=True)
    officer = models.CharField(_("责任人"), max_length=60, blank=True)
    contacted_on = models.DateField(_("最近联系日期"), null=True, blank=True)
    contact_method = models.CharField(_("联系方式方法"), max_length=60, blank=True)
    contacts = models.PositiveIntegerField(_("联系次数"), null=True, blank=True)
    learnt_from = models.CharField(_("了解工会渠道"), max_length=60, blank=True)
    applied_on = models.DateField(_("申请日期"), null=True, blank=True)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    result = models.CharField(_("受理结果"), max_length=60, blank=True)
    approved_on = models.DateField(_("批准日期"), null=True, blank=True)
    approval_no = models.CharField(_("批准文号"), max_length=60, blank=True)
    elected_on = models.DateField(_("选举日期"), null=True, blank=True)
    founded_on = models.DateField(_("建立日期"), null=True, blank=True)
    owner_joined = models.BooleanField(_("业主已入会"), null=True, blank=True)
    joined = models.PositiveIntegerField(_("入会人数"), null=True, blank=True)
    external_id = models.CharField(_("外部数据编号"), max_length=60, blank=True)
    data_source = models.CharField(_("数据来源"), max_length=60, blank=True)
    data_on = models.DateField(_("数据日期"), null=True, blank=True)
    match = models.CharField(_("比对结果"), max_length=60, choices=Match.choices, blank=True)
    discrepancy = models.CharField(_("差异说明"), max_length=200, blank=True)
    decision = models.CharField(_("处理意见"), max_length=200, blank=True)

    ledger = Ledger(
        name=_("未建会企业台账"),
        date="surveyed_on",
        columns=[
            "employer",
            "employer.ownership",
            "listing",
            "headcount",
            "stage",
            "reason",
            "officer",
            "surveyed_on",
            "founded_on",
        ],
        filters=["listing", "stage", "mode", "match", "employer.ownership"],
        search=["employer__name", "officer"],
        key=["employer", "listing"],
        headings={
            "employer": ["企业名称", "单位全称", "企业全称", "店名", "门店名称", "企业(单位)名称"],
            "employer.ownership": ["单位性质", "企业性质", "所有制性质", "经济类型"],
            "employer.region": ["所在区域", "镇街", "所属乡镇(街道)", "属地", "所属镇街"],
            "employer.credit_code": ["统一社会信用代码", "社会信用代码", "信用代码"],
            "headcount": ["在职职工数", "职工数", "职工总数", "雇工人数", "从业人数"],
            "reason": ["未建会原因", "未组建原因", "拒绝原因"],
            "surveyed_on": ["调查时间", "摸底时间", "调查日期", "排查日期"],
            "stage": ["组建情况", "建会情况", "组建状态", "建会进展", "组建进度"],
            "founded_on": ["建会日期", "组建日期", "成立日期", "建会时间"],
            "applied_on": ["申请时间", "受理日期"],
            "representative": ["法人代表", "业主姓名", "业主", "负责人"],
            "officer": ["包保责任人", "组建责任人", "承办人"],
        },
        values={
            "stage": {
                Stage.UNTOUCHED: ["未建", "未组建工会", "未动", "未开展"],
                Stage.UNDERWAY: ["组建中", "筹建", "筹建中", "在建", "正在筹建", "正在筹备"],
                Stage.FOUNDED: ["已建", "已建会", "组建完成", "已成立", "已建立"],
                Stage.CONTACTED: ["已走访", "已联系", "已上门"],
                Stage.APPLIED: ["申请中", "已受理"],
                Stage.REFUSED: ["拒绝", "企业主不同意"],
            }
        },
        sheets=[
            Sheet(
                _("未建会企业台账"),
                also=[
                    "应建未建台账",
                    "未建会",
                    "未建工会",
                    "应建未建",
                    "未建会企业名单",
                    "未建工会企业台账",
                    "未建会企业一览表",
                    "应建未建企业台账",
                    "未建会单位台账",
                ],
                preset={"listing": Listing.GAP},
            ),
            Sheet(
                _("规模企业建会台账"),
                also=[
                    "规模企业组建台账",
                    "规模企业应建未建摸底表",
                    "规模企业摸底表",
                    "规模企业",
                    "规模以上企业",
                    "规上企业",
                    "规模以上企业建会台账",
                    "规上企业建会台账",
                    "规模企业工会组建情况表",
                ],
                preset={"listing": Listing.SCALE},
            ),
            Sheet(
                _("建会申请受理台账"),
                also=["建会申请登记表", "企业建会申请台账"],
                preset={"listing": Listing.APPLICATION},
            ),
            Sheet(
                _("个体工商户入会台账"), also=["个体工商户摸底台账", "门店摸底台账"], preset={"listing": Listing.SHOP}
            ),
            Sheet(_("两新组织建会台账"), also=["两新组织摸底台账"], preset={"listing": Listing.NEW_FORM}),
            Sheet(_("组建攻坚台账"), also=["组建工会攻势台账", "集中组建台账"], preset={"listing": Listing.DRIVE}),
            Sheet(
                _("数据比对台账"), also=["税务比对台账", "非公企业数据库比对台账"], preset={"listing": Listing.MATCH}
            ),
        ],
        sensitive=["contact_phone"],
        first=["employer", "listing", "headcount", "stage", "surveyed_on"],
        group="organisation",
    )

    class Meta:
        verbose_name = _("待建会单位")
        verbose_name_plural = _("待建会单位")
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_on__isnull=True)
                | Q(applied_on__isnull=True)
                | Q(approved_on__gte=F("applied_on")),
                name="prospect_approved_after_applied",
                violation_error_message=_("批准日期不能早于申请日期"),
            ),
        ]


WARNINGS = [
    ("prospect_founded_undated", Q(stage=Stage.FOUNDED, founded_on__isnull=True), _("已组建但没有建立日期")),
    ("prospect_no_state", Q(stage="", listing=Listing.SCALE), _("没有建会状态，各状态之和将与名单总数不符")),
    ("prospect_gap_without_reason", Q(listing=Listing.GAP, reason="", founded_on__isnull=True), _("未建会而没有原因")),
]
