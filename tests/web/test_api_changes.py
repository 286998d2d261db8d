"""A record changed over the API: what is not told stays, who may not write is refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from gonghui.kernel.api.site import declaration
from gonghui.kernel.ledger.declaration import ledger
from tests.generic.world import World
from tests.web.conftest import SignIn


def test_a_change_keeps_what_it_does_not_tell(house: World, sign_in: SignIn) -> None:
    rows: Any = ledger("petitions").model._default_manager
    record = rows.get(subject="2026-04-10反映加班费")
    address, data = f"/api/v1/petitions/{record.uid}", {"persons": 5, "reason": "人数写错"}
    assert sign_in(house.keeper).patch(address, data, "application/json").status_code == 200
    now = rows.get(pk=record.pk)
    assert (now.persons, now.subject, now.person_name) == (5, record.subject, "林小梅")
    wrong = sign_in(house.keeper).patch(address, {"persons": -1, "reason": "x"}, "application/json")
    assert (wrong.status_code, list(wrong.json()["fields"])) == (422, ["persons"])
    assert sign_in(house.stranger).patch(address, data, "application/json").status_code == 404


def test_refusals_are_said_in_words_and_declared(house: World, sign_in: SignIn) -> None:
    client = sign_in(house.keeper)
    told = client.post("/api/v1/petitions/", "{", "application/json")
    assert (told.status_code, told.json()["message"]) == (400, "内容不是 JSON，没有读懂。")
    told = client.post("/api/v1/petitions/", {"registered_on": "春天"}, "application/json")
    assert (told.status_code, told.json()["fields"]) == (422, {"registered_on": ["应为日期，例如 2026-03-15。"]})
    told = client.get("/api/v1/nothing_of_the_kind/")
    assert (told.status_code, told.json()["message"]) == (404, "没有这个地址。")
    declared = declaration("petitions")["paths"]["/api/v1/petitions/{uid}"]["patch"]["responses"]
    assert sorted(declared) == [200, 400, 401, 403, 404, 413, 422, 429]


@pytest.mark.parametrize("reason", ["", "  ", "长" * 201, "空\x00字"])
def test_a_record_is_voided_with_a_reason_that_can_be_kept(house: World, sign_in: SignIn, reason: str) -> None:
    record: Any = ledger("petitions").model._default_manager.first()
    told = sign_in(house.keeper).post(f"/api/v1/petitions/{record.uid}/void", {"reason": reason}, "application/json")
    assert (told.status_code, list(told.json()["fields"])) == (422, ["reason"])
    record.refresh_from_db()
    assert record.state == "active"


def test_without_the_sign_against_forgery_nothing_is_written(house: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(house.keeper)
    assert client.post("/api/v1/petitions/", {"subject": "x"}, "application/json").status_code == 403


@pytest.mark.parametrize("address", ["/api/v1/petitions/", "/api/v1/returns/"])
def test_a_page_past_every_number_a_database_can_count_to_is_empty(house: World, sign_in: SignIn, address: str) -> None:
    told = sign_in(house.keeper).get(address, {"offset": 10**19, "limit": -(10**19)})
    assert (told.status_code, told.json()["items"]) == (200, [])
