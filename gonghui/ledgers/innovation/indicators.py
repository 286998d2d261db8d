"""Figures of the innovation programme as employers report it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio
from gonghui.ledgers.innovation.models import Programme

BY = ["employer__ownership"]


def flow(key: str, name: StrOrPromise, unit: StrOrPromise, total: str = "", **rest: object) -> Measure:
    """A figure of programmes carried out in the period."""
    return Measure(f"innovation.{key}", name, unit, of=Programme, when=Flow("held_on"), total=total, by=BY, **rest)  # type: ignore[arg-type]


employers = flow("employers", _("实施经济技术创新工程企业数"), "家", distinct="employer")
people = flow("people", _("参加经济技术创新职工数"), "人", "people")
saving_times = flow("saving_times", _("双增双节人次"), "人次", "saving_times")
saved = flow("saved", _("增收节支"), "元", "saved", decimals=2)
proposed = flow("proposed", _("合理化建议"), "条", "proposed", basis=_("各单位上报的建议条数之和"))
adopted = flow("adopted", _("合理化建议采纳条数"), "条", "adopted")
benefit = flow("proposals_benefit", _("合理化建议创效金额"), "元", "proposals_benefit", decimals=2)
quality = flow("quality", _("创优质产品优质工程"), "项", "quality")
results = flow("results", _("较大经济成果"), "项", "results")
breakthroughs = flow("breakthroughs", _("技术攻关推广新技术"), "项", "breakthroughs")
Ratio(
    "innovation.adoption_rate", _("上报建议采纳率"), "%", numerator=adopted, denominator=proposed,
    basis=_("分母为各单位上报的建议条数"),
)  # fmt: skip
Ratio(
    "innovation.benefit_per_proposal", _("平均每条建议创效"), "元", numerator=benefit, denominator=proposed,
    part=False, times=1, decimals=2, basis=_("建议创效金额除以建议条数"),
)  # fmt: skip
