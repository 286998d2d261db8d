"""目标进度: targets kept as records, tied to figures by name, drawn beside the time gone by, opened to their records."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.goals import of_year, progress, targets_of, time_gone
from gonghui.kernel.ledger.declaration import ledger
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods.period import Period
from tests.generic.world import World
from tests.web.conftest import SignIn

TODAY = dt.date(2026, 7, 1)


def aim(union: Union, name: str, value: float, year: int = 2026) -> Any:
    with acting(None, "测试"):
        return ledger("targets").model._default_manager.create(
            union=union, kind="letter", indicator=name, target=value, target_year=year, signed_on=dt.date(year, 1, 20)
        )


def ask_of(union: Union, period: str = "2026H1") -> Ask:
    return of_year(Ask(union, Period.parse(period)), TODAY)


def test_a_target_is_tied_by_the_figures_own_name_and_by_no_other(house: World) -> None:
    aim(house.city, "来信来访件次", 12)
    aim(house.city, "  petitions.items ", 4, 2025)
    aim(house.city, "把来信来访办好", 9)
    found = targets_of(house.city, 2026)
    assert [(each.indicator.key, each.value, each.own) for each in found] == [("petitions.items", 12, True)]
    assert [each.indicator.key for each in targets_of(house.city, 2025)] == ["petitions.items"]


def test_the_year_so_far_is_counted_up_to_the_last_day_asked_about(house: World) -> None:
    aim(house.city, "来信来访件次", 12)
    made = progress(targets_of(house.city, 2026), ask_of(house.city))[0]
    assert (made.figure.value, made.share) == (3, 25)  # three of 2026, the one of 2025 left out
    assert progress(targets_of(house.city, 2026), ask_of(house.city, "2026-02"))[0].figure.value == 1
    assert float(time_gone(ask_of(house.city))) == pytest.approx(181 / 365)


def test_without_an_own_target_those_of_the_unions_below_add_up_but_never_rates(house: World) -> None:
    towns = list(house.city.children.order_by("code"))
    for town in towns:
        aim(town, "来信来访件次", 5)
        aim(town, "集体合同签订率", 80)
    found = targets_of(house.city, 2026)
    assert [(each.indicator.key, each.value, each.own) for each in found] == [("petitions.items", 10, False)]
    aim(house.city, "来信来访件次", 7)
    assert [(each.value, each.own) for each in targets_of(house.city, 2026)] == [(7, True)]


def test_home_draws_it_and_opens_to_the_records_and_the_page_divides_it(house: World, sign_in: SignIn) -> None:
    town = house.branch.parent
    assert town is not None
    aim(house.city, "来信来访件次", 12)
    aim(town, "来信来访件次", 6)
    client = sign_in(house.leader)
    home = client.get("/?period=2026H1").content.decode()
    assert "来信来访件次：已完成 3，目标 12" in home
    assert "/figures/petitions.items/records/?union=C&amp;period=2026&amp;as_of=2026-06-30" in home
    opened = client.get("/figures/petitions.items/records/?union=C&period=2026&as_of=2026-06-30").content.decode()
    assert "共 3 条" in opened
    page = client.get("/goals/?period=2026H1").content.decode()
    assert f"{town.name}：已完成 3，目标 6" in page
    figure = client.get("/figures/petitions.items/?period=2026H1&whole=1").content.decode()
    assert f"{town.name}：已完成 3，目标 6" in figure


def test_no_target_says_what_to_do(house: World, sign_in: SignIn) -> None:
    page = sign_in(house.leader).get("/goals/?period=2026H1").content.decode()
    assert "还没有2026年的目标" in page
    assert "/ledgers/targets/new/" in page


def test_more_towns_ask_no_more_statements(house: World, sign_in: SignIn) -> None:
    client = sign_in(house.leader)

    def statements() -> int:
        client.get("/goals/?period=2026H1")
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get("/goals/?period=2026H1")
        return len(seen)

    first, second = house.city.children.order_by("code")
    aim(first, "来信来访件次", 5)
    one = statements()
    aim(second, "来信来访件次", 5)
    assert statements() == one
