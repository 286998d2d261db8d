"""The API asked at random inside an installation: every address, three roles, good and bad values, others' identifiers."""

from __future__ import annotations

import contextlib
import itertools
import random
import re
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from gonghui.prove.api_seen import ROOMS, Seen

OWN, OTHERS = 6_060_606, 7_070_707  # stands in every text of the branch's records, and of those nobody here may see
GOOD_ACTS: dict[str, dict[str, Any]] = {
    "submit": {"leader": "陆负责", "filler": "周填表", "phone": "14000000000", "explanation": "集中受理了去年的事项"},
    "send-back": {"reason": "再核"},
    "revise": {"reason": "再核"},
    "proof": {"text": "上半年受理来信来访8件，同比增长5%。", "union": "B1", "period": "2026H1"},
}  # what is written to the addresses of the rooms
EXAMPLES = 3  # requests to one address in one turn
AIMED, GOOD = (
    0.7,
    0.6,
)  # shares of the requests that name what is there, and of the written ones that begin from a good record
NEWEST = 4  # records written meanwhile, of each ledger, that are asked for again


@dataclass
class Role:
    """Who asks, and the words that must never come back."""

    name: str
    client: Any
    forbidden: tuple[str, ...]


@dataclass
class House:
    roles: list[Role]
    uids: dict[str, list[str]]  # of each ledger: one of the branch's own, one of another's
    good: dict[str, dict[str, Any]]  # of each ledger: what a keeper of the branch would write


def furnish(only: tuple[str, ...] = ()) -> House:
    """The small world with a record of every ledger (or of these) at the branch and at the one beside, and three accounts."""
    from django.test import Client

    from gonghui.kernel.access.models import Grant
    from gonghui.kernel.access.models import Role as Kind
    from gonghui.kernel.ledger.declaration import ledgers
    from gonghui.prove.filling import answers
    from gonghui.prove.world import build, fill

    world = build()
    Grant.objects.filter(user=world.leader).update(union=world.town)
    uids: dict[str, list[str]] = {}
    for slug, ledger in ledgers().items():
        if ledger.reach and (not only or slug in only):
            there = [fill(ledger, union, n) for union, n in ((world.branch, OWN), (world.beside, OTHERS))]
            uids[slug] = [str(record.uid) for record in there]
    hidden = tuple(pair[1] for pair in uids.values())
    returned, cells = _returns(world)
    roles = []
    for user, kind, more in (
        (world.keeper, Kind.KEEPER, ()),
        (world.leader, Kind.LEADER, ()),
        (world.above, Kind.READER, (str(OWN), *(pair[0] for pair in uids.values()))),
    ):
        client = Client(raise_request_exception=False, headers={"host": "127.0.0.1"})
        client.force_login(user)
        roles.append(Role(kind.value, client, (str(OTHERS), *hidden, *more)))
    good = {slug: _as_json(answers(slug, world, world.keeper)) for slug in uids} | GOOD_ACTS | {"cells": cells}
    return House(roles, uids | {"returns": returned}, good)


def _returns(world: Any) -> tuple[list[str], dict[str, Any]]:
    """The returns of a round, of the branch and of the one beside; what may be typed into them."""
    import datetime as dt

    from gonghui.kernel.periods import Period
    from gonghui.kernel.returns import forms, rounds

    half = Period.parse("2026H1")
    form = next(form for form in forms.available() if form.data.period == half.kind)
    taken = forms.taken(form.key, None)
    made = rounds.open_round(taken, world.city, half, dt.date(2026, 7, 15), None, rounds.ALL)
    found = made.returns.filter(union__in=[world.branch, world.beside]).order_by("union__code")
    cells = {cell: {"value": n, "reason": "核对"} for n, cell in enumerate(sorted(form.data.by_id)[:3])}
    return [str(each.uid) for each in found], {"cells": cells}


def _as_json(told: dict[str, Any]) -> dict[str, Any]:
    """A form's answers as the API takes them: a month is a day there."""
    return {name: f"{value}-01" if re.fullmatch(r"\d{4}-\d\d", str(value)) else value for name, value in told.items()}


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
    seen.declared = [operation.label for operation in operations]
    while going():
        order = operations.copy()
        random.Random(f"{seed}-{turn}").shuffle(order)  # noqa: S311 - repeatable, not secret
        for nth, operation in enumerate(order):
            if not going():
                break
            _turn(operation, house, seen, f"{seed}-{turn}-{nth}")
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


def _turn(operation: Any, house: House, seen: Seen, key: str) -> None:
    """A few requests to one address, good ones or bad ones, by each role in turn."""
    import hypothesis
    from schemathesis import GenerationMode

    chance = random.Random(key)  # noqa: S311 - repeatable, not secret
    bad = chance.random() < 0.4 and bool(operation.body or list(operation.iter_parameters()))
    mode = GenerationMode.NEGATIVE if bad else GenerationMode.POSITIVE
    roles = itertools.cycle(chance.sample(house.roles, len(house.roles)))

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
        if chance.random() < AIMED:
            _aim(case, house, chance)
        _send(case, next(roles), house, seen)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with contextlib.suppress(hypothesis.errors.Unsatisfiable):  # nothing bad can be said to this address
            asked()


def _aim(case: Any, house: House, chance: random.Random) -> None:
    """Put what is really there, own and others', in the place of what was made up."""
    from gonghui.kernel.figures.catalogue import catalogue

    slug = _slug(case)
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
    if isinstance(case.body, dict) and chance.random() < GOOD:
        act = case.path.rstrip("/").rpartition("/")[2]
        case.body = _better(case, house.good.get(act) or house.good.get(slug, {}), slug in ROOMS, chance)
    if isinstance(case.body, dict) and "union" in case.body:
        case.body["union"] = chance.choice(
            ["B1", "B1", "B1", "B1", "B2", "T2", house.uids.get("petitions", ["B1"])[-1]]
        )
    if isinstance(case.body, dict) and "reason" in case.body and chance.random() < 0.8:
        case.body["reason"] = "核对"


def _slug(case: Any) -> str:
    """The ledger or room of an address."""
    return str(case.path.removeprefix("/api/v1/").split("/")[0])


def _better(case: Any, good: dict[str, Any], whole: bool, chance: random.Random) -> dict[str, Any]:
    """Something good with none, one or two items as they were made up; of a change to a record, a few items alone."""
    few = chance.sample(sorted(case.body), min(len(case.body), chance.choice([0, 1, 2])))
    made_up = {name: case.body[name] for name in few}
    if whole or not case.path_parameters:
        return good | made_up
    return {name: good[name] for name in chance.sample(sorted(good), min(len(good), 2))} | made_up | {"reason": "核对"}


def _send(case: Any, role: Role, house: House, seen: Seen) -> None:
    """One request; kept as wrong: a failure of ours, a status that nobody declared, a word that must not come back."""
    wanted = case.as_transport_kwargs(base_url="http://127.0.0.1")
    address, content = _address(wanted), b""
    if wanted.get("json") is not None:
        import json

        content = json.dumps(wanted["json"]).encode()
    elif wanted.get("data") is not None:
        data = wanted["data"]
        content = data if isinstance(data, bytes) else str(data).encode("utf-8", "replace")
    begun = time.perf_counter()
    answer = role.client.generic(case.method.upper(), address, content, "application/json")
    text = answer.content.decode("utf-8", "replace")
    seen.add(case.operation.label, role.name, answer.status_code, time.perf_counter() - begun)
    if answer.status_code == HTTPStatus.CREATED:
        kept = house.uids.setdefault(_slug(case), [])
        kept.append(answer.json()["uid"])
        del kept[2:-NEWEST]
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
