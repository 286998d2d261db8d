"""No violation of the accessibility rules on any page: axe-core in a real browser, bright at the desk, dark on the phone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Open
from tests.browser.test_pages import PAGES

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RUN = """() => axe.run(document, {resultTypes: ["violations"]}).then((found) => found.violations.map(
    (each) => `${each.id}: ${each.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(" | ")}`))"""
ALSO = [
    "/duties/",
    "/pivot/",
    "/pocket/",
    "/ledgers/visits/enter/",
    "/start/",
    "/pivot/?m=petitions.items&rows=child&cols=by:kind",
]


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_pages_break_no_rule(open_as: Open, width: int, scheme: str) -> None:
    visit = open_as("lingdao", width, 900, color_scheme=scheme, bypass_csp=True)
    broken = {}
    for address in [*PAGES, *ALSO]:
        visit.go(address)
        visit.page.evaluate(AXE)
        found = visit.page.evaluate(RUN)
        if found:
            broken[address] = found
    assert broken == {}


def test_english_pages_break_no_rule(open_as: Open) -> None:
    visit = open_as("lingdao", bypass_csp=True)
    visit.page.click("summary:has-text('账户菜单')")
    visit.page.click("button[name=language][value=en]")
    for address in ("/", "/ledgers/petitions/new/", "/pocket/"):
        visit.go(address)
        visit.page.evaluate(AXE)
        assert visit.page.evaluate(RUN) == [], address
    assert visit.page.evaluate("document.documentElement.lang") == "en"
