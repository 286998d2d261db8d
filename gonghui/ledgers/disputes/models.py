"""劳动争议与讨薪维权: one row per case; claimed, awarded and received are kept apart, and so is what the union paid (rules.md §5.1)."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, OfMatter, OfPerson, Record
from gonghui.ledgers.disputes import words
from gonghui.ledgers.disputes.mediators import Mediator
from gonghui.ledgers.disputes.obligations import Obligation


class Dispute(Record, OfEmployer, OfPerson, OfMatter):
    """One row of 劳动争议台账."""

    class Kind(models.TextChoices):
        WAGES = "wages", _("拖欠工资")
        LIVING = "living", _("生活费和社会保险")
        INSURANCE = "insurance", _("社会保险")
        INJURY = "injury", _("工伤待遇")
        CONTRACT = "contract", _("劳动合同")
        SEVERANCE = "severance", _("经济补偿")
        MEDICAL = "medical", _("医疗费")
        CADRE = "cadre", _("同事干群矛盾")
        FAMILY = "family", _("家庭矛盾")
        HIRING = "hiring", _("聘用争议")
        OTHER = "other", _("其他")

    class Outcome(models.TextChoices):
        SETTLED = "settled", _("调解成功")
        WITHDRAWN = "withdrawn", _("撤回")
        AWARDED = "awarded", _("裁决")
        JUDGED = "judged", _("判决")
        TRANSFERRED = "transferred", _("移送")
        FAILED = "failed", _("调解不成")

    ledger = Ledger(
        name=_("劳动争议台账"),
        date="filed_on",
        columns=[
            "filed_on",
            "employer",
            "kind",
            "persons",
            "claimed",
            "awarded",
            "received",
            "union_costs",
            "closed_on",
        ],
        filters=["kind", "outcome", "is_collective"],
        search=["employer__name", "person_name", "case_no"],
        headings=words.HEADINGS,
        values=words.VALUES,
        sheets=[
            Sheet(
                "劳动争议台账",
                about=["劳动争议", "劳资纠纷", "欠薪", "讨薪", "争议调解"],
                also=[
                    "劳动争议调解台账",
                    "劳动争议登记表",
                    "清欠台账",
                    "讨薪台账",
                    "讨回权益台账",
                    "劳动争议案件台账",
                    "矛盾纠纷调解台账",
                    "群体性案件台账",
                ],
            ),
        ],
        sensitive=["id_number", "phone"],
        first=["filed_on", "employer", "kind", "persons", "claimed"],
        rule=_("《劳动争议调解仲裁法》、《企业劳动争议协商调解规定》"),
        group="rights",
    )
    filed_on = models.DateField(_("登记日期"), null=True, blank=True)
    case_no = models.CharField(_("争议编号"), max_length=120, blank=True)
    kind = models.CharField(_("争议类别"), max_length=60, choices=Kind.choices, blank=True)
    person_name = models.CharField(_("申请人"), max_length=60, blank=True)
    cause = models.CharField(_("争议原因"), max_length=120, blank=True)
    persons = models.PositiveIntegerField(_("涉及人数"), null=True, blank=True)
    women = models.PositiveIntegerField(_("涉及女职工数"), null=True, blank=True)
    migrants = models.PositiveIntegerField(_("涉及农民工数"), null=True, blank=True)
    claimed = models.DecimalField(_("涉及金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    awarded = models.DecimalField(_("裁决金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    received = models.DecimalField(_("追回金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    received_wages = models.DecimalField(_("追回工资金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    received_insurance = models.DecimalField(
        _("追回社会保险金额"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    received_living = models.DecimalField(_("追回生活费金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    received_on = models.DateField(_("到位日期"), null=True, blank=True)
    union_costs = models.DecimalField(_("工会垫付费用"), max_digits=18, decimal_places=2, null=True, blank=True)
    cost_kind = models.CharField(_("垫付费用种类"), max_length=120, blank=True)
    cost_voucher = models.CharField(_("垫付凭证号"), max_length=120, blank=True)
    handling = models.CharField(_("处理方式"), max_length=120, blank=True)
    channel = models.CharField(_("受理渠道"), max_length=120, blank=True)
    mediator = models.CharField(_("调解员"), max_length=120, blank=True)
    sessions = models.PositiveIntegerField(_("调解次数"), null=True, blank=True)
    outcome = models.CharField(_("处理结果"), max_length=60, choices=Outcome.choices, blank=True)
    agreement_no = models.CharField(_("调解协议书号"), max_length=120, blank=True)
    performed = models.BooleanField(_("协议已履行"), null=True, blank=True)
    arbitration_no = models.CharField(_("仲裁案号"), max_length=120, blank=True)
    stage = models.CharField(_("办理阶段"), max_length=120, blank=True)
    next_step = models.CharField(_("下一步措施"), max_length=300, blank=True)
    is_collective = models.BooleanField(_("群体性案件"), null=True, blank=True)
    closed_on = models.DateField(_("结案日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("劳动争议台账")
        verbose_name_plural = _("劳动争议台账")
        indexes = [models.Index(fields=["union", "filed_on"], name="dispute_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(claimed__gte=0)
                & Q(awarded__gte=0)
                & Q(received__gte=0)
                & Q(received_wages__gte=0)
                & Q(received_insurance__gte=0)
                & Q(received_living__gte=0)
                & Q(union_costs__gte=0),
                name="dispute_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(filed_on__isnull=True) | Q(closed_on__gte=F("filed_on")),
                name="dispute_closed_on_after_filed_on",
                violation_error_message=_("结案日期不能早于登记日期"),
            ),
        ]


WARNINGS = [
    ("disputes.group", Q(is_collective=True, persons__lt=10), _("群体性案件不足10人")),
    ("disputes.received", Q(received__gt=F("claimed")), _("追回金额多于涉及金额")),
    ("disputes.deadline", Q(outcome="settled", agreement_no=""), _("调解成功未登记协议书号")),
    (
        "disputes.mediation_clock",
        Q(outcome="settled", closed_on__gt=F("filed_on") + dt.timedelta(days=15)),
        _("调解超过十五日"),
    ),
    ("disputes.awarded", Q(received__gt=F("awarded")), _("追回金额多于裁决金额")),
    ("disputes.women", Q(women__gt=F("persons")), _("涉及女职工数多于涉及人数")),
]

__all__ = ["Dispute", "Mediator", "Obligation"]
