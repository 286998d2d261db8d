"""The three stories of the demo city, a summary from draft to print, and the files of an office, played by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open, refused
from tests.intake.books import book

pytestmark = pytest.mark.browser


def number(text: str) -> str:
    return re.sub(r"[^\d.]", "", text)


def test_91_workers_are_one_matter_counted_once_in_each_ledger(open_as: Open) -> None:
    """Complaint, mediation refused, legal aid, two instances, an award and what of it has arrived: one story."""
    page = open_as("lingdao").go("/ledgers/petitions/?q=恒泰纺织")
    page.get_by_role("link", name=re.compile("2025-06-03")).first.click()
    worth = page.inner_text(".worth")
    assert re.search(r"91\s*涉及人数", worth)
    claimed, awarded, received = (
        number(page.inner_text(f".worth div:has-text('{word}') b")) for word in ("请求", "裁判", "已到位")
    )
    assert float(claimed) > float(awarded) > float(received) > 0
    steps = page.inner_text("ol.story")
    order = [steps.index(word) for word in ("投诉", "调解", "法律援助", "一审", "二审", "款项到位")]
    assert order == sorted(order)
    assert "按月" in steps
    assert "按季" in steps
    assert "下一笔应付" in steps
    counted = page.inner_text("dd:has-text('各计一次')")
    assert all(f"{name} 1" in counted for name in ("信访登记表", "法律援助台账", "劳动争议台账"))


def test_model_union_reads_whom_it_helps_and_writes_nothing_there(open_as: Open) -> None:
    """The pairing lets 鑫源机械 see the visits and scores of the weaker unions it helps, across branches."""
    visit = open_as("shifan")
    page = visit.go("/ledgers/pairing_visits/")
    assert page.locator("tbody tr").count() >= 3
    assert visit.go("/ledgers/pairing_scores/").locator("tbody tr").count() > 0
    visit.go("/unions/359982030101/")
    assert "清河竹编专业合作社工会" in page.inner_text("h1")
    response = visit.page.goto(visit.url + "/unions/359982030102/")
    visit.passes_over(refused(404))
    assert response is not None
    assert response.status == 404
    assert visit.go("/ledgers/roster/?union=359982030101").locator("tbody tr").count() == 0  # the roster is not shared
    visit.go("/ledgers/contracts/?union=3599820504").locator("tbody tr a").first.click()
    assert page.get_by_role("link", name="修改").count() == 0


def _write(page: Page, name: str, text: str) -> None:
    page.fill(f"textarea[name=answer-{name}]", text)
    page.locator(f"form:has(textarea[name=answer-{name}]) button[type=submit]").click()
    page.wait_for_selector(".toasts")


def test_summary_from_draft_to_print_every_figure_a_door(open_as: Open) -> None:
    visit = open_as("lingdao")
    page = visit.go("/documents/new/")
    page.select_option("select[name=period]", "2026H1")
    page.get_by_role("button", name="起草", exact=True).click()
    page.wait_for_selector(".paper")
    chip = page.locator(".chip.figure:has-text('件次')").first
    printed = number(chip.inner_text())
    chip.click()
    page.wait_for_selector("#source .value")
    assert number(page.inner_text("#source .value")) == printed
    every = page.locator("#source a[href*='/records/']")
    count = number(every.inner_text())
    every.click()  # the second click: the records themselves
    page.wait_for_url("**/records/**")
    assert count in page.inner_text(".foot")
    page.go_back()
    page.wait_for_selector(".paper")
    page.get_by_role("button", name=re.compile("定稿")).click()
    assert "存在的问题" in page.inner_text("[role=alert]")
    visit.passes_over(refused(422))
    _write(page, "problems", "一是小微企业职代会建制率不高。")
    _write(page, "plans", "一是三季度开展建制行动。")
    page.get_by_role("button", name="定稿", exact=True).click()
    page.wait_for_url("**/view/")
    page.locator(".chip.figure:has-text('件次')").first.click()
    page.wait_for_selector("#source :text('定稿时封存')")
    assert number(page.inner_text("#source .value")) == printed
    with page.expect_download() as download:
        page.get_by_role("link", name="下载").click()
    assert download.value.suggested_filename.endswith(".docx")


def test_a_number_typed_by_hand_is_underlined_or_offered_to_be_tied(open_as: Open) -> None:
    visit = open_as("lingdao")
    page = visit.go("/documents/new/")
    page.select_option("select[name=period]", "2026H1")
    page.get_by_role("button", name="起草", exact=True).click()
    page.wait_for_selector(".paper")
    said = page.locator(".chip.figure:has-text('件次')").first.inner_text()
    box = page.locator("textarea[name=answer-problems]")
    box.press_sequentially(f"受理职工来信来访{said}，植树1200株。")
    page.wait_for_selector(".typing-lines u.none")
    lines = {each.get_attribute("class"): each for each in page.locator(".typing-lines u").all()}
    assert {kind: each.inner_text() for kind, each in lines.items()} == {"same": said, "none": "1200株"}
    assert "wavy" in str(
        lines["none"].evaluate(
            "each => getComputedStyle(each).textDecorationLine + getComputedStyle(each).textDecorationStyle"
        )
    )
    under = lines["none"].bounding_box()
    frame = box.bounding_box()
    assert under is not None
    assert frame is not None
    assert frame["y"] < under["y"] < frame["y"] + 40  # on the line where it is typed
    page.locator(".typing-offers button").click()
    page.locator("form:has(textarea[name=answer-problems]) button[type=submit]").click()
    page.wait_for_selector("mark.typed-none")
    paragraph = page.locator("p:has(mark.typed-none)")
    assert paragraph.inner_text() == f"受理职工来信来访{said}，植树1200株。"
    assert paragraph.locator(".chip.figure").inner_text() == said
    assert paragraph.locator("mark.typed-none").inner_text() == "1200株"


def test_files_of_an_office_are_dropped_in_looked_at_and_written(open_as: Open, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["清河镇2026年7月信访登记表"],
        ["登记日期", "信访形式", "单位名称", "反映问题"],
        ["2026.7.2", "来访", "清河砂石有限公司", "反映粉尘"],
        ["2026年7月3日", "来信", "清河砂石有限公司", "反映工间休息"],
        ["2026-13-45", "来信", "清河砂石有限公司", "反映伙食"],
    ]
    page = open_as("qinghe").go("/intake/")
    page.set_input_files("#files", [book(tmp_path / "七月信访.xlsx", {"信访登记表": rows})])
    assert page.inner_text("[data-names]") == "七月信访"
    page.get_by_role("button", name="读取并预览").click()
    page.wait_for_selector(".bar-foot")
    assert "现在只是预览，还没有写入" in page.inner_text(".bar-foot")
    assert "第 5 行" in page.inner_text(".batch")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("退回表")).click()
    assert download.value.suggested_filename == "七月信访-退回.xlsx"
    page.get_by_role("button", name="写入 1 张已认出的表").click()
    page.wait_for_selector(".tag.ok")
    page.goto(page.url.split("/intake/")[0] + "/ledgers/petitions/?q=反映粉尘")
    assert page.locator("tbody tr").count() == 1
