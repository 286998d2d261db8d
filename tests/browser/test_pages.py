"""What every page has, in a real browser: targets for thumbs, bright and dark, larger letters."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def test_targets_on_the_phone_are_large_enough(open_as: Open) -> None:
    """Buttons and tabs are at least 44 px high under a thumb."""
    page = open_as("lingdao", 360, 780).go("/ledgers/petitions/")
    heights = page.eval_on_selector_all(
        ".button, .tabs a",
        "all => all.map(each => each.getBoundingClientRect().height).filter(height => height > 0)",
    )
    assert min(heights) >= 44


def test_bright_and_dark_follow_the_device_and_the_reader(open_as: Open) -> None:
    visit = open_as("lingdao", color_scheme="dark")
    background = "getComputedStyle(document.querySelector('.body')).backgroundColor"
    assert visit.page.evaluate(background) == "rgb(29, 29, 27)"
    visit.page.click("summary:has-text('账户菜单')")
    visit.page.click("button[name=theme][value=light]")
    assert visit.page.evaluate(background) == "rgb(255, 255, 255)"


def test_letters_grow_by_an_eighth(open_as: Open) -> None:
    page = open_as("lingdao").page
    page.click("summary:has-text('账户菜单')")
    page.click("button[name=size][value=large]")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "18px"


def test_keyboard_alone_searches_and_opens(open_as: Open) -> None:
    visit = open_as("lingdao")
    page = visit.go("/")
    page.keyboard.press("/")
    page.keyboard.type("恒泰")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    page.get_by_role("link", name="望溪恒泰纺织有限公司工会", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/unions/**")
    assert page.get_by_role("heading", level=1).inner_text().startswith("望溪恒泰纺织有限公司工会")


def test_sentence_follows_its_words_and_the_address_stays_short(open_as: Open) -> None:
    page = open_as("lingdao").go("/ledgers/petitions/")
    page.select_option("select[name=period]", "2026H1")
    page.wait_for_url("**?period=2026H1")
    assert re.fullmatch(r"共 \d+ 条", page.inner_text(".foot").strip())


def test_tree_opens_below_a_union(open_as: Open) -> None:
    page = open_as("lingdao").go("/unions/")
    row = page.locator("li:has(> a.door:text-is('清河镇总工会')) > details")
    row.locator("> summary .num").first.click()
    row.get_by_role("link", name="清河砂石有限公司工会", exact=True).wait_for()
    assert row.locator("li").count() > 3


def test_a_name_is_suggested_and_the_new_record_read_back(open_as: Open) -> None:
    page = open_as("qinghe", 360, 780).go("/ledgers/petitions/new/")
    page.fill("input[name=registered_on]", "2026-07-01")
    page.select_option("select[name=kind]", "visit")
    page.fill("input[name=subject]", "反映车间通风不好")
    page.locator("input[name=employer]").press_sequentially("清河砂石")
    page.locator("#id_employer_list [role=option]:has-text('清河砂石有限公司')").click()
    assert page.input_value("input[name=employer]") == "清河砂石有限公司"
    page.get_by_role("button", name="登记", exact=True).click()
    page.wait_for_url("**/ledgers/petitions/*-*/")
    assert "已登记" in page.inner_text(".toasts")
    assert page.get_by_role("heading", level=1).inner_text() == "反映车间通风不好"


def test_a_figure_opens_to_its_children_and_records(open_as: Open) -> None:
    page = open_as("lingdao").go("/?period=2026H1")
    page.click(".tile:has-text('来信来访件次') .value a")
    page.wait_for_url("**/figures/petitions.items/**")
    shown = int(page.inner_text(".hero").split()[0].removesuffix("件次"))
    page.wait_for_selector(".trend svg.chart[role=img]")  # the trend and what stands below come once the page stands
    page.wait_for_selector(".ranked svg.chart[role=img]")
    page.click(".views a >> nth=0")
    page.wait_for_url("**/records/**")
    assert page.locator("tbody tr").count() == shown


def test_a_list_on_paper_has_its_title_and_every_column(open_as: Open) -> None:
    visit = open_as("lingdao", 760, 1070)
    page = visit.go("/ledgers/petitions/?period=2026H1")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert page.locator(".head .acts, .lists input >> visible=true").count() == 0
    assert page.evaluate("document.querySelector('.lists thead').getBoundingClientRect().right <= window.innerWidth")


def test_a_document_on_paper_has_every_word_in_black_on_white(open_as: Open) -> None:
    """Whatever the screen: what an office filled in is printed too, and a dark screen prints no pale letters."""
    visit = open_as("lingdao", 760, 1070, color_scheme="dark")
    visit.go("/documents/")
    visit.page.get_by_role("link", name=re.compile("第六次代表大会的请示")).first.click()
    page = visit.page
    page.wait_for_selector(".paper .chip.asked")
    words = page.inner_text(".paper")
    for theme in ("", "dark"):
        page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
        page.emulate_media(media="print", color_scheme="dark")
        assert page.inner_text(".paper") == words
        ink = page.locator(".paper p:has(.chip.asked)").first.evaluate(
            "each => [getComputedStyle(each).color, getComputedStyle(each.closest('.paper')).backgroundColor]"
        )
        assert ink == ["rgb(28, 27, 25)", "rgb(255, 255, 255)"]
        page.emulate_media(media="screen", color_scheme="dark")


def test_a_long_way_to_a_page_stays_on_one_line(open_as: Open) -> None:
    """The header says where one is on one line, however long the names are; the last name is seen."""
    page = open_as("lingdao", 768, 1024).go("/returns/")
    page.locator("section:has(h2:has-text('要审核的')) a").first.click()
    page.wait_for_selector(".return-table")
    lines = page.eval_on_selector_all(".crumb > *", "all => all.map(each => each.getBoundingClientRect().top)")
    assert max(lines) - min(lines) < 4
    assert page.eval_on_selector(".crumb > [aria-current]", "each => each.getBoundingClientRect().width") > 60
