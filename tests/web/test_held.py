"""A held membership is settled on its page: the other one is named, and only one of two ever counts."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.people.identity import person_for
from gonghui.kernel.people.models import Identity, Membership
from tests.generic.world import World, id_number
from tests.web.conftest import SignIn


def pair(house: World) -> tuple[Membership, Membership]:
    """One person counted in one branch and held in the other."""
    with acting(None, "测试"):
        person = person_for("周海", id_number(5))
        given = {"person": person, "person_name": "周海", "joined_on": dt.date(2024, 1, 1)}
        counted = Membership.objects.create(union=house.branch, **given)
        held = Membership.objects.create(union=house.beside, state="held", state_reason="会员重复登记", **given)
        Identity.objects.filter(person=person).update(membership=counted)
    return counted, held


def test_page_names_the_other_and_refuses_while_both_would_count(house: World, sign_in: SignIn) -> None:
    counted, held = pair(house)
    client = sign_in(house.leader)
    page = client.get(reverse("record", args=["roster", held.uid])).content.decode()
    assert reverse("record", args=["roster", counted.uid]) in page
    answer = client.post(reverse("record-settle", args=["roster", held.uid]), follow=True).content.decode()
    assert f"在“{house.branch.name}”的会籍仍在计入" in answer
    held.refresh_from_db()
    assert held.state == "held"


def test_after_voiding_the_other_it_counts_and_is_the_live_one(house: World, sign_in: SignIn) -> None:
    counted, held = pair(house)
    client = sign_in(house.leader)
    client.post(reverse("record-void", args=["roster", counted.uid]), {"reason": "登记错误"})
    client.post(reverse("record-settle", args=["roster", held.uid]))
    held.refresh_from_db()
    assert (held.state, held.state_reason) == ("active", "")
    assert Identity.objects.get(person=held.person).membership == held


def test_the_keeper_beside_sees_where_but_cannot_open(house: World, sign_in: SignIn) -> None:
    """Who keeps the held row learns the other union's name and nothing more; a stranger settles nothing."""
    counted, held = pair(house)
    page = sign_in(house.stranger).get(reverse("record", args=["roster", held.uid])).content.decode()
    assert house.branch.name in page
    assert str(counted.uid) not in page
    assert sign_in(house.keeper).post(reverse("record-settle", args=["roster", held.uid])).status_code == 404


def test_a_membership_voided_over_the_api_frees_its_person_too(house: World, sign_in: SignIn) -> None:
    counted, _held = pair(house)
    told = sign_in(house.leader).post(f"/api/v1/roster/{counted.uid}/void", {"reason": "登记错误"}, "application/json")
    assert told.status_code == 200
    assert Identity.objects.get(person=counted.person).membership is None
