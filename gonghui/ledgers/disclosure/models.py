"""厂务公开台账: employers with the system of openness, and the items that they disclosed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, Record


class Kind(models.TextChoices):
    FACTORY = "factory", _("厂务公开")
    SCHOOL = "school", _("校务公开")
    HOSPITAL = "hospital", _("院务公开")
    TEAM = "team", _("队务公开")
    INSTITUTE = "institute", _("所务公开")
    GOVERNMENT = "government", _("政务公开")
    MERIT = "merit", _("评优评先公示")
    ACCOUNTS = "accounts", _("收支明细公开")
    PROCUREMENT = "procurement", _("阳光采购")
    PUBLIC = "public", _("面向社会公开")
    FIVE = "five", _("五公示")


class Block(models.TextChoices):
    """Content blocks of rules.md §3.3."""

    DECISION = "decision", _("重大决策")
    OPERATION = "operation", _("生产经营管理")
    INTEREST = "interest", _("职工切身利益")
    LEADERSHIP = "leadership", _("领导班子建设和党风廉政")


class Disclosure(Record, OfEmployer):
    """The system of one employer (建立日期), or one item disclosed by it (公开日期)."""

    kind = models.CharField(_("公开类别"), max_length=60, choices=Kind.choices, default=Kind.FACTORY)
    established_on = models.DateField(_("建立日期"), null=True, blank=True)
    form = models.CharField(_("公开形式"), max_length=120, blank=True)
    times = models.PositiveIntegerField(_("公开次数"), null=True, blank=True)
    leader = models.CharField(_("负责人"), max_length=60, blank=True)
    supervisor = models.CharField(_("监督人"), max_length=60, blank=True)
    filed_on = models.DateField(_("备案日期"), null=True, blank=True)
    item = models.CharField(_("公开事项"), max_length=200, blank=True)
    block = models.CharField(_("公开内容分类"), max_length=60, choices=Block.choices, blank=True)
    content = models.TextField(_("公开内容"), blank=True)
    department = models.CharField(_("责任部门"), max_length=120, blank=True)
    disclosed_on = models.DateField(_("公开日期"), null=True, blank=True)
    until = models.DateField(_("公示截止日期"), null=True, blank=True)
    due_on = models.DateField(_("应公开日期"), null=True, blank=True)
    period_month = models.DateField(_("所属月份"), null=True, blank=True)
    place = models.CharField(_("公开地点"), max_length=120, blank=True)
    photo = models.CharField(_("照片编号"), max_length=120, blank=True)
    audience = models.CharField(_("公开范围"), max_length=120, blank=True)
    feedback = models.CharField(_("职工反馈"), max_length=300, blank=True)
    objections = models.PositiveIntegerField(_("异议件数"), null=True, blank=True)
    result = models.CharField(_("公示结果"), max_length=120, blank=True)
    votes = models.PositiveIntegerField(_("评议票数"), null=True, blank=True)
    candidates = models.CharField(_("公示对象"), max_length=300, blank=True)
    income = models.DecimalField(_("公开收入"), max_digits=18, decimal_places=2, null=True, blank=True)
    spending = models.DecimalField(_("公开支出"), max_digits=18, decimal_places=2, null=True, blank=True)
    amount = models.DecimalField(_("采购金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    method = models.CharField(_("采购方式"), max_length=60, blank=True)
    bidders = models.CharField(_("投标单位"), max_length=300, blank=True)

    ledger = Ledger(
        name=_("厂务公开台账"),
        date="disclosed_on",
        columns=["employer", "kind", "established_on", "form", "times", "leader", "item", "disclosed_on", "until"],
        filters=["kind", "block", "employer.ownership"],
        search=["employer__name", "item"],
        headings={
            "employer": ["企业名称", "企业(单位)名称", "单位全称", "学校名称", "公开单位"],
            "employer.ownership": ["单位性质", "所有制性质"],
            "established_on": [
                "实行时间",
                "推行时间",
                "建制时间",
                "实行厂务公开时间",
                "建立时间",
                "推行日期",
                "建立公开制度时间",
                "开始实行时间",
                "建制日期",
                "公开制度建立时间",
                "实行日期",
            ],
            "form": ["公开载体", "公开渠道", "公开方式", "公开媒介", "主要公开形式", "公开途径", "公开平台"],
            "times": ["本年公开次数", "公开期数", "公开(次)", "年公开次数", "公开次数(次)", "累计公开次数"],
            "leader": ["分管领导", "责任人", "厂务公开负责人", "公开负责人", "主管领导", "负责领导", "负责人姓名"],
            "item": ["公开项目", "公示事项", "采购项目", "公示内容"],
            "disclosed_on": ["公开时间", "公示日期", "公示起始日期", "公布日期"],
            "until": ["公示终止日期", "撤下日期"],
            "place": ["公示栏", "公开栏位置"],
        },
        sheets=[
            Sheet(
                _("厂务公开台账"),
                about=["厂务公开", "行务公开", "公开登记"],
                also=[
                    "厂务公开情况登记表",
                    "厂务公开建制台账",
                    "厂务公开一览表",
                    "厂务公开情况表",
                    "厂务公开民主管理台账",
                    "厂务公开",
                ],
                preset={"kind": Kind.FACTORY},
            ),
            Sheet(_("校务公开台账"), also=["校务公开登记表"], preset={"kind": Kind.SCHOOL}),
            Sheet(_("院务公开台账"), preset={"kind": Kind.HOSPITAL}),
            Sheet(_("队务公开台账"), preset={"kind": Kind.TEAM}),
            Sheet(_("所务公开台账"), preset={"kind": Kind.INSTITUTE}),
            Sheet(_("政务公开台账"), preset={"kind": Kind.GOVERNMENT}),
            Sheet(_("评优评先公示台账"), preset={"kind": Kind.MERIT}),
            Sheet(_("收支明细公开台账"), preset={"kind": Kind.ACCOUNTS}),
            Sheet(_("阳光采购台账"), preset={"kind": Kind.PROCUREMENT}),
            Sheet(_("五公示台账"), preset={"kind": Kind.FIVE}),
            Sheet(_("面向社会公开台账"), preset={"kind": Kind.PUBLIC}),
        ],
        future=["until", "due_on"],
        first=["employer", "kind", "established_on", "form", "leader"],
        rule=_("《企业民主管理规定》"),
        group="democracy",
    )

    class Meta:
        verbose_name = _("厂务公开")
        verbose_name_plural = _("厂务公开")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(disclosed_on__isnull=True) | Q(until__gte=F("disclosed_on")),
                name="disclosure_ends_after_start",
                violation_error_message=_("公示截止日期不能早于公开日期"),
            )
        ]


WARNINGS = [
    ("disclosure_late", Q(disclosed_on__gt=F("due_on")), _("晚于应公开日期")),
    ("disclosure_unposted", Q(kind=Kind.MERIT, until__isnull=True), _("评优评先没有公示期")),
]
