"""Figures of 经费审查台账 and its companions."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio
from gonghui.ledgers.audits.models import FundAudit


def _audits_in_period_audited_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose audited_on lies in the period."""
    return Measure(key, name, unit, of=FundAudit, when=Flow("audited_on"), where=where or Q(), **more)


audits = _audits_in_period_audited_on("audits.audits", _("经审审计次数"), "次", by=["kind", "result"])
audited = _audits_in_period_audited_on(
    "audits.audited", _("审计单位数"), "家", ~Q(kind=FundAudit.Kind.OWN), distinct="audited", by=["kind"]
)
own = _audits_in_period_audited_on("audits.own", _("本级经费审查次数"), "次", Q(kind=FundAudit.Kind.OWN))
findings = _audits_in_period_audited_on("audits.findings", _("审计发现问题数"), "个", total="findings", by=["kind"])
rectified = _audits_in_period_audited_on(
    "audits.rectified", _("审计问题已整改数"), "个", total="rectified", by=["kind"]
)
rectify_rate = Ratio(
    "audits.rectify_rate",
    _("审计问题整改率"),
    "%",
    numerator=rectified,
    denominator=findings,
    basis=_("分母为审计发现问题数"),
)
amount = _audits_in_period_audited_on("audits.amount", _("审计问题金额"), "元", total="amount", by=["kind"])
arrears = _audits_in_period_audited_on("audits.arrears", _("审计查出欠缴金额"), "元", total="arrears")
checks_clear = _audits_in_period_audited_on(
    "audits.checks_clear", _("核查未发现问题次数"), "次", Q(kind=FundAudit.Kind.CHECK, result=FundAudit.Result.NONE)
)
