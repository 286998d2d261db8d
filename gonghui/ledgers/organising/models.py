"""组建台账: employers to be organised, from the survey through application and approval to the union."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, Record
from gonghui.kernel.ledger.sealed import SealedCharField
from gonghui.ledgers.organising.kinds import HEADINGS, STAGE_WORDS, Listing, Match, Mode, Stage


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
    contact_phone = SealedCharField(_("联系电话"), max_length=40, blank=True)
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
        headings=HEADINGS,
        values={"stage": STAGE_WORDS},
        sheets=[
            Sheet(
                _("未建会企业台账"),
                about=["建会摸排", "未建会", "应建未建", "建会摸底", "摸排"],
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
        rule=_("《工会法》关于建立基层工会的规定"),
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
