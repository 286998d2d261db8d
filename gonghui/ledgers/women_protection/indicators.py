"""Figures of women's rights and interests."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio
from gonghui.ledgers.women_protection.models import Protection

K = Protection.Kind


def flow(key: str, name: StrOrPromise, unit: StrOrPromise, where: Q | None = None, **rest: object) -> Measure:
    """A figure of the period."""
    return Measure(
        f"women_protection.{key}",
        name,
        unit,
        of=Protection,
        when=Flow("held_on"),
        where=where or Q(),
        by=["kind", "agency"],
        **rest,  # type: ignore[arg-type]
    )


benefit_women = flow("benefit_women", _("享受女职工福利人数"), "人", Q(kind=K.BENEFIT), total="women")
benefit_money = flow("benefit_money", _("女职工福利金额"), "元", Q(kind=K.BENEFIT), total="money", decimals=2)
cases = flow("cases", _("女职工维权件数"), "件", Q(kind=K.CASE))
recovered = flow("recovered", _("女职工维权追回金额"), "元", Q(kind=K.CASE), total="recovered", decimals=2)
referrals = flow("referrals", _("女职工事项转办件数"), "件", Q(kind=K.REFERRAL))
answered = flow("referrals_answered", _("转办已答复件数"), "件", Q(kind=K.REFERRAL, replied_on__isnull=False))
violations = flow("violations", _("四期保护违规件数"), "件", Q(kind=K.FOUR_PERIODS), total="violations")
employers = flow(
    "measures_employers",
    _("落实四期保护措施单位数"),
    "家",
    Q(kind=K.FOUR_PERIODS) & ~Q(measures=""),
    distinct="employer",
)
leave_days = flow("leave_days", _("女职工休假天数"), "天", total="leave_days")
benefit_times = flow("benefit_times", _("女职工福利发放人次"), "人次", Q(kind=K.BENEFIT) & ~Q(person_name=""))
placed = flow("placed", _("女职工就业安置人数"), "人", Q(kind=K.JOB, placed_on__isnull=False))
priority = flow(
    "placed_priority", _("优先安置困难女职工人数"), "人", Q(kind=K.JOB, placed_on__isnull=False, is_priority=True)
)
complaints = Measure(
    "", "", "件", of=apps.get_model("petitions", "Petition"), when=Flow("registered_on"), total="items"
)
Ratio(
    "women_protection.case_share", _("女职工维权件数占信访件次比例"), "%", numerator=cases, denominator=complaints, part=False,
    basis=_("分母为同期来信来访件次"),
)  # fmt: skip
