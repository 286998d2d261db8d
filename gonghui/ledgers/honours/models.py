"""Honours granted to units, teams and persons."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER, PERSON
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record


class Honour(Record, OfEmployer, OfPerson):
    """One honour with its grantor and document; titles are different objects and never merged (rules §7.3)."""

    class Kind(models.TextChoices):
        MODEL_WORKER = "model_worker", _("劳动模范")
        MAY_DAY_MEDAL = "may_day_medal", _("五一劳动奖章")
        MAY_DAY_AWARD = "may_day_award", _("五一劳动奖状")
        PIONEER = "pioneer", _("工人先锋号")
        CRAFTSMAN = "craftsman", _("工匠")
        CIVIL_POST = "civil_post", _("五一文明岗")
        WOMEN_POST = "women_post", _("巾帼标兵岗")
        MODEL_UNIT = "model_unit", _("模范集体")
        EXAMPLE = "example", _("先进典型")
        UNION_OFFICER = "union_officer", _("优秀工会工作者")
        ENTREPRENEUR = "entrepreneur", _("优秀企业家")
        GOOD_WORKER = "good_worker", _("优秀职工")
        MUTUAL_CARE = "mutual_care", _("双爱双评")
        LEARNING_TEAM = "learning_team", _("学习型班组")
        CIVIL_TEAM = "civil_team", _("文明型班组")
        SMART_TEAM = "smart_team", _("智能型班组")
        KNOWLEDGE_WORKER = "knowledge_worker", _("知识型职工")
        CIVIL_UNIT = "civil_unit", _("文明单位")
        CONTEST = "contest", _("竞赛获奖")
        OTHER = "other", _("其他荣誉")

    class Level(models.TextChoices):
        NATIONAL = "national", _("全国")
        PROVINCE = "province", _("省级")
        CITY = "city", _("地市级")
        COUNTY = "county", _("县市级")
        TOWN = "town", _("乡镇级")
        UNIT = "unit", _("单位级")

    class HolderKind(models.TextChoices):
        PERSON = "person", _("个人")
        UNIT = "unit", _("集体")
        TEAM = "team", _("班组")

    ledger = Ledger(
        name=_("表彰荣誉台账"),
        date="granted_on",
        columns=["granted_on", "title", "level", "holder", "holder_kind", "grantor"],
        filters=["level", "holder_kind", "kind"],
        search=["title", "holder", "grantor"],
        first=["granted_on", "title", "level", "holder", "holder_kind", "grantor"],
        key=["granted_on", "title", "holder"],
        sensitive=["id_number", "phone"],
        future=["valid_until"],
        sheets=[
            Sheet(
                "表彰荣誉台账",
                about=["荣誉", "获奖", "表彰", "先进"],
                also=["荣誉台账", "表彰奖励台账", "荣誉登记表", "先进典型台账", "表彰情况登记表"],
            )
        ],
        rule=_("评选表彰机关的评选、奖励和管理办法"),
        group="skills",
        headings=EMPLOYER
        | PERSON
        | {
            "granted_on": ["授予时间", "表彰日期", "获奖日期", "命名日期"],
            "title": ["荣誉称号", "称号", "奖项名称", "表彰名称"],
            "kind": ["荣誉种类"],
            "level": ["荣誉级别", "授予级别", "层次"],
            "holder": ["受表彰单位(个人)", "受表彰单位（个人）", "获奖单位(个人)", "获奖对象", "受表彰对象"],
            "holder_kind": ["类别", "对象类别"],
            "grantor": ["颁奖单位", "表彰单位", "命名单位", "授予机关"],
            "document_no": ["文号", "文件号"],
            "certificate_no": ["证书号"],
            "valid_until": ["有效期"],
            "rechecked_on": ["复核日期"],
            "applied_on": ["申请日期"],
            "reviewed_on": ["考评日期"],
            "sector": ["行业"],
            "theme": ["主题", "先进事迹"],
            "publicised_on": ["宣传时间"],
            "channel": ["宣传媒体"],
            "prize": ["奖金金额", "奖励金额"],
            "team_members": ["集体人数", "人数"],
        },
        values={
            "kind": {
                Kind.MODEL_WORKER: ["劳模"],
                Kind.MAY_DAY_MEDAL: ["奖章"],
                Kind.MAY_DAY_AWARD: ["奖状"],
                Kind.CIVIL_POST: ["文明岗", "青年文明号", "文明号", "文明窗口"],
                Kind.WOMEN_POST: ["巾帼文明岗", "五一巾帼标兵岗"],
                Kind.MODEL_UNIT: ["先进集体", "先进单位"],
                Kind.EXAMPLE: ["典型"],
                Kind.UNION_OFFICER: ["优秀工会干部", "工会积极分子"],
                Kind.ENTREPRENEUR: ["关爱职工企业家"],
                Kind.GOOD_WORKER: ["爱企业职工"],
                Kind.LEARNING_TEAM: ["学习型组织"],
                Kind.CIVIL_UNIT: ["文明行业", "文明科室", "文明职工"],
                Kind.CONTEST: ["比赛获奖"],
                Kind.OTHER: ["其他"],
            },
            "level": {
                Level.NATIONAL: ["国家级", "全国级"],
                Level.PROVINCE: ["省部级", "省"],
                Level.CITY: ["市级", "地级市", "设区市"],
                Level.COUNTY: ["县级", "县", "县(市)级", "区县级"],
                Level.TOWN: ["镇级", "街道级"],
                Level.UNIT: ["本单位", "厂级", "公司级", "校级"],
            },
            "holder_kind": {
                HolderKind.UNIT: ["单位", "先进集体"],
                HolderKind.TEAM: ["团队", "岗位"],
            },
        },
    )

    granted_on = models.DateField(_("授予日期"), null=True, blank=True)
    title = models.CharField(_("荣誉名称"), max_length=200)
    kind = models.CharField(_("荣誉类别"), max_length=60, choices=Kind.choices, blank=True)
    level = models.CharField(_("级别"), max_length=60, choices=Level.choices, blank=True)
    holder = models.CharField(_("表彰对象"), max_length=200)
    holder_kind = models.CharField(_("对象类型"), max_length=60, choices=HolderKind.choices, blank=True)
    grantor = models.CharField(_("授予单位"), max_length=120, blank=True)
    document_no = models.CharField(_("表彰文号"), max_length=60, blank=True)
    certificate_no = models.CharField(_("证书编号"), max_length=60, blank=True)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    rechecked_on = models.DateField(_("复查日期"), null=True, blank=True)
    applied_on = models.DateField(_("申报日期"), null=True, blank=True)
    reviewed_on = models.DateField(_("评审日期"), null=True, blank=True)
    sector = models.CharField(_("所属行业"), max_length=60, blank=True)
    theme = models.CharField(_("典型主题"), max_length=200, blank=True)
    publicised_on = models.DateField(_("宣传日期"), null=True, blank=True)
    channel = models.CharField(_("宣传渠道"), max_length=120, blank=True)
    prize = models.DecimalField(_("奖金"), max_digits=18, decimal_places=2, null=True, blank=True)
    team_members = models.PositiveIntegerField(_("班组人数"), null=True, blank=True)

    class Meta:
        verbose_name = _("表彰荣誉台账")
        verbose_name_plural = _("表彰荣誉台账")
        indexes = [models.Index(fields=["union", "granted_on"], name="honour_flow")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(granted_on__isnull=True)
                | Q(valid_until__gte=F("granted_on")),
                name="honour_valid_until_order",
                violation_error_message=_("有效期至不能早于授予日期"),
            ),
            models.CheckConstraint(
                condition=Q(granted_on__isnull=True) | Q(applied_on__isnull=True) | Q(granted_on__gte=F("applied_on")),
                name="honour_granted_on_order",
                violation_error_message=_("授予日期不能早于申报日期"),
            ),
            models.CheckConstraint(
                condition=Q(prize__isnull=True) | Q(prize__gte=0),
                name="honour_prize_ge_0",
                violation_error_message=_("奖金不能为负数"),
            ),
        ]


# (code, true for a doubtful row, what it says): shown at entry and import, never a refusal
WARNINGS = [
    ("honour_without_document", Q(document_no="", certificate_no=""), _("荣誉没有表彰文号或证书编号")),
]
