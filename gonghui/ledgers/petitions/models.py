"""来信来访: one row per letter, visit, call, message or scanned code; 件次, 批次 and 人次 are separate columns (rules.md §5.4)."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, OfMatter, OfPerson, Record
from gonghui.kernel.ledger.sealed import BlindIndex, SealedCharField
from gonghui.ledgers.petitions import words
from gonghui.ledgers.petitions.days import ReceptionDay


class Petition(Record, OfEmployer, OfPerson, OfMatter):
    """One row of 信访登记表."""

    class Kind(models.TextChoices):
        LETTER = "letter", _("来信")
        VISIT = "visit", _("来访")
        CALL = "call", _("来电")
        ONLINE = "online", _("网络")
        SCAN = "scan", _("扫码")

    class Category(models.TextChoices):
        WAGES = "wages", _("工资报酬")
        INSURANCE = "insurance", _("社会保险")
        INJURY = "injury", _("工伤待遇")
        CONTRACT = "contract", _("劳动合同")
        SEVERANCE = "severance", _("经济补偿")
        RESTRUCTURING = "restructuring", _("改制安置")
        DEMOCRACY = "democracy", _("民主管理")
        UNION = "union", _("工会工作")
        OTHER = "other", _("其他")

    class Nature(models.TextChoices):
        ADVICE = "advice", _("意见建议")
        CHARGE = "charge", _("检举控告")
        APPEAL = "appeal", _("申诉求决")

    ledger = Ledger(
        name=_("信访登记表"),
        date="registered_on",
        columns=[
            "registered_on",
            "kind",
            "person_name",
            "employer",
            "items",
            "batches",
            "persons",
            "subject",
            "result",
        ],
        filters=["kind", "category", "nature", "is_repeat", "is_anonymous"],
        search=["person_name", "employer__name", "subject", "query_code"],
        headings=words.HEADINGS,
        values=words.VALUES,
        sheets=[
            Sheet(
                "信访登记表",
                about=["信访", "来访", "来信", "接访", "诉求", "来电"],
                also=[
                    "来信来访登记台账",
                    "信访台账",
                    "信访接待登记表",
                    "来信来访登记表",
                    "来信来访台账",
                    "信访登记台账",
                    "举报投诉登记表",
                    "职工热线登记表",
                    "热线登记",
                    "热线来访",
                    "来访登记",
                ],
            ),
        ],
        sensitive=["person_name", "id_number", "phone"],
        future=["due_on"],
        first=["registered_on", "kind", "person_name", "employer", "subject"],
        quick=["registered_on", "kind", "employer", "subject", "persons"],
        rule=_("《信访工作条例》"),
        group="rights",
    )
    registered_on = models.DateField(_("登记日期"), null=True, blank=True)
    kind = models.CharField(_("信访形式"), max_length=60, choices=Kind.choices, blank=True)
    person_name = SealedCharField(_("信访人"), max_length=60, blank=True)
    person_name_blind = BlindIndex(_("信访人"), of="person_name")
    items = models.PositiveIntegerField(_("件次"), default=1, null=True, blank=True)
    batches = models.PositiveIntegerField(_("批次"), default=1, null=True, blank=True)
    persons = models.PositiveIntegerField(_("人次"), default=1, null=True, blank=True)
    category = models.CharField(_("问题类别"), max_length=60, choices=Category.choices, blank=True)
    nature = models.CharField(_("信访性质"), max_length=60, choices=Nature.choices, blank=True)
    subject = models.CharField(_("反映问题"), max_length=300, blank=True)
    is_repeat = models.BooleanField(_("重复信访"), null=True, blank=True)
    is_anonymous = models.BooleanField(_("匿名"), null=True, blank=True)
    bypasses_employer = models.BooleanField(_("不经本单位工会"), null=True, blank=True)
    query_code = models.CharField(_("查询码"), max_length=120, blank=True)
    received_by = models.CharField(_("接待人"), max_length=120, blank=True)
    handler = models.CharField(_("承办人"), max_length=120, blank=True)
    due_on = models.DateField(_("应办结日期"), null=True, blank=True)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    answer = models.CharField(_("答复意见"), max_length=300, blank=True)
    result = models.CharField(_("办理结果"), max_length=120, blank=True)
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)
    transferred_to = models.CharField(_("转送单位"), max_length=120, blank=True)
    escalated_to = models.CharField(_("上报单位"), max_length=120, blank=True)
    escalated_on = models.DateField(_("上报日期"), null=True, blank=True)
    escalation_answered_on = models.DateField(_("上级答复日期"), null=True, blank=True)
    escalation_answer = models.CharField(_("上级答复意见"), max_length=300, blank=True)
    satisfaction = models.CharField(_("满意度"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("信访登记表")
        verbose_name_plural = _("信访登记表")
        indexes = [models.Index(fields=["union", "registered_on"], name="petition_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True)
                | Q(registered_on__isnull=True)
                | Q(closed_on__gte=F("registered_on")),
                name="petition_closed_on_after_registered_on",
                violation_error_message=_("办结日期不能早于登记日期"),
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True)
                | Q(registered_on__isnull=True)
                | Q(answered_on__gte=F("registered_on")),
                name="petition_answered_on_after_registered_on",
                violation_error_message=_("答复日期不能早于登记日期"),
            ),
        ]


WARNINGS = [
    ("petitions.representatives", Q(kind="visit", persons__gt=5, batches=1), _("同一事项走访代表超过5人")),
    ("petitions.batches", Q(batches__gt=F("persons")), _("批次多于人次")),
    ("petitions.late_answer", Q(answered_on__gt=F("due_on")), _("答复日期晚于应办结日期")),
    (
        "petitions.clock",
        Q(nature="appeal", closed_on__gt=F("registered_on") + dt.timedelta(days=60)),
        _("申诉求决事项办理超过六十日"),
    ),
]

__all__ = ["Petition", "ReceptionDay"]
