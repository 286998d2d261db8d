"""One person in two unions: neither sees nor changes what the other knows; what concerns both is for the union above them."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from gonghui.kernel.access.models import Role
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.intake.applying import prepare, take_in
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.intake.running import complete
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.ledger.record import State
from gonghui.kernel.matching.models import PersonPair
from gonghui.kernel.people.identity import person_for, phone_of
from gonghui.kernel.people.models import Consent, Membership, Person
from gonghui.kernel.rights.models import RightsRequest
from tests.generic.hands import account, kept, signed_in
from tests.generic.world import World, id_number
from tests.intake.books import book

NUMBER, PHONE, OTHER = id_number(321), "14012349876", "14055550000"
TODAY = timezone.localdate()
ROSTER = REGISTRY["roster"]


@pytest.fixture
def person(world: World) -> Person:
    """A member of the branch, with a phone and schooling that its keeper entered."""
    with acting(None, "测试"):
        made = person_for("王测请", NUMBER, PHONE, education="本科", political="中共党员")
        Membership.objects.create(union=world.branch, person=made, person_name=made.name, joined_on=dt.date(2020, 1, 1))
    return made


def entered_beside(world: World, **more: str) -> Membership:
    """What the keeper of the union beside enters of the same document."""
    told = {"person_name": "王测请", "id_number": NUMBER, "union": world.beside.code, "joined_on": "2026-01-01"}
    signed_in(world.stranger).post("/ledgers/roster/new/", told | more)
    made: Membership = Membership.objects.get(union=world.beside)
    return made


def texts(client: Any, membership: Membership) -> str:
    """Everything that pages, exports and calls tell of a membership, opened with a reason."""
    where = f"/ledgers/roster/{membership.uid}/"
    asked = [
        client.get(where),
        client.get("/ledgers/roster/?cols=person_name,phone,education,political&state=held"),
        client.get(f"{where}edit/"),
        client.post(f"{where}open/", {"reason": "核对"}),
        client.get(f"/api/v1/roster/{membership.uid}"),
        client.get(f"/rights/persons/{membership.person.uid}/"),
    ]
    assert [each.status_code for each in asked] == [200] * len(asked)
    export = client.post(
        "/ledgers/roster/export/open/?state=held&as=csv", {"reason": "核对", "as": "csv", "state": "held"}
    )
    copy = client.post(f"/rights/persons/{membership.person.uid}/copy/", {"reason": "本人到场"})
    streamed = export.getvalue() if export.streaming else export.content
    return "".join(each.content.decode() for each in asked) + streamed.decode("utf-8", "replace") + str(copy.content)


@pytest.mark.parametrize("phone", ["", OTHER])
def test_a_keeper_who_enters_a_known_number_sees_nothing_of_it_and_changes_nothing(
    world: World, person: Person, phone: str
) -> None:
    made = entered_beside(world, phone=phone, education="小学")
    assert (made.person_id, made.state) == (person.pk, State.HELD)
    person.refresh_from_db()
    assert (phone_of(person), person.education) == (PHONE, "本科")
    seen = texts(signed_in(world.stranger), made)
    assert not any(word in seen for word in (PHONE, PHONE[-4:], "本科", "中共党员"))
    own = Membership.objects.get(union=world.branch)
    assert PHONE in texts(signed_in(world.keeper), own)
    assert PHONE[-4:] in signed_in(world.leader).get(f"/ledgers/roster/{made.uid}/").content.decode()  # above both


def test_the_keeper_is_told_what_was_left_alone_and_may_ask_upward(world: World, person: Person) -> None:
    client = signed_in(world.stranger)
    told = {"person_name": "王测请", "id_number": NUMBER, "union": world.beside.code, "phone": OTHER}
    page = client.post("/ledgers/roster/new/", told, follow=True).content.decode()
    assert "联系电话没有改动，由会籍所在工会维护" in page
    made = Membership.objects.get(union=world.beside)
    edited = told | {"phone": OTHER, "reason": "更正电话", "education": "小学"}
    assert "没有改动" in client.post(f"/ledgers/roster/{made.uid}/edit/", edited, follow=True).content.decode()
    person.refresh_from_db()
    assert (phone_of(person), person.education) == (PHONE, "本科")
    request = {"form": "request", "kind": "correct", "asked_on": str(TODAY), "proof_seen": "身份证", "said": "电话有误"}
    page = client.post(f"/rights/persons/{person.uid}/", request, follow=True).content.decode()
    assert "由共同的上级工会" in page
    where = f"/rights/requests/{RightsRequest.objects.get().uid}/answer/"
    reviewer = signed_in(account("reviewer-beside", Role.REVIEWER, world.beside))
    assert reviewer.post(where, {"act": "do", "answer": "已改"}).status_code == 403
    assert "王测请" in signed_in(world.leader).get("/rights/").content.decode()
    signed_in(world.leader).post(where, {"act": "do", "answer": "已改"})
    assert RightsRequest.objects.get().outcome == "done"


@pytest.mark.parametrize("slug", ["roster", "petitions"])
def test_a_sheet_changes_nothing_of_another_unions_person_and_says_so(
    world: World, person: Person, slug: str, tmp_path: Path
) -> None:
    sheets = {
        "roster": ("会员花名册", ["姓名", "身份证号", "所属工会", "入会日期", "联系电话", "文化程度"],
                   ["王测请", NUMBER, world.beside.name, "2026-01-01", OTHER, "小学"]),
        "petitions": ("信访登记表", ["信访人姓名", "身份证号", "登记日期", "信访形式", "反映问题", "联系电话"],
                      ["王测请", NUMBER, "2026-03-01", "来访", "加班费", OTHER]),
    }  # fmt: skip
    name, heads, row = sheets[slug]
    taken = prepare([("表.xlsx", book(tmp_path / "表.xlsx", {name: [heads, row]}))])
    done = partial(complete, taken=taken, unread=[], folder=tmp_path, state=Intake.State.DONE)
    take_in(taken, world.beside, world.stranger, "报送", finish=done)
    person.refresh_from_db()
    assert (phone_of(person), person.education) == (PHONE, "本科")
    assert "由会籍所在工会维护" in str(Intake.objects.get().report)


def test_the_member_who_left_is_told_anew_by_the_union_that_takes_in(world: World, person: Person) -> None:
    with acting(None, "测试"):
        Membership.objects.filter(person=person).update(left_on=dt.date(2025, 1, 1))
    made = entered_beside(world, phone=OTHER)
    person.refresh_from_db()
    assert (made.state, phone_of(person)) == (State.ACTIVE, OTHER)


@pytest.mark.parametrize("kind", ["erase", "restrict"])
def test_no_act_reaches_beyond_the_union_that_answers(world: World, person: Person, kind: str) -> None:
    entered_beside(world)
    asked = kept(
        RightsRequest, union=world.beside, person=person, kind=kind, asked_on=TODAY, due_on=TODAY, proof_seen="证"
    )
    reviewer = signed_in(account("reviewer-beside", Role.REVIEWER, world.beside))
    page = reviewer.get(f"/rights/persons/{person.uid}/").content.decode()
    assert "由共同的上级工会" in page
    assert "以下依法还要保存" not in page  # what others keep is theirs
    where = f"/rights/requests/{asked.uid}/answer/"
    assert reviewer.post(where, {"act": "do"}).status_code == 403
    person.refresh_from_db()
    assert person.restricted_on is None
    signed_in(world.leader).post(where, {"act": "do"})
    person.refresh_from_db()
    assert person.restricted_on == TODAY
    told = reviewer.get(f"/rights/persons/{person.uid}/").content.decode()
    assert "依法保存到" not in told
    assert "仍是在册会员" not in told


def test_consents_given_to_another_union_are_neither_shown_nor_withdrawn(world: World, person: Person) -> None:
    entered_beside(world)
    given = {"person": person, "person_name": "王测请", "purpose": "report", "given_on": TODAY}
    there = kept(Consent, union=world.branch, evidence="支部柜", **given)
    here = kept(Consent, union=world.beside, evidence="本柜", **given)
    reviewer = signed_in(account("reviewer-beside", Role.REVIEWER, world.beside))
    page = reviewer.get(f"/rights/persons/{person.uid}/").content.decode()
    assert ("支部柜" in page, "本柜" in page) == (False, True)
    asked = kept(
        RightsRequest, union=world.beside, person=person, kind="withdraw", asked_on=TODAY, due_on=TODAY, proof_seen="证"
    )
    reviewer.post(f"/rights/requests/{asked.uid}/answer/", {"act": "do"})
    there.refresh_from_db()
    here.refresh_from_db()
    assert (there.withdrawn_on, here.withdrawn_on) == (None, TODAY)


def test_who_was_entered_with_a_complaint_stays_with_who_heard_it(world: World) -> None:
    """The employer's union may not learn by a document number what a worker told past it."""
    told = {"person_name": "王测请", "id_number": NUMBER, "phone": PHONE, "union": world.city.code, "kind": "visit",
            "registered_on": "2026-03-01", "subject": "加班费", "items": "1", "batches": "1", "persons": "1",
            "category": "wages"}  # fmt: skip
    heard = signed_in(world.leader).post("/ledgers/petitions/new/", told, follow=True)
    assert heard.status_code == 200
    person = Person.objects.get(name="王测请")
    assert person.home == world.city
    made = entered_beside(world, phone=OTHER)
    assert (made.person_id, made.state) == (person.pk, State.ACTIVE)
    person.refresh_from_db()
    assert phone_of(person) == PHONE
    assert PHONE[-4:] not in signed_in(world.stranger).get(f"/ledgers/roster/{made.uid}/").content.decode()


def test_two_unions_persons_are_made_one_by_the_union_above(world: World, person: Person) -> None:
    twin = person_of(world, id_number(321)[:16] + "9" + id_number(321)[17:])
    signed_in(world.stranger).post("/persons/look/")
    signed_in(world.leader).post("/persons/look/")
    pair = PersonPair.objects.get()
    assert {pair.one_id, pair.other_id} == {person.pk, twin.pk}
    assert pair.union == world.city
    for client in (signed_in(world.keeper), signed_in(world.stranger)):
        assert client.post(f"/persons/{pair.uid}/decide/", {"act": "same"}).status_code == 404


def person_of(world: World, number: str) -> Person:
    with acting(None, "测试"):
        made = person_for("王测请", number, born_on=dt.date(1980, 1, 1))
        Membership.objects.create(union=world.beside, person=made, person_name=made.name)
    return made
