"""会籍变动台账: applications, transfers and floating members, each with its steps; the roster keeps the membership itself."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record


class Kind(models.TextChoices):
    APPLICATION = "application", _("入会申请")
    TRANSFER_IN = "transfer_in", _("转入")
    TRANSFER_OUT = "transfer_out", _("转出")
    RETAINED = "retained", _("保留会籍")
    FLOATING = "floating", _("流动会员")
    LEAVING = "leaving", _("退会")


class Outcome(models.TextChoices):
    PENDING = "pending", _("待审批")
    APPROVED = "approved", _("批准")
    REFUSED = "refused", _("不批准")


class Admission(Record, OfEmployer, OfPerson):
    """One person's application or move; a transfer is complete only when the receiving union has confirmed it."""

    kind = models.CharField(_("变动类别"), max_length=60, choices=Kind.choices, default=Kind.APPLICATION)
    applied_on = models.DateField(_("申请日期"), null=True, blank=True)
    form = models.CharField(_("申请方式"), max_length=60, blank=True)
    group_opinion = models.CharField(_("小组意见"), max_length=200, blank=True)
    decision = models.CharField(_("审批结果"), max_length=60, choices=Outcome.choices, blank=True)
    decided_on = models.DateField(_("审批日期"), null=True, blank=True)
    refusal = models.CharField(_("不批准原因"), max_length=200, blank=True)
    card_no = models.CharField(_("会员证号"), max_length=40, blank=True)
    from_union = models.CharField(_("转出工会"), max_length=120, blank=True)
    to_union = models.CharField(_("转入工会"), max_length=120, blank=True)
    out_on = models.DateField(_("转出日期"), null=True, blank=True)
    in_on = models.DateField(_("接收日期"), null=True, blank=True)
    document_no = models.CharField(_("接转凭证"), max_length=60, blank=True)
    reason = models.CharField(_("变动原因"), max_length=120, blank=True)
    workplace = models.CharField(_("现工作地"), max_length=120, blank=True)
    origin = models.CharField(_("来源地"), max_length=120, blank=True)
    contacted_on = models.DateField(_("最近联系日期"), null=True, blank=True)
    next_check_on = models.DateField(_("下次核查日期"), null=True, blank=True)

    ledger = Ledger(
        name=_("会籍变动台账"),
        date="applied_on",
        columns=[
            "kind",
            "person_name",
            "union",
            "applied_on",
            "decision",
            "decided_on",
            "from_union",
            "to_union",
            "in_on",
        ],
        filters=["kind", "decision"],
        search=["person_name", "from_union", "to_union"],
        headings={
            "applied_on": ["申请时间", "提出日期"],
            "decided_on": ["批准日期", "审批时间"],
            "from_union": ["原工会", "转出单位"],
            "to_union": ["现工会", "转入单位", "接收工会"],
            "in_on": ["转入日期", "接收时间"],
            "contacted_on": ["最近联系时间"],
        },
        sheets=[
            Sheet(_("入会申请台账"), also=["入会审批台账", "发展会员台账"], preset={"kind": Kind.APPLICATION}),
            Sheet(_("会籍接转台账"), also=["会员转接台账", "会员接转登记表"], implied="kind"),
            Sheet(_("流动会员台账"), also=["流动会员登记表"], preset={"kind": Kind.FLOATING}),
            Sheet(_("会籍变动台账"), also=["会员增减变动台账"]),
        ],
        values={"kind": {Kind.TRANSFER_IN: ["接收", "调入"], Kind.TRANSFER_OUT: ["调出"]}},
        sensitive=["id_number", "phone"],
        future=["next_check_on"],
        first=["kind", "person_name", "id_number", "applied_on", "decision"],
        rule=_("《中国工会章程》关于会员的规定、《工会会员会籍管理办法》"),
        group="members",
    )

    class Meta:
        verbose_name = _("会籍变动")
        verbose_name_plural = _("会籍变动")
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(applied_on__isnull=True) | Q(decided_on__gte=F("applied_on")),
                name="admission_decided_after_applied",
                violation_error_message=_("审批日期不能早于申请日期"),
            ),
            models.CheckConstraint(
                condition=Q(in_on__isnull=True) | Q(out_on__isnull=True) | Q(in_on__gte=F("out_on")),
                name="admission_received_after_sent",
                violation_error_message=_("接收日期不能早于转出日期"),
            ),
        ]


WARNINGS = [
    ("admission_refused_without_reason", Q(decision=Outcome.REFUSED, refusal=""), _("不批准而没有原因")),
    ("transfer_without_document", Q(kind=Kind.TRANSFER_OUT, document_no=""), _("转出而没有接转凭证")),
]
