"""Who may be one person: asked, never merged by itself; merged on somebody's word, and taken apart again."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.ledger.record import State
from gonghui.kernel.matching import merging
from gonghui.kernel.matching.models import PersonMerge, PersonPair
from gonghui.kernel.matching.persons import CROWD, ask, likely
from gonghui.kernel.matching.twice import twice
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.people.identity import person_for
from gonghui.kernel.people.models import Membership, Person
from tests.generic.world import World, id_number
from tests.web.conftest import SignIn
from tests.web.conftest import house as house  # the fixture
from tests.web.conftest import sign_in as sign_in  # the fixture

BORN = dt.date(1980, 1, 1)


def member(union: Union, name: str, number: str = "", phone: str = "", born: dt.date | None = None) -> Person:
    with acting(None, "测试"):
        person = person_for(name, number, phone, born_on=born)
        Membership.objects.create(union=union, person=person, person_name=name, is_identified=bool(number))
    return person


@pytest.mark.django_db
def test_likeness_is_asked_about_and_strangers_are_not(house: World) -> None:
    known = member(house.branch, "赵小河", id_number(7), "14000000007")
    member(house.branch, "赵小河", "", "", BORN)  # same birth, no number
    slipped = id_number(7)[:14] + "9" + id_number(7)[15:]  # one digit mistyped somewhere without a check
    twin = member(house.beside, "赵小河", slipped, born=BORN)
    member(house.branch, "赵小河", id_number(211))  # same name and birth, quite another number
    member(house.branch, "钱大江", "", "14000000007")  # another name
    found = likely(house.city)
    pairs = {(pair.one, pair.other): pair.why for pair in found}
    assert pairs[known.pk, twin.pk] == "slip"
    assert sum(why == "born" for why in pairs.values()) == 3  # the bare row against each of the three
    assert len(pairs) == 4


@pytest.mark.django_db
def test_a_house_full_of_namesakes_is_looked_through_piece_by_piece(
    house: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gonghui.kernel.matching.persons.AT_ONCE", 2)
    names = [f"赵{letter}" for letter in "一二三四五"]
    pairs = set()
    for nth, name in enumerate(names):
        known = member(house.branch, name, id_number(7 + nth), born=BORN)
        bare = member(house.beside, name, "", "", BORN)
        pairs.add((known.pk, bare.pk))
    for _nth in range(CROWD + 1):  # so many of one name and birth say nothing
        member(house.beside, "钱一", "", "", BORN)
    assert {(pair.one, pair.other) for pair in likely(house.city)} == pairs


@pytest.mark.django_db
def test_a_merge_moves_everything_and_can_be_taken_back(house: World) -> None:
    known = member(house.branch, "赵小河", id_number(7))
    bare = member(house.beside, "赵小河", "", "", BORN)
    with acting(None, "测试"):
        assert ask(house.city, likely(house.city)) == 1
        assert likely(house.city) == []  # asked once
        made = merging.decide(PersonPair.objects.get(), is_same=True)
    assert made is not None
    came = Membership.objects.get(union=house.beside, person_name="赵小河")
    assert (came.person_id, came.is_identified, came.state) == (known.pk, True, State.HELD)  # overlaps: to be settled
    assert Person.objects.get(pk=bare.pk).state == State.VOIDED
    with acting(None, "测试"):
        merging.take_apart(made)
    came.refresh_from_db()
    assert (came.person_id, came.is_identified, came.state) == (bare.pk, False, State.ACTIVE)
    assert Person.objects.get(pk=bare.pk).state == State.ACTIVE
    with acting(None, "测试"), pytest.raises(merging.CannotMerge):
        merging.take_apart(made)


@pytest.mark.django_db
def test_the_queue_is_worked_on_its_page(house: World, sign_in: SignIn) -> None:
    member(house.branch, "赵小河", id_number(7), "14000000007")
    member(house.branch, "赵小河", "", "14000000007")
    client = sign_in(house.leader)
    client.post(reverse("match-persons-look"))
    pair = PersonPair.objects.get()
    page = client.get(reverse("match-persons")).content.decode()
    assert "359981********" in page
    assert id_number(7) not in page
    assert (
        sign_in(house.stranger).post(reverse("match-persons-decide", args=[pair.uid]), {"act": "same"}).status_code
        == 404
    )
    client.post(reverse("match-persons-decide", args=[pair.uid]), {"act": "same"})
    made = PersonMerge.objects.get()
    client.post(reverse("match-persons-undo", args=[made.uid]))
    assert PersonMerge.objects.get().undone_at is not None
    pair.refresh_from_db()
    assert pair.decision == ""


@pytest.mark.django_db
def test_both_unions_are_told_of_a_person_in_two(house: World, sign_in: SignIn) -> None:
    person = member(house.branch, "赵小河", id_number(7))
    with acting(None, "测试"):
        Membership.objects.create(union=house.beside, person=person, person_name="赵小河", state=State.HELD)
    for user, here in ((house.keeper, house.branch), (house.stranger, house.beside)):
        told = twice(user)
        assert [(each.name, each.number[-4:], each.here.name) for each in told] == [
            ("赵*河", id_number(7)[-4:], here.name)
        ]
        page = sign_in(user).get(reverse("match-persons")).content.decode()
        assert id_number(7) not in page
        assert "赵*河" in page
    assert [each.reachable for each in twice(house.keeper)] == [False]
    assert [each.reachable for each in twice(house.stranger)] == [True]
