"""Returns over the API: the same reach, the same refusals and the same numbers as on the pages."""

from __future__ import annotations

import uuid
from typing import Any

from django.test import Client

from gonghui.kernel.returns.models import Return, Round
from tests.generic.world import World
from tests.returns.test_rounds import of, round_
from tests.web.conftest import SignIn

__all__ = ["round_"]
SIGNED = {"leader": "陆负责", "filler": "周填表", "phone": "14000000000", "explanation": "集中受理了去年积压的来访事项"}
READS = ("", "/checks", "/why?cell=T!A01")
ACTS: dict[str, dict[str, Any]] = {
    "submit": SIGNED, "accept": {}, "send-back": {"reason": "再核"}, "revise": {"reason": "再核"}, "follow": {},
}  # fmt: skip


def post(client: Client, ret: Return, act: str, body: dict[str, Any], status: int = 200) -> Any:
    answer = client.post(f"/api/v1/returns/{ret.uid}/{act}", body, content_type="application/json")
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def test_a_return_goes_its_way_over_the_api(house: World, round_: Round, sign_in: SignIn) -> None:
    keeper, leader = sign_in(house.keeper), sign_in(house.leader)
    ret = of(round_, "B1")
    listed = keeper.get("/api/v1/returns/", {"period": "2026H1", "status": "open"}).json()
    assert listed["count"] == 1
    assert listed["items"][0] == {
        "uid": str(ret.uid), "form": "small", "version": "1", "period": "2026H1", "union": "B1", "upper": "T1",
        "status": "open", "revision": 0, "due_on": "2026-07-15", "on_time": None,
    }  # fmt: skip
    address = f"/api/v1/returns/{ret.uid}"
    given = {"cells": {"T!A01": {"value": 5}}}
    refused = keeper.patch(f"{address}/cells", given, content_type="application/json")
    assert refused.status_code == 422
    assert "要写明理由" in refused.json()["message"]
    given = {"cells": {"T!A04": {"value": 9}}}
    assert keeper.patch(f"{address}/cells", given, content_type="application/json").status_code == 200
    blocking = [each["check"] for each in keeper.get(f"{address}/checks").json() if each["blocks"]]
    assert blocking == ["2", "45", "38:T!A01", "38:T!A02"]
    assert "审核不通过" in post(keeper, ret, "submit", SIGNED, 422)["message"]
    keeper.patch(f"{address}/cells", {"cells": {"T!A04": {"value": 2}}}, content_type="application/json")
    assert post(keeper, ret, "submit", SIGNED)["status"] == "submitted"
    assert post(leader, ret, "send-back", {"reason": "答复件数请再核"})["status"] == "sent_back"
    post(keeper, ret, "submit", SIGNED)
    assert post(leader, ret, "accept", {})["status"] == "accepted"
    told = {cell["cell"]: (cell["value"], cell["source"]) for cell in keeper.get(address).json()["cells"]}
    assert (told["T!A01"], told["T!A04"]) == ((3, "figure"), (2, "typed"))
    assert keeper.get(f"{address}/why?cell=T!A01").json()["now"] == "3"
    assert "封存" in post(keeper, ret, "revise", {"reason": "漏登"}, 422)["message"]


def test_who_may_what_over_the_api(house: World, round_: Round, sign_in: SignIn) -> None:
    """Who does not reach the union finds nothing; who reads may not write; nobody receives the own return."""
    ret = of(round_, "B1")
    stranger, above, keeper = sign_in(house.stranger), sign_in(house.above), sign_in(house.keeper)
    assert ret.uid.hex not in stranger.get("/api/v1/returns/").content.decode().replace("-", "")
    for path in READS:
        assert [c.get(f"/api/v1/returns/{ret.uid}{path}").status_code for c in (stranger, above, keeper, Client())] == [
            404, 200, 200, 401,
        ]  # fmt: skip
    for act, body in ACTS.items():
        post(stranger, ret, act, body, 404)
        post(above, ret, act, body, 403)
    typed = {"cells": {"T!A04": {"value": 1}}}
    for client, status in ((stranger, 404), (above, 403)):
        answer = client.patch(f"/api/v1/returns/{ret.uid}/cells", typed, content_type="application/json")
        assert answer.status_code == status
    for act in ("accept", "send-back"):
        post(keeper, ret, act, ACTS[act], 403)
    assert keeper.get(f"/api/v1/returns/{ret.uid}/why?cell=T!Z9").status_code == 404
    assert keeper.get(f"/api/v1/returns/{uuid.uuid4()}").status_code == 404
