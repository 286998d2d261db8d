"""Who sees what: every role at every place before every ledger's addresses; and no address that nobody answered for.

The suite asks a rotating share of the questions, two addresses of each ledger in turn; GONGHUI_MATRIX=whole asks all of them.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from gonghui.kernel.figures.declaration import INDICATORS, Measure
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.people.identity import number_of
from tests.access.conftest import WHOLE, Everybody
from tests.access.questions import QUESTIONS, subject_of
from tests.access.rooms import LIBRARY, LINES, NEVER, OPEN
from tests.generic.world import fill

KEPT = sorted(slug for slug in REGISTRY if REGISTRY[slug].reach)
EVERY = 1 if WHOLE else 10  # question in so many
SHARE = 1 if WHOLE else 21  # account in so many


@pytest.mark.parametrize("slug", KEPT)
def test_a_record_is_seen_by_those_who_read_records_there_and_nobody_else(
    slug: str, everybody: Everybody, db: Any
) -> None:
    subject = subject_of(slug, fill(REGISTRY[slug], everybody.world.branch), everybody)
    wrong = []
    for place, (name, question) in enumerate(QUESTIONS.items()):
        turn = KEPT.index(slug) + place
        asked = everybody.lookers[turn * 8 % SHARE :: SHARE] if turn % EVERY == 0 else []
        seen = [(looker, question.seen(looker.client, subject)) for looker in asked]
        holds = question.everywhere or (bool(seen) and question.seen(everybody.top, subject))
        wrong += [(name, who.role, who.place, got) for who, got in seen if got != (holds and who.reads_records)]
    assert wrong == []


@pytest.fixture(scope="module")
def one_of_each(everybody: Everybody, django_db_blocker: Any) -> dict[str, str]:
    """The address of a record of the branch, by ledger: one of every ledger, with a 1 in each of its texts."""
    with django_db_blocker.unblock():
        made = {slug: fill(REGISTRY[slug], everybody.world.branch, 1) for slug in KEPT}
    return {slug: reverse("record", args=[slug, record.uid]) for slug, record in made.items()}


def test_a_search_finds_of_every_ledger_what_one_reads_there_and_nothing_else(
    one_of_each: dict[str, str], everybody: Everybody, db: Any
) -> None:
    """Each account searches once, in all ledgers, by the page and while typing."""
    searched = {slug for slug in KEPT if set(REGISTRY[slug].search) - set(REGISTRY[slug].sensitive)} - {"roster"}
    wrong = []
    for looker in everybody.lookers if WHOLE else everybody.lookers[1::11]:
        for name, asked, expected in (
            ("search", {"whole": "1"}, searched),
            ("search", {"piece": "rest"}, searched),
            ("search-quick", {}, {"employers"}),
        ):
            page = _shown(looker.client.get(reverse(name), {"q": "1", **asked}))
            seen = {slug for slug, address in one_of_each.items() if address in page}
            hers = expected if looker.reads_records else set()
            wrong += [(name, looker.role, looker.place, slug) for slug in seen ^ hers]
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
PAGES = 8  # account in so many also opens the page of the figure, with its chart


@pytest.mark.parametrize("key", FIGURES if WHOLE else FIGURES[::200])
def test_a_figure_is_seen_by_those_who_work_in_that_line(key: str, everybody: Everybody, db: Any) -> None:
    asked, turn, wrong = {"union": "B1", "period": "2026"}, FIGURES.index(key), []
    for looker in everybody.lookers[turn // 200 % 7 :: 1 if WHOLE else 7]:
        seen = [looker.client.get(f"/api/v1/figures/{key}", asked).status_code == 200]
        if (turn + everybody.lookers.index(looker)) % PAGES == 0 or not WHOLE:
            seen.append(looker.client.get(reverse("figure", args=[key]), asked).status_code == 200)
        wrong += [(looker.role, looker.place, got) for got in seen if got != looker.reads_figures]
    assert wrong == []


# --- every address has a line ----------------------------------------------------------------------------------------


def named() -> set[str]:
    """Every named address of the site."""
    return {name for name in get_resolver().reverse_dict if isinstance(name, str)}


def test_every_address_stands_in_the_matrix() -> None:
    asked = {name for question in QUESTIONS.values() for name in question.names} | {"search", "search-quick"}
    free = {name for name in named() - OPEN - LINES.keys() - asked if not name.startswith(LIBRARY)}
    assert free == set()
    assert {name for name in OPEN | LINES.keys() | asked if " " not in name} - named() - {"metrics"} == set()


def addresses() -> dict[str, str]:
    """Every named address, with something in the place of its parameters."""
    found: dict[str, str] = {}
    for name in named():
        pattern, parameters = get_resolver().reverse_dict.getlist(name)[0][0][0]
        values = dict.fromkeys(parameters, "1") | {"slug": "petitions", "code": "B1", "key": "petitions.items"}
        uids = {
            each: NEVER for each in parameters if each in ("uid", "consent") or (each == "file" and "uid" in parameters)
        }
        found[name] = "/" + pattern % (values | {"name": "kind", "source": "union"} | uids)
    return found


def test_a_stranger_gets_nothing_anywhere(db: Any) -> None:
    """Without an account every address but the public ones leads to the sign-in, whatever is sent."""
    open_ones = {}
    for name, address in addresses().items():
        if name in OPEN or name.startswith(LIBRARY):
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
