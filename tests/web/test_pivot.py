"""多维分析: every number is the figure's own, opens to as many records, and leaves as a workbook; 树图 fills its whole."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from gonghui.kernel.access.small_cells import is_sensitive
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import find
from gonghui.kernel.figures.declaration import INDICATORS, Measure
from gonghui.kernel.periods.period import Period
from gonghui.kernel.web.pivot import Pivot
from gonghui.kernel.web.treemap import HEIGHT, WIDTH, layout
from tests.generic.world import World
from tests.web.conftest import SignIn

ITEMS = "petitions.items"


def numbers(pivot: Pivot) -> dict[tuple[str, str], float | None]:
    columns = [item.name for item in pivot.axis(pivot.columns)]
    return {
        (row.name, name): cell.number
        for row, cells in pivot.table()
        for name, cell in zip(columns, cells, strict=True)
    }  # fmt: skip


def asked(house: World, rows: str, columns: str, *keys: str) -> Pivot:
    return Pivot(
        [find(key) for key in keys or (ITEMS,)], Ask(house.city, Period.parse("2026H1")), house.leader, rows, columns
    )


def test_figures_by_periods(house: World) -> None:
    found = numbers(asked(house, "period", "measure", ITEMS, "members.standing"))
    assert found["26上", "来信来访件次"] == 3
    assert found["25上", "来信来访件次"] == 1
    assert found["26上", "会员总数"] == 2


def test_unions_by_periods_add_up_to_the_whole(house: World) -> None:
    found = numbers(asked(house, "child", "period"))
    assert found["测试1镇总工会", "26上"] == 3
    assert found["测试1镇总工会", "25上"] == 1
    assert sum(n or 0 for (_union, period), n in found.items() if period == "26上") == 3


def test_a_dimension_by_unions(house: World) -> None:
    assert numbers(asked(house, "child", "by:kind"))["测试1镇总工会", "来访"] == 3


@pytest.mark.parametrize(
    "address", ["?rows=child&cols=period", "?rows=by:kind&cols=period", "?rows=period&cols=measure&m=disputes.filed"]
)
def test_each_number_opens_to_as_many_records(house: World, sign_in: SignIn, address: str) -> None:
    client = sign_in(house.leader)
    html = client.get(f"/pivot/{address}&m={ITEMS}&period=2026H1").content.decode()
    cells = re.findall(r'data-number="([\d.]+)"><a class="open" href="([^"]+)"', html)
    assert cells
    for number, href in cells:
        page = client.get(href.replace("&amp;", "&")).content.decode()
        assert page.count("<tr data-href") == float(number), href


def test_a_sensitive_figure_is_not_split_for_who_sees_figures_alone(house: World) -> None:
    figure = next(each for each in INDICATORS.values() if isinstance(each, Measure) and each.by and is_sensitive(each))
    ask = Ask(house.city, Period.parse("2026H1"))
    assert Pivot([figure], ask, house.leader).dimensions
    assert not Pivot([figure], ask, house.above).dimensions


def test_workbook_holds_the_same_numbers(house: World, sign_in: SignIn) -> None:
    answer = sign_in(house.leader).get(f"/pivot/?m={ITEMS}&rows=child&cols=period&period=2026H1&format=xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)  # type: ignore[union-attr]
    assert rows[0][-1] == "26上"
    assert {row[0]: row[-1] for row in rows[1:]} == {"测试1镇总工会": 3, "测试2镇总工会": "未建台账"}


def test_another_word_for_a_dimension_opens_nothing(house: World, sign_in: SignIn) -> None:
    assert sign_in(house.leader).get(f"/figures/{ITEMS}/records/?by=union__name&value=x").status_code == 404


def test_design_page_is_for_the_owner(house: World, sign_in: SignIn) -> None:
    assert sign_in(house.leader).get("/design/").status_code == 403
    house.leader.is_superuser = True
    house.leader.save()
    assert sign_in(house.leader).get("/design/").status_code == 200


@given(st.lists(st.floats(1, 1e6), min_size=1, max_size=40))
def test_areas_are_as_large_as_their_numbers_and_fill_the_whole(sizes: list[float]) -> None:
    sizes.sort(reverse=True)
    boxes = layout(sizes)
    assert len(boxes) == len(sizes)
    for size, (x, y, width, height) in zip(sizes, boxes, strict=True):
        assert width * height == pytest.approx(size / sum(sizes) * WIDTH * HEIGHT, rel=1e-6)
        assert -1e-6 <= x <= x + width <= WIDTH + 1e-6
        assert -1e-6 <= y <= y + height <= HEIGHT + 1e-6
