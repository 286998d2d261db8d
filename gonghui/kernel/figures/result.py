"""A figure as it is shown: value with numerator, denominator, rounding and text."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext_noop

Number = int | Decimal
NO_VALUE = "—"
NOT_KEPT = gettext_noop("未建台账")
WITHHELD = gettext_noop("人数过少，不予显示")
NOT_ASKED = gettext_noop("自定条件的指标，只答复能查看这些记录的账号")
WORDS_CLOSED = gettext_noop("按填写的文字分列，只答复能查看全部记录的账号")
CLOSED = (WITHHELD, NOT_ASKED)  # there is a value, and it is not this account's to see


HALF_UP, CUT_OFF = "half_up", "cut_off"
ROUNDINGS = {HALF_UP: gettext_noop("四舍五入"), CUT_OFF: gettext_noop("截尾")}


def half_up(value: Decimal, decimals: int) -> Decimal:
    """四舍五入 (rules.md §0.4), never banker's rounding."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def rounded(value: Decimal, decimals: int, how: str = HALF_UP) -> Decimal:
    """The value with so many decimals: half up, or, where the figure is declared so, cut off (截尾, towards zero)."""
    if how == CUT_OFF:
        return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_DOWN)
    return half_up(value, decimals)


@dataclass(frozen=True)
class Figure:
    """`exact` is unrounded; `value` is rounded to `decimals` as `rounding` says; None: no value, and `text` says why."""

    key: str
    name: str
    unit: str
    kind: str
    exact: Number | None
    value: Number | None
    numerator: Number | None
    denominator: Number | None
    decimals: int
    text: str
    union: str
    period: str
    as_of: str
    tree: str
    definition: str
    rounding: str = HALF_UP

    @property
    def otherwise(self) -> tuple[str, str] | None:
        """The other way of rounding and what it would print, where that is another number."""
        if not isinstance(self.exact, Decimal):
            return None
        other = HALF_UP if self.rounding == CUT_OFF else CUT_OFF
        value = rounded(self.exact, self.decimals, other)
        return None if value == self.value else (other, printed(value, self.unit, self.decimals))

    def to_json(self) -> dict[str, Any]:
        """The command line's and the API's form: values are numbers or null."""
        out = asdict(self)
        for name in ("exact", "value", "numerator", "denominator"):
            out[name] = number(out[name])
        return out


def number(value: Number | None) -> int | float | None:
    """A JSON number: whole where it is whole."""
    if value is None or isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def printed(value: Number | None, unit: str, decimals: int) -> str:
    """The number as documents print it: no thousands, rates with their decimals, a space never."""
    if value is None:
        return NO_VALUE
    whole = not decimals and isinstance(value, int)
    return f"{value if whole else format(half_up(Decimal(value), decimals), 'f')}{unit}"
