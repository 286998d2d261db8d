"""The pocket with and without a line, the desk by keyboard, work in a list: played by hand, taps and screens counted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NO_LINE, Open

pytestmark = pytest.mark.browser

MOST_TAPS, MOST_SCREENS = 6, 3


class Hand:
    """A thumb that counts its taps, and the screens it saw."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps, self.screens = page, 0, 1

    def tap(self, selector: str, new_screen: bool = False) -> None:
        self.page.click(selector)
        self.taps += 1
        self.screens += new_screen


def test_a_visit_takes_three_screens_and_six_taps_beside_text(open_as: Open) -> None:
    page = open_as("qinghe", 360, 780).go("/")
    hand = Hand(page)
    hand.tap(".tabs a.add")
    hand.tap("[data-open=visits]", new_screen=True)
    hand.tap("form[data-ledger=visits] .chip-choice:has-text('建会指导')")
    page.fill("#visits_employer", "qhss")
    hand.tap("#visits_employer_list [role=option]:has-text('清河砂石有限公司')")
    page.fill("#visits_matters", "同意先建联合工会。")
    hand.tap("form[data-ledger=visits] .thumb .main", new_screen=True)
    said = page.inner_text("section[data-of=visits] [data-said]")
    assert "清河砂石有限公司" in said
    assert "建会指导" in said
    assert "走访次数" in page.inner_text("section[data-of=visits]")
    hand.tap("section[data-of=visits] [data-keep]")
    page.wait_for_selector("[data-outcome]:has-text('已记下')")
    assert hand.taps <= MOST_TAPS
    assert hand.screens <= MOST_SCREENS
    page.click("[data-where]")
    page.wait_for_url("**/ledgers/visits/**")
    assert "同意先建联合工会" in page.inner_text("main")


def test_without_a_line_it_is_kept_and_later_sent_once(open_as: Open, tmp_path: Path) -> None:
    visit = open_as("qinghe", 390, 844)
    page = visit.go("/pocket/")
    page.evaluate("navigator.serviceWorker.ready")
    page.evaluate(
        "(async () => { while (!(await caches.match('/pocket/'))) await new Promise((on) => setTimeout(on, 50)); })()"
    )
    page.click("[data-open=culture]")
    page.fill("#culture_title", "断网也要开的趣味运动会")
    photo = tmp_path / "现场.png"
    page.screenshot(path=photo)
    page.set_input_files("form[data-ledger=culture] [data-photos]", photo)
    page.wait_for_selector("form[data-ledger=culture] .photos img")
    page.click("form[data-ledger=culture] .thumb .main")
    visit.context.set_offline(True)
    page.click("section[data-of=culture] [data-keep]")
    page.wait_for_selector("[data-outcome]:has-text('已存在这台手机里')")
    page.reload()  # the telephone was put away and taken out again, still without a line
    expect(page.locator("[data-outbox-list] li")).to_have_count(1)
    visit.context.set_offline(False)
    expect(page.locator("[data-outbox]")).to_be_hidden(timeout=15_000)
    page.reload()
    expect(page.locator("[data-outbox]")).to_be_hidden()
    visit.go("/ledgers/culture/?q=断网也要开")
    assert page.locator("tbody tr").count() == 1
    page.click("tbody tr a")
    page.wait_for_selector("#files .slot-chip")
    assert page.locator("#files .slot-chip").count() == 1
    visit.passes_over(NO_LINE)


def test_the_search_box_finds_by_initials_and_opens_by_keyboard(open_as: Open) -> None:
    page = open_as("lingdao").go("/")
    page.keyboard.press("/")
    page.keyboard.type("wxhtfzyxgsgh")
    expect(page.locator("#quick [role=option]").first).to_contain_text("望溪恒泰纺织有限公司工会", timeout=30_000)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/unions/**")
    assert page.inner_text("h1").startswith("望溪恒泰纺织有限公司工会")


def test_a_cell_and_a_row_of_marks(open_as: Open) -> None:
    page = open_as("lingdao").go("/ledgers/visits/")
    head = page.locator("th[data-set=visitor]")
    place = head.evaluate("cell => cell.cellIndex")
    cell = page.locator("tbody tr").first.locator("td").nth(place)
    cell.hover()
    cell.get_by_role("button", name="修改这一格").click()
    cell.locator("input").fill("徐建国、周敏")
    page.keyboard.press("Enter")
    expect(cell).to_have_text("徐建国、周敏")
    expect(page.locator("[data-bulk]")).to_be_hidden()
    page.locator("tbody input[name=record]").nth(0).check()
    page.locator("tbody input[name=record]").nth(1).check()
    expect(page.locator("[data-bulk-count]")).to_have_text("已选 2 条")
    page.click("[data-bulk] button[value=set]")
    page.select_option("#item", "visitor")
    page.get_by_role("button", name="下一步").click()
    page.fill("#value", "走访组")
    page.get_by_role("button", name="预览").click()
    page.fill("#reason", "统一写法")
    page.get_by_role("button", name=re.compile("写入 2 条")).click()
    page.wait_for_selector(".toasts:has-text('已修改 2 条')")


def test_rows_copied_from_a_workbook_are_pasted_by_their_headings(open_as: Open) -> None:
    page = open_as("qinghe").go("/ledgers/visits/enter/")
    text = (
        "走访单位\t走访时间\t走访人员\n清河砂石有限公司\t2026.9.1\t粘贴甲\n清河水泥有限责任公司\t2026年9月2日\t粘贴乙"
    )
    page.locator("input[name=r0-visited_on]").evaluate(
        """(input, text) => { const data = new DataTransfer(); data.setData("text/plain", text);
        input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })); }""",
        text,
    )
    assert page.input_value("input[name=r1-visitor]") == "粘贴乙"
    page.get_by_role("button", name="全部登记").click()
    page.wait_for_selector(".toasts:has-text('已登记 2 条')")


def test_the_records_behind_a_figure_of_home_are_two_clicks_away(open_as: Open) -> None:
    page = open_as("lingdao").go("/?period=2026H1")
    page.click(".tile:has-text('受理劳动争议件数') .value a")
    page.wait_for_url("**/figures/**")
    shown = int(re.sub(r"\D", "", page.inner_text(".hero")))
    page.click(".views a >> nth=0")
    page.wait_for_url("**/records/**")
    assert f"共 {shown} 条" in page.inner_text(".foot")


def test_a_mark_of_a_drawing_opens_what_its_number_opens(open_as: Open) -> None:
    page = open_as("lingdao").go("/pivot/?m=petitions.items&rows=child&cols=period&period=2026H1")
    page.wait_for_selector("[data-drawn] canvas")
    first = page.locator("table[data-pivot] tbody tr:has(td a) td a").first
    shown = first.inner_text()
    first.click()
    page.wait_for_url("**/records/**")
    assert f"共 {shown} 条" in page.inner_text(".foot")


def test_a_form_left_is_found_again(open_as: Open) -> None:
    visit = open_as("qinghe")
    page = visit.go("/ledgers/visits/new/")
    with page.expect_response("**/draft/"):
        page.fill("textarea[name=matters]", "说到一半")
    visit.go("/")
    visit.go("/ledgers/visits/new/")
    assert page.input_value("textarea[name=matters]") == "说到一半"
    page.get_by_role("button", name="重新开始").click()
    expect(page.locator("textarea[name=matters]")).to_have_value("")


@pytest.mark.parametrize("address", ["/", "/ledgers/petitions/new/", "/pivot/", "/unions/359982/"])
def test_twice_as_large_nothing_sticks_out(open_as: Open, address: str) -> None:
    """200 % zoom of a desk of 1280 px is a page 640 px wide with twice the dots."""
    visit = open_as("lingdao", 640, 450, device_scale_factor=2)
    visit.go(address)
    assert visit.fits()
