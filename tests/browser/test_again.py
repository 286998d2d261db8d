"""照抄上次, played on every screen: what recurs is not typed again, and the taps are counted."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.playing import Screen, look, played
from tests.browser.test_journeys import Hand

pytestmark = pytest.mark.browser

MOST_AGAIN = 5  # taps of a second visit like the first, from the first page to the record


def _first(page: Page, screen: Screen, said: str) -> None:
    """A visit by the pocket's three screens, as somebody records it who has not been there before."""
    page.click("[data-open=visits]")
    page.click(f"form[data-ledger=visits] .chip-choice:has-text('{screen.say('建会指导')}')")
    page.fill("#visits_employer", "清河砂石有限公司")
    page.fill("#visits_matters", said)
    page.keyboard.press("Escape")
    page.click("form[data-ledger=visits] .thumb .main")
    page.click("section[data-of=visits] [data-keep]")
    page.wait_for_selector(f"[data-outcome]:has-text('{screen.say('已记下')}')")


@played(3)
def test_a_visit_like_the_last_one_is_one_tap_more_than_reading_it(open_as: Open, screen: Screen) -> None:
    visit, said = open_as("qinghe", **screen.options), f"每月一次的回访{screen}。"
    page = visit.go("/pocket/")
    _first(page, screen, said)
    visit.go("/pocket/")
    hand = Hand(page)
    hand.tap("[data-open=visits]", new_screen=True)
    hand.tap("form[data-ledger=visits] [data-again]")
    assert page.input_value("#visits_employer") == "清河砂石有限公司"
    assert page.input_value("#visits_matters") == said
    look(page, screen, "again-pocket")
    hand.tap("form[data-ledger=visits] .thumb .main", new_screen=True)
    hand.tap("section[data-of=visits] [data-keep]")
    page.wait_for_selector(f"[data-outcome]:has-text('{screen.say('已记下')}')")
    assert hand.taps <= MOST_AGAIN - 1  # the first one opens the pocket
    visit.go(f"/ledgers/visits/?q={said}")
    assert page.locator("tbody tr").count() == 2


@played(4)
def test_a_form_takes_over_what_recurs_and_neither_day_nor_person(open_as: Open, screen: Screen) -> None:
    visit, said = open_as("qinghe", **screen.options), f"反映宿舍热水不够{screen}"
    page = visit.go("/ledgers/petitions/new/")
    page.fill("input[name=registered_on]", "2026-07-02")
    page.select_option("select[name=kind]", "visit")
    page.fill("input[name=person_name]", "林某")
    page.fill("input[name=employer]", "清河砂石有限公司")
    page.fill("input[name=subject]", said)
    page.keyboard.press("Escape")
    page.click("form[data-draft] button.main")
    page.wait_for_url("**/ledgers/petitions/*-*/")
    visit.go("/ledgers/petitions/new/")
    page.get_by_role("link", name=screen.say("照抄上次")).click()
    page.wait_for_url("**copy=last")
    copied = {name: page.input_value(f"[name={name}]") for name in ("kind", "employer", "subject", "person_name")}
    assert copied == {"kind": "visit", "employer": "清河砂石有限公司", "subject": said, "person_name": ""}
    assert page.input_value("input[name=registered_on]") != "2026-07-02"
    look(page, screen, "again-form")
