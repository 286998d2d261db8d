"""Which registers are kept under a union, and since when: a figure of one that nobody keeps is missing, not zero.

Registers are as many as unions times ledgers. Few unions are asked one after another for theirs; of many, the oldest registers of a
ledger are looked at until one lies among them, which is at once where the ledger is usual. Left to itself a database joins all
of the tree with all registers. A union that has moved away counts where it was: what it kept there was kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import Min, OuterRef, QuerySet, Subquery, Value

from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.organisations.models import Ancestry, Register, Tree, Union

FEW = 5  # ledgers that are looked for by name
WIDE = 5000  # unions below which are too many to be asked one after another


def kept(union: Union, slugs: Collection[str] | None = None) -> dict[str, dt.date]:
    """The ledgers (of `slugs` only, where named) that anybody under `union` keeps, each with the first day it was kept."""
    under = Ancestry.objects.filter(tree__in=Tree.values, ancestor=union).order_by()
    if under[WIDE : WIDE + 1].exists():
        return _oldest(union, under, sorted(ledgers()) if slugs is None else sorted(slugs))
    if slugs is not None and len(slugs) < FEW:
        return _of_each(under, sorted(slugs))
    registers = Register.objects.filter(union__in=under.values("union")).order_by()
    found = dict(registers.values_list("ledger").annotate(first=Min("since")))
    return found if slugs is None else {slug: day for slug, day in found.items() if slug in slugs}


def kept_below(unions: Collection[int], slugs: Collection[str]) -> dict[int, dict[str, dt.date]]:
    """The same for each of several unions side by side, one statement: {union id: {ledger: the first day it was kept}}."""
    under = Ancestry.objects.filter(tree__in=Tree.values, ancestor__in=unions).order_by()
    named = sorted(slugs)
    found: dict[int, dict[str, dt.date]] = {pk: {} for pk in unions}
    if under[WIDE : WIDE + 1].exists():
        rows = Register.objects.filter(ledger__in=named, union__above__in=under).order_by()
        for pk, slug, day in rows.values_list("union__above__ancestor", "ledger").annotate(first=Min("since")):
            found[pk][slug] = day
        return found
    own = Register.objects.filter(union=OuterRef("union")).values("since")
    each: dict[str, Any] = {f"s{n}": Subquery(own.filter(ledger=slug)[:1]) for n, slug in enumerate(named)}
    firsts = {f"first{n}": Min(f"s{n}") for n in range(len(named))}
    rows_of: Any = under.annotate(**each).values_list("ancestor").annotate(**firsts)
    for pk, *days in rows_of:
        found[pk] = {slug: day for slug, day in zip(named, days, strict=True) if day}
    return found


def _of_each(under: QuerySet[Ancestry], slugs: list[str]) -> dict[str, dt.date]:
    """Each union's own register of these ledgers, and the first of them."""
    own = Register.objects.filter(union=OuterRef("union")).values("since")
    named: dict[str, Any] = {f"s{n}": Subquery(own.filter(ledger=slug)[:1]) for n, slug in enumerate(slugs)}
    found = under.annotate(**named).aggregate(**{f"first{n}": Min(f"s{n}") for n in range(len(slugs))})
    return {slug: day for n, slug in enumerate(slugs) if (day := found[f"first{n}"])}


def _oldest(union: Union, under: QuerySet[Ancestry], slugs: list[str]) -> dict[str, dt.date]:
    """The oldest register of each ledger that lies under the union."""
    here = under.filter(union=OuterRef("union")).annotate(one=Value(1)).values("one")[:1]
    oldest = Register.objects.annotate(here=Subquery(here)).filter(here=1).order_by("since").values("since")
    named: dict[str, Any] = {f"s{n}": Subquery(oldest.filter(ledger=slug)[:1]) for n, slug in enumerate(slugs)}
    if not slugs:
        return {}
    found: Any = Union.objects.filter(pk=union.pk).values(**named)[0]
    return {slug: day for n, slug in enumerate(slugs) if (day := found[f"s{n}"])}
