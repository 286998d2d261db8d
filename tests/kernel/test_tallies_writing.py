"""Whatever is written (one by one, in bulk, voided, pointed at, moved) is in the figures kept ready at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures.models import TalliedUnion, Tally, Waiting
from gonghui.kernel.figures.tallies.counting import grouped, of_many
from gonghui.kernel.figures.tallies.keeping import differences, refresh
from gonghui.kernel.figures.tallies.shape import shapes
from gonghui.kernel.figures.tallies.states import Ids
from gonghui.kernel.figures.tallies.storing import compact
from gonghui.kernel.figures.tallies.waiting import add_up
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.matters.models import Event
from gonghui.kernel.organisations.acts import move
from gonghui.kernel.organisations.models import Employer, Ownership, Union
from gonghui.kernel.people.models import Membership, Person
from tests.generic.world import World, fill
from tests.kernel.test_tallies import MEASURES, MEMBERS, PERIODS, disagreements
from tests.kernel.test_tree import join


@pytest.fixture
def tallied(settings: Any, world: World) -> World:
    """A world where the figures of every union are kept ready from the start."""
    settings.GONGHUI_TALLY_UNIONS = 1
    refresh()
    return world


def test_changes_voids_and_bulk_writes_count(tallied: World) -> None:
    members = [join(tallied.branch, n, dt.date(2026, 1, 10 + n)) for n in range(4)]
    with acting(None, "测试"):
        members[0].void("重复登记")
        members[1].left_on = dt.date(2026, 3, 10)
        members[1].save()
        Membership.objects.filter(pk=members[2].pk).update(union=tallied.beside, joined_on=dt.date(2025, 12, 1))
        members[3].joined_on = None
        Membership.objects.bulk_update(members[3:], ["joined_on"])
    for period in PERIODS:
        for union in (tallied.city, tallied.town, tallied.other_town, tallied.beside):
            assert disagreements(union, period) == []
    assert list(differences()) == []


def test_what_a_record_points_at_counts(tallied: World) -> None:
    """A person's sex, a union's kind and employer, an employer's class decide figures of members."""
    member = join(tallied.branch, 1, dt.date(2026, 1, 10))
    with acting(None, "测试"):
        Person.objects.filter(pk=member.person_id).update(sex="2", is_migrant=True)
        employer = tallied.branch.employer
        assert employer is not None
        employer.ownership = Ownership.STATE
        employer.save()
        tallied.beside.employer = employer
        tallied.beside.save()
        Employer.objects.filter(pk=employer.pk).update(operating="closed")
    of_unions = [m for m in MEASURES if m.of is Union]  # type: ignore[union-attr]  # measures only
    assert disagreements(tallied.city, "2026H1", MEMBERS + of_unions) == []
    assert list(differences()) == []


def test_a_theme_more_or_less_counts(tallied: World) -> None:
    events = [m for m in MEASURES if m.of is Event]  # type: ignore[union-attr]  # measures only
    event = fill(REGISTRY["culture"], tallied.branch)
    event.themes.create(theme="women")
    assert disagreements(tallied.city, "2026H1", events) == []
    event.themes.filter(theme="culture").delete()
    assert disagreements(tallied.city, "2026H1", events) == []
    assert list(differences()) == []


def test_what_waits_is_in_the_figures_and_added_up_once(tallied: World) -> None:
    """A contract for one employer, then another, changed while it waits, added up, changed again, voided."""
    contracts = [m for m in MEASURES if m.of is REGISTRY["contracts"].model]  # type: ignore[union-attr]  # measures only
    first, second = fill(REGISTRY["contracts"], tallied.branch, 0), fill(REGISTRY["contracts"], tallied.branch, 1)
    assert Waiting.objects.filter(of="contracts.contract").count() == 2

    def same() -> None:
        for union in (tallied.city, tallied.town):
            for period in PERIODS[:3]:
                assert disagreements(union, period, contracts) == []
        assert list(differences()) == []

    with acting(None, "测试"):
        same()
        second.effective_on -= dt.timedelta(days=40)
        second.save()
        same()
        assert add_up() >= 2
        assert not Waiting.objects.exists()
        same()
        first.employer = None
        first.save()
        assert Waiting.objects.get().before is not None
        same()
        second.void("重复登记")
        same()
        assert add_up() == 2
        same()


def test_compacting_changes_nothing(tallied: World) -> None:
    for n in range(3):
        join(tallied.branch, n, dt.date(2026, 1, 10))
        add_up()
    places = set(Tally.objects.values_list("union_id", "tree", "of", "month"))
    before = Tally.objects.count()
    assert compact(places) == before - Tally.objects.count() > 0
    assert len(places) == Tally.objects.count()
    assert list(differences()) == []


def test_only_large_unions_are_kept_ready(settings: Any, world: World) -> None:
    settings.GONGHUI_TALLY_UNIONS = 3
    refresh()
    assert set(TalliedUnion.objects.values_list("union__code", flat=True)) == {"C"}
    settings.GONGHUI_TALLY_UNIONS = 2
    assert refresh().unions == 2
    assert refresh() == type(refresh())(0, 0)


def test_a_tally_written_wrong_is_found(tallied: World) -> None:
    join(tallied.branch, 1, dt.date(2026, 1, 10))
    add_up()
    row = Tally.objects.filter(union=tallied.city, of="kernel.membership").first()
    assert row is not None
    digest = sorted(row.values)[0]
    row.values[digest] += 1
    row.save()
    found = list(differences())
    assert [(place[0], digest_, ours - theirs) for _shape, place, digest_, ours, theirs in found] == [
        (tallied.city.pk, digest, 1)
    ]


def test_many_at_once_are_counted_for_each_union_and_added_to_whoever_stands_above(tallied: World) -> None:
    """Counted by union first; those of a union that moved are placed day by day."""
    for n in range(12):
        place = (tallied.branch, tallied.beside, tallied.town)[n % 3]
        join(place, n, dt.date(2026, 1 + n % 6, 10))
    with acting(None, "测试"):
        move(tallied.branch, tallied.other_town, dt.date(2026, 4, 1))
        first = Membership.objects.order_by("pk").first()
        assert first is not None
        first.left_on = dt.date(2026, 5, 5)
        first.save()
    shape = shapes()[Membership]
    ids = Ids(list(Membership.objects.values_list("pk", flat=True)))
    wanted, found = grouped(shape, {"pk__in": ids}), of_many(shape, {"pk__in": ids})

    def counts(brought: Any) -> dict[Any, dict[str, int]]:
        some = {place: {name: n for name, n in values.items() if n} for place, values in brought.items()}
        return {place: values for place, values in some.items() if values}

    assert counts(found) == counts(wanted)
    assert counts(found)
