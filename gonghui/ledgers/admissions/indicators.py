"""会籍变动: applications by outcome, transfers in and out, transfers never received."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio, Stock
from gonghui.ledgers.admissions.models import Admission, Kind, Outcome

BY = ["kind", "decision", "union"]


def _count(key: str, name: StrOrPromise, when: Flow | Stock, where: Q, basis: StrOrPromise = "") -> Measure:
    return Measure(key=key, name=name, unit="人", of=Admission, when=when, where=where, by=BY, basis=basis)


APPLICATION = Q(kind=Kind.APPLICATION)
APPLIED = _count("admissions.applied", _("入会申请人数"), Flow("applied_on"), APPLICATION)
APPROVED = _count(
    "admissions.approved", _("批准入会人数"), Flow("decided_on"), APPLICATION & Q(decision=Outcome.APPROVED)
)
REFUSED = _count(
    "admissions.refused", _("未批准入会人数"), Flow("decided_on"), APPLICATION & Q(decision=Outcome.REFUSED)
)
PENDING = _count("admissions.pending", _("待审批入会人数"), Stock("applied_on", "decided_on"), APPLICATION)
DECIDED = _count("admissions.decided", _("已审批入会人数"), Flow("decided_on"), APPLICATION)
Ratio(
    key="admissions.approval_rate",
    name=_("入会批准率"),
    unit="%",
    numerator=APPROVED,
    denominator=DECIDED,
    basis=_("批准入会人数÷已审批入会人数"),
)
IN = _count(
    "admissions.transferred_in", _("会籍转入人数"), Flow("in_on"), Q(kind__in=[Kind.TRANSFER_IN, Kind.TRANSFER_OUT])
)
OUT = _count(
    "admissions.transferred_out", _("会籍转出人数"), Flow("out_on"), Q(kind__in=[Kind.TRANSFER_IN, Kind.TRANSFER_OUT])
)
UNRECEIVED = _count(
    "admissions.unreceived",
    _("转出未接收人数"),
    Stock("out_on", "in_on"),
    Q(kind=Kind.TRANSFER_OUT, out_on__isnull=False),
    basis=_("已转出而期末仍未有接收工会确认"),
)
FLOATING = _count("admissions.floating", _("流动会员数"), Stock("applied_on"), Q(kind=Kind.FLOATING))
RETAINED = _count("admissions.retained", _("办理保留会籍人数"), Flow("decided_on"), Q(kind=Kind.RETAINED))
