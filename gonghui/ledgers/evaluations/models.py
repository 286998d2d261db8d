"""民主评议台账: appraisal of leaders, duty reports, evaluation by outsiders, oversight of internal procedures."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, Record


class Kind(models.TextChoices):
    LEADERS = "leaders", _("民主评议干部")
    DUTY = "duty", _("干部述职")
    OUTSIDERS = "outsiders", _("行风面对面评议")
    PUPILS = "pupils", _("学生评教师")
    TEACHERS = "teachers", _("教师评校长")
    SOCIETY = "society", _("社会评学校")
    PROCESS = "process", _("全程监督")
    BONUS = "bonus", _("考核奖罚监督")
    POST = "post", _("竞聘轮岗")
    RULE = "rule", _("责任追究")
    INSPECTION = "inspection", _("厂务公开检查")
    SYSTEM = "system", _("质量管理审核")
    SUPERVISION = "supervision", _("督导检查")


class Evaluation(Record, OfEmployer):
    """One person or procedure evaluated once: the ballots, what was found, what was corrected."""

    kind = models.CharField(_("评议类别"), max_length=60, choices=Kind.choices, default=Kind.LEADERS)
    held_on = models.DateField(_("评议日期"))
    period = models.CharField(_("考核期间"), max_length=60, blank=True)
    subject = models.CharField(_("评议对象"), max_length=120, blank=True)
    level = models.CharField(_("职级"), max_length=60, blank=True)
    post = models.CharField(_("岗位"), max_length=60, blank=True)
    post_since = models.DateField(_("任职起始日期"), null=True, blank=True)
    post_until = models.DateField(_("任职终止日期"), null=True, blank=True)
    ordinal = models.PositiveSmallIntegerField(_("任次"), null=True, blank=True)
    topic = models.CharField(_("评议事项"), max_length=200, blank=True)
    items = models.CharField(_("评议项目"), max_length=300, blank=True)
    step = models.CharField(_("监督环节"), max_length=200, blank=True)
    observer = models.CharField(_("监督人员"), max_length=120, blank=True)
    evaluators = models.CharField(_("评议人员"), max_length=200, blank=True)
    hearing_body = models.CharField(_("听取会议"), max_length=120, blank=True)
    report = models.TextField(_("述职内容"), blank=True)
    questions = models.TextField(_("提出问题"), blank=True)
    answers = models.TextField(_("答复内容"), blank=True)
    excellent = models.PositiveIntegerField(_("优秀票"), null=True, blank=True)
    competent = models.PositiveIntegerField(_("称职票"), null=True, blank=True)
    basic = models.PositiveIntegerField(_("基本称职票"), null=True, blank=True)
    incompetent = models.PositiveIntegerField(_("不称职票"), null=True, blank=True)
    form = models.CharField(_("评议形式"), max_length=60, blank=True)
    score = models.DecimalField(_("评议得分"), max_digits=6, decimal_places=2, null=True, blank=True)
    result = models.CharField(_("评议结果"), max_length=120, blank=True)
    finding = models.TextField(_("发现问题"), blank=True)
    issues = models.PositiveIntegerField(_("发现问题数"), null=True, blank=True)
    responsible = models.CharField(_("责任人"), max_length=60, blank=True)
    sanction = models.CharField(_("处理结果"), max_length=120, blank=True)
    correction = models.TextField(_("整改情况"), blank=True)
    corrected = models.PositiveIntegerField(_("已整改问题数"), null=True, blank=True)
    due_on = models.DateField(_("整改期限"), null=True, blank=True)
    corrected_on = models.DateField(_("整改日期"), null=True, blank=True)
    use = models.CharField(_("结果运用"), max_length=200, blank=True)

    ledger = Ledger(
        name=_("民主评议台账"),
        date="held_on",
        columns=["held_on", "kind", "employer", "subject", "topic", "result", "issues", "corrected"],
        filters=["kind", "level", "result"],
        search=["subject", "topic", "employer__name"],
        headings={
            "held_on": ["评议时间", "述职日期", "检查日期", "监督日期", "审核日期"],
            "subject": ["被评议人", "述职人", "被检查单位", "责任单位"],
            "topic": ["检查内容", "监督事项", "监督内容"],
            "items": ["检查项目", "评议内容"],
            "questions": ["意见", "评语"],
            "basic": ["基本称职"],
            "excellent": ["优秀"],
            "competent": ["称职"],
            "incompetent": ["不称职"],
        },
        sheets=[
            Sheet(_("民主评议台账"), also=["民主评议干部台账"], preset={"kind": Kind.LEADERS}),
            Sheet(_("干部述职台账"), preset={"kind": Kind.DUTY}),
            Sheet(_("行风评议台账"), also=["面对面评议台账"], preset={"kind": Kind.OUTSIDERS}),
            Sheet(_("三评台账"), implied="kind"),
            Sheet(_("全程监督台账"), preset={"kind": Kind.PROCESS}),
            Sheet(_("考核奖罚监督台账"), preset={"kind": Kind.BONUS}),
            Sheet(_("竞聘轮岗台账"), preset={"kind": Kind.POST}),
            Sheet(_("厂务公开检查台账"), also=["厂务公开专题检查台账"], preset={"kind": Kind.INSPECTION}),
            Sheet(_("责任追究台账"), preset={"kind": Kind.RULE}),
            Sheet(_("质量管理审核台账"), preset={"kind": Kind.SYSTEM}),
            Sheet(_("督导检查台账"), also=["督查台账"], preset={"kind": Kind.SUPERVISION}),
        ],
        future=["post_until", "due_on"],
        first=["kind", "held_on", "subject", "topic", "result"],
        rule=_("《企业民主管理规定》"),
        group="democracy",
    )

    class Meta:
        verbose_name = _("民主评议")
        verbose_name_plural = _("民主评议")
        constraints = [
            models.CheckConstraint(
                condition=Q(post_until__isnull=True) | Q(post_since__isnull=True) | Q(post_until__gte=F("post_since")),
                name="evaluation_post_ends_after_start",
                violation_error_message=_("任职终止日期不能早于起始日期"),
            )
        ]


WARNINGS = [
    ("evaluation_corrected", Q(corrected__gt=F("issues")), _("已整改问题数多于发现问题数")),
]
