"""提案与意见台账: motions to the congress, opinions, letters, worker voices and safety snapshots, to their answer."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, OfMatter, Record
from gonghui.kernel.ledger.sealed import BlindIndex, SealedCharField


class Kind(models.TextChoices):
    MOTION = "motion", _("职代会提案")
    OPINION = "opinion", _("意见建议")
    LETTER = "letter", _("领导信箱")
    VOICE = "voice", _("职工说事")
    SNAPSHOT = "snapshot", _("安全随手拍")


class Filing(models.TextChoices):
    FILED = "filed", _("立案")
    OPINION = "opinion", _("转为建议")
    MERGED = "merged", _("并案")
    RETURNED = "returned", _("退回")


class Satisfaction(models.TextChoices):
    YES = "yes", _("满意")
    MOSTLY = "mostly", _("基本满意")
    NO = "no", _("不满意")


class Motion(Record, OfEmployer, OfMatter):
    """One thing that workers raised, who deals with it by when, the answer, and whether they are content."""

    kind = models.CharField(_("意见类别"), max_length=60, choices=Kind.choices, default=Kind.MOTION)
    raised_on = models.DateField(_("提出日期"), null=True, blank=True)
    session = models.CharField(_("职代会届次"), max_length=60, blank=True)
    channel = models.CharField(_("提出渠道"), max_length=60, blank=True)
    proposer = SealedCharField(_("提案人"), max_length=60, blank=True)
    proposer_blind = BlindIndex(_("提案人"), of="proposer")
    seconders = models.CharField(_("附议人"), max_length=200, blank=True)
    is_anonymous = models.BooleanField(_("匿名"), null=True, blank=True)
    topic = models.CharField(_("主题"), max_length=200, blank=True)
    category = models.CharField(_("内容分类"), max_length=60, blank=True)
    content = models.TextField(_("具体内容"), blank=True)
    filing = models.CharField(_("立案情况"), max_length=60, choices=Filing.choices, blank=True)
    department = models.CharField(_("承办部门"), max_length=120, blank=True)
    handler = models.CharField(_("承办人"), max_length=60, blank=True)
    opened_on = models.DateField(_("开箱日期"), null=True, blank=True)
    forwarded_to = models.CharField(_("转办去向"), max_length=120, blank=True)
    due_on = models.DateField(_("办理期限"), null=True, blank=True)
    reply = models.TextField(_("答复内容"), blank=True)
    replied_on = models.DateField(_("答复日期"), null=True, blank=True)
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)
    satisfaction = models.CharField(_("满意度"), max_length=60, choices=Satisfaction.choices, blank=True)
    place = models.CharField(_("地点"), max_length=120, blank=True)
    photo = models.CharField(_("照片编号"), max_length=120, blank=True)
    reward = models.DecimalField(_("奖励金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    case_no = models.CharField(_("关联案件编号"), max_length=60, blank=True)

    ledger = Ledger(
        name=_("提案与意见台账"),
        date="raised_on",
        columns=[
            "raised_on",
            "kind",
            "employer",
            "topic",
            "proposer",
            "department",
            "due_on",
            "replied_on",
            "satisfaction",
        ],
        filters=["kind", "category", "channel", "filing", "satisfaction"],
        search=["topic", "content", "employer__name", "proposer"],
        headings={
            "raised_on": ["提案日期", "征集日期", "说事日期", "收到日期", "上报日期"],
            "proposer": ["提出人", "反映人", "说事人", "来信人", "建议人", "上报人"],
            "topic": ["提案名称", "案由", "提案内容", "意见内容", "隐患内容", "事由"],
            "department": ["承办单位", "责任部门"],
            "due_on": ["办结期限"],
            "closed_on": ["整改日期", "解决日期"],
            "category": ["类别", "说事类别"],
            "channel": ["来源", "反映方式", "说事方式"],
        },
        sheets=[
            Sheet(_("职代会提案台账"), about=["提案"], also=["提案台账", "提案登记表"], preset={"kind": Kind.MOTION}),
            Sheet(_("意见建议台账"), also=["意见建议收集台账", "职工意见台账"], preset={"kind": Kind.OPINION}),
            Sheet(_("领导信箱台账"), also=["校长信箱台账"], preset={"kind": Kind.LETTER}),
            Sheet(_("职工说事台账"), also=["职工诉求台账", "职工思想动态台账"], preset={"kind": Kind.VOICE}),
            Sheet(_("安全随手拍台账"), also=["安全隐患随手拍台账"], preset={"kind": Kind.SNAPSHOT}),
        ],
        values={"satisfaction": {Satisfaction.MOSTLY: ["比较满意", "一般"]}},
        sensitive=["proposer"],
        future=["due_on"],
        first=["kind", "raised_on", "topic", "proposer", "department"],
        rule=_("《企业民主管理规定》，学校另按《学校教职工代表大会规定》"),
        group="democracy",
    )

    class Meta:
        verbose_name = _("提案与意见")
        verbose_name_plural = _("提案与意见")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(raised_on__isnull=True) | Q(closed_on__gte=F("raised_on")),
                name="motion_closed_after_raised",
                violation_error_message=_("办结日期不能早于提出日期"),
            )
        ]


WARNINGS = [
    ("motion_no_answer", Q(closed_on__isnull=False, reply=""), _("已办结而没有答复内容")),
    ("motion_snapshot_open", Q(kind=Kind.SNAPSHOT, closed_on__isnull=True), _("隐患没有整改日期")),
]
