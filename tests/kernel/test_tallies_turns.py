"""Conditions on the day asked (overdue, settled by then, the union stands) are days on which a record turns: kept = counted."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from django.db import IntegrityError, models, transaction

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.answering import value
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.models import Tally
from gonghui.kernel.figures.tallies.clocks import Turn, clock_of, taken_apart
from gonghui.kernel.figures.tallies.keeping import differences, rebuild, refresh
from gonghui.kernel.figures.tallies.shape import digest_in, kept_digests, shapes
from gonghui.kernel.figures.tallies.waiting import add_up
from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.organisations.acts import move
from gonghui.kernel.organisations.models import Cover, Union
from gonghui.kernel.periods import Period
from tests.generic.world import World, fill
from tests.kernel.test_tallies import MEASURES, disagreements

FIRST = dt.date(2025, 10, 1)
TURNING: list[Any] = [m for m in MEASURES if taken_apart(m)[0] != clock_of(m.when) or m.within or m.outside]  # type: ignore[arg-type, union-attr]  # measures only
TOGETHER = [part.digest for shape in shapes().values() for parts in shape.together.values() for _clock, part in parts]


def shake(record: Any, names: set[str], chance: random.Random) -> None:
    """Other days for a record, or none; what its ledger refuses stays as it was."""
    for name in sorted(names):
        field = record._meta.get_field(name)
        days = chance.randrange(400)
        value = None if field.null and days % 4 == 0 else FIRST + dt.timedelta(days=days)
        try:
            with transaction.atomic():
                setattr(record, name, value)
                record.save(update_fields=[name])
        except IntegrityError:
            record.refresh_from_db()


def test_what_turns_later_is_kept_as_it_is_counted(world: World, settings: Any) -> None:
    """Days drawn by chance for every ledger that has such a figure and for the unions; some moved, some written after."""
    settings.GONGHUI_TALLY_UNIONS = 1
    chance = random.Random(11)
    refresh()
    of = {m.of for m in TURNING}
    assert len(TURNING) >= 50
    assert len(TOGETHER) == 6
    unions = [world.branch, world.beside, world.town]
    with acting(None, "测试"):
        for number, ledger in enumerate(one for one in ledgers().values() if one.model in of and one.reach):
            names = {f.name for f in ledger.model._meta.concrete_fields if type(f) is models.DateField}
            given = (
                {"employer": world.branch.employer} if ledger.model is Cover else {}
            )  # a town has no employer of its own
            for turn in range(12):
                shake(fill(ledger, unions[(number + turn) % 3], turn, **given), names, chance)
            if number == 8:
                add_up()
                move(world.branch, world.other_town, dt.date(2026, 2, 1))
        for union in unions[:2]:
            shake(union, {"founded_on", "dissolved_on", "legal_until"}, chance)
    for union in (world.city, world.other_town):
        for period in ("2026H1", "2025Q4", "2025-12-10..2026-04-30", "2026-01-03..2026-03-20"):
            assert disagreements(union, period, TURNING) == []
    assert list(differences()) == []
    rebuild()
    assert list(differences()) == []
    assert disagreements(world.city, "2026H1", TURNING) == []
    told = {digest_in(name) for values in Tally.objects.values_list("values", flat=True) for name in values}
    assert len(told & set(TOGETHER)) >= 6
    settings.GONGHUI_TALLY_UNIONS = 0
    ask = Ask(Union.objects.get(pk=world.city.pk), Period.parse("2026H1"))
    assert len([m for m in TURNING if value(m, ask).exact]) > 10


def test_a_condition_is_taken_for_a_turn_only_where_it_is_one() -> None:
    last, of = d.Day.LAST, TURNING[0].of

    def turns(where: models.Q) -> tuple[Any, models.Q]:
        measure = d.Measure("", "", "", of=of, when=d.Stock("a", "b", until_valid=True), where=where, saved=True)
        clock, left = taken_apart(measure)
        return (clock.begins[1:], clock.ends[1:]), left

    assert turns(models.Q(x__lt=last)) == (((Turn("x", 1),), ()), models.Q(x__isnull=False))
    assert turns(models.Q(x__gte=last) | models.Q(x__isnull=True)) == (((), (Turn("x", 1),)), models.Q())
    for other in (
        models.Q(x__lt=last) | models.Q(y__isnull=True),
        models.Q(x__lt=last) | models.Q(x__isnull=False),
        ~models.Q(x__lt=last),
        models.Q(x=last),
        models.Q(x__lt=d.Day.years_before(3)),
    ):
        assert turns(other) == (((), ()), other)
    assert not any(kept_digests().get(id(m)) for m in MEASURES if "§" in repr(taken_apart(m)[1]))  # type: ignore[arg-type]
