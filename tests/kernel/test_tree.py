"""The tree as it stood and as it stands, after a move, a merger, a split and a dissolution, held against a count by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from gonghui.kernel.audit.acting import Unattributed, acting
from gonghui.kernel.figures.answering import children, value
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import find
from gonghui.kernel.intake.bulk import bulk_insert
from gonghui.kernel.organisations.acts import dissolve, merge, move, split
from gonghui.kernel.organisations.ancestry import Circle, enter
from gonghui.kernel.organisations.models import Act, Ancestry, Register, Tree, Union
from gonghui.kernel.people.identity import person_for
from gonghui.kernel.people.models import Identity, Membership
from gonghui.kernel.periods import Period
from tests.generic.world import World, id_number

H1 = Period.parse("2026H1")
MOVED = dt.date(2026, 3, 1)


def join(union: Union, n: int, joined: dt.date) -> Membership:
    """One identified member more."""
    with acting(None, "测试"):
        person = person_for(f"李{n}", id_number(n))
        made = Membership.objects.create(union=union, person=person, person_name=person.name, joined_on=joined)
        Identity.objects.filter(person=person).update(membership=made)
        Register.objects.get_or_create(union=union, ledger="roster")
    return made


def by_child(world: World, key: str, period: Period = H1, tree: str = "then") -> dict[str, Any]:
    city = Union.objects.get(pk=world.city.pk)
    return {union.code: figure.value for union, figure in children(find(key), Ask(city, period, tree=tree))}


def test_a_move_divides_the_flow_by_the_day_of_each_record(world: World) -> None:
    """Three joined before the move and two after it: as then 3 and 2, as now all 5 under the new town."""
    for n in range(3):
        join(world.branch, n, dt.date(2026, 2, 10))
    for n in range(3, 5):
        join(world.branch, n, dt.date(2026, 4, 10))
    with acting(None, "隶属关系变更"):
        act = move(world.branch, world.other_town, MOVED, "测工〔2026〕1号")
    assert by_child(world, "members.joined") == {"T1": 3, "T2": 2}
    assert by_child(world, "members.joined", tree="now") == {"T1": 0, "T2": 5}
    assert by_child(world, "members.standing") == {"T1": 0, "T2": 5}
    assert by_child(world, "members.standing", Period.parse("2026-02")) == {"T1": 3, "T2": 0}
    assert by_child(world, "members.standing", Period.parse("2026-02"), "now") == {"T1": 0, "T2": 3}
    assert (act.kind, act.on, act.document_no) == (Act.Kind.MOVE, MOVED, "测工〔2026〕1号")
    total = value(find("members.joined"), Ask(Union.objects.get(pk=world.city.pk), H1))
    assert total.value == 5


def test_moving_back_restores_the_tree(world: World) -> None:
    with acting(None, "变更"):
        move(world.branch, world.other_town, MOVED)
        move(Union.objects.get(pk=world.branch.pk), world.town, dt.date(2026, 5, 1))
    stood = Ancestry.objects.filter(tree="territorial", union=world.branch, depth=1).order_by("since")
    assert [(row.ancestor.code, row.until) for row in stood] == [
        ("T1", MOVED),
        ("T2", dt.date(2026, 5, 1)),
        ("T1", dt.date(9999, 12, 31)),
    ]


def test_a_merger_takes_members_employers_and_closes_the_union(world: World) -> None:
    join(world.branch, 1, dt.date(2020, 1, 1))
    join(world.beside, 2, dt.date(2020, 1, 1))
    with acting(None, "合并"):
        merge(world.branch, world.beside, MOVED, "测工〔2026〕2号")
    world.branch.refresh_from_db()
    assert (world.branch.dissolved_on, world.branch.successor) == (MOVED, world.beside)
    assert by_child(world, "members.standing") == {"T1": 0, "T2": 2}
    assert by_child(world, "members.standing", Period.parse("2026-02")) == {"T1": 1, "T2": 1}
    live = Identity.objects.exclude(membership=None).values_list("membership__union__code", flat=True)
    assert sorted(live) == ["B2", "B2"]
    assert by_child(world, "unions.standing") == {"T1": 0, "T2": 1}


def test_a_split_makes_a_union_beside_and_hands_it_children(world: World) -> None:
    with acting(None, "分立"):
        fresh = split(world.town, "T3", "测试3镇总工会", [world.branch], MOVED)
    assert fresh.parent == world.city
    assert by_child(world, "unions.standing") == {"T1": 0, "T2": 1, "T3": 1}
    assert by_child(world, "unions.standing", Period.parse("2026-02")) == {"T1": 1, "T2": 1}


def test_a_union_with_children_is_not_dissolved(world: World) -> None:
    with acting(None, "撤销"), pytest.raises(ValueError, match="还有下级工会"):
        dissolve(world.town, MOVED, "乡镇撤并")


def test_a_union_never_stands_under_itself(world: World) -> None:
    with acting(None, "变更"), pytest.raises(Circle):
        move(world.town, world.branch, MOVED)
    assert Union.objects.get(pk=world.town.pk).parent == world.city


def test_nothing_is_written_without_a_name(world: World) -> None:
    with pytest.raises(Unattributed):
        world.branch.save()
    with pytest.raises(Unattributed):
        Union.objects.filter(pk=world.branch.pk).update(chair="无名")


def test_unions_entered_under_one_that_moved_stood_wherever_it_stood(world: World) -> None:
    """A register taken in after the move: on each day the new union's line is its parent's and itself."""
    with acting(None, "变更"):
        move(world.branch, world.other_town, MOVED)
        fresh = [Union(code="N1", name="新建车间工会", parent=world.branch), Union(code="N2", name="新建工会")]
        bulk_insert(fresh)
        enter(fresh)
    for day in (dt.date(2026, 2, 1), MOVED, dt.date(2026, 6, 1)):
        at = Ancestry.objects.filter(since__lte=day, until__gt=day)
        lines = [
            sorted(at.filter(tree=Tree.TERRITORIAL, union=one).values_list("depth", "ancestor__code"))
            for one in (world.branch, *fresh)
        ]
        assert lines[1] == [(0, "N1"), *((depth + 1, code) for depth, code in lines[0])]
        assert lines[2] == [(0, "N2")]
    assert Ancestry.objects.filter(tree=Tree.INDUSTRIAL, union__in=fresh).count() == 2
