"""Without a mouse: every control is reached by Tab, is seen when it has the focus, and the main jobs are done by keys alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/ledgers/visits/?q=恒泰",
    "/ledgers/visits/new/",
    "/unions/359982/",
    "/figures/petitions.items/?period=2026H1",
    "/pivot/?m=petitions.items&rows=child&cols=period&period=2026H1",
    "/duties/",
    "/documents/",
]
# what can be worked with and is seen; of a group of choices Tab reaches one, the arrows the others
CONTROLS = """() => {
  const all = Array.from(document.querySelectorAll(
    "a[href], button:not([disabled]), input:not([type=hidden], [disabled]), select, textarea, summary, [tabindex='0']"));
  const groups = new Set();
  return all.filter((each) => {
    if (each.closest("[tabindex='-1']:not(main, tr)") || !each.checkVisibility({ visibilityProperty: true })) return false;
    if (each.type !== "radio") return true;
    const group = `${each.form?.action} ${each.name}`;
    return groups.has(group) ? false : groups.add(group);
  }).map((each, at) => { each.dataset.control = at; return at; });
}"""
# the one that has the focus: its number, and whether one sees that it has it
FOCUSED = """() => {
  const each = document.activeElement;
  const framed = (one) => one && getComputedStyle(one).outlineStyle !== "none" && parseFloat(getComputedStyle(one).outlineWidth) >= 2;
  const place = each.getBoundingClientRect();
  const seen = [each, each.nextElementSibling, each.parentElement, each.querySelector("rect")].some(framed)
    || (each.querySelector("rect") && getComputedStyle(each.querySelector("rect")).strokeWidth === "2px");
  const inside = place.bottom > 0 && place.top < window.innerHeight && place.right > 0 && place.left < window.innerWidth;
  const group = each.type === "radio" ? document.querySelector(`input[type=radio][name="${each.name}"][data-control]`) : each;
  return { control: group?.dataset.control, seen, inside, what: each.outerHTML.slice(0, 120) };
}"""


def tabbed(page: Page, selector: str, most: int = 150) -> None:
    """Presses Tab until the control that the selector finds has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}")


@pytest.mark.parametrize("address", PAGES)
def test_tab_reaches_every_control_and_one_sees_where_it_is(open_as: Open, address: str) -> None:
    page = open_as("lingdao", reduced_motion="reduce").go(address)
    page.wait_for_load_state("networkidle")
    controls = set(map(str, page.evaluate(CONTROLS)))
    reached, unseen = set(), []
    for _ in range(len(controls) + 20):
        page.keyboard.press("Tab")
        one = page.evaluate(FOCUSED)
        again = one["control"] in reached  # the parts of a date are within one control, and framed by the browser
        reached.add(one["control"])
        if one["control"] and not again and not (one["seen"] and one["inside"]):
            unseen.append(one["what"])
    missing = [
        page.locator(f"[data-control='{each}']").evaluate("each => each.outerHTML.slice(0, 120)")
        for each in controls - reached
    ]
    assert (missing, unseen) == ([], [])


def test_the_first_tab_leads_past_the_menu(open_as: Open) -> None:
    page = open_as("lingdao").go("/ledgers/visits/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_menu_is_walked_by_arrows_and_gives_the_focus_back(open_as: Open) -> None:
    page = open_as("lingdao").go("/ledgers/visits/")
    menu = page.locator(".me > summary")
    menu.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.name") == "size"
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(page.locator("details.menu[open]")).to_have_count(0)


def test_a_list_is_searched_changed_and_opened_by_keys(open_as: Open) -> None:
    page = open_as("lingdao").go("/ledgers/visits/")
    tabbed(page, ".sentence input[name=q]")
    page.keyboard.type("恒泰")
    page.keyboard.press("Enter")
    page.wait_for_url("**s=*")
    tabbed(page, "tbody tr a")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('tr').sectionRowIndex") == 1
    name = page.evaluate("document.activeElement.closest('tr').dataset.href")
    page.keyboard.press("F2")
    first = page.locator("td.editing input")
    expect(first).to_be_focused()
    page.keyboard.press("Tab")  # on to the next cell, which is a choice
    page.locator("td.editing select").wait_for()
    page.keyboard.press("Tab")
    visitor = page.locator("td.editing input[name=visitor]")
    expect(visitor).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("孙晓兰")
    page.keyboard.press("Enter")
    expect(page.locator("td.written").last).to_have_text("孙晓兰")
    page.keyboard.press("Enter")  # the row has the focus again
    page.wait_for_url(f"**{name}")
    assert "孙晓兰" in page.inner_text("main")


def test_a_form_is_filled_and_saved_by_keys(open_as: Open) -> None:
    page = open_as("qinghe").go("/ledgers/visits/new/")
    tabbed(page, "[name=employer]")
    page.keyboard.type("qhss")
    expect(page.locator("#id_employer_list [role=option]").first).to_contain_text("清河砂石有限公司", timeout=30_000)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[name=employer]")).to_have_value("清河砂石有限公司")
    tabbed(page, "[name=matters]")
    page.keyboard.type("只用键盘记下的一次走访。")
    tabbed(page, "form[data-draft] button.main")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/ledgers/visits/[0-9a-f-]{36}/"))
    assert "只用键盘记下的一次走访" in page.inner_text("main")


def test_a_union_is_moved_from_the_tree_by_keys(open_as: Open) -> None:
    page = open_as("lingdao").go("/unions/")
    tabbed(page, ".tree details:not([open]) > summary")
    page.keyboard.press("Enter")
    page.wait_for_selector(".tree ul ul .leaf")
    tabbed(page, ".tree ul ul .move")
    page.keyboard.press("Enter")
    page.wait_for_url("**/acts/move/**")
    tabbed(page, "main form button.main, main form button.button")


def test_a_return_is_sent_back_by_keys(open_as: Open) -> None:
    page = open_as("lingdao").go("/duties/")
    tabbed(page, ".send-back > summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.send-back') !== null")
