"""Which unions are kept ready, and counting everything anew for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Count

from gonghui.kernel.figures.models import TalliedMeasure, TalliedUnion, Tally, Waiting
from gonghui.kernel.figures.tallies.counting import everything
from gonghui.kernel.figures.tallies.following import is_on
from gonghui.kernel.figures.tallies.lines import laid_out
from gonghui.kernel.figures.tallies.shape import Shape, digest_in, shapes
from gonghui.kernel.figures.tallies.states import Brought, Place, add, nothing
from gonghui.kernel.figures.tallies.storing import alone, store
from gonghui.kernel.figures.tallies.waiting import add_up_alone, of_all
from gonghui.kernel.organisations.models import NEVER, Ancestry, Tree


@dataclass(frozen=True)
class Kept:
    """What a call of `refresh` did."""

    unions: int
    measures: int


def large() -> set[int]:
    """Unions with at least GONGHUI_TALLY_UNIONS unions below them (themselves included) in one of the trees."""
    found: set[int] = set()
    for tree in Tree:
        rows = Ancestry.objects.filter(tree=tree, until=NEVER).order_by().values("ancestor").annotate(n=Count("pk"))
        found |= set(rows.filter(n__gte=settings.GONGHUI_TALLY_UNIONS).values_list("ancestor", flat=True))
    return found


def refresh() -> Kept:
    """Begin to keep what grew large and what is defined anew; nothing to do costs two statements."""
    if not is_on():
        return Kept(0, 0)
    have = set(TalliedUnion.objects.values_list("pk", flat=True))
    fresh = large() - have
    known = set(TalliedMeasure.objects.values_list("digest", flat=True))
    wanted = {digest for shape in shapes().values() for digest in shape.digests}
    missing = wanted - known
    if not fresh and not missing:
        return Kept(0, 0)
    with transaction.atomic():
        alone()
        add_up_alone()
        if not have and not fresh:  # nobody is large: every definition is complete for nobody
            _enter(missing, known - wanted)
            return Kept(0, len(missing))
        TalliedUnion.objects.bulk_create([TalliedUnion(union_id=pk) for pk in sorted(fresh)], ignore_conflicts=True)
        if fresh:
            with laid_out(fresh) as ready:
                for shape in shapes().values():
                    store(everything(shape, ready))
        if have and missing:
            with laid_out(have) as ready:
                for shape in shapes().values():
                    if late := shape.digests & missing:
                        _forget(shape, late)
                        store(everything(shape, ready, late))
        _enter(missing, known - wanted)
    return Kept(len(fresh), len(missing))


def rebuild() -> Kept:
    """Forget all and count anew: after a bulk load past the models, or when the doctor found a difference."""
    with transaction.atomic():
        alone()
        Waiting.objects.all().delete()
        Tally.objects.all().delete()
        TalliedUnion.objects.all().delete()
        TalliedMeasure.objects.all().delete()
        return refresh()


def _enter(missing: set[str], old: set[str]) -> None:
    TalliedMeasure.objects.filter(digest__in=old).delete()
    TalliedMeasure.objects.bulk_create(
        [TalliedMeasure(digest=digest) for digest in sorted(missing)], ignore_conflicts=True
    )


def _forget(shape: Shape, digests: set[str]) -> None:
    """Take what was kept under these names out of the rows: writers may have added to it before it was complete."""
    if digests == shape.digests:
        Tally.objects.filter(of=shape.of).delete()
        return
    for row in Tally.objects.filter(of=shape.of):
        left = {name: amount for name, amount in row.values.items() if digest_in(name) not in digests}
        if len(left) < len(row.values):
            Tally.objects.filter(pk=row.pk).update(values=left)


def differences() -> Iterator[tuple[Shape, Place, str, int, int]]:
    """(shape, place, name, kept, counted) wherever the tallies and the records disagree; one model at a time."""
    complete = set(TalliedMeasure.objects.values_list("digest", flat=True))
    unions = list(TalliedUnion.objects.values_list("pk", flat=True))
    if not unions:
        return
    with laid_out(unions) as ready:
        for shape in shapes().values():
            counted = everything(shape, ready, shape.digests & complete)
            stored = _stored(shape)
            add(stored, of_all([shape.of]))
            for place in sorted({*counted, *stored}):
                ours, theirs = stored.get(place, {}), counted.get(place, {})
                for name in sorted({*ours, *theirs}):
                    if digest_in(name) in complete and ours.get(name, 0) != theirs.get(name, 0):
                        yield shape, place, name, ours.get(name, 0), theirs.get(name, 0)


def _stored(shape: Shape) -> Brought:
    found = nothing()
    rows = Tally.objects.filter(of=shape.of).values_list("union_id", "tree", "of", "month", "values")
    for union, tree, of, month, values in rows.iterator(chunk_size=5000):
        there = found[(union, tree, of, month)]
        for name, amount in values.items():
            there[name] += amount
    return found
