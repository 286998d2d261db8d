"""The API's fuzzer: a few addresses of it in the suite, and that it notices what it is there for."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from django.http import HttpRequest, JsonResponse

from gonghui.prove.api_office import OTHERS, House, ask, furnish

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: Any) -> House:
    return furnish(("petitions",))


def turns(n: int) -> Any:
    told = itertools.chain([True] * n, itertools.repeat(False))
    return lambda: next(told)


def test_nothing_fails_nothing_is_undeclared_nothing_leaks(house: House) -> None:
    seen = ask(house, 1, turns(4), ("petitions", "figures", "proof"))
    assert (seen.wrong, seen.told()["requests"] > 4) == ([], True)


def test_one_round_asks_every_address_by_every_role_and_writes(house: House) -> None:
    told = ask(house, 1, turns(6), ("petitions",)).told()
    assert (told["operations"], told["by all"], told["declared"]) == (5, 5, 5)
    assert told["kinds"]["GET …/"].startswith("1 declared, 1 asked, 1 answered well: ")
    good = {**house.good["petitions"], "union": "B1"}
    assert house.roles[0].client.post("/api/v1/petitions/", good, "application/json").status_code == 201


def test_the_fuzzer_notices(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def leaky(request: HttpRequest, **values: Any) -> JsonResponse:
        return JsonResponse({"message": f"王测{OTHERS}"}, status=418)

    monkeypatch.setattr("gonghui.kernel.api.site.view_of", lambda address: (leaky, {}))
    seen = ask(house, 1, turns(2), ("petitions",))
    kinds = {each.split(":")[0].split(" of")[0] for each in seen.wrong}
    assert kinds == {"undeclared", "leak"}
