"""English pages break no rule of accessibility either: axe-core in a real browser. The Chinese ones: test_every_page."""

from __future__ import annotations

import pytest

from tests.browser.conftest import AXE, Open
from tests.browser.test_every_page import RUN

pytestmark = pytest.mark.browser


def test_english_pages_break_no_rule(open_as: Open) -> None:
    visit = open_as("lingdao", bypass_csp=True)
    visit.page.click("summary:has-text('账户菜单')")
    visit.page.click("button[name=language][value=en]")
    for address in ("/", "/ledgers/petitions/new/", "/pocket/"):
        visit.go(address)
        visit.page.evaluate(AXE)
        assert visit.page.evaluate(RUN) == [], address
    assert visit.page.evaluate("document.documentElement.lang") == "en"
