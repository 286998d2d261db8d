"""Values that stand out among siblings: smallest and largest, change to the last report, distance from the mean."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from statistics import fmean, pstdev
from typing import Any

from django.db.models import F, QuerySet

from gonghui.kernel.access.reach import reach
from gonghui.kernel.access.small_cells import is_sensitive
from gonghui.kernel.figures.catalogue import catalogue
from gonghui.kernel.returns.definition import CellData
from gonghui.kernel.returns.models import FrozenCell, Return, Round
from gonghui.kernel.returns.working import REPORTED, current

LEAST_SIBLINGS = 4  # fewer have no common
FAR = 1.8  # standard deviations from the mean; among four siblings no value is farther than 1.73
MOST = 40


@dataclass(frozen=True)
class Outlier:
    """A value marked for a look; `score` is its distance from the mean of its siblings in standard deviations."""

    ret: Return
    identity: str
    cell: CellData
    value: Decimal
    least: Decimal
    most: Decimal
    score: float
    change: Decimal | None


def outliers(round_: Round, readable: QuerySet[Return], user: Any = None) -> list[Outlier]:
    """Of all submitted returns of a round that may be read, those far from their siblings; farthest first.

    Figures of sensitive ledgers only for who sees the records: a smallest value among siblings is a small cell.
    """
    rows = current(readable.filter(round=round_, status__in=["submitted", *REPORTED])).exclude(upper__isnull=True)
    found = {ret.pk: ret for ret in rows}
    cells = FrozenCell.objects.filter(ret__in=found, submission=F("ret__submission"), value__isnull=False)
    groups: dict[tuple[int | None, str], list[tuple[Return, Decimal]]] = defaultdict(list)
    for ret, cell, value in cells.values_list("ret", "cell", "value"):
        if value is not None:
            groups[(found[ret].upper_id, cell)].append((found[ret], value))
    before = _before(round_, found.values())
    by_id, out = _open_cells(round_, user), []
    for (_upper, identity), values in groups.items():
        if identity in by_id and len(values) > LEAST_SIBLINGS:
            out += _far(identity, by_id[identity], values, before)
    return sorted(out, key=lambda each: -abs(each.score))[:MOST]


def _open_cells(round_: Round, user: Any) -> dict[str, CellData]:
    cells = round_.form.data.by_id
    if user is None or user.is_superuser or reach(user).filter(pk=round_.union_id).exists():
        return cells
    known = catalogue()
    return {i: c for i, c in cells.items() if c.figure not in known or not is_sensitive(known[c.figure])}


def _far(identity: str, cell: CellData, values: list[tuple[Return, Decimal]], before: dict[Any, Decimal]) -> list[Outlier]:  # fmt: skip
    numbers = [float(value) for _ret, value in values]
    mean, spread = fmean(numbers), pstdev(numbers)
    if not spread:
        return []
    least, most = min(v for _r, v in values), max(v for _r, v in values)
    out = []
    for ret, value in values:
        score = (float(value) - mean) / spread
        if abs(score) >= FAR:
            then = before.get((ret.union_id, identity))
            change = (value - then) * 100 / then if then else None
            out.append(Outlier(ret, identity, cell, value, least, most, round(score, 1), change))
    return out


def _before(round_: Round, rows: Any) -> dict[Any, Decimal]:
    """What the same unions reported for the same period a year before."""
    then = FrozenCell.objects.filter(
        ret__union__in=[ret.union_id for ret in rows], ret__round__form__key=round_.form.key,
        ret__round__period=round_.span.year_before().text, submission=F("ret__submission"), value__isnull=False,
    )  # fmt: skip
    told = then.values_list("ret__union", "cell", "value")
    return {(union, cell): value for union, cell, value in told if value is not None}
