"""A part over a whole, and the wholes that a part and its rate allow."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.verdicts import bounds, judged


def may_fit(rate: Figure, top: Figure, bottom: Figure) -> bool:
    """A cheap look before the exact one: whether a part over a whole comes near the rate at all."""
    if bottom.size <= 0:
        return False
    value = top.size * (1000 if rate.unit == "‰" else 100) / bottom.size
    slack = (
        1.1 * float(rate.scale) / 10**rate.decimals
        if top.exact and bottom.exact and rate.exact
        else 0.4 * rate.size + 5
    )
    return abs(value - rate.size) <= max(slack, 5.1 if rate.decimals == 0 and rate.size % 10 == 0 else 0)


def fitting(rate: Figure, top: Figure) -> tuple[float, float]:
    """Between which sizes an exact whole can lie for may_fit to say yes."""
    slack = 1.1 * float(rate.scale) / 10**rate.decimals if top.exact and rate.exact else 0.4 * rate.size + 5
    slack = max(slack, 5.1 if rate.decimals == 0 and rate.size % 10 == 0 else 0)
    made = top.size * (1000 if rate.unit == "‰" else 100)
    return made / (rate.size + slack), made / (rate.size - slack) if rate.size > slack else float("inf")


def divided(rate: Figure, top: Figure, bottom: Figure) -> Relation | None:
    """The relation of a rate with its parts; None when there is nothing to divide by."""
    (a, b), (c, d) = bounds(top), bounds(bottom)
    if c <= 0 or d <= 0:
        return None
    times = 1000 if rate.unit == "‰" else 100
    low, high = a * times / d, b * times / c
    verdict, rounding = judged(rate, low, high)
    value = Fraction(top.value) * times / Fraction(bottom.value)
    conflict = ""
    if "户" in (top.unit, bottom.unit) and top.unit != bottom.unit and {top.unit, bottom.unit} & {"人", "名", "位"}:
        conflict = "persons over households" if bottom.unit == "户" else "households over persons"
    return Relation([top, bottom, rate], "rate", verdict, rate.value, value, rounding, unit_conflict=conflict)


def implied(rate: Figure, top: Figure) -> tuple[int, int] | None:
    """The whole numbers that could stand below, by half-up or by cutting off; None when none can."""
    step, value, times = rate.step, Fraction(rate.value), 1000 if rate.unit == "‰" else 100
    least, most = value - step / 2, value + step
    if least <= 0:
        return None
    low, high = floor(Fraction(top.value) * times / most) + 1, floor(Fraction(top.value) * times / least)
    return (max(low, ceil(top.value)), high) if high >= low else None
