"""Who is answered at the addresses that show no single record of a ledger: every account before every one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from gonghui.kernel.api.site import declaration
from gonghui.kernel.ledger.declaration import REGISTRY
from tests.access.conftest import WHOLE, Everybody, Looker
from tests.access.rooms import LINES, OPERATIONS, Line
from tests.access.things import Things, furnish


def _asked(everybody: Everybody, line: Line, turn: int) -> list[Looker]:
    """All accounts; the suite asks one that is answered and one that is not, another pair at each address."""
    if WHOLE:
        return everybody.lookers
    turned = everybody.lookers[turn % 41 :] + everybody.lookers[: turn % 41]
    answered = {line.who(each): each for each in reversed(turned)}
    return list(answered.values())


@pytest.fixture(scope="module")
def things(everybody: Everybody, django_db_blocker: Any) -> Iterator[Things]:
    with django_db_blocker.unblock():
        yield furnish(everybody)


def _answered(looker: Looker, address: str, line: Line, word: str) -> bool:
    """Whether the account got anything but a refusal; what it did is taken back."""
    with transaction.atomic():
        ask = looker.client.post if line.post else looker.client.get
        answer = ask(address, line.data)
        transaction.set_rollback(True)
    assert answer.status_code < 500, answer.status_code
    if answer.status_code in line.refused:
        return False
    assert not (answer.status_code == 302 and answer["Location"].startswith("/login/"))
    return not word or word in answer.content.decode()


@pytest.mark.parametrize("name", LINES)
def test_an_address_answers_those_it_is_for_and_nobody_else(
    name: str, everybody: Everybody, things: Things, db: Any
) -> None:
    line = LINES[name]
    address, word = things.address(name), things.words.get(line.holds, "")
    asked = _asked(everybody, line, 17 * list(LINES).index(name))
    seen = {(each.role, each.place): _answered(each, address, line, word) for each in asked}
    assert seen == {(each.role, each.place): line.who(each) for each in asked}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_of_the_api_answers_those_it_is_for_and_nobody_else(
    operation: str, everybody: Everybody, things: Things, db: Any
) -> None:
    line, (method, path) = OPERATIONS[operation], operation.split(" ")
    room = "return" if "/returns/" in path else ""
    known = things.values[""] | things.values[room] | {"ledger": "petitions"}
    if "/figures/" in path:
        known["key"] = "petitions.items"
    address, seen = path.format(**known), {}
    for looker in _asked(everybody, line, 17 * list(OPERATIONS).index(operation)):
        with transaction.atomic():
            given = line.data if method == "GET" else {"data": line.data, "content_type": "application/json"}
            ask = getattr(looker.client, method.lower())
            answer = ask(address, given) if method == "GET" else ask(address, **given)
            transaction.set_rollback(True)
        assert answer.status_code < 500, answer.content.decode()
        got = answer.status_code not in line.refused
        word = things.words.get(line.holds, "")
        seen[looker] = got and (not word or word in answer.content.decode())
    assert {(each.role, each.place): got for each, got in seen.items()} == {
        (each.role, each.place): line.who(each) for each in seen
    }


def test_every_operation_of_the_api_stands_in_the_matrix() -> None:
    from tests.access.questions import QUESTIONS

    asked = set(OPERATIONS) | {name for question in QUESTIONS.values() for name in question.names}
    free = set()
    for path, methods in declaration()["paths"].items():
        part = path.removeprefix("/api/v1/").partition("/")[0]
        line = path.replace(f"/{part}/", "/{ledger}/", 1) if part in REGISTRY else path
        free |= {f"{method.upper()} {line}" for method in methods} - asked
    assert free == set()
