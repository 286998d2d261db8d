"""Figures of allowances, and the running total with the years before."""

from __future__ import annotations

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Cumulative, Flow, Measure, Stock, Sum
from gonghui.ledgers.allowances.models import Allowance

BY = ["title_level"]
people = Measure(
    "allowances.people", _("享受津贴退休劳模人数"), "人", of=Allowance, when=Flow("paid_month"), distinct="person", by=BY
)  # fmt: skip
amount = Measure(
    "allowances.amount", _("劳模津贴"), "元", of=Allowance, when=Flow("paid_month"), total="amount", by=BY, decimals=2
)  # fmt: skip
payments = Measure("allowances.payments", _("劳模津贴发放人次"), "人次", of=Allowance, when=Flow("paid_month"), by=BY)
due = Measure(
    "allowances.due", _("劳模津贴应发金额"), "元", of=Allowance, when=Flow("paid_month"), total="standard", by=BY, decimals=2
)  # fmt: skip
registered = Measure("", "", "元", of=Allowance, when=Cumulative("paid_month"), total="amount")
earlier = Measure("", "", "元", of=apps.get_model("allowances_years", "YearlyTotal"), when=Stock(), total="amount")
Sum(
    "allowances.running_total", _("累计劳模津贴"), "元", plus=[earlier, registered], decimals=2,
    basis=_("历年汇总金额加上逐月登记的发放金额"),
)  # fmt: skip
