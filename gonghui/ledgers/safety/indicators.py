"""Figures of findings; the rate of rectification is rectified ÷ found in the period (rules §8.2)."""

from __future__ import annotations

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Day, Flow, Measure, Ratio, Stock
from gonghui.ledgers.safety.models import SafetyCheck

K = SafetyCheck.Kind


def flow(key: str, name: StrOrPromise, unit: StrOrPromise, where: Q, **rest: object) -> Measure:
    """A figure of checks made in the period."""
    return Measure(
        f"safety.{key}",
        name,
        unit,
        of=SafetyCheck,
        when=Flow("found_on"),
        where=where,
        by=["kind", "level", "owner"],
        **rest,  # type: ignore[arg-type]
    )


_HAZARD = Q(kind=K.HAZARD)
found = flow("found", _("排查隐患数"), "处", _HAZARD)
fixed = flow("fixed", _("整改隐患数"), "处", _HAZARD & Q(fixed_on__lte=Day.LAST))
closed = flow("closed", _("销号隐患数"), "处", _HAZARD & Q(closed_on__lte=Day.LAST))
major = flow("major", _("重大隐患数"), "处", _HAZARD & Q(level=SafetyCheck.Level.MAJOR))
Ratio("safety.fix_rate", _("隐患整改率"), "%", numerator=fixed, denominator=found, basis=_("分母为同期排查出的隐患数"))
overdue = Measure(
    "safety.overdue", _("逾期未整改隐患数"), "处", of=SafetyCheck, when=Stock("found_on", "fixed_on"),
    where=_HAZARD & Q(due_on__lt=Day.LAST), by=["level", "owner"],
)  # fmt: skip
inspections = flow("inspections", _("劳动保护监督检查次数"), "次", Q(kind=K.INSPECTION))
findings = flow("findings", _("监督检查发现问题数"), "个", Q(kind=K.INSPECTION), total="findings")
helped = flow("helped_employers", _("协助安全整改单位数"), "家", Q(kind=K.HELP), distinct="employer")
cards = flow("cards", _("三卡填写张数"), "张", Q(kind=K.CARD), total="cards_filled")
checks_due = Measure(
    "safety.checks_due", _("到期未检查项数"), "项", of=SafetyCheck, when=Stock("found_on", ""),
    where=Q(kind=K.CARD, next_due_on__lt=Day.LAST), by=["card"],
)  # fmt: skip
machine_faults = flow("machine_faults", _("包机发现故障数"), "次", Q(kind=K.MACHINE), total="faults")
obstacles = Measure(
    "safety.open_obstacles", _("未排除运输障碍数"), "处", of=SafetyCheck, when=Stock("found_on", "fixed_on"), where=Q(kind=K.VEHICLE)
)  # fmt: skip
timely = flow("fixed_in_time", _("按期整改隐患数"), "处", _HAZARD & Q(fixed_on__lte=F("due_on")))
