"""The first hour of a new office in a real browser: an empty installation, files in a style never seen, the draft of its summary."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.playing import Screen, look, played
from tests.intake.books import book
from tests.test_house_start import FIRST_SECONDS, started

pytestmark = pytest.mark.browser

MOST_CLICKS = 14  # from the empty installation to the draft, with one sheet that nobody knows
LOG: list[list[object]] = [
    ["日期", "活动内容", "参加人数", "地点", "花费（元）", "负责人"],
    ["2026.3.8", "插花", "86人", "俱乐部", "3,200", "女工委"],
    ["3月20日", "健步走", 142, "滨江公园", 1850, "文体组"],
]
CARE: list[list[object]] = [
    ["日子", "谁家", "啥难处", "给了多少钱"],
    ["2026-3-8", "赵某", "住院", 500],
    ["2026-4-9", "钱某", "住院", 500],
]
MORE: list[list[object]] = [CARE[0], ["2026-5-8", "孙某", "住院", 500], ["2026-6-9", "李某", "住院", 500]]
SICK: list[list[object]] = [
    ["职 工 慰 问 台 账"],
    ["慰问时间", "慰问对象", "慰问原因", "慰问金额/元"],
    ["26.1.3", "陆某", "住院", "壹仟元整"],
    ["2026.2.4", "程某", "生育", "伍佰"],
]


def files(folder: Path) -> list[Path]:
    return [
        book(folder / "2026工会活动流水账.xlsx", {"3月": [["2026年3月工会活动流水账"], *LOG]}),
        book(folder / "慰问台账.xlsx", {"慰问": SICK}),
        book(folder / "谁家有难处.xlsx", {"1": [["谁家有难处"], *CARE], "2": [["谁家有难处"], *MORE]}),
    ]


class Hand:
    """A hand that counts its clicks; what is typed is not counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.clicks += 1
        self.page.wait_for_load_state()


@played(2)
def test_from_an_empty_installation_to_the_draft(browser: Browser, tmp_path: Path, screen: Screen) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with started(tmp_path / "home", port, FIRST_SECONDS) as address:
        context = browser.new_context(
            viewport={"width": screen.width, "height": screen.height}, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        context.set_default_timeout(120_000)
        if screen.language == "en":
            context.add_cookies([{"name": "django_language", "value": "en", "url": address}])
        _play(Hand(context.new_page()), address, screen, files(tmp_path))
        context.close()


def _play(hand: Hand, address: str, screen: Screen, given: list[Path]) -> None:
    page = hand.page
    page.goto(address)
    look(page, screen, "first-account")
    page.fill("[name=name]", "程某")
    page.fill("[name=username]", "renhe")
    page.fill("[name=password]", "RenHe-2026")
    hand.click("button.main")
    look(page, screen, "first-office")
    page.fill("[name=name]", "示例仁和医院工会")
    page.fill("[name=upper]", "示例市卫生健康系统工会")
    hand.click("button.main[type=submit]")
    look(page, screen, "first-steps")
    assert page.locator("[aria-current=step]").count() == 1
    page.goto(address)
    look(page, screen, "first-home")
    hand.click("section.notice a.main")
    page.set_input_files("#files", given)
    hand.click("form button.main")
    page.wait_for_selector(".bar-foot")
    look(page, screen, "first-preview")
    assert screen.say("另有 %(n)s 张还不知道是哪种台账，不会写入。", n=2) in page.inner_text(".bar-foot")
    assert page.locator(".kinds button").count() >= 5
    hand.click(f".kinds button:has-text('{screen.say('慰问帮扶台账')}')")
    page.wait_for_selector(".bar-foot")
    assert page.locator(".bar-foot b.warn").count() == 0  # both sheets by one press
    look(page, screen, "first-known")
    hand.click(".bar-foot button.main")
    page.wait_for_selector("h1 .tag.ok")
    look(page, screen, "first-written")
    hand.click(".notice.ok a.button")
    page.wait_for_selector(
        "ol.steps"
    )  # only what differs between two pages is changed: the answer comes after the click
    look(page, screen, "first-half-way")
    assert page.locator("ol.steps .mark:has-text('符')").count() >= 4
    hand.click("ol.steps a[href^='/documents/new/']")
    look(page, screen, "first-draft-asked")
    hand.click("main form button.main")
    page.wait_for_selector(".paper")
    look(page, screen, "first-draft")
    assert "2026" in page.inner_text("h1")
    assert hand.clicks <= MOST_CLICKS
    page.goto(f"{address}figures/aid.amount/?period=2026H1")
    assert page.inner_text(".hero").startswith(
        "3,500"
    )  # 1,500 of the sympathy log, 2 × 2 × 500 of the sheets pointed at
