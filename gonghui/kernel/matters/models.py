"""What several ledgers point at: a matter (事项) and an event (活动); one row each, many stories."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.record import Kept, OfEmployer, Part, Record
from gonghui.kernel.ledger.sealed import SealedCharField, SealedTextField


class Matter(Record, OfEmployer):
    """事项: complaint → mediation → legal aid → litigation → back pay of one case is one matter."""

    title = models.CharField(_("事项名称"), max_length=200)
    opened_on = models.DateField(_("受理日期"))
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)
    people = models.PositiveIntegerField(_("涉及人数"), null=True, blank=True)
    claimed = models.DecimalField(_("请求金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    awarded = models.DecimalField(_("裁判金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    received = models.DecimalField(_("已到位金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    union_costs = models.DecimalField(_("工会垫付费用"), max_digits=18, decimal_places=2, null=True, blank=True)
    bypasses_employer = models.BooleanField(
        _("不经本单位工会"), default=False
    )  # never shown to the employer's own union
    query_code = models.CharField(_("查询码"), max_length=20, blank=True, db_index=True)

    personal = ("title",)  # often the first line of what a worker wrote

    class Meta:
        verbose_name = _("事项")
        verbose_name_plural = _("事项")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="matter_closes_after_opening",
                violation_error_message=_("办结日期不能早于受理日期"),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Party(Kept):
    """当事人: who stands in a matter, in which role."""

    class Role(models.TextChoices):
        APPLICANT = "applicant", _("申请人")
        RESPONDENT = "respondent", _("被申请人")
        REPRESENTATIVE = "representative", _("代理人")
        THIRD = "third", _("第三人")

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(_("身份"), max_length=16, choices=Role.choices)
    name = SealedCharField(_("姓名或名称"), max_length=120)
    person = models.ForeignKey("kernel.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    headcount = models.PositiveIntegerField(_("人数"), default=1)

    personal = ("name",)


class Stage(Kept):
    """阶段: one dated step of a matter."""

    class Kind(models.TextChoices):
        COMPLAINT = "complaint", _("投诉")
        REGISTERED = "registered", _("受理登记")
        HEARD = "heard", _("听取意见")
        MEDIATION = "mediation", _("调解")
        ARBITRATION = "arbitration", _("仲裁")
        LEGAL_AID = "legal_aid", _("法律援助")
        FIRST_INSTANCE = "first_instance", _("一审")
        SECOND_INSTANCE = "second_instance", _("二审")
        ENFORCEMENT = "enforcement", _("执行")
        PAYMENT = "payment", _("款项到位")
        ANSWERED = "answered", _("答复")
        CLOSED = "closed", _("办结")

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="stages")
    kind = models.CharField(_("阶段"), max_length=20, choices=Kind.choices)
    on = models.DateField(_("日期"))
    result = models.CharField(_("结果"), max_length=200, blank=True)
    note = SealedTextField(_("说明"), blank=True)  # a complaint in the worker's own words

    personal = ("result", "note")

    class Meta:
        ordering = ["on", "id"]


class Payment(Kept):
    """款项: what an award orders or what arrived; once, monthly or quarterly from a day on; due and received apart."""

    class Rhythm(models.TextChoices):
        ONCE = "once", _("一次性")
        MONTHLY = "monthly", _("按月")
        QUARTERLY = "quarterly", _("按季")

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="payments")
    what = models.CharField(_("款项"), max_length=60)
    rhythm = models.CharField(_("支付方式"), max_length=12, choices=Rhythm.choices, default=Rhythm.ONCE)
    amount = models.DecimalField(_("每次金额"), max_digits=18, decimal_places=2)
    since = models.DateField(_("起始日"))
    until = models.DateField(_("终止日"), null=True, blank=True)
    received_on = models.DateField(_("到位日期"), null=True, blank=True)
    received_amount = models.DecimalField(_("到位金额"), max_digits=18, decimal_places=2, null=True, blank=True)


class Theme(models.TextChoices):
    """What an event is a story of; several at once."""

    CULTURE = "culture", _("文体活动")
    WOMEN = "women", _("女职工工作")
    RETIREES = "retirees", _("离退休工作")
    PUBLICITY = "publicity", _("宣传教育")
    CAMPAIGN = "campaign", _("创建活动")
    MEETING = "meeting", _("会议")
    RESEARCH = "research", _("调研")
    SAFETY = "safety", _("劳动保护")
    SERVICE = "service", _("职工服务")
    GUIDANCE = "guidance", _("思想引领")
    LAW = "law", _("普法")
    OFFICE = "office", _("机关工作")


class Event(Record, OfEmployer):
    """活动: one row however many themes, levels and departments share it; counted once in each theme."""

    title = models.CharField(_("活动名称"), max_length=200)
    kind = models.CharField(_("活动类别"), max_length=60, blank=True)
    held_on = models.DateField(_("活动日期"), null=True, blank=True)
    ended_on = models.DateField(_("结束日期"), null=True, blank=True)
    place = models.CharField(_("活动地点"), max_length=120, blank=True)
    lead = models.CharField(_("主办单位"), max_length=120, blank=True)
    supporters = models.CharField(_("协办单位"), max_length=300, blank=True)
    supporting_unions = models.ManyToManyField(
        "kernel.Union", verbose_name=_("协办工会"), blank=True, related_name="supported_events"
    )
    attendance = models.PositiveIntegerField(_("参加人数"), null=True, blank=True)
    attendance_times = models.PositiveIntegerField(_("参加人次"), null=True, blank=True)
    women = models.PositiveIntegerField(_("其中女职工"), null=True, blank=True)
    employers_count = models.PositiveIntegerField(_("参加企业数"), null=True, blank=True)
    cost = models.DecimalField(_("经费支出"), max_digits=18, decimal_places=2, null=True, blank=True)
    topic = models.CharField(_("主题内容"), max_length=300, blank=True)
    level = models.CharField(_("活动级别"), max_length=20, blank=True)
    is_outside = models.BooleanField(
        _("参加上级活动"), null=True, blank=True
    )  # own and outside events are counted apart
    speaker = models.CharField(_("主讲人"), max_length=60, blank=True)
    hours = models.DecimalField(_("时长(小时)"), max_digits=6, decimal_places=1, null=True, blank=True)
    teams = models.PositiveIntegerField(_("参加队数"), null=True, blank=True)
    performers = models.PositiveIntegerField(_("演职人员"), null=True, blank=True)  # never added to the audience
    households = models.PositiveIntegerField(_("走访户数"), null=True, blank=True)
    sign_ups = models.PositiveIntegerField(_("报名人数"), null=True, blank=True)
    entries = models.PositiveIntegerField(_("作品件数"), null=True, blank=True)
    adopted = models.PositiveIntegerField(_("采纳件数"), null=True, blank=True)
    deadline = models.DateField(_("截止日期"), null=True, blank=True)
    winners = models.PositiveIntegerField(_("获奖数"), null=True, blank=True)
    awards = models.CharField(_("获奖情况"), max_length=200, blank=True)  # a grade or rank is text, not a count
    goods = models.CharField(_("物资"), max_length=200, blank=True)
    counterpart = models.CharField(_("对方单位"), max_length=120, blank=True)  # opponents of a match, the unit visited
    edition = models.CharField(_("活动届次"), max_length=20, blank=True)
    judges = models.CharField(_("评委"), max_length=120, blank=True)
    pledges = models.PositiveIntegerField(_("承诺书份数"), null=True, blank=True)
    papers = models.CharField(_("学习文件"), max_length=300, blank=True)
    photos = models.CharField(_("影像资料"), max_length=200, blank=True)
    shared_cost = models.DecimalField(_("合办方分担费用"), max_digits=18, decimal_places=2, null=True, blank=True)
    decisions = models.TextField(_("议定事项"), blank=True)
    result = models.CharField(_("结果"), max_length=60, blank=True)
    certified_on = models.DateField(_("认定日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("活动")
        verbose_name_plural = _("活动")
        indexes = [models.Index(fields=["union", "held_on"], name="event_flow")]

    def __str__(self) -> str:
        return self.title


class EventTheme(Part):
    """One theme of an event; unique, so that a joint event is counted once in each."""

    follows = "event"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="themes")
    theme = models.CharField(_("主题"), max_length=20, choices=Theme.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "theme"], name="event_theme_once")]
