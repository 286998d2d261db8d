"""Every page that can be opened in the demo city: no rule of accessibility broken at the desk in light and on the phone in the dark,
nothing sticks out at any width, and no word on it that is not Chinese.

The addresses come from the site's own table of them. The suite opens the main pages each day and of all others one in EVERY; all of
them with GONGHUI_WHOLE=1, in GONGHUI_PARTS runs where one is too long.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from tests.browser.addresses import LEADER, OWNER, Address, all_addresses, of_today, routes
from tests.browser.conftest import AXE, City, Open, Visit, refused
from tests.browser.words import WORDS, foreign

pytestmark = pytest.mark.browser

WHOLE = os.environ.get("GONGHUI_WHOLE") == "1"
PARTS = int(os.environ.get("GONGHUI_PARTS", "1"))  # the whole in so many runs; which of them: GONGHUI_PART
PART = int(os.environ.get("GONGHUI_PART", "0"))
EVERY = 70
RUN = """() => axe.run(document, {resultTypes: ["violations"]}).then((found) => found.violations.map(
    (each) => `${each.id}: ${each.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(" | ")}`))"""
# at the desk, on a small one, at twice the size, on the phone
SIZES = ((1440, 900, "light"), (768, 1024, ""), (640, 450, ""), (360, 780, "dark"))
MAIN = [
    "/",
    "/ledgers/",
    "/ledgers/petitions/",
    "/ledgers/roster/",
    "/ledgers/petitions/new/",
    "/ledgers/visits/enter/",
    "/unions/",
    "/unions/359982/",
    "/figures/contracts.signing_rate/",
    "/figures/petitions.items/records/",
    "/pivot/?m=petitions.items&rows=child&cols=period",
    "/pivot/?m=petitions.items&rows=child&cols=by:kind",
    "/figures/new/?ledger=petitions",
    "/duties/",
    "/intake/",
    "/documents/new/",
    "/search/?q=恒泰",
    "/pocket/",
    "/voice/359982/",
]


@pytest.fixture
def chosen(city: City, django_db_blocker: Any) -> list[Address]:
    with django_db_blocker.unblock():
        if not get_user_model().objects.filter(username=OWNER).exists():
            get_user_model().objects.create_superuser(OWNER, password=city.passwords["lingdao"])
            city.passwords[OWNER] = city.passwords["lingdao"]
        main = [Address("main", address, LEADER) for address in MAIN]
        return [*main, *(all_addresses()[PART::PARTS] if WHOLE else of_today(EVERY))]


def look(visit: Visit, names: Collection[str]) -> list[str]:
    """What is wrong with the page that stands there."""
    page, wrong = visit.page, []
    page.evaluate(AXE)
    for width, height, scheme in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        if scheme:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]  # one of the two above
            wrong += [f"{width} {each}" for each in page.evaluate(RUN)]
        if not visit.fits():
            wrong.append(f"{width} sticks out")
    wrong += [f"word {each}" for each in foreign(page.evaluate(WORDS), names)]
    return wrong


def test_pages_break_no_rule_fit_and_speak_chinese(open_as: Open, city: City, chosen: list[Address]) -> None:
    visits: dict[str, Visit] = {}
    broken, pages = {}, set()
    for each in chosen:
        if each.who not in visits:
            visits[each.who] = open_as(each.who, bypass_csp=True)
        visit = visits[each.who]
        asked = visit.page.request.get(visit.url + each.address)
        if asked.status == 405 or (asked.ok and "<html" not in asked.text()):
            continue  # only sent, or a part of a page
        answer = visit.page.goto(visit.url + each.address)
        assert answer is not None
        if answer.status >= 400:
            visit.passes_over(refused(answer.status))
            broken[each.address] = [str(answer.status)]
            continue
        pages.add(each.name)
        visit.arrived()
        wrong = look(visit, city.passwords)
        if wrong:
            broken[each.address] = wrong
    assert broken == {}
    if WHOLE and PARTS == 1:
        assert set(routes()) - pages == set()
