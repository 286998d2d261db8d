"""Words for figures that are right by construction: units, rates, changes, about-words.

Everything here is pure and exact. Numbers are int or Decimal; a float raises TypeError,
because 四舍五入 of a binary fraction is not 四舍五入 of what was written. Rules: half-up
rounding, a rate without denominator prints "—", the difference of two rates is 个百分点,
no rate over a base that is missing or not positive, no thousand separators, no zero padding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

NO_RATE = "—"
WAN = Decimal(10_000)
YI = Decimal(100_000_000)
_MULTIPLES = {"亿": YI, "万": WAN}


class UnitMismatch(ValueError):
    """Two quantities of different units were put into one sum (人 and 人次, 家 and 份)."""

    def __init__(self, left: str, right: str) -> None:
        super().__init__(f"{left} / {right}")
        self.left, self.right = left, right


class NotTrue(ValueError):
    """A word (余, 多, 近, 以上) was asked for that the number does not bear out."""


def exact(value: int | Decimal) -> Decimal:
    """The number as Decimal; TypeError for float and bool, ValueError for what is not finite."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise TypeError(f"int or Decimal expected, not {type(value).__name__}")
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(f"not a finite number: {value}")
    return number


def round_half_up(value: int | Decimal, places: int = 0) -> Decimal:
    """四舍五入 to ``places`` decimals (negative: to tens …), away from zero at the half."""
    number = exact(value)
    with localcontext() as context:
        context.prec = max(28, number.adjusted() + abs(places) + 4, len(number.as_tuple().digits) + 4)
        rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


def number_words(value: int | Decimal) -> str:
    """Plain Arabic digits, trailing zeros dropped, no separators: Decimal("318.60") → 318.6."""
    text = format(exact(value), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


@dataclass(frozen=True)
class Quantity:
    """A number with its unit, kept in the base unit: 318.6 万元 is 3186000 元."""

    value: Decimal
    unit: str

    @classmethod
    def of(cls, value: int | Decimal, unit: str) -> Quantity:
        for prefix, multiple in _MULTIPLES.items():
            if unit.startswith(prefix) and len(unit) > 1:
                return cls(exact(value) * multiple, unit[1:])
        return cls(exact(value), unit)

    def __add__(self, other: Quantity) -> Quantity:
        return Quantity(self.value + self._same(other).value, self.unit)

    def __sub__(self, other: Quantity) -> Quantity:
        return Quantity(self.value - self._same(other).value, self.unit)

    def _same(self, other: Quantity) -> Quantity:
        if self.unit != other.unit:
            raise UnitMismatch(self.unit, other.unit)
        return other

    def __str__(self) -> str:
        return amount(self.value) if self.unit == "元" else count(self.value, self.unit)


def total(quantities: Sequence[Quantity]) -> Quantity:
    """The sum of quantities of one unit; UnitMismatch else, ValueError for none (no unit)."""
    if not quantities:
        raise ValueError("a sum of nothing has no unit")
    first, *rest = quantities
    for quantity in rest:
        first = first + quantity
    return first


def count(n: int | Decimal, unit: str) -> str:
    """A whole number with its unit, exact: 1108人; whole ten thousands as 12万人."""
    number = exact(n)
    if number != number.to_integral_value():
        raise ValueError(f"not a whole number: {n}")
    if abs(number) >= WAN and number % WAN == 0:
        return f"{number_words(number / WAN)}万{unit}"
    return f"{number_words(number)}{unit}"


def amount(yuan: int | Decimal, places: int = 2) -> str:
    """Money: 元 below ten thousand, 万元 from there, 亿元 from a hundred million.

    Rounded half-up to ``places`` decimals of the printed unit, trailing zeros dropped:
    3186000 → 318.6万元, 9800 → 9800元; 9999.999 is 1万元, never 10000元.
    """
    value = exact(yuan)
    for unit, size, limit in (("元", Decimal(1), WAN), ("万元", WAN, WAN)):
        rounded = round_half_up(value / size, places)
        if abs(rounded) < limit:
            return f"{number_words(rounded)}{unit}"
    return f"{number_words(round_half_up(value / YI, places))}亿元"


def rate(
    numerator: int | Decimal,
    denominator: int | Decimal | None,
    places: int = 1,
    *,
    trim: bool = True,
) -> str:
    """The percentage with its sign, half-up; "—" without denominator. ``trim`` drops .0."""
    if denominator is None or exact(denominator) <= 0:
        return NO_RATE
    share = round_half_up(_percent(exact(numerator), exact(denominator)), places)
    return f"{number_words(share) if trim else format(share, 'f')}%"


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    """Enough digits that half-up of the quotient is half-up of the true ratio."""
    with localcontext() as context:
        context.prec = 60
        return part * 100 / whole


def change(
    now: int | Decimal,
    before: int | Decimal | None,
    unit: str,
    places: int = 1,
    *,
    lead: str = "同比",
    words: tuple[str, str] = ("增长", "下降"),
) -> str:
    """The change against the same period last year, in words; empty where there is no base.

    No rate is made over a base that is not positive. 持平 means equal to the unit; a change
    too small to print is 基本持平.
    """
    if before is None:
        return ""
    this, base = exact(now), exact(before)
    if this == base:
        return f"{lead}持平"
    if base == 0:
        return f"上年同期为0，新增{_measured(this, unit)}" if this > 0 else "上年同期为0"
    if base < 0:
        return "由负转正" if this > 0 else ""
    if this < 0:
        return "由正转负"
    printed = round_half_up(abs(_percent(this - base, base)), places)
    if printed == 0:
        return f"{lead}基本持平"
    return f"{lead}{words[0] if this > base else words[1]}{number_words(printed)}%"


def difference(now: int | Decimal, before: int | Decimal | None, unit: str, *, lead: str = "同比") -> str:
    """The change in units, for bases too small for a rate: 同比增加3件, 同比减少2家, 同比持平."""
    if before is None:
        return ""
    gap = exact(now) - exact(before)
    if gap == 0:
        return f"{lead}持平"
    return f"{lead}{'增加' if gap > 0 else '减少'}{_measured(abs(gap), unit)}"


def _measured(value: Decimal, unit: str) -> str:
    if unit == "元":
        return amount(value)
    return count(value, unit) if value == value.to_integral_value() else number_words(value) + unit


def points(now: int | Decimal | None, before: int | Decimal | None, places: int = 1, *, lead: str = "同比") -> str:
    """The difference of two rates (as percent) in 个百分点, never in %; empty without both.

    Taken between the rates as printed, so that a reader who subtracts finds the same number.
    """
    if now is None or before is None:
        return ""
    gap = round_half_up(now, places) - round_half_up(before, places)
    if gap == 0:
        return f"{lead}持平" if exact(now) == exact(before) else f"{lead}基本持平"
    return f"{lead}{'提高' if gap > 0 else '下降'}{number_words(abs(gap))}个百分点"


def _place(base: Decimal) -> Decimal:
    """The value of the last digit of a round number that is not zero: 11000 → 1000."""
    return Decimal(1).scaleb(int(base.normalize().as_tuple().exponent)) if base else Decimal(0)


def over(n: int | Decimal, base: int | Decimal, unit: str = "", word: str = "余") -> str:
    """11000余人: more than ``base``, less than one more of its last place; else NotTrue."""
    number, floor = exact(n), exact(base)
    if floor <= 0 or not floor < number < floor + _place(floor):
        raise NotTrue(f"{n} / {base}{word}")
    return f"{number_words(floor)}{word}{unit}"


def near(n: int | Decimal, base: int | Decimal, unit: str = "") -> str:
    """近11000人: below ``base`` by at most a twentieth of it and a fifth of its last place."""
    if not _is_near(exact(n), exact(base)):
        raise NotTrue(f"{n} / 近{base}")
    return f"近{number_words(base)}{unit}"


def _is_near(number: Decimal, ceiling: Decimal) -> bool:
    return ceiling - min(ceiling / 20, _place(ceiling) / 5) <= number < ceiling


def at_least(n: int | Decimal, base: int | Decimal, unit: str = "") -> str:
    """90%以上: ``base`` itself included, as the law counts 以上; else NotTrue."""
    if exact(n) < exact(base):
        raise NotTrue(f"{n} / {base}以上")
    return f"{number_words(base)}{unit}以上"


def approx(n: int | Decimal, unit: str = "", word: str = "余") -> str:
    """A count in round words, each of them true: 11038 → 11000余, 10980 → 近11000, 300 → 300.

    Two leading digits are kept (one below 100); below ten and at round numbers it is exact.
    From a hundred thousand in 万 and 亿: 125600 → 12万余, 3126042 → 310余万.
    """
    number = exact(n)
    if number < 0:
        raise NotTrue(f"{n} {word}")
    step = Decimal(1).scaleb(max(0, number.adjusted() - (1 if number >= 100 else 0)))
    floor = number // step * step
    if number == floor:
        return _round_words(number, unit)
    if (floor + step - number) * 2 <= step and _is_near(number, floor + step):
        return f"近{_round_words(floor + step, unit)}"
    return _over_words(number, floor, unit, word) if floor else f"不足1{unit}"


def approx_amount(yuan: int | Decimal, word: str = "余") -> str:
    """Money in round words: 4230 → 4200余元, 3126042 → 310余万元, 48000 → 4.8万元."""
    return approx(yuan, "元", word)


def _round_words(value: Decimal, unit: str) -> str:
    """A round number exactly: money and hundred thousands in 万 and 亿."""
    if value >= YI:
        return f"{number_words(value / YI)}亿{unit}"
    if value >= 10 * WAN or (value >= WAN and (unit == "元" or value % WAN == 0)):
        return f"{number_words(value / WAN)}万{unit}"
    return f"{number_words(value)}{unit}"


def _over_words(number: Decimal, floor: Decimal, unit: str, word: str) -> str:
    """余 stands before 万 where tens of 万 are cut off, behind it where 万 themselves are."""
    if floor < 10 * WAN:
        return over(number, floor, unit, word)
    over(number, floor)  # refuses what is not true
    size, name = (YI, "亿") if floor >= YI else (WAN, "万")
    if _place(floor) >= 10 * size:
        return f"{number_words(floor / size)}{word}{name}{unit}"
    return f"{number_words(floor / size)}{name}{word}{unit}"
