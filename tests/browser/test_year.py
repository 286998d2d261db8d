"""The year of an office by hand: a chair's ten minutes, a town's month, a county's half-year, a merger, an import undone, a figure
proven. Each is played at one width a day; with GONGHUI_WHOLE=1 at all three."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.intake.books import book

pytestmark = pytest.mark.browser

WIDTHS = {360: 780, 768: 1024, 1440: 900}
WHOLE = os.environ.get("GONGHUI_WHOLE") == "1"


def at(width: int) -> pytest.MarkDecorator:
    """The width that a journey is played at every day; all of them in the whole run."""
    return pytest.mark.parametrize("width", sorted(WIDTHS) if WHOLE else [width])


def number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def english(page: Page) -> None:
    page.click(".me > summary")
    page.click("button[name=language][value=en]")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.lang") == "en"


@at(360)
def test_ten_minutes_of_a_chair(open_as: Open, width: int) -> None:
    """What is due, the own union's page, one visit recorded, all on the way to a meeting."""
    visit = open_as("hengtai", width, WIDTHS[width])
    page = visit.go("/")
    assert visit.fits()
    page.goto(visit.url + "/duties/")
    assert page.locator(".duty, .empty").count() > 0
    visit.go("/pocket/?open=visits")
    page.click("form[data-ledger=visits] .chip-choice:has-text('走访基层')")
    page.fill("#visits_matters", "细纱车间照明改好了。")
    page.click("form[data-ledger=visits] .thumb .main")
    page.click("section[data-of=visits] [data-keep]")
    page.wait_for_selector("[data-outcome]:has-text('已记下')")
    visit.go("/ledgers/visits/?q=细纱车间照明")
    assert page.locator("tbody tr").count() >= 1  # played again at another width, it is another visit


@at(1440)
def test_a_month_of_a_town_officer(open_as: Open, width: int) -> None:
    """The month's sheet in, a list narrowed by its sentence, a figure to its records: three clicks and no documentation."""
    visit = open_as("qinghe", width, WIDTHS[width])
    page = visit.go("/ledgers/visits/")
    page.select_option("select[name=period]", "2026H1")
    page.wait_for_url("**period=2026H1**")
    listed = number(page.inner_text(".foot").split("共")[1])
    visit.go("/figures/visits.visits/?period=2026H1")
    assert number(page.inner_text(".hero")) == listed
    page.click(".views a >> nth=0")
    page.wait_for_url("**/records/**")
    assert f"共 {listed} 条" in page.inner_text(".foot")
    assert visit.fits()


@at(768)
def test_a_half_year_of_a_county(open_as: Open, width: int) -> None:
    """How far the year's targets are, who lags, and the records behind the bar: two clicks from the first page."""
    visit = open_as("lingdao", width, WIDTHS[width])
    page = visit.go("/?period=2026H1")
    line = page.locator(".goals tr:has-text('新增会员数')")
    shown = number(line.locator("a.open").inner_text())
    line.locator("a.open").click()
    page.wait_for_url("**/records/**")
    assert f"共 {shown} 条" in page.inner_text(".foot")
    visit.go("/goals/?period=2026H1")
    towns = page.locator("section:has(h2:has-text('新增会员数')) .goals tr")
    assert towns.count() == 11
    assert sum(number(text) for text in towns.locator("a.open").all_inner_texts()) <= shown
    assert visit.fits()


@at(1440)
def test_a_figure_doubted_is_proven_in_english(open_as: Open, width: int) -> None:
    """A superior doubts a number: its definition, its parts, its records and the history of one of them, in two clicks each."""
    visit = open_as("lingdao", width, WIDTHS[width])
    page = visit.page
    english(page)
    visit.go("/figures/contracts.signing_rate/?period=2026H1")
    top, whole = (number(text) for text in page.locator(".fraction b").all_inner_texts())
    assert f"{top * 100 / whole:.1f}" in page.inner_text(".hero")
    assert page.inner_text(".defined").strip()
    page.click(".fraction b a >> nth=0")
    page.wait_for_url("**/records/**")
    assert str(top) in page.inner_text(".foot")
    page.click("tbody tr a >> nth=0")
    page.wait_for_url("**/ledgers/contracts/**")
    assert page.locator("main h1").inner_text()


@at(1440)
def test_two_unions_become_one_and_the_act_is_taken_back(open_as: Open, width: int) -> None:
    """What a merger will do is told first; afterwards the tree shows it; it can be taken back."""
    visit = open_as("lingdao", width, WIDTHS[width])
    page = visit.go("/unions/359982020101/")  # 蓝天保洁
    where = page.url
    page.get_by_role("link", name="合并").click()
    page.fill("input[name=other]", "望溪恒泰纺织有限公司工会")
    page.get_by_role("button", name="先看会怎样").click()
    expect(page.locator(".notice[role=status]")).to_contain_text("会员")
    page.get_by_role("button", name="确认办理").click()
    page.wait_for_selector(".toasts:has-text('已办理')")
    page.goto(where)
    page.get_by_role("link", name="撤回").first.click()
    page.fill("input[name=reason]", "办理有误")
    page.locator("main form button.main").click()
    page.wait_for_selector(".toasts:has-text('已撤回')")


@at(1440)
def test_a_wrong_import_is_undone_as_one(open_as: Open, tmp_path: Path, width: int) -> None:
    """The wrong file was written: one act takes all of it back, with its reason."""
    rows: list[list[object]] = [
        ["清河镇2026年8月信访登记表"],
        ["登记日期", "信访形式", "单位名称", "反映问题"],
        ["2026.8.2", "来访", "清河砂石有限公司", f"{width}误放的第一条"],
        ["2026.8.3", "来信", "清河砂石有限公司", f"{width}误放的第二条"],
    ]
    visit = open_as("qinghe", width, WIDTHS[width])
    page = visit.go("/intake/")
    page.set_input_files("#files", [book(tmp_path / f"八月信访{width}.xlsx", {"信访登记表": rows})])
    page.get_by_role("button", name="读取并预览").click()
    page.get_by_role("button", name="写入 1 张已认出的表").click()
    page.wait_for_selector("h1 .tag.ok")
    batch = page.url
    visit.go(f"/ledgers/petitions/?q={width}误放的第")
    assert page.locator("tbody tr").count() == 2
    page.goto(batch)
    page.locator("summary:has-text('撤销')").first.click()
    page.locator("form[action$='/undo/'] input[name=reason]").fill("放错了文件")
    page.locator("form[action$='/undo/'] button").click()
    page.wait_for_selector("h1 .tag:has-text('已撤销')")
    visit.go(f"/ledgers/petitions/?q={width}误放的第")
    assert page.locator("tbody tr").count() == 0


@at(360)
def test_one_thumb_answers_what_waits(open_as: Open, width: int) -> None:
    """A return that came up is sent back from the list of duties: the button, a reason offered, the confirmation."""
    visit = open_as("lingdao", width, WIDTHS[width])
    page = visit.go("/duties/")
    badge = page.locator("[data-waiting]:visible").first  # in the menu, on the phone in the tabs
    before = int(badge.inner_text())
    duty = page.locator(".duty:has(.answers)").first
    what = duty.locator(".grow a").inner_text()
    duty.locator("summary").click()
    duty.locator(".chip-choice").first.click()
    heights = duty.locator(".answers .button:visible").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().height)"
    )
    assert width > 640 or min(heights) >= 44
    duty.get_by_role("button", name=re.compile("确认")).click()
    page.wait_for_selector(".toasts:has-text('退回')")
    assert page.url.endswith("/duties/")
    assert page.locator(f".duty:has(.answers):has-text('{what}')").count() == 0
    assert int(page.locator("[data-waiting]:visible").first.inner_text()) <= before
    assert visit.fits()
