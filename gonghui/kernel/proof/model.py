"""What a reading is made of. Offsets are code points of the text that was read, ends exclusive."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

KINDS = ("count", "amount", "rate", "growth", "target", "cumulative")
QUALIFIERS = ("exact", "approx", "at_least", "at_most", "range")
VERDICTS = ("holds", "holds_rounded", "fails", "undecided")
ROUNDINGS = ("half_up", "cut_off", "nearest_ten")
RULES = (
    "part_of_whole", "sum", "rate", "hidden_denominator", "same_denominator", "growth", "times", "difference", "cumulative",
    "per_head", "mean", "group_award", "equality", "contradiction",
)  # fmt: skip


@dataclass(eq=False)
class Figure:
    """One work figure; value in base units (元, percent as percent), growth as a magnitude with a direction."""

    id: str
    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    subject: str = ""
    org: str = ""
    period: str = ""
    kind: str = "count"
    qualifier: str = "exact"
    direction: str = ""
    value_to: Decimal | None = None
    printed: Decimal = Decimal(0)
    scale: Decimal = Decimal(1)
    # where it stands in the squeezed text, for the grammar of relations
    at: int = 0
    to: int = 0
    sentence: int = 0
    paragraph: int = 0
    before: str = ""
    after: str = ""
    row: int = -1
    column: int = -1
    part: int = 0  # between the semicolons of its sentence
    depth: int = 0  # of brackets

    @cached_property
    def size(self) -> float:
        """The value for a first, cheap comparison."""
        return float(self.value)

    @cached_property
    def decimals(self) -> int:
        """Decimals as printed, in the printed unit."""
        exponent = self.printed.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0

    @cached_property
    def step(self) -> Fraction:
        """One unit of the last printed digit, in base units."""
        return Fraction(self.scale) / Fraction(10**self.decimals)

    @cached_property
    def slack(self) -> float:
        """What no rounding goes beyond, not even to the nearest ten."""
        return 6 * float(self.scale) if not self.decimals else 1.5 * float(self.step)

    @property
    def exact(self) -> bool:
        return self.qualifier == "exact"

    @property
    def is_rate(self) -> bool:
        return self.unit in ("%", "‰")


@dataclass(eq=False)
class Relation:
    """Figures that hang together, and whether what is stated follows; note: the reason in words."""

    figures: list[Figure]
    rule: str
    verdict: str
    stated: Decimal | None = None
    computed: Fraction | None = None
    rounding: str = ""
    note: str = ""
    implied: tuple[int, int] | None = None
    unit_conflict: str = ""
    proposal: str = ""


@dataclass(eq=False)
class Hole:
    """A place where a figure should stand and does not."""

    start: int
    end: int
    text: str
    unit: str = ""
    subject: str = ""


@dataclass(eq=False)
class Vague:
    """A word where a record should stand; wants: what to count instead."""

    start: int
    end: int
    text: str
    wants: str = ""


@dataclass(eq=False)
class Trap:
    """A numeral that is no work figure."""

    start: int
    end: int
    text: str
    kind: str


@dataclass(eq=False)
class Reading:
    """All that was found in one text."""

    text: str
    figures: list[Figure] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    holes: list[Hole] = field(default_factory=list)
    vague: list[Vague] = field(default_factory=list)
    traps: list[Trap] = field(default_factory=list)
    org: str = ""
    period: str = ""
    flat: str = ""
