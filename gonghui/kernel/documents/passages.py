"""What a ledger folder tells in the work summary: declared in its `summary.py`, found by existing.

A passage is one paragraph of a section. Its parts are sentences with figure slots and cases:

    {petitions.items}            the figure with its unit; a sentence whose figure is missing or zero is left out
    {petitions.items:change}     同比增长…, 同比下降…, 同比持平; without a base: missing
    {unions.standing:grown}      比年初增加…
    {contracts.rate:points}      同比提高…个百分点
    {members.standing:about}     5000余人, only where true
    [，其中{a.b}]                 left out alone when a figure in it is missing
    <来信{a.b}|来访{a.c}>          those that exist, joined by 、 ; none: missing
    {area} {unions} …            the union's own words (see words.py)

A case tells one record, chosen among those that a measure counts: {who} its union, {.done} {.effect}
{.example} its texts in whole sentences, {.field} any other field. Cases in a row stand in for one another.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

SECTIONS: dict[str, str] = {
    "guidance": "加强思想政治引领，团结凝聚广大职工",
    "merit": "深化建功立业行动，激发职工创新活力",
    "rights": "履行维权基本职责，促进劳动关系和谐",
    "service": "做实服务职工工作，办好职工身边实事",
    "base": "夯实基层工会基础，扩大组织有效覆盖",
    "self": "加强工会自身建设，提高规范履职水平",
}
PASSAGES: list[Passage] = []
HINTS: list[Hint] = []


@dataclass(frozen=True)
class Case:
    """One record told. `of`: the measure whose records are candidates; `rank`: fields, larger is better told."""

    of: str
    say: str = "{who}{.done}[{.effect}]"
    rank: Sequence[str] = ()
    longest: int = 110  # characters quoted of each text


Part: TypeAlias = str | Case


@dataclass(frozen=True)
class Passage:
    """One paragraph. `lead` opens it (一是…); `single` replaces `parts` for a union with none below it.

    weight    how dear it is where a summary grows too long: 1 goes first, 9 last
    ledger    the folder that declared it
    """

    section: str
    order: int
    lead: str
    parts: Sequence[Part]
    single: Sequence[Part] | None = None
    weight: int = 5
    ledger: str = field(default="")

    def of(self, single: bool) -> Sequence[Part]:
        return self.single if single and self.single is not None else self.parts


@dataclass(frozen=True)
class Hint:
    """A fact put before the author of the problems or the plans, with its figures; never printed by itself."""

    slot: str  # problems | plans
    text: str
    ledger: str = ""


def passage(
    section: str,
    order: int,
    lead: str,
    parts: Sequence[Part],
    *,
    single: Sequence[Part] | None = None,
    weight: int = 5,
) -> Passage:
    """Enter a paragraph into the summary; ValueError for an unknown section."""
    if section not in SECTIONS:
        raise ValueError(f"unknown section of the summary: {section}")
    made = Passage(section, order, lead, tuple(parts), single, weight, _folder())
    PASSAGES.append(made)
    return made


def hint(slot: str, text: str) -> Hint:
    """Enter a hint for the author."""
    made = Hint(slot, text, _folder())
    HINTS.append(made)
    return made


def _folder() -> str:
    """The ledger folder whose summary.py calls."""
    name = str(sys._getframe(2).f_globals.get("__name__", ""))
    parts = name.split(".")
    return parts[-2] if len(parts) > 1 else name
