"""A round played by hand: a blank becomes a form, three unions report, one is sent back, the sums, the lock, a correction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from playwright.sync_api import Page

from gonghui.kernel.access.models import Grant
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.ledger.declaration import ledger
from gonghui.kernel.organisations.models import Level, Register, Union
from gonghui.kernel.people.identity import person_for
from gonghui.kernel.people.models import Membership
from tests.browser.conftest import City, Open, _tables, serving
from tests.generic.world import id_number
from tests.returns import blanks

pytestmark = pytest.mark.browser

PETITIONS = {"一": 3, "二": 2, "三": 4}  # matters of each union, two persons in each
PEOPLE = {
    "cityhead": ("省", "leader"),
    "countyhead": ("县", "leader"),
    "one": ("一", "keeper"),
    "two": ("二", "keeper"),
    "three": ("三", "keeper"),
}


@pytest.fixture
def city(django_db_setup: Any, django_db_blocker: Any) -> Iterator[City]:
    """A server of its own without the demo: this area alone, or beside the demo where that is already there."""
    with django_db_blocker.unblock(), _tables():
        beside = Union.objects.exists()
        server = serving()
        yield City(server.url, {})
        server.stop()
        if not beside:
            call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def area(city: City, django_db_blocker: Any) -> Iterator[dict[str, str]]:
    """A small city of its own beside the demo: one county, three unions, a keeper in each. Names → codes."""
    with django_db_blocker.unblock(), acting(None, "测试"):
        top = Union.objects.create(code="ZZ", name="试点市总工会", level=Level.CITY)
        county = Union.objects.create(code="ZZ1", name="试点县总工会", level=Level.COUNTY, parent=top)
        unions = {"省": top, "县": county}
        for n, name in enumerate(PETITIONS, 1):
            unions[name] = Union.objects.create(
                code=f"ZZ1{n}",
                name=f"试点{name}厂工会",
                parent=county,
                founded_on=dt.date(2015, 1, 1),
                phone="14000000001",
            )
            for each in range(PETITIONS[name]):
                ledger("petitions").model._default_manager.create(
                    union=unions[name], registered_on=dt.date(2026, 2, 1 + each), kind="visit", items=1, batches=1,
                    persons=2, subject="反映加班费", person_name="林小梅",
                )  # fmt: skip
            person = person_for(f"王测{n}", id_number(400 + n))
            joined = dt.date(2024, 1, 1)
            Membership.objects.create(union=unions[name], person=person, person_name=person.name, joined_on=joined)
            for slug in ("petitions", "roster"):
                Register.objects.create(union=unions[name], ledger=slug)
        for username, (where, role) in PEOPLE.items():
            user = get_user_model().objects.create_user(username, password="gong-hui-2026", first_name=username)
            Grant.objects.create(user=user, union=unions[where], role=role)
            city.passwords[username] = "gong-hui-2026"
        yield {name: union.code for name, union in unions.items()}


def cells(page: Page) -> dict[str, str]:
    """code → value as the page prints it."""
    rows = page.locator(".return-table tbody tr")
    return {
        rows.nth(n).locator("td.no").inner_text(): rows.nth(n).locator("td.cell").inner_text()
        for n in range(rows.count())
    }


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_selector(".toasts")


MOST_CLICKS = 10  # of a return from opening to submission when the data are there; to enter a field is one


def report(open_as: Open, who: str, path: str) -> Page:
    """From the first page to the submission, each click counted: the menu, the return, its fields, the button."""
    page = open_as(who).go("/")
    clicks = 0

    def click(selector: str, text: str = "") -> None:
        nonlocal clicks
        page.locator(selector).first.click()
        clicks += 1
        if text:
            page.keyboard.type(text)

    click(f"nav a[href='{path}']:visible")
    click("section:has(h2:has-text('要报的')) a")
    for name, text in (("leader", "陆负责"), ("filler", "周填表"), ("phone", "14000000000")):
        click(f"#{name}", text)
    if page.locator("#said").count():
        click("#said", "去年没有登记台账，今年起逐件登记")
    click("button[value=submit]")
    page.wait_for_selector(".toasts")
    assert clicks <= MOST_CLICKS
    return page


def test_a_round_from_a_blank_to_the_lock_and_one_correction(
    open_as: Open, area: dict[str, str], tmp_path: Path
) -> None:
    blank = tmp_path / "半年统计表.xls"
    blank.write_bytes(blanks.xls())
    head = open_as("cityhead")
    page = head.go("/returns/forms/new/")
    page.set_input_files("#file", str(blank))
    page.get_by_role("button", name="认表").click()
    assert "6 格：5 格取数，1 格是公式" in page.inner_text("main")
    page.get_by_role("link", name="用它布置任务").click()
    page.select_option("#period", "2026H1")
    page.fill("#due_on", "2026-12-31")
    page.select_option("#scope", "all")
    press(page, "布置")
    assert "应报 5，已接收 0" in page.inner_text("main")
    round_address = page.url

    for who in ("one", "two"):
        assert report(open_as, who, "/returns/").inner_text("h1 .tag") == "待审核"
    third = open_as("three").go("/returns/")
    third.locator("section:has(h2:has-text('要报的')) a").first.click()
    assert cells(third)["C5"] == "4"
    third.locator("tr:has(td.no:text-is('C5')) td.cell a").click()
    third.click("summary:has-text('改成别的数')")
    third.fill("#value", "40")
    third.fill("#reason", "手滑多写了一个零")
    press(third, "记下")
    third = report(open_as, "three", "/returns/")
    third_address = third.url

    county = open_as("countyhead").go("/returns/")
    assert "要审核的 3 张" in " ".join(county.inner_text("main").split())
    county.goto(third_address)
    county.fill("#back", "件次 40 与台账 4 件相差太大")
    press(county, "退回修改")
    third.goto(third_address)
    assert "件次 40 与台账 4 件相差太大" in third.inner_text(".notice.warn")
    third.locator("tr:has(td.no:text-is('C5')) td.cell a").click()
    third.click("summary:has-text('改成别的数')")
    third.fill("#value", "")
    press(third, "记下")
    assert cells(third)["C5"] == "4"
    third.locator("button[value=submit]").click()
    third.wait_for_selector(".toasts")

    for _ in PETITIONS:
        county.goto(county.url.split("/returns/")[0] + "/returns/")
        county.locator("section:has(h2:has-text('要审核的')) a").first.click()
        press(county, "接收")
    county = report(open_as, "countyhead", "/returns/")
    by_hand = sum(PETITIONS.values())
    assert cells(county)["C5"] == str(by_hand)

    page.goto(county.url)
    press(page, "接收")
    page = report(open_as, "cityhead", "/returns/")
    told = cells(page)
    assert (told["C5"], told["D5"], told["C7"], told["D8"]) == (str(by_hand), str(2 * by_hand), "3", "2.00")
    top_address = page.url
    page.goto(round_address)
    press(page, "封存")
    assert "已封存 5 张报表" in page.inner_text(".toasts")

    third.goto(third_address)
    third.click("summary:has-text('更正')")
    third.fill("#revise", "补登一件来访")
    third.get_by_role("button", name="起一份更正").click()
    third.wait_for_selector("text=第 1 次更正")
    third.locator("tr:has(td.no:text-is('C5')) td.cell a").click()
    third.click("summary:has-text('改成别的数')")
    third.fill("#value", "5")
    third.fill("#reason", "补登一件来访")
    press(third, "记下")
    third.locator("button[value=submit]").click()
    third.wait_for_selector(".toasts")
    county.goto(third.url)
    press(county, "接收")
    assert "已封存" in county.inner_text("h1 .tag")
    page.goto(top_address)
    assert cells(page)["C5"] == str(by_hand)  # what is locked stays
    assert head.fits()
