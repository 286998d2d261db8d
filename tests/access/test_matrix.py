"""Who sees what: every role at every place before every ledger's addresses; and no address that nobody answered for.

The suite asks a rotating share of the questions, two addresses of each ledger in turn; GONGHUI_MATRIX=whole asks all of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from python_calamine import CalamineWorkbook

from gonghui.kernel.figures.declaration import INDICATORS, Measure
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.people.identity import number_of
from tests.access.conftest import Everybody
from tests.generic.world import fill

KEPT = sorted(slug for slug in REGISTRY if REGISTRY[slug].reach)
WHOLE = os.environ.get("GONGHUI_MATRIX") == "whole"
EVERY = 1 if WHOLE else 5  # address in so many
SHARE = 1 if WHOLE else 21  # account in so many

# --- the addresses that show one record of a ledger: what an account must get ----------------------------------------

Seen = Callable[[Client, str, Any], bool]


def _page(name: str) -> Seen:
    def seen(client: Client, slug: str, record: Any) -> bool:
        answer = client.get(reverse(name, args=[slug, record.uid]))
        assert answer.status_code in (200, 403, 404), answer.status_code
        return answer.status_code == 200

    return seen


def _list(client: Client, slug: str, record: Any) -> bool:
    return str(record.uid) in client.get(reverse("ledger-list", args=[slug])).content.decode()


def _part(client: Client, slug: str, record: Any) -> bool:
    headers = {"HX-Request": "true", "HX-Target": "list", "HX-Boosted": "true"}
    return str(record.uid) in client.get(reverse("ledger-list", args=[slug]), headers=headers).content.decode()


def _export(client: Client, slug: str, record: Any) -> bool:
    answer = client.get(reverse("ledger-export", args=[slug]))
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]  # either kind
    return len(CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()) > 1


def _history(client: Client, slug: str, record: Any) -> bool:
    return str(record.uid) in client.get(reverse("ledger-history", args=[slug])).content.decode()


def _api_list(client: Client, slug: str, record: Any) -> bool:
    answer = client.get(f"/api/v1/{slug}/")
    return answer.status_code == 200 and str(record.uid) in answer.content.decode()


def _api_one(client: Client, slug: str, record: Any) -> bool:
    answer = client.get(f"/api/v1/{slug}/{record.uid}")
    assert answer.status_code in (200, 401, 403, 404), answer.status_code
    return answer.status_code == 200


def _opened(client: Client, slug: str, record: Any) -> bool:
    answer = client.post(reverse("record-open", args=[slug, record.uid]), {"reason": "核对"})
    return answer.status_code == 200


def _figure_records(client: Client, slug: str, record: Any) -> bool:
    measures = (m for m in INDICATORS.values() if isinstance(m, Measure) and m.of is REGISTRY[slug].model)
    for measure in measures:
        answer = client.get(reverse("figure-records", args=[measure.key]), {"union": "B1", "period": "2026"})
        if str(record.uid) in answer.content.decode():
            return True
    return False


ADDRESSES: dict[str, Seen] = {
    "list": _list,
    "part of the list": _part,
    "record": _page("record"),
    "form": _page("record-edit"),
    "opened": _opened,
    "export": _export,
    "history": _history,
    "api list": _api_list,
    "api record": _api_one,
    "records of a figure": _figure_records,
}
ONLY_READERS = {"records of a figure"}  # may be empty for a reader too: not every record is counted by a figure


@pytest.mark.parametrize("slug", KEPT)
def test_a_record_is_seen_by_those_who_read_records_there_and_nobody_else(
    slug: str, everybody: Everybody, db: Any
) -> None:
    record = fill(REGISTRY[slug], everybody.world.branch)
    wrong = []
    for place, (name, seen) in enumerate(ADDRESSES.items()):
        turn = KEPT.index(slug) + place
        for looker in everybody.lookers[turn * 8 % SHARE :: SHARE] if turn % EVERY == 0 else ():
            got = seen(looker.client, slug, record)
            if got != looker.reads_records and not (name in ONLY_READERS and not got):
                wrong.append((name, looker.role, looker.place, got))
    assert wrong == []


def test_a_person_is_found_by_those_who_read_the_roster_there_and_nobody_else(everybody: Everybody, db: Any) -> None:
    """Search by name and by number, the list below the box, the page of a person's rights, the page of the person."""
    member = fill(REGISTRY["roster"], everybody.world.branch, person_name="王测甲")
    person, number = member.person, number_of(member.person)
    wrong = []
    for looker in everybody.lookers if WHOLE else everybody.lookers[1::9]:
        ask = looker.client.get
        seen = {
            "by name": "王测甲" in _shown(ask("/search/", {"q": "王测"})),
            "by number": "王测甲" in _shown(ask("/search/", {"q": number})),
            "quick": "王测甲" in _shown(ask("/search/quick/", {"q": number})),
            "rights": str(person.uid) in _shown(ask("/rights/", {"q": number})),
            "person": ask(f"/rights/persons/{person.uid}/").status_code == 200,
            "copy": looker.client.post(f"/rights/persons/{person.uid}/copy/", {"reason": "核对"}).status_code == 200,
        }
        wrong += [(name, looker.role, looker.place, got) for name, got in seen.items() if got != looker.reads_records]
    assert wrong == []


def _shown(answer: Any) -> str:
    return str(answer.content.decode()) if answer.status_code == 200 else ""


FIGURES = sorted(key for key, each in INDICATORS.items() if isinstance(each, Measure))


@pytest.mark.parametrize("key", FIGURES if WHOLE else FIGURES[::200])
def test_a_figure_is_seen_by_those_who_work_in_that_line(key: str, everybody: Everybody, db: Any) -> None:
    wrong = []
    for looker in everybody.lookers[FIGURES.index(key) // 200 % 7 :: 1 if WHOLE else 7]:
        answer = looker.client.get(f"/api/v1/figures/{key}", {"union": "B1", "period": "2026"})
        page = looker.client.get(reverse("figure", args=[key]), {"union": "B1", "period": "2026"})
        for got in (answer.status_code == 200, page.status_code == 200 and page.context.get("union") is not None):
            if got and not looker.reads_figures:
                wrong.append((looker.role, looker.place, got))
    assert wrong == []


# --- every address has a line ----------------------------------------------------------------------------------------

PUBLIC = {
    "login", "logout", "set-language", "settings-look", "start", "account-accept", "voice", "voice-query",
    "pocket", "pocket-worker", "manifest", "health", "ready", "metrics",
}  # fmt: skip
LIBRARY = ("account_", "mfa_", "socialaccount_", "openid_connect_", "usersessions_")  # answer for themselves
RECORDS = {
    "ledger-list", "ledger-export", "ledger-export-open", "ledger-history", "ledger-bulk", "ledger-enter", "record", "record-open",
    "record-edit", "record-new", "record-check", "record-cell", "record-stage", "record-void", "record-settle", "record-choose",
    "attachment-add", "attachment", "attachment-remove", "ledger-index", "view-save", "view-remove",
}  # fmt: skip
OTHERS = {
    "home", "search", "search-quick", "duties", "duties-waiting", "goals", "draft", "pocket-send", "suggestions",
    "union-tree", "union", "union-children",
    "figure-catalogue", "indicator-new", "figure", "figure-records", "voice-poster", "account-own", "account-list",
    "account-invite", "invitation-withdraw", "grant-end", "account-manage", "audit-log", "api-door", "api-declared",
}  # fmt: skip
ROOMS = (
    "document",
    "intake",
    "return",
    "proof",
    "match",
    "rule",
    "act",
    "union",
    "pivot",
    "design",
    "form",
    "round",
    "review",
    "binding",
    "rights",
    "parameters",
    "access",
)
ARGUMENTS: dict[str, Any] = {
    "slug": "petitions",
    "consent": "0190b8b0-0000-7000-8000-000000000000",
    "code": "B1",
    "key": "petitions.items",
    "name": "kind",
    "source": "union",
}


def addresses() -> dict[str, str]:
    """Every named address of the site, with something in the place of its parameters."""
    found: dict[str, str] = {}
    for name, entries in get_resolver().reverse_dict.lists():
        if isinstance(name, str):
            pattern, parameters = entries[0][0][0]
            values = {p: ARGUMENTS.get(p, "1") for p in parameters}
            if "uid" in parameters or "file" in parameters:
                values |= dict.fromkeys(("uid", "file"), "0190b8b0-0000-7000-8000-000000000000")
            found[name] = "/" + pattern % values
    return found


def test_every_address_stands_in_the_matrix() -> None:
    known = PUBLIC | RECORDS | OTHERS
    free = [
        n
        for n in addresses()
        if n not in known and not n.startswith((*LIBRARY, *(f"{room}-" for room in ROOMS), *ROOMS))
    ]
    assert free == []


def test_a_stranger_gets_nothing_anywhere(db: Any) -> None:
    """Without an account every address but the public ones leads to the sign-in, whatever is sent."""
    open_ones = {}
    for name, address in addresses().items():
        if name in PUBLIC or name.startswith(LIBRARY):
            continue
        for answer in (
            Client().get(address),
            Client().post(address),
            Client().get(address, headers={"HX-Request": "true"}),
        ):
            if answer.status_code not in (302, 401, 403, 404, 405) or (
                answer.status_code == 302 and not answer.url.startswith("/login/")  # type: ignore[attr-defined]  # a redirect
            ):
                open_ones[name] = (address, answer.status_code)
    assert open_ones == {}


def test_the_api_answers_nobody_without_an_account(db: Any) -> None:
    client = Client()
    asked = [f"/api/v1/{slug}/" for slug in sorted(REGISTRY)] + ["/api/v1/figures/", "/api/v1/returns/"]
    assert {address: client.get(address).status_code for address in asked} == dict.fromkeys(asked, 401)
    assert {address: client.post(address, "{}", "application/json").status_code for address in asked[:-1]} == (
        dict.fromkeys(asked[:-1], 401)
    )
