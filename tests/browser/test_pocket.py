"""The pocket where it is hard: others were quicker, the line is poor; and whether a phone can keep it beside its other programs."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NO_LINE, Open, Visit, refused

pytestmark = pytest.mark.browser

KEPT = "(async () => { while (!(await caches.match('/pocket/'))) await new Promise((on) => setTimeout(on, 50)); })()"


def visit_of(page: Page, what: str) -> None:
    """A visit at 清河砂石, up to the screen that reads it back."""
    page.click("[data-open=visits]")
    page.click("form[data-ledger=visits] .chip-choice:has-text('建会指导')")
    page.fill("#visits_employer", "清河砂石有限公司")
    page.fill("#visits_matters", what)
    page.keyboard.press("Escape")
    page.click("form[data-ledger=visits] .thumb .main")


def written(visit: Visit, what: str) -> int:
    visit.go(f"/ledgers/visits/?q={what}")
    return visit.page.locator("tbody tr").count()


def contract(page: Page, form: str, employees: int) -> None:
    """A collective contract of 清河砂石 from today, in the fields of a form."""
    page.fill(f"{form} [name=employer]", "清河砂石有限公司")
    page.keyboard.press("Escape")
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    page.fill(f"{form} [name=effective_on]", today)
    page.fill(f"{form} [name=employees_covered]", str(employees))


def test_what_another_wrote_meanwhile_is_shown_and_decided(open_as: Open) -> None:
    """Without a line a contract is kept; before it is sent the same one is entered at the desk. Nothing is doubled unasked."""
    visit = open_as("qinghe", 390, 844)
    page = visit.go("/pocket/")
    page.evaluate(KEPT)
    visit.context.set_offline(True)
    page.click("[data-open=contracts]")
    contract(page, "form[data-ledger=contracts]", 41)
    page.click("form[data-ledger=contracts] .chip-choice >> nth=0")
    page.click("form[data-ledger=contracts] .thumb .main")
    page.click("section[data-of=contracts] [data-keep]")
    page.wait_for_selector("[data-outcome]:has-text('已存在这台手机里')")
    kind = page.evaluate("document.querySelector('form[data-ledger=contracts] [name=kind]:checked').value")
    desk = open_as("qinghe")
    form = desk.go("/ledgers/contracts/new/")
    contract(form, "form[data-draft]", 42)
    form.select_option("form[data-draft] [name=kind]", kind)
    form.click("form[data-draft] button.main")
    form.wait_for_url(re.compile(r"/ledgers/contracts/[0-9a-f-]{36}/"))
    visit.passes_over(NO_LINE)
    page.click("[data-home] >> visible=true")
    visit.context.set_offline(False)
    line = page.locator("[data-outbox-list] li")
    expect(line.locator(".tag.warn")).to_be_visible(timeout=20_000)
    line.locator("button").click()
    expect(page.locator("[data-outcome]")).to_contain_text("台账里已有同一笔")
    expect(page.locator("[data-where]")).to_have_attribute("href", form.url.removeprefix(visit.url))
    page.click("[data-discard]")
    expect(page.locator("[data-outbox]")).to_be_hidden()
    visit.passes_over(NO_LINE, refused(409))
    form.goto(f"{visit.url}/ledgers/contracts/?q=清河砂石")
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    assert form.locator(f"tbody tr:has-text('{today}')").count() == 1


def test_on_a_poor_line_nobody_waits_and_nothing_is_sent_twice(open_as: Open) -> None:
    visit = open_as("qinghe", 390, 844)
    page = visit.go("/pocket/")
    page.evaluate(KEPT)
    visit_of(page, "慢网上记的走访")
    client = visit.context.new_cdp_session(page)
    client.send("Network.enable")
    poor = {"offline": False, "latency": 7000, "downloadThroughput": 6000, "uploadThroughput": 3000}
    client.send("Network.emulateNetworkConditions", poor)
    page.click("section[data-of=visits] [data-keep]")
    page.wait_for_selector("[data-outcome]:has-text('已存在这台手机里')", timeout=6_000)
    page.click("[data-home] >> visible=true")  # the hand goes on; what is kept goes out by itself
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("[data-outbox]")).to_be_hidden(timeout=60_000)
    client.send(
        "Network.emulateNetworkConditions", poor | {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    )
    assert written(visit, "慢网上记的走访") == 1


def test_a_phone_can_keep_it(open_as: Open) -> None:
    """Chromium's own judgement of manifest and service worker, and icons that are there."""
    visit = open_as("qinghe", 390, 844)
    page = visit.go("/pocket/")
    page.evaluate(KEPT)
    page.reload()
    client = visit.context.new_cdp_session(page)
    told = client.send("Page.getAppManifest")
    manifest = json.loads(told["data"])
    assert told["errors"] == []
    assert manifest["start_url"] == "/pocket/"
    assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512"}
    assert [page.request.get(visit.url + icon["src"]).status for icon in manifest["icons"]] == [200] * len(
        manifest["icons"]
    )
    # a window of a private kind, as tests have it, keeps no program: that alone is no fault of the page
    errors = [each["errorId"] for each in client.send("Page.getInstallabilityErrors")["installabilityErrors"]]
    assert [each for each in errors if each != "in-incognito"] == []
