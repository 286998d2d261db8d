"""Figures of yearly totals of allowances."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Measure, Stock
from gonghui.ledgers.allowances_years.models import YearlyTotal

amount = Measure(
    "allowances_years.amount", _("历年劳模津贴"), "元", of=YearlyTotal, when=Stock(), total="amount", by=["paid_year"],
    decimals=2,
)  # fmt: skip
