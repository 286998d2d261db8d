"""The code that workers scan: its poster leads to the page behind it."""

from __future__ import annotations

import re

from gonghui.kernel.web.qr import drawing
from tests.generic.world import World
from tests.web.conftest import SignIn


def test_the_code_has_a_quiet_border_and_three_finders() -> None:
    """Version 1 is 21 modules wide; with four light ones around, the first dark one stands at 4, 4."""
    svg = drawing("a", "扫码")
    assert 'viewBox="0 0 29 29"' in svg
    dark = {(int(column), int(row)) for column, row in re.findall(r"M(\d+) (\d+)h1", svg)}
    assert min(dark) == (4, 4)
    for left, top in ((4, 4), (18, 4), (4, 18)):
        assert {(left + n, top) for n in range(7)} <= dark
        assert (left + 1, top + 1) not in dark


def test_poster_leads_to_the_page_behind_the_code(house: World, sign_in: SignIn) -> None:
    html = sign_in(house.keeper).get("/unions/B1/poster/").content.decode()
    assert "http://testserver/voice/B1/" in html
    assert "扫码向测试1镇总工会反映" in html
    assert sign_in(house.stranger).get("/unions/B1/poster/").status_code == 404
