"""劳动合同登记台账: whether each employed member has a labour contract, of what kind and until when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record


class Term(models.TextChoices):
    FIXED = "fixed", _("固定期限")
    OPEN = "open", _("无固定期限")
    TASK = "task", _("以完成一定工作任务为期限")
    NONE = "none", _("未签订")


class LabourContract(Record, OfEmployer, OfPerson):
    """The labour contract of one worker with one employer."""

    term = models.CharField(_("合同类型"), max_length=60, choices=Term.choices, blank=True)
    signed = models.BooleanField(_("已签订"), null=True, blank=True)
    signed_on = models.DateField(_("签订日期"), null=True, blank=True)
    since = models.DateField(_("合同起始日期"), null=True, blank=True)
    until = models.DateField(_("合同终止日期"), null=True, blank=True)
    terms = models.CharField(_("主要条款"), max_length=300, blank=True)
    registered_on = models.DateField(_("登记日期"), null=True, blank=True)

    ledger = Ledger(
        name=_("劳动合同登记台账"),
        date="registered_on",
        columns=["person_name", "employer", "term", "signed", "signed_on", "since", "until"],
        filters=["term", "signed"],
        search=["person_name", "employer__name"],
        headings={
            "employer": ["签订单位", "用人单位"],
            "term": ["合同期限类型", "劳动合同类型"],
            "signed": ["是否签订", "是否签订劳动合同"],
            "since": ["起始日期", "合同开始日期"],
            "until": ["终止日期", "合同到期日期"],
        },
        sheets=[Sheet(_("劳动合同登记台账"), about=["劳动合同"], also=["劳动合同签订台账", "劳动合同签订情况登记表"])],
        sensitive=["id_number", "phone"],
        future=["until"],
        first=["person_name", "id_number", "employer", "term", "signed"],
        rule=_("《劳动合同法》"),
        group="rights",
    )

    class Meta:
        verbose_name = _("劳动合同登记")
        verbose_name_plural = _("劳动合同登记")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="labour_contract_ends_after_start",
                violation_error_message=_("合同终止日期不能早于起始日期"),
            )
        ]


WARNINGS = [
    ("labour_contract_unsigned", Q(signed=False), _("尚未签订劳动合同")),
]
