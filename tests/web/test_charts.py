"""Charts drawn on the server."""

from __future__ import annotations

import re

from gonghui.kernel.web import charts
from gonghui.kernel.web.charts import Point


def test_bars_of_a_flow_start_at_zero() -> None:
    drawn = charts.trend([Point("25上", 10, "10", 8), Point("26上", 20, "20", 10)], "件", True, "两期")
    heights = [float(h) for h in re.findall(r'class="fill"[^>]*height="([\d.]+)"', drawn)]
    assert heights[1] == 2 * heights[0]


def test_axis_of_a_stock_need_not_start_at_zero_but_says_where() -> None:
    drawn = charts.trend([Point("25上", 90, "90"), Point("26上", 98, "98")], "%", False, "两期")
    assert ">90<" in drawn
    assert ">0<" not in drawn


def test_one_value_makes_no_chart() -> None:
    assert charts.trend([Point("26上", 3, "3"), Point("26下", None)], "件", True, "") == ""
    assert charts.sparkline([None, 3], "") == ""
    assert charts.spark_bars([0, None], [None, 0], "") == ""


def test_a_chart_is_read_aloud_and_escapes_what_it_is_given() -> None:
    drawn = charts.bar(3, 6, "<甲>", whole=3)
    assert 'role="img" aria-label="&lt;甲&gt;"' in drawn
    assert re.search(r'class="fill"[^>]*width="100.0"', drawn)
    assert 'x1="100.0"' in drawn


def test_a_bar_without_a_value_is_an_empty_track() -> None:
    drawn = charts.bar(None, 10, "无")
    assert "track" in drawn
    assert 'class="fill"' not in drawn


def test_small_changes_stay_small_to_the_eye() -> None:
    """A rise of one per cent does not cross the whole height of a sparkline."""
    ys = [
        float(y) for y in re.findall(r",([\d.]+)", charts.sparkline([100, 101], "").split('points="')[1].split('"')[0])
    ]
    assert ys[0] - ys[1] < 28 / 4


def test_ticks_are_round_and_cover_the_values() -> None:
    low, high, ticks = charts._axis(61.2, 69.4, False)
    assert (low, ticks[0]) == (60, 60)
    assert high >= 69.4
    assert len(ticks) <= 6
    assert charts._axis(0, 0, True)[0] == 0
