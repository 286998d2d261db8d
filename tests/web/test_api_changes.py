"""A record changed over the API: what is not told stays, who may not write is refused."""

from __future__ import annotations

from typing import Any

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
