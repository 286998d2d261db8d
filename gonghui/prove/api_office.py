"""The API asked at random inside an installation: every address, three roles, good and bad values, others' identifiers."""

from __future__ import annotations

import contextlib
import random
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

OWN, OTHERS = 6_060_606, 7_070_707  # stands in every text of the branch's records, and of those nobody here may see
EXAMPLES = 3  # requests to one address in one turn


@dataclass
class Role:
    """Who asks, and the words that must never come back."""

    name: str
    client: Any
    forbidden: tuple[str, ...]


@dataclass
class Seen:
    """What came back."""

    statuses: Counter[int] = field(default_factory=Counter)
    operations: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    declared: int = 0

    def told(self) -> dict[str, Any]:
        return {
            "requests": sum(self.statuses.values()),
            "statuses": {str(status): n for status, n in sorted(self.statuses.items())},
            "operations": len(self.operations),
            "declared": self.declared,
            "wrong": self.wrong,
        }


@dataclass
class House:
    roles: list[Role]
    uids: dict[str, list[str]]  # of each ledger: one of the branch's own, one of another's


def furnish(only: tuple[str, ...] = ()) -> House:
    """The small world with a record of every ledger (or of these) at the branch and at the one beside, and three accounts."""
    from django.test import Client

    from gonghui.kernel.access.models import Grant
    from gonghui.kernel.access.models import Role as Kind
    from gonghui.kernel.ledger.declaration import ledgers
    from gonghui.prove.world import build, fill

    world = build()
    Grant.objects.filter(user=world.leader).update(union=world.town)
    uids: dict[str, list[str]] = {}
    for slug, ledger in ledgers().items():
        if ledger.reach and (not only or slug in only):
            there = [fill(ledger, union, n) for union, n in ((world.branch, OWN), (world.beside, OTHERS))]
            uids[slug] = [str(record.uid) for record in there]
    hidden = tuple(pair[1] for pair in uids.values())
    roles = []
    for user, kind, more in (
        (world.keeper, Kind.KEEPER, ()),
        (world.leader, Kind.LEADER, ()),
        (world.above, Kind.READER, (str(OWN), *(pair[0] for pair in uids.values()))),
    ):
        client = Client(raise_request_exception=False, headers={"host": "127.0.0.1"})
        client.force_login(user)
        roles.append(Role(kind.value, client, (str(OTHERS), *hidden, *more)))
    return House(roles, uids)


def fuzz(minutes: str, seed: str) -> dict[str, Any]:
    """Ask for so many minutes in an installation that is empty yet; what came back."""
    from gonghui.kernel.cli.first_run import prepare_tables

    prepare_tables()
    until = time.monotonic() + float(minutes) * 60
    return ask(furnish(), int(seed), lambda: time.monotonic() < until).told()


def ask(house: House, seed: int, going: Callable[[], bool], only: tuple[str, ...] = ()) -> Seen:
    """Turn after turn through all addresses (or those of these parts), in an order and with values that the seed decides."""
    seen, turn = Seen(), 0
    operations = _operations(only)
    seen.declared = len(operations)
    while going():
        order = operations.copy()
        random.Random(f"{seed}-{turn}").shuffle(order)  # noqa: S311 - repeatable, not secret
        for nth, operation in enumerate(order):
            if not going():
                break
            role = house.roles[(operations.index(operation) + turn) % len(house.roles)]
            _turn(operation, role, house, seen, f"{seed}-{turn}-{nth}")
        turn += 1
    return seen


def _operations(only: tuple[str, ...]) -> list[Any]:
    import json

    from schemathesis import openapi
    from schemathesis.core.result import Ok

    from gonghui.kernel.api.site import declaration

    schema = openapi.from_dict(json.loads(json.dumps(declaration(*only))))
    found: list[Any] = []
    for one in schema.get_all_operations():
        assert isinstance(one, Ok), one.err()  # a declaration that the fuzzer cannot read proves nothing
        found.append(one.ok())
    return sorted(found, key=lambda each: str(each.label))


def _turn(operation: Any, role: Role, house: House, seen: Seen, key: str) -> None:
    """A few requests to one address, good ones and bad ones in turn."""
    import hypothesis
    from schemathesis import GenerationMode

    chance = random.Random(key)  # noqa: S311 - repeatable, not secret
    bad = chance.random() < 0.4 and bool(operation.body or list(operation.iter_parameters()))
    mode = GenerationMode.NEGATIVE if bad else GenerationMode.POSITIVE

    @hypothesis.seed(key)
    @hypothesis.settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
    def asked(case: Any) -> None:
        if chance.random() < 0.7:
            _aim(case, house, chance)
        _send(case, role, seen)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with contextlib.suppress(hypothesis.errors.Unsatisfiable):  # nothing bad can be said to this address
            asked()
    seen.operations.add(operation.label)


def _aim(case: Any, house: House, chance: random.Random) -> None:
    """Put what is really there, own and others', in the place of what was made up."""
    from gonghui.kernel.figures.catalogue import catalogue

    slug = case.path.removeprefix("/api/v1/").split("/")[0]
    path, query = case.path_parameters or {}, case.query or {}
    if "uid" in path:
        path["uid"] = chance.choice(house.uids.get(slug) or [path["uid"]])
    if "key" in path:
        path["key"] = chance.choice(sorted(catalogue()))
        query |= {
            "union": chance.choice(["C", "T1", "B1", "B2"]),
            "period": chance.choice(["2026", "2026H1", "2026-03"]),
        }
    case.path_parameters, case.query = path, query
    if isinstance(case.body, dict) and "union" in case.body:
        case.body["union"] = chance.choice(["B1", "B2", "T2", house.uids.get("petitions", ["B1"])[-1]])
    if isinstance(case.body, dict) and "reason" in case.body and chance.random() < 0.8:
        case.body["reason"] = "核对"


def _send(case: Any, role: Role, seen: Seen) -> None:
    """One request; kept as wrong: a failure of ours, a status that nobody declared, a word that must not come back."""
    wanted = case.as_transport_kwargs(base_url="http://127.0.0.1")
    address, content = _address(wanted), b""
    if wanted.get("json") is not None:
        import json

        content = json.dumps(wanted["json"]).encode()
    elif wanted.get("data") is not None:
        data = wanted["data"]
        content = data if isinstance(data, bytes) else str(data).encode("utf-8", "replace")
    answer = role.client.generic(case.method.upper(), address, content, "application/json")
    text = answer.content.decode("utf-8", "replace")
    seen.statuses[answer.status_code] += 1
    declared = {int(code) for code in case.operation.definition.raw["responses"] if str(code).isdigit()}
    what = f"{role.name} {case.method} {address[:200]} {content[:200]!r} → {answer.status_code}"
    if answer.status_code >= 500:
        seen.wrong.append(f"failed: {what}")
    elif answer.status_code not in declared:
        seen.wrong.append(f"undeclared: {what} {text[:100]}")
    for word in _leaks(role, text, address + content.decode("utf-8", "replace")):
        seen.wrong.append(f"leak of {word}: {what}")


def _leaks(role: Role, text: str, told: str) -> Iterator[str]:
    """Words of others in the answer that the request had not said itself."""
    return (word for word in role.forbidden if word in text and word not in told)


def _address(wanted: dict[str, Any]) -> str:
    import requests

    prepared = requests.Request("GET", wanted["url"], params=wanted.get("params")).prepare().url or ""
    return prepared.removeprefix("http://127.0.0.1")
