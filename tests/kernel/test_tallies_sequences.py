"""Any sequence of records, moves, mergers, transfers, closings, counter-acts, undone imports and voids: tally = count."""

from __future__ import annotations

import datetime as dt
from typing import Any
from unittest.mock import patch

from django.test import override_settings
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures.tallies.keeping import differences, refresh
from gonghui.kernel.figures.tallies.waiting import add_up
from gonghui.kernel.intake.bulk import bulk_insert
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.organisations.acts import NotPossible, dissolve, merge, move, split
from gonghui.kernel.organisations.ancestry import Circle, enter
from gonghui.kernel.organisations.models import Act, Ancestry, Register, Tree, Union
from gonghui.kernel.organisations.reversals import reverse
from gonghui.kernel.people.models import Membership, Person
from gonghui.kernel.people.transfers import transfer_all
from tests.generic.world import build, fill
from tests.kernel.test_tallies import MEASURES, MEMBERS, disagreements

DAYS = st.dates(dt.date(2025, 11, 1), dt.date(2026, 8, 30))
STEP = st.tuples(
    st.sampled_from(
        [
            "join",
            "import",
            "undo",
            "leave",
            "void",
            "visit",
            "transfer",
            "move",
            "merge",
            "close",
            "split",
            "found",
            "reverse",
        ]
    ),
    st.integers(0, 6),
    st.integers(0, 6),
    DAYS,
)
VISITS = [m for m in MEASURES if m.of is REGISTRY["visits"].model]  # type: ignore[union-attr]  # measures only


class Sequences(TestCase):
    @settings(max_examples=6, phases=[Phase.generate])
    @given(st.lists(STEP, min_size=5, max_size=14))
    def test_the_tallies_are_the_counts_and_the_ancestry_is_the_replay(self, steps: list[Any]) -> None:
        with override_settings(GONGHUI_TALLY_UNIONS=1), patch("gonghui.kernel.figures.tallies.following.FEW", 3):
            self.world = build()
            Register.objects.create(union=self.world.city, ledger="roster")
            refresh()
            replay = Replay()
            for number, (kind, first, second, day) in enumerate(steps):
                unions = list(Union.objects.order_by("pk"))
                union, other = unions[first % len(unions)], unions[second % len(unions)]
                with acting(None, "测试"):
                    self.step(number, kind, union, other, day)
                replay.note(day)
                if first % 3 == 0:
                    add_up()
            assert list(differences()) == []
            for union in (self.world.city, self.world.town):
                for period in ("2026H1", "2026-01-10..2026-03-05"):
                    assert disagreements(union, period, MEMBERS[::2] + VISITS[:3]) == []
            replay.hold()

    def step(self, number: int, kind: str, union: Union, other: Union, day: dt.date) -> None:
        live = Membership.objects.counted().filter(union=union, left_on__isnull=True)
        if kind == "join":
            self.add(union, 1, day)
        elif kind == "import":
            self.add(union, 4, day)
        elif kind == "undo":
            Membership.objects.filter(union=union).update(state="voided")
        elif kind == "leave":
            live.filter(joined_on__lte=day).update(left_on=day)
        elif kind == "void" and (one := live.first()):
            one.void("重复")
        elif kind == "visit":
            fill(REGISTRY["visits"], union, number)
        elif kind == "found":
            self.found(number, union, other, day)
        elif kind == "transfer":
            transfer_all(live.filter(joined_on__lte=day), other, day, "转接")
        else:
            self.act(number, kind, union, other, day)

    def add(self, union: Union, count: int, day: dt.date) -> None:
        people = [Person(name=f"王{n}") for n in range(count)]
        bulk_insert(people)
        bulk_insert(
            [Membership(union=union, person=p, person_name=p.name, is_identified=False, joined_on=day) for p in people]
        )

    def found(self, number: int, union: Union, other: Union, day: dt.date) -> None:
        """Unions of a register, entered at once under parents that may have moved before."""
        fresh = [
            Union(code=f"F{number}{n}", name=f"新建{number}{n}工会", parent=p) for n, p in enumerate((union, other))
        ]
        bulk_insert(fresh)
        enter(fresh)
        self.add(fresh[0], 2, day)

    def act(self, number: int, kind: str, union: Union, other: Union, day: dt.date) -> None:
        try:
            if kind == "move":
                move(union, other, day)
            elif kind == "merge" and union.parent_id:
                merge(union, other, day)
            elif kind == "close":
                dissolve(union, day, "注销", end_memberships=not Membership.objects.filter(joined_on__gt=day).exists())
            elif kind == "split":
                split(union, f"N{number}", f"新{number}工会", list(union.children.filter(dissolved_on=None)[:1]), day)
                refresh()
            elif kind == "reverse" and (last := Act.objects.exclude(kind="reverse").order_by("-pk").first()):
                reverse(last)
        except (NotPossible, Circle):
            pass  # the tree does not allow it: nothing was written


class Replay:
    """The tree of each day, told from the parents as they were after each step."""

    def __init__(self) -> None:
        self.days: set[dt.date] = set()

    def note(self, day: dt.date) -> None:
        self.days.add(day)

    def hold(self) -> None:
        """On every day that saw a step: each union's line upward is its parent's line and itself, and ends at the top."""
        for day in sorted(self.days):
            rows = Ancestry.objects.filter(tree=Tree.TERRITORIAL, since__lte=day, until__gt=day)
            lines: dict[int, dict[int, int]] = {}
            for union, ancestor, depth in rows.values_list("union_id", "ancestor_id", "depth"):
                assert depth not in lines.setdefault(union, {}), (day, union, depth)
                lines[union][depth] = ancestor
            for union, line in lines.items():
                assert line[0] == union
                if len(line) > 1:
                    assert [line[n] for n in range(1, len(line))] == [
                        lines[line[1]][n] for n in range(len(lines[line[1]]))
                    ]
