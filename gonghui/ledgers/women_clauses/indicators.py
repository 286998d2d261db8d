"""Figures of women's clauses: separate contracts, chapters and annexes all count as signed (rules §8.1)."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Begun, Flow, Measure, Ratio
from gonghui.ledgers.women_clauses.models import WomenClauses

IN_FORCE = Begun("effective_on", "expires_on", until_valid=True)


def stock(key: str, name: StrOrPromise, unit: StrOrPromise, where: Q | None = None, **rest: object) -> Measure:
    """Contracts in force on the last day."""
    return Measure(
        f"women_clauses.{key}",
        name,
        unit,
        of=WomenClauses,
        when=IN_FORCE,
        where=where or Q(),
        by=["form"],
        **rest,  # type: ignore[arg-type]
    )


contracts = stock("contracts", _("载有女职工条款的有效合同份数"), "份")
employers = stock("employers", _("签订女职工条款单位数"), "家", distinct="employer")
covered = stock("covered_women", _("女职工条款覆盖女职工数"), "人", total="covered_women")
signed = Measure(
    "women_clauses.signed", _("本期签订女职工条款合同份数"), "份", of=WomenClauses, when=Flow("signed_on"), by=["form"]
)  # fmt: skip
expiring = Measure(
    "women_clauses.expiring", _("本期到期女职工条款合同份数"), "份", of=WomenClauses, when=Flow("expires_on"), by=["form"]
)  # fmt: skip
for _field, _label, _rate in (
    ("equal_pay", _("载有同工同酬条款合同份数"), _("同工同酬条款载明率")),
    ("four_periods", _("载有四期保护条款合同份数"), _("四期保护条款载明率")),
    ("health_check", _("载有健康检查条款合同份数"), _("健康检查条款载明率")),
):
    Ratio(
        f"women_clauses.{_field}_rate", _rate, "%", numerator=stock(_field, _label, "份", Q(**{_field: True})),
        denominator=contracts, basis=_("分母为载有女职工条款的有效合同份数"),
    )  # fmt: skip
