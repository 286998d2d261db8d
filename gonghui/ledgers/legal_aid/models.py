"""法律援助: each consultation, document and representation is a row of its own kind (rules.md §5.3)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, OfMatter, OfPerson, Record
from gonghui.ledgers.legal_aid import words
from gonghui.ledgers.legal_aid.sessions import LawSession


class LegalAid(Record, OfEmployer, OfPerson, OfMatter):
    """One row of 法律援助台账."""

    class Kind(models.TextChoices):
        CONSULT = "consult", _("法律咨询")
        DRAFT = "draft", _("代写文书")
        LITIGATION = "litigation", _("代理诉讼")
        ARBITRATION = "arbitration", _("代理仲裁")
        MEDIATION = "mediation", _("代理调解")
        CENTRE = "centre", _("维权中心咨询")

    class PersonKind(models.TextChoices):
        MIGRANT = "migrant", _("农民工")
        HARDSHIP = "hardship", _("困难职工")
        WOMAN = "woman", _("女职工")
        OTHER = "other", _("其他职工")

    ledger = Ledger(
        name=_("法律援助台账"),
        date="aided_on",
        columns=["aided_on", "kind", "person_name", "cause", "persons", "is_free", "claimed", "waived", "result"],
        filters=["kind", "person_kind", "is_free"],
        search=["person_name", "cause", "case_no"],
        headings=words.HEADINGS,
        values=words.VALUES,
        sheets=[
            Sheet(
                "法律援助台账",
                about=["法援", "法律援助"],
                also=[
                    "职工法律援助中心工作台账",
                    "法律援助登记表",
                    "法律援助中心台账",
                    "法律服务台账",
                    "法律咨询台账",
                    "代写法律文书台账",
                    "诉讼代理台账",
                ],
            ),
        ],
        sensitive=["id_number", "phone"],
        future=["hearing_on", "appeal_by_on", "file_by_on"],
        first=["aided_on", "kind", "person_name", "cause", "persons"],
        rule=_("《法律援助法》、《工会法律援助办法》"),
        group="rights",
    )
    aided_on = models.DateField(_("援助日期"), null=True, blank=True)
    kind = models.CharField(_("援助类别"), max_length=60, choices=Kind.choices, blank=True)
    person_name = models.CharField(_("受援人"), max_length=60, blank=True)
    person_kind = models.CharField(_("受援人身份"), max_length=60, choices=PersonKind.choices, blank=True)
    cause = models.CharField(_("案由"), max_length=120, blank=True)
    persons = models.PositiveIntegerField(_("人次"), null=True, blank=True)
    case_no = models.CharField(_("案号"), max_length=120, blank=True)
    tribunal = models.CharField(_("受理机关"), max_length=120, blank=True)
    stage = models.CharField(_("办理阶段"), max_length=120, blank=True)
    is_free = models.BooleanField(_("免费援助"), null=True, blank=True)
    claimed = models.DecimalField(_("标的金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    standard_fee = models.DecimalField(_("标准收费"), max_digits=18, decimal_places=2, null=True, blank=True)
    waived = models.DecimalField(_("减免费用"), max_digits=18, decimal_places=2, null=True, blank=True)
    waiver_reason = models.CharField(_("减免理由"), max_length=120, blank=True)
    approved_by = models.CharField(_("审批人"), max_length=120, blank=True)
    cost = models.DecimalField(_("办案支出"), max_digits=18, decimal_places=2, null=True, blank=True)
    recovered = models.DecimalField(_("挽回经济损失"), max_digits=18, decimal_places=2, null=True, blank=True)
    lawyer = models.CharField(_("承办律师"), max_length=120, blank=True)
    author = models.CharField(_("代书人"), max_length=120, blank=True)
    document_kind = models.CharField(_("文书种类"), max_length=120, blank=True)
    file_by_on = models.DateField(_("递交截止日期"), null=True, blank=True)
    delivered_on = models.DateField(_("文书交付日期"), null=True, blank=True)
    hearing_on = models.DateField(_("开庭日期"), null=True, blank=True)
    appeal_by_on = models.DateField(_("上诉截止日期"), null=True, blank=True)
    result = models.CharField(_("办理结果"), max_length=120, blank=True)
    closed_on = models.DateField(_("结案日期"), null=True, blank=True)
    place = models.CharField(_("接待地点"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("法律援助台账")
        verbose_name_plural = _("法律援助台账")
        indexes = [models.Index(fields=["union", "aided_on"], name="legalaid_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(claimed__gte=0)
                & Q(standard_fee__gte=0)
                & Q(waived__gte=0)
                & Q(cost__gte=0)
                & Q(recovered__gte=0),
                name="legalaid_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(aided_on__isnull=True) | Q(closed_on__gte=F("aided_on")),
                name="legalaid_closed_on_after_aided_on",
                violation_error_message=_("结案日期不能早于援助日期"),
            ),
        ]


WARNINGS = [
    ("legal_aid.waived", Q(waived__gt=F("standard_fee")), _("减免费用多于标准收费")),
    ("legal_aid.late", Q(delivered_on__gt=F("file_by_on")), _("文书交付晚于递交截止日期")),
]

__all__ = ["LawSession", "LegalAid"]
