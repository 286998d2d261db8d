"""慰问帮扶: visits, relief and aid given; households, persons and sums apart, cash apart from goods (rules.md §6.5, §6.6)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record
from gonghui.kernel.ledger.sealed import BlindIndex, SealedCharField, SealedDateField, SealedDecimalField
from gonghui.ledgers.aid import words


class AidVisit(Record, OfEmployer, OfPerson):
    """One row of 慰问帮扶台账."""

    class Kind(models.TextChoices):
        WARMTH = "warmth", _("送温暖")
        MODEL = "model", _("劳模慰问")
        MODEL_ALLOWANCE = "model_allowance", _("劳模生活补助")
        MODEL_HARDSHIP = "model_hardship", _("困难劳模慰问")
        EMERGENCY = "emergency", _("应急救助")
        STUDY = "study", _("金秋助学")
        COOLING = "cooling", _("送清凉")
        FESTIVAL = "festival", _("节日慰问")
        MUST = "must", _("必访慰问")
        CEREMONY = "ceremony", _("红白喜事慰问")
        SUBSIDY = "subsidy", _("困难补助")
        UPWARD = "upward", _("向上申请补助")
        ILLNESS = "illness", _("大病资助")
        DISABLED = "disabled", _("残疾人慰问")
        VILLAGE = "village", _("对口帮扶")
        DISASTER = "disaster", _("受灾职工慰问")
        CHILDREN = "children", _("困难子女慰问")
        REGULAR = "regular", _("日常帮扶")
        CAMPAIGN = "campaign", _("专题活动")
        MIGRANT_CHILD = "migrant_child", _("外来务工子女帮扶")
        SKILL = "skill", _("技能帮扶")

    class Recipient(models.TextChoices):
        ACTIVE = "active", _("在职")
        RETIRED = "retired", _("离退休")
        ARMY = "army", _("军属")
        DISABLED = "disabled", _("残疾人")
        MODEL = "model", _("劳模")
        CHILD = "child", _("子女")
        GROUP = "group", _("集体")

    ledger = Ledger(
        name=_("慰问帮扶台账"),
        date="given_on",
        columns=["given_on", "kind", "person_name", "employer", "cause", "amount", "goods_value", "handler"],
        filters=["kind", "recipient", "festival"],
        search=["person_name", "employer__name", "campaign", "student"],
        headings=words.HEADINGS,
        values=words.VALUES,
        sheets=[
            Sheet(
                "慰问帮扶台账",
                about=["慰问", "送温暖", "送清凉", "探望", "帮扶", "救助", "助学"],
                also=[
                    "困难职工帮扶台账",
                    "送温暖慰问登记表",
                    "困难职工慰问表",
                    "送温暖台账",
                    "慰问台账",
                    "帮扶台账",
                    "慰问登记表",
                    "送温暖登记表",
                    "金秋助学台账",
                    "送清凉台账",
                    "困难补助台账",
                    "必访台账",
                    "大病救助台账",
                    "对口帮扶台账",
                    "节日慰问台账",
                ],
            ),
        ],
        sensitive=["id_number", "phone", "diagnosis", "medical_cost", "student", "student_born_on"],
        first=["given_on", "kind", "person_name", "employer", "amount"],
        quick=["given_on", "kind", "employer", "persons", "amount"],
        rule=_("《工会法》关于帮助困难职工的规定和上级工会的帮扶、送温暖办法"),
        group="service",
        small_cells=True,
        in_need=True,
    )
    given_on = models.DateField(_("慰问日期"), null=True, blank=True)
    kind = models.CharField(_("慰问类别"), max_length=60, choices=Kind.choices, blank=True)
    person_name = models.CharField(_("户主姓名"), max_length=60, blank=True)
    recipient = models.CharField(_("对象类别"), max_length=60, choices=Recipient.choices, blank=True)
    campaign = models.CharField(_("慰问批次"), max_length=120, blank=True)
    festival = models.CharField(_("慰问节日"), max_length=120, blank=True)
    cause = models.CharField(_("困难原因"), max_length=120, blank=True)
    trigger = models.CharField(_("必访事由"), max_length=120, blank=True)
    known_on = models.DateField(_("得知日期"), null=True, blank=True)
    planned_on = models.DateField(_("计划日期"), null=True, blank=True)
    households = models.PositiveIntegerField(_("慰问户数"), default=1, null=True, blank=True)
    persons = models.PositiveIntegerField(_("慰问人数"), default=1, null=True, blank=True)
    standard = models.DecimalField(_("慰问标准"), max_digits=18, decimal_places=2, null=True, blank=True)
    amount = models.DecimalField(_("慰问金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    goods = models.CharField(_("实物名称"), max_length=120, blank=True)
    goods_quantity = models.PositiveIntegerField(_("实物数量"), null=True, blank=True)
    goods_value = models.DecimalField(_("实物折价"), max_digits=18, decimal_places=2, null=True, blank=True)
    visitors = models.CharField(_("慰问人员"), max_length=120, blank=True)
    handler = models.CharField(_("经办人"), max_length=120, blank=True)
    receipt = models.CharField(_("签收情况"), max_length=120, blank=True)
    disclosed_on = models.DateField(_("公示日期"), null=True, blank=True)
    partner = models.CharField(_("联合单位"), max_length=120, blank=True)
    fund_source = models.CharField(_("资金来源"), max_length=120, blank=True)
    applied_on = models.DateField(_("申请日期"), null=True, blank=True)
    applied_to = models.CharField(_("申请单位"), max_length=120, blank=True)
    approvals = models.CharField(_("审批意见"), max_length=300, blank=True)
    result = models.CharField(_("审批结果"), max_length=120, blank=True)
    repeat_no = models.PositiveIntegerField(_("第几次补助"), null=True, blank=True)
    diagnosis = SealedCharField(_("病种"), max_length=120, blank=True)
    medical_cost = SealedDecimalField(_("医疗费用"), max_digits=18, decimal_places=2, null=True, blank=True)
    student = SealedCharField(_("学生姓名"), max_length=120, blank=True)
    student_blind = BlindIndex(_("学生姓名"), of="student")
    student_born_on = SealedDateField(_("学生出生日期"), null=True, blank=True)
    school = models.CharField(_("就读学校"), max_length=120, blank=True)
    school_level = models.CharField(_("就读阶段"), max_length=120, blank=True)
    file_no = models.CharField(_("困难档案号"), max_length=120, blank=True)
    place = models.CharField(_("慰问地点"), max_length=120, blank=True)
    incident = models.CharField(_("突发事件"), max_length=300, blank=True)
    origin = models.CharField(_("受灾地区"), max_length=120, blank=True)
    response_days = models.PositiveIntegerField(_("响应天数"), null=True, blank=True)
    course = models.CharField(_("帮扶课程"), max_length=120, blank=True)
    placed = models.BooleanField(_("已就业"), null=True, blank=True)

    class Meta:
        verbose_name = _("慰问帮扶台账")
        verbose_name_plural = _("慰问帮扶台账")
        indexes = [models.Index(fields=["union", "given_on"], name="aidvisit_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(standard__gte=0) & Q(amount__gte=0) & Q(goods_value__gte=0),
                name="aidvisit_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(given_on__isnull=True) | Q(applied_on__isnull=True) | Q(given_on__gte=F("applied_on")),
                name="aidvisit_given_on_after_applied_on",
                violation_error_message=_("慰问日期不能早于申请日期"),
            ),
            models.CheckConstraint(
                condition=Q(given_on__isnull=True) | Q(known_on__isnull=True) | Q(given_on__gte=F("known_on")),
                name="aidvisit_given_on_after_known_on",
                violation_error_message=_("慰问日期不能早于得知日期"),
            ),
        ]


WARNINGS = [
    ("aid.kinds", Q(persons__lt=F("households")), _("慰问人数少于户数")),
]
