"""From page to page by the changed part alone. That no rule of content security is broken on the way is held by `open_as`:
a browser's complaint about one fails the test that caused it."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import NO_LINE, Open, refused

pytestmark = pytest.mark.browser

BUSY = "main[aria-busy], html[data-going]"


def mark(page: Page) -> None:
    page.evaluate("window.whole = 'no'")


def swapped(page: Page) -> bool:
    """Whether the frame has stood since it was marked."""
    return bool(page.evaluate("window.whole === 'no'"))


def side(page: Page, place: str) -> None:
    page.click(f".side a[data-place={place}]")


def press(page: Page, selector: str) -> None:
    """A click that waits for nothing."""
    page.eval_on_selector(selector, "each => each.click()")


def scrolled(page: Page) -> int:
    return int(page.evaluate("Math.round(window.scrollY)"))


def styles(page: Page) -> set[str]:
    names = page.eval_on_selector_all("link[rel=stylesheet]", "all => all.map(each => each.href.split('/').pop())")
    return set(names)


def test_the_frame_stays_and_says_where_one_is(open_as: Open) -> None:
    """Title, menu, announcement and focus follow; a page's own styles and scripts come with it and go with it."""
    page = open_as("lingdao").go("/ledgers/")
    mark(page)
    side(page, "return-list")
    assert swapped(page)
    assert page.title().startswith("报表")
    expect(page.locator("[data-arrived]")).to_have_text(page.title())
    current = page.eval_on_selector_all(
        "a[aria-current=page][data-place]", "all => all.map(each => each.dataset.place)"
    )
    assert set(current) == {"return-list"}
    assert page.evaluate("document.activeElement.id") == "page"
    assert "returns.css" in styles(page)
    assert page.locator(BUSY).count() == 0
    side(page, "ledger-index")
    assert "returns.css" not in styles(page)
    page.click(".shelves a[href*='/visits/']")
    page.click("a.main:has-text('新登记')")
    assert page.locator("head script[src*='form.js']").count() == 1
    side(page, "home")
    assert page.locator("head script[src*='form.js']").count() == 0
    side(page, "home")  # the place where one already is
    expect(page.locator(BUSY)).to_have_count(0)
    assert page.url == page.evaluate("location.origin") + "/"
    assert swapped(page)


def test_back_and_forward_restore_page_and_place(open_as: Open) -> None:
    page = open_as("lingdao", height=500).go("/ledgers/petitions/")
    mark(page)
    page.evaluate("window.scrollTo(0, 300)")
    page.click("tbody tr a >> nth=6")
    page.wait_for_url(re.compile(r"/petitions/[0-9a-f-]{36}/"))
    title = page.title()
    assert scrolled(page) == 0
    page.evaluate("window.scrollTo(0, 120)")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("信访登记表")
    expect(page.locator(BUSY)).to_have_count(0)
    assert scrolled(page) == 300
    page.go_forward()
    page.wait_for_function("title => document.title === title", arg=title)
    expect(page.locator(BUSY)).to_have_count(0)
    assert scrolled(page) == 120
    page.go_back()
    page.wait_for_url("**/petitions/")
    page.go_forward()  # before the list has come: the page that is still there stays
    page.wait_for_function("title => document.title === title && !document.querySelector('[aria-busy]')", arg=title)
    assert swapped(page)
    page.reload()
    assert scrolled(page) == 120


def test_a_place_on_another_page_is_gone_to(open_as: Open) -> None:
    visit = open_as("lingdao", height=400)
    page = visit.go("/ledgers/")
    mark(page)
    link = "Object.assign(document.createElement('a'), { href: '/unions/35998201/#members', textContent: '去那里', id: 'there' })"
    page.evaluate(f"document.getElementById('page').append({link})")
    page.click("#there")
    page.wait_for_url("**/unions/35998201/#members")
    visit.arrived()  # the part with that place comes once the page stands
    assert page.locator("#members").count() == 1
    expect(page.locator("#members")).to_be_in_viewport()
    assert swapped(page)
    page.go_back()
    page.wait_for_url("**/ledgers/")
    expect(page.locator("h1")).to_have_text("台账")


def test_a_refused_form_shows_its_fault_a_good_one_its_record(open_as: Open) -> None:
    visit = open_as("qinghe")
    page = visit.go("/ledgers/visits/")
    page.click("a.main:has-text('新登记')")
    mark(page)
    page.fill("textarea[name=matters]", "反映食堂太远")
    page.fill("input[name=visited_on]", "")
    page.click("button.main")
    expect(page.locator(".notice.bad[role=alert]")).to_be_visible()
    fault = page.locator(".faulty").first
    assert fault.locator(":focus").count() == 1
    expect(fault).to_be_in_viewport()
    assert page.input_value("textarea[name=matters]") == "反映食堂太远"
    assert page.locator(BUSY).count() == 0
    page.fill("input[name=visited_on]", "2026-07-01")
    page.click("button.main")
    page.wait_for_url(re.compile(r"/visits/[0-9a-f-]{36}/"))
    assert "已登记" in page.inner_text(".toasts")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('draft')).length") == 0
    assert swapped(page)


def test_a_download_leaves_the_page_as_it_was(open_as: Open) -> None:
    page = open_as("lingdao").go("/ledgers/petitions/")
    mark(page)
    with page.expect_download() as download:
        page.locator("a[href*='/export/']").first.click()
    assert download.value.suggested_filename.endswith(".xlsx")
    assert page.locator(BUSY).count() == 0
    assert page.title().startswith("信访登记表")
    assert swapped(page)


def test_a_broken_line_says_so_and_loses_nothing(open_as: Open) -> None:
    visit = open_as("qinghe")
    page = visit.go("/ledgers/visits/new/")
    page.fill("textarea[name=matters]", "线断时写的")
    visit.context.set_offline(True)
    side(page, "duties")
    expect(page.locator("[data-broken-said]")).to_contain_text("没有网络")
    page.click("button.main")
    expect(page.locator("[data-broken-said]")).to_contain_text("没有收到回音")
    assert page.input_value("textarea[name=matters]") == "线断时写的"
    expect(page.locator("button.main")).to_be_enabled()
    visit.context.set_offline(False)
    page.route("**/visits/new/", lambda route: route.fulfill(status=502, content_type="text/html", body=AWAY))
    page.click("button.main")
    expect(page.locator("[data-broken-said]")).to_contain_text("系统正在维护")
    assert page.input_value("textarea[name=matters]") == "线断时写的"
    assert page.locator(BUSY).count() == 0
    visit.passes_over(NO_LINE, refused(502))


AWAY = "<!doctype html><title>x</title><main><h1>系统正在维护，暂时打不开。</h1></main>"


def test_an_ended_session_leads_to_signing_in_and_back_to_what_was_typed(open_as: Open) -> None:
    visit = open_as("qinghe")
    page = visit.go("/ledgers/visits/new/")
    page.fill("textarea[name=matters]", "写到一半就过期")
    kept = visit.context.cookies()
    visit.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.click("button.main")
    page.wait_for_url("**/login/**")
    assert page.locator(".side").count() == 0
    visit.context.add_cookies([each for each in kept if each["name"] == settings.SESSION_COOKIE_NAME])
    page.goto(f"{visit.url}/ledgers/visits/new/")
    expect(page.locator("textarea[name=matters]")).to_have_value("写到一半就过期")
    visit.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    side(page, "duties")
    page.wait_for_url("**/login/?next=/duties/")
    assert page.locator(".frame").count() == 0


def test_keys_held_open_another_tab_and_the_last_of_two_clicks_wins(open_as: Open) -> None:
    visit = open_as("lingdao")
    page = visit.go("/ledgers/")
    mark(page)
    for selector, address in (
        (".side a[data-place=duties]", "/duties/"),
        (".shelves a[href*='/petitions/']", "/petitions/"),
    ):
        with visit.context.expect_page() as opened:
            page.click(selector, modifiers=["ControlOrMeta"])
        assert address in opened.value.url
        opened.value.close()
    assert page.url.endswith("/ledgers/")
    held: list[Route] = []
    page.route("**/documents/", lambda route: held.append(route))
    press(page, ".side a[data-place=document-list]")
    page.wait_for_timeout(50)
    side(page, "return-list")
    for route in held:
        route.continue_()
    page.wait_for_timeout(200)
    assert page.url.endswith("/returns/")
    assert page.title().startswith("报表")
    assert page.locator(BUSY).count() == 0
    assert swapped(page)


def test_without_a_script_everything_is_there(open_as: Open) -> None:
    page = open_as("qinghe", java_script_enabled=False).page
    page.click(".side a[data-place=ledger-index]")
    page.click(".shelves a[href*='/visits/']")
    page.select_option("select[name=period]", "2026H1")
    page.click(".sentence button")
    page.wait_for_url("**period=2026H1**")
    page.click("a.main:has-text('新登记')")
    page.fill("input[name=visited_on]", "")
    page.click("button.main")
    assert page.locator(".faulty").count() > 0
    page.click(".side a[data-place=home]")
    assert page.locator(".tile .value").count() > 0
