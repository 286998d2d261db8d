"""职工反映: without an account, past the own employer's union, answered under a code."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.models import Change
from gonghui.kernel.ledger.declaration import ledger
from gonghui.kernel.matters.models import Matter, Stage
from tests.generic.world import World
from tests.web.conftest import SignIn

SAID = {
    "category": "wages",
    "text": "连续三个月没有发加班费，班长让我们别问。",
    "people": "6",
    "anonymous": "on",
    "name": "",
    "phone": "",
}


@pytest.fixture
def code(house: World) -> str:
    response = Client().post("/voice/B1/", SAID)
    found = re.search(r'id="code">(\d{12})<', response.content.decode())
    assert found is not None
    return found[1]


def petition() -> Any:
    return ledger("petitions").model._default_manager.get(kind="scan")


def test_it_goes_to_the_union_above_the_employers_own(house: World, code: str) -> None:
    record = petition()
    assert (record.union, record.employer, record.persons, record.is_anonymous) == (
        house.town,
        house.branch.employer,
        6,
        True,
    )
    assert (record.items, record.batches, record.person_name, record.person) == (1, 0, "", None)
    assert (record.matter.bypasses_employer, record.matter.query_code, record.query_code) == (True, code, code)
    change = Change.objects.get(model=ledger("petitions").model._meta.label_lower, object_id=record.pk)
    assert (change.actor, change.actor_name) == (None, "扫码反映人")


def test_the_employers_own_union_never_sees_it(house: World, code: str, sign_in: SignIn) -> None:
    assert petition().subject not in sign_in(house.keeper).get("/ledgers/petitions/").content.decode()
    assert sign_in(house.keeper).get(f"/ledgers/petitions/{petition().uid}/").status_code == 404
    assert petition().subject in sign_in(house.leader).get("/ledgers/petitions/").content.decode()


def test_the_code_shows_what_was_done_and_never_the_text(house: World, code: str) -> None:
    with acting(None, "测试"):
        matter = Matter.objects.get()
        Stage.objects.create(matter=matter, kind=Stage.Kind.HEARD, on=dt.date.today(), result="已到厂核对考勤")
        record = petition()
        record.answered_on, record.answer = dt.date.today(), "加班费已补发"
        record.save()
    html = Client().post("/voice/query/", {"code": f"{code[:4]} {code[4:]}"}).content.decode()
    assert "已到厂核对考勤" in html
    assert "加班费已补发" in html
    assert "班长" not in html
    assert "没有这个查询码" in Client().post("/voice/query/", {"code": "000000000000"}).content.decode()


def test_named_voice_keeps_the_name_under_a_key_of_its_own(house: World) -> None:
    given = {key: value for key, value in SAID.items() if key != "anonymous"} | {"name": "李工", "phone": "14000002222"}
    Client().post("/voice/B1/", given)
    assert (petition().person_name, petition().is_anonymous) == ("李工", False)
    assert b"14000002222" not in bytes(petition().person.phone_cipher)


def test_programs_and_floods_are_turned_away(house: World) -> None:
    assert Client().post("/voice/B1/", SAID | {"website": "x"}).status_code == 422
    for _time in range(6):
        Client().post("/voice/B1/", SAID)
    response = Client().post("/voice/B1/", SAID)
    assert response.status_code == 422
    assert "反映得太多" in response.content.decode()
    assert Matter.objects.count() == 6
    assert Client().get("/voice/无此工会/").status_code == 404
