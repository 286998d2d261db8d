"""劳动法律监督: inspections and the letters issued on them (一函两书), arrears of insurance and wages found and settled (rules.md §5.2)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, Record
from gonghui.ledgers.supervision import words
from gonghui.ledgers.supervision.warnings import LabourWarning


class Supervision(Record, OfEmployer):
    """One row of 劳动法律监督台账."""

    class Kind(models.TextChoices):
        LAW = "law", _("劳动法律监督")
        CONTRACT = "contract", _("集体合同履行监督")
        LABOUR = "labour", _("劳动合同监督")
        INSURANCE = "insurance", _("社会保险监督")
        ARREARS = "arrears", _("清欠专项检查")
        VISIT = "visit", _("企业走访")

    class Letter(models.TextChoices):
        REMINDER = "reminder", _("提示函")
        OPINION = "opinion", _("意见书")
        PROPOSAL = "proposal", _("建议书")

    ledger = Ledger(
        name=_("劳动法律监督台账"),
        date="inspected_on",
        columns=["inspected_on", "employer", "kind", "breaches", "corrected", "letter", "replied_on"],
        filters=["kind", "letter"],
        search=["employer__name", "letter_no", "matter"],
        headings=words.HEADINGS,
        values=words.VALUES,
        sheets=[
            Sheet(
                "劳动法律监督台账",
                about=["用工检查", "劳动监督", "用工督查", "监督检查", "督查"],
                also=[
                    "一函两书台账",
                    "劳动法律监督检查台账",
                    "集体合同履行监督台账",
                    "社会保险监督台账",
                    "劳动合同督促台账",
                    "清欠检查台账",
                    "企业走访台账",
                ],
            ),
        ],
        future=["reply_due_on"],
        first=["inspected_on", "employer", "kind", "matter", "breaches"],
        rule=_("《工会劳动法律监督办法》"),
        group="rights",
    )
    inspected_on = models.DateField(_("检查日期"), null=True, blank=True)
    kind = models.CharField(_("监督类别"), max_length=60, choices=Kind.choices, blank=True)
    inspectors = models.CharField(_("检查人员"), max_length=300, blank=True)
    partners = models.CharField(_("联合部门"), max_length=300, blank=True)
    group_members = models.CharField(_("领导小组成员"), max_length=300, blank=True)
    matter = models.CharField(_("监督事项"), max_length=300, blank=True)
    clause = models.CharField(_("检查条款"), max_length=120, blank=True)
    checked = models.PositiveIntegerField(_("检查份数"), null=True, blank=True)
    clauses_kept = models.PositiveIntegerField(_("已履行条款数"), null=True, blank=True)
    clauses_total = models.PositiveIntegerField(_("应履行条款数"), null=True, blank=True)
    sites = models.PositiveIntegerField(_("检查工地数"), null=True, blank=True)
    breaches = models.PositiveIntegerField(_("违法问题数"), null=True, blank=True)
    violation = models.CharField(_("违法情况"), max_length=300, blank=True)
    unsigned = models.PositiveIntegerField(_("未签劳动合同人数"), null=True, blank=True)
    insurance_types = models.CharField(_("险种"), max_length=120, blank=True)
    insurance_period = models.CharField(_("欠费所属期"), max_length=120, blank=True)
    due = models.DecimalField(_("应缴社会保险费"), max_digits=18, decimal_places=2, null=True, blank=True)
    arrears = models.DecimalField(_("欠费金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    settled = models.DecimalField(_("补缴金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    settled_on = models.DateField(_("补缴日期"), null=True, blank=True)
    workers = models.PositiveIntegerField(_("涉及职工数"), null=True, blank=True)
    letter = models.CharField(_("文书类别"), max_length=60, choices=Letter.choices, blank=True)
    letter_no = models.CharField(_("监督文书编号"), max_length=120, blank=True)
    issued_on = models.DateField(_("文书发出日期"), null=True, blank=True)
    reply_due_on = models.DateField(_("应回复日期"), null=True, blank=True)
    replied_on = models.DateField(_("回复日期"), null=True, blank=True)
    reply = models.CharField(_("回复内容"), max_length=300, blank=True)
    corrected = models.PositiveIntegerField(_("已整改问题数"), null=True, blank=True)
    corrected_on = models.DateField(_("整改完成日期"), null=True, blank=True)
    correction = models.CharField(_("整改情况"), max_length=300, blank=True)
    rechecked_on = models.DateField(_("复查日期"), null=True, blank=True)
    result = models.CharField(_("监督结果"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("劳动法律监督台账")
        verbose_name_plural = _("劳动法律监督台账")
        indexes = [models.Index(fields=["union", "inspected_on"], name="supervision_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(due__gte=0) & Q(arrears__gte=0) & Q(settled__gte=0),
                name="supervision_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(replied_on__isnull=True) | Q(issued_on__isnull=True) | Q(replied_on__gte=F("issued_on")),
                name="supervision_replied_on_after_issued_on",
                violation_error_message=_("回复日期不能早于文书发出日期"),
            ),
        ]


WARNINGS = [
    ("supervision.corrected", Q(corrected__gt=F("breaches")), _("已整改问题数多于违法问题数")),
    ("supervision.settled", Q(settled__gt=F("arrears")), _("补缴金额多于欠费金额")),
    ("supervision.late_reply", Q(replied_on__gt=F("reply_due_on")), _("用人单位逾期回复")),
]

__all__ = ["LabourWarning", "Supervision"]
