"""Of several records that agree only the greatest counts (contracts of one employer, posts of one person): kept = counted."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures.answering import value
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import find
from gonghui.kernel.figures.tallies.keeping import differences, rebuild, refresh
from gonghui.kernel.figures.tallies.shape import kept_digests
from gonghui.kernel.figures.tallies.waiting import add_up
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.ledger.record import State
from gonghui.kernel.organisations.acts import move
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import Period
from tests.generic.world import World, fill
from tests.kernel.test_tallies import MEASURES, disagreements

FIRST = dt.date(2025, 9, 1)
GREATEST: list[Any] = [m for m in MEASURES if getattr(m, "once", None) and id(m) in kept_digests()]
PERIODS = ("2026H1", "2025Q4", "2026-01-03..2026-03-20")


def heads(union: Union, covered: int | None, since: dt.date, until: dt.date | None, nth: int, **more: Any) -> Any:
    given = {"employees_covered": covered, "effective_on": since, "expires_on": until, "kind": "general"}
    given |= {"scope": "single", "review": "", "signed_on": since, "filed_on": since, "employer": union.employer}
    return fill(REGISTRY["contracts"], union, nth, **(given | more))


def covered(union: Union, day: dt.date) -> Any:
    fresh = Union.objects.get(pk=union.pk)  # an ask remembers the moves of the union it was made with
    ask = Ask(fresh, Period.parse(f"{day:%Y-%m}"))
    return value(find("contracts.employees_covered"), ask).value


def test_the_largest_contract_of_an_employer_counts_while_it_is_in_force(world: World, settings: Any) -> None:
    settings.GONGHUI_TALLY_UNIONS = 1
    refresh()
    day = dt.date
    with acting(None, "测试"):
        heads(world.branch, 40, day(2026, 1, 5), None, 1)
        larger = heads(world.branch, 90, day(2026, 2, 10), day(2026, 4, 20), 2)
        heads(world.branch, None, day(2026, 1, 1), None, 3)
        heads(world.beside, 7, day(2026, 3, 1), None, 4)
        heads(world.beside, 30, day(2026, 1, 1), None, 5, employer=None)
        heads(world.beside, 20, day(2026, 1, 1), None, 6, employer=None)
    months = [day(2026, month, 1) for month in (1, 2, 3, 4, 5)]
    assert [covered(world.city, month) for month in months] == [90, 140, 147, 97, 97]
    add_up()
    assert [covered(world.city, month) for month in months] == [90, 140, 147, 97, 97]
    with acting(None, "测试"):
        larger.state = State.VOIDED
        larger.save(update_fields=["state"])
    assert [covered(world.city, month) for month in months] == [90, 90, 97, 97, 97]
    add_up()
    assert [covered(world.city, month) for month in months] == [90, 90, 97, 97, 97]
    assert list(differences()) == []


def test_whatever_is_written_and_moved_they_are_kept_as_they_are_counted(world: World, settings: Any) -> None:
    settings.GONGHUI_TALLY_UNIONS = 1
    chance = random.Random(23)
    refresh()
    assert {m.key for m in GREATEST} >= {
        "contracts.employees_covered",
        "contracts.filed_employees",
        "officers.full_time",
    }
    made: list[Any] = []
    with acting(None, "测试"):
        for turn in range(40):
            union = chance.choice([world.branch, world.beside])
            since = FIRST + dt.timedelta(days=chance.randrange(300))
            until = since + dt.timedelta(days=chance.randrange(200)) if chance.random() < 0.6 else None
            size = chance.choice([None, 5, 5, 20, 60])
            if made and chance.random() < 0.4:
                one = chance.choice(made)
                one.employees_covered, one.effective_on, one.expires_on, one.union = size, since, until, union
                one.kind, one.women_covered = chance.choice(["general", "wage", "women"]), size
                one.save()
            else:
                whose = chance.choice([world.branch.employer, world.beside.employer, None])
                made.append(heads(union, size, since, until, turn, employer=whose, women_covered=size))
            if turn % 9 == 0:
                add_up()
            if turn == 20:
                move(world.branch, world.other_town, dt.date(2026, 1, 20))
        for nth in range(8):  # one person in two posts, and one who leaves
            fill(REGISTRY["officers"], world.branch, nth % 3)
    for union in (world.city, world.town, world.other_town):
        for period in PERIODS:
            assert disagreements(union, period, GREATEST) == []
    assert list(differences()) == []
    rebuild()
    assert list(differences()) == []
    assert disagreements(world.city, "2026H1", GREATEST) == []
