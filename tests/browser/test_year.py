"""The year of an office by hand: a chair's ten minutes, a town's month, a county's half-year, a merger, an import undone, a figure
proven, a complaint by a code. Each is played at one width in one language a day; with GONGHUI_WHOLE=1 at three and in both."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from gonghui.kernel.returns import rounds
from gonghui.kernel.returns.models import Return
from gonghui.kernel.returns.rounds import Refused
from tests.browser.conftest import City, Open
from tests.browser.playing import Screen, look, played
from tests.intake.books import book

pytestmark = pytest.mark.browser

VISITS: list[list[object]] = [
    ["清河镇总工会下企业走访记录本"],
    ["走访日期", "走访企业", "走访人", "了解到的情况", "需要协调的事"],
    ["2026.5.12", "清河砂石有限公司", "周敏", "{0}休息室空调坏了", "协调物业"],
    ["5月13日", "清河砂石有限公司", "周敏", "{0}夜班食堂关门早", ""],
]


def month(folder: Path, mark: str) -> Path:
    rows = [[str(cell).format(mark) for cell in row] for row in VISITS]
    return book(folder / f"走访{mark}.xlsx", {"5月": [list[object](row) for row in rows]})


@played(0)
def test_ten_minutes_of_a_chair(open_as: Open, screen: Screen) -> None:
    """What is due, the own union's page, one visit recorded, all on the way to a meeting."""
    visit, said = open_as("hengtai", **screen.options), f"细纱车间照明改好了{screen}。"
    page = visit.go("/")
    look(page, screen, "chair-home")
    page.goto(visit.url + "/duties/")
    assert page.locator(".duty, .empty").count() > 0
    look(page, screen, "chair-duties")
    visit.go("/pocket/?open=visits")
    page.click(f"form[data-ledger=visits] .chip-choice:has-text('{screen.say('走访基层')}')")
    page.fill("#visits_matters", said)
    page.click("form[data-ledger=visits] .thumb .main")
    look(page, screen, "chair-read")
    page.click("section[data-of=visits] [data-keep]")
    page.wait_for_selector(f"[data-outcome]:has-text('{screen.say('已记下')}')")
    visit.go(f"/ledgers/visits/?q={said}")
    assert page.locator("tbody tr").count() == 1


@played(1)
def test_a_month_of_a_town_officer(open_as: Open, tmp_path: Path, screen: Screen) -> None:
    """The month's log in as it was kept, the list narrowed by its sentence, the figure with it, its records."""
    visit = open_as("qinghe", **screen.options)
    page = visit.go("/figures/visits.visits/?period=2026-05")
    before = screen.number(page.inner_text(".hero"))
    visit.go("/intake/")
    look(page, screen, "town-intake")
    page.set_input_files("#files", [month(tmp_path, f"月报{screen}")])
    page.get_by_role("button", name=screen.say("读取并预览")).click()
    page.wait_for_selector(".bar-foot")
    look(page, screen, "town-preview")
    page.locator(".bar-foot button.main").click()
    page.wait_for_selector("h1 .tag.ok")
    look(page, screen, "town-written")
    assert screen.say("已写入：新增 %(n)s 行，更新 %(m)s 行。", n=2, m=0) in page.inner_text(".notice.ok")
    visit.go("/ledgers/visits/")
    page.select_option("select[name=period]", "2026H1")
    page.wait_for_url("**period=2026H1**")
    listed = page.inner_text(".foot")
    look(page, screen, "town-list")
    visit.go("/figures/visits.visits/?period=2026H1")
    half = screen.number(page.inner_text(".hero"))
    assert str(half) in listed
    look(page, screen, "town-figure")
    page.click(".views a >> nth=0")
    page.wait_for_url("**/records/**")
    assert str(half) in page.inner_text(".foot")
    visit.go("/figures/visits.visits/?period=2026-05")
    assert screen.number(page.inner_text(".hero")) == before + 2


@played(2)
def test_a_half_year_of_a_county(open_as: Open, screen: Screen) -> None:
    """How far the year's targets are, who lags, and the records behind the bar: two clicks from the first page."""
    visit = open_as("lingdao", **screen.options)
    page = visit.go("/?period=2026H1")
    look(page, screen, "county-home")
    line = page.locator(f".goals tr:has-text('{screen.say('新增会员数')}')")
    shown = screen.number(line.locator("a.open").inner_text())
    line.locator("a.open").click()
    page.wait_for_url("**/records/**")
    assert str(shown) in page.inner_text(".foot")
    look(page, screen, "county-records")
    visit.go("/goals/?period=2026H1")
    towns = page.locator(f"section:has(h2:has-text('{screen.say('新增会员数')}')) .goals tr")
    assert towns.count() == 11
    assert sum(screen.number(text) for text in towns.locator("a.open").all_inner_texts()) <= shown
    look(page, screen, "county-goals")


@played(3)
def test_a_figure_doubted_is_proven(open_as: Open, screen: Screen) -> None:
    """A superior doubts a number: its definition, its parts, its records and the history of one of them, in two clicks each."""
    visit = open_as("lingdao", **screen.options)
    page = visit.go("/figures/contracts.signing_rate/?period=2026H1")
    look(page, screen, "doubt-figure")
    top, whole = (screen.number(text) for text in page.locator(".fraction b").all_inner_texts())
    assert f"{top * 100 / whole:.1f}" in page.inner_text(".hero")
    assert page.inner_text(".defined").strip()
    page.click(".fraction b a >> nth=0")
    page.wait_for_url("**/records/**")
    assert str(top) in page.inner_text(".foot")
    page.click("tbody tr a >> nth=0")
    page.wait_for_url("**/ledgers/contracts/**")
    look(page, screen, "doubt-record")


@played(4)
def test_two_unions_become_one_and_the_act_is_taken_back(open_as: Open, screen: Screen) -> None:
    """What a merger will do is told first; afterwards the tree shows it; it can be taken back."""
    visit = open_as("lingdao", **screen.options)
    page = visit.go("/unions/359982020101/")  # 蓝天保洁
    where = page.url
    look(page, screen, "merge-union")
    page.get_by_role("link", name=screen.say("合并"), exact=True).click()
    page.fill("input[name=other]", "望溪恒泰纺织有限公司工会")
    page.locator("[role=option]:has-text('望溪恒泰纺织有限公司工会')").first.click()
    look(page, screen, "merge-form")
    page.get_by_role("button", name=screen.say("先看会怎样")).click()
    expect(page.locator(".notice[role=status]")).to_be_visible()
    look(page, screen, "merge-told")
    page.get_by_role("button", name=screen.say("确认办理")).click()
    page.wait_for_selector(".toasts")
    page.goto(where)
    page.get_by_role("link", name=screen.say("撤回")).first.click()
    page.fill("input[name=reason]", "办理有误")
    page.locator("main form button.main").click()
    page.wait_for_selector(".toasts")
    page.goto(where)
    expect(page.get_by_role("link", name=screen.say("合并"), exact=True)).to_be_visible()


@played(5)
def test_a_wrong_import_is_undone_as_one(open_as: Open, tmp_path: Path, screen: Screen) -> None:
    """The wrong file was written: one act takes all of it back, with its reason."""
    visit, wrong = open_as("qinghe", **screen.options), f"/ledgers/visits/?q=误放{screen}"
    page = visit.go("/intake/")
    page.set_input_files("#files", [month(tmp_path, f"误放{screen}")])
    page.get_by_role("button", name=screen.say("读取并预览")).click()
    page.locator(".bar-foot button.main").click()
    page.wait_for_selector("h1 .tag.ok")
    batch = page.url
    visit.go(wrong)
    assert page.locator("tbody tr").count() == 2
    page.goto(batch)
    page.locator(f"summary:has-text('{screen.say('撤销这次导入')}')").click()
    page.locator("form[action$='/undo/'] input[name=reason]").fill("放错了文件")
    look(page, screen, "undo-asked")
    page.locator("form[action$='/undo/'] button").click()
    page.wait_for_selector(f"h1 .tag:has-text('{screen.say('已撤销')}')")
    look(page, screen, "undo-done")
    visit.go(wrong)
    assert page.locator("tbody tr").count() == 0


@pytest.fixture
def reported(city: City, django_db_blocker: Any) -> None:
    """What an earlier playing sent back is reported again by its union."""
    with django_db_blocker.unblock():
        for ret in Return.objects.filter(status=Return.Status.SENT_BACK):
            with suppress(Refused):  # one that a check holds back stays where it is
                rounds.submit(ret, None)


@played(0)
@pytest.mark.usefixtures("reported")
def test_one_thumb_answers_what_waits(open_as: Open, screen: Screen) -> None:
    """A return that came up is sent back from the list of duties: the button, a reason offered, the confirmation."""
    visit = open_as("lingdao", **screen.options)
    page = visit.go("/duties/")
    badge = page.locator("[data-waiting]:visible").first  # in the menu, on the phone in the tabs
    before = int(badge.inner_text())
    duty = page.locator(".duty:has(.answers)").first
    what = duty.locator(".grow a").inner_text()
    duty.locator("summary").click()
    duty.locator(".chip-choice").first.click()
    look(page, screen, "thumb-asked")
    heights = duty.locator(".answers .button:visible").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().height)"
    )
    assert screen.width > 640 or min(heights) >= 44
    duty.locator("details[open] form button").click()
    page.wait_for_selector(".toasts")
    assert page.url.endswith("/duties/")
    assert page.locator(f".duty:has(.answers):has-text('{what}')").count() == 0
    assert int(page.locator("[data-waiting]:visible").first.inner_text()) <= before


@played(1)
def test_a_complaint_by_a_code_goes_past_the_own_union(open_as: Open, screen: Screen) -> None:
    """Without an account and without a name, by the code on the wall: taken above, hidden below, followed by its number."""
    text = f"计件单价下调没有和职工商量{screen}。"
    phone = open_as(**screen.options)
    page = phone.go("/voice/3599820602/")
    look(page, screen, "voice-form")
    page.select_option("select[name=category]", "wages")
    page.fill("textarea[name=text]", text)
    page.locator("form button[type=submit]").last.click()
    code = page.inner_text("#code")
    assert re.fullmatch(r"\d{12}", code)
    look(page, screen, "voice-code")
    assert open_as("shifan").go(f"/ledgers/petitions/?q={text}").locator("tbody tr").count() == 0
    desk = open_as("lingdao", **screen.options).go(f"/ledgers/petitions/?q={text}")
    desk.locator("tbody tr a").first.click()
    for kind, result in (("heard", "到厂听取职工意见"), ("answered", "单价恢复并补差")):
        desk.click(f"summary:has-text('{screen.say('记下一步')}')")
        desk.select_option("select[name=kind]", kind)
        desk.fill("input[name=result]", result)
        desk.get_by_role("button", name=screen.say("记下"), exact=True).click()
        desk.wait_for_selector(".toasts")
    look(desk, screen, "voice-desk")
    page = phone.go("/voice/query/")
    page.fill("#code", code)
    page.locator("form:has(#code) button").click()
    told = page.inner_text("ol.story")
    assert "到厂听取职工意见" in told
    assert "单价恢复并补差" in told
    look(page, screen, "voice-answer")
