"""Figures of rationalisation proposals (rules §7.2)."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio
from gonghui.ledgers.proposals.models import Proposal


def flow(
    key: str, name: StrOrPromise, unit: StrOrPromise, total: str = "", where: Q | None = None, **rest: object
) -> Measure:
    """A figure of proposals submitted in the period."""
    return Measure(
        f"proposals.{key}", name, unit, of=Proposal, when=Flow("proposed_on"), total=total, where=where or Q(),
        by=["category", "status"], **rest,  # type: ignore[arg-type]
    )  # fmt: skip


items = flow("items", _("合理化建议条数"), "条")
people = flow("people", _("合理化建议参与人次"), "人次", "people")
adopted = flow("adopted", _("采纳实施条数"), "条", where=Q(is_adopted=True))
implemented = flow("implemented", _("已实施建议条数"), "条", where=Q(is_adopted=True, implemented_on__isnull=False))
USED = ~Q(
    is_adopted=False
)  # what came of a proposal turned down is no benefit of proposals; unsaid, what is credited was used
benefit = flow(
    "benefit", _("合理化建议创效"), "元", "benefit", USED, decimals=2,
    basis=_("本期提出的合理化建议已创效益合计，登记为未采纳的不计"),
)  # fmt: skip
verified = flow(
    "benefit_verified", _("合理化建议已核定创效"), "元", "benefit", USED & Q(benefit_verified=True), decimals=2
)
expected = flow("expected_benefit", _("合理化建议预计效益"), "元", "expected_benefit", decimals=2)
rewards = flow("rewards", _("合理化建议奖励金额"), "元", "reward", decimals=2)
employers = flow("employers", _("开展合理化建议单位数"), "家", distinct="employer")
Ratio(
    "proposals.adoption_rate", _("合理化建议采纳率"), "%", numerator=adopted, denominator=items,
    basis=_("分母为同期提出的合理化建议条数"),
)  # fmt: skip
Ratio(
    "proposals.implementation_rate", _("合理化建议实施率"), "%", numerator=implemented, denominator=adopted,
    basis=_("分母为同期采纳的合理化建议条数"),
)  # fmt: skip
Ratio(
    "proposals.benefit_each", _("平均每条合理化建议创效"), "元", numerator=benefit, denominator=items, part=False, times=1,
    decimals=2, basis=_("创效金额除以提出的建议条数"),
)  # fmt: skip
