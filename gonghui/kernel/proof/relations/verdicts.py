"""Whether a stated figure follows from a computed one, and by which rounding.

Half-up is the rule of the house (rules.md §0.4: 四舍五入); cut off and nearest ten are named where only they fit.
"""

from __future__ import annotations

from fractions import Fraction

from gonghui.kernel.proof.model import Figure

FRACTION = 2  # points that a share told as a fraction may be off


def cut(value: Fraction, step: Fraction) -> Fraction:
    """Cut off towards zero to a multiple of step."""
    sign = -1 if value < 0 else 1
    return sign * (abs(value) // step) * step


def half_up(value: Fraction, step: Fraction) -> Fraction:
    sign = -1 if value < 0 else 1
    return sign * ((abs(value) / step + Fraction(1, 2)) // 1) * step


def verdict(stated: Figure, computed: Fraction) -> tuple[str, str]:
    """holds, holds_rounded with its rounding, or fails."""
    if "分之" in stated.text and stated.text[0] != "百":  # 三分之一: nobody means two decimals
        return ("holds", "") if abs(float(computed) - stated.size) <= FRACTION else ("fails", "")
    if stated.exact and abs(float(computed) - stated.size) > stated.slack:
        return "fails", ""  # most often, and cheap to see
    value, step = Fraction(stated.value), stated.step
    up, down = half_up(computed, step) == value, cut(computed, step) == value
    if up and down:
        return "holds", ""
    if up or down:
        return "holds_rounded", "half_up" if up else "cut_off"
    if _to_ten(stated, value, computed):
        return "holds_rounded", "nearest_ten"
    if stated.qualifier != "exact" and loosely(stated, computed, computed):
        return "holds", ""
    return "fails", ""


def _to_ten(stated: Figure, value: Fraction, computed: Fraction) -> bool:
    ten = 10 * Fraction(stated.scale)
    return stated.decimals == 0 and value % ten == 0 and half_up(computed, ten) == value and computed >= ten


def bounds(figure: Figure) -> tuple[Fraction, Fraction]:
    """The least and the greatest value that the words allow: 200余 is 200 to 300, 近2900 is 2800 to 2900."""
    value = Fraction(figure.value)
    if figure.qualifier == "range" and figure.value_to is not None:
        return value, Fraction(figure.value_to)
    if figure.qualifier == "exact":
        return value, value
    size = Fraction(figure.scale)
    printed = int(figure.printed)
    while printed and printed % 10 == 0:
        printed, size = printed // 10, size * 10
    if figure.decimals:
        size = figure.step
    size = max(size, value / 20)
    low, high = value - size, value + size
    if figure.qualifier == "at_least" or (figure.qualifier == "approx" and figure.text[-2:-1] in ("余", "多")):
        return value, high
    if figure.qualifier == "at_most":
        return low, value
    return low, high


def loosely(stated: Figure, low: Fraction, high: Fraction) -> bool:
    """Whether a stated figure with its qualifier and rounding meets the computed span."""
    least, most = bounds(stated)
    step = stated.step if stated.exact else Fraction(0)
    return least - step <= high and low <= most + step


def judged(stated: Figure, low: Fraction, high: Fraction) -> tuple[str, str]:
    """The verdict when what it is computed from is itself only known between two bounds."""
    if low == high:
        return verdict(stated, low)
    return ("undecided", "") if loosely(stated, low, high) else ("fails", "")
