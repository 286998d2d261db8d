"""Facts about figures: dates, rounding, classes as they were, what is missing, what is withheld."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from gonghui.kernel.access.small_cells import shown
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures.answering import value
from gonghui.kernel.figures.asking import Ask, question
from gonghui.kernel.figures.catalogue import find
from gonghui.kernel.figures.counting import by_value, records
from gonghui.kernel.figures.declaration import Measure
from gonghui.kernel.figures.result import WITHHELD, half_up
from gonghui.kernel.figures.saved import BadIndicator, make
from gonghui.kernel.figures.saving import save_indicator
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.organisations.models import Employer, Ownership, PastValue, Register, Union
from gonghui.kernel.people.models import Membership
from gonghui.kernel.periods import BadPeriod, Period
from gonghui.kernel.rules.models import Parameter
from tests.generic.world import World, fill
from tests.kernel.test_tree import join

H1 = Period.parse("2026H1")


def ask(world: World, period: Period = H1, as_of: dt.date | None = None) -> Ask:
    return Ask(Union.objects.get(pk=world.city.pk), period, as_of)


@pytest.mark.parametrize(
    ("text", "first", "last", "before", "year_before"),
    [
        ("2026H1", "2026-01-01", "2026-06-30", "2025H2", "2025H1"),
        ("2026Q1", "2026-01-01", "2026-03-31", "2025Q4", "2025Q1"),
        ("2026", "2026-01-01", "2026-12-31", "2025", "2025"),
        ("2024-02", "2024-02-01", "2024-02-29", "2024-01", "2023-02"),
        ("2025S", "2025-09-01", "2026-08-31", "2024S", "2024S"),
        ("2026-01-05..2026-01-14", "2026-01-05", "2026-01-14", "2025-12-26..2026-01-04", "2025-01-05..2025-01-14"),
    ],
)
def test_periods(text: str, first: str, last: str, before: str, year_before: str) -> None:
    period = Period.parse(text)
    assert (str(period.start), str(period.last)) == (first, last)
    assert (period.before().text, period.year_before().text) == (before, year_before)


@pytest.mark.parametrize(
    "text", ["", "2026H3", "2026-13", "20260", "2026-02-30..2026-03-01", "2026-03-02..2026-03-01", "上半年"]
)
def test_what_is_no_period_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadPeriod, match="不是期间"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("exact", "places", "printed"),
    [("0.605", 2, "0.61"), ("12.5", 0, "13"), ("-58.35", 1, "-58.4"), ("2.675", 2, "2.68")],
)
def test_rounding_is_half_up(exact: str, places: int, printed: str) -> None:
    assert half_up(Decimal(exact), places) == Decimal(printed)


def test_a_member_stands_from_the_day_of_joining_to_the_day_before_leaving(world: World) -> None:
    member = join(world.branch, 1, dt.date(2026, 6, 30))
    assert value(find("members.standing"), ask(world)).value == 1
    assert value(find("members.standing"), ask(world, H1, dt.date(2026, 6, 29))).value == 0
    with acting(None, "离会"):
        Membership.objects.filter(pk=member.pk).update(left_on=dt.date(2026, 6, 30))
    assert value(find("members.standing"), ask(world)).value == 0


def test_an_ownership_class_is_counted_as_it_was(world: World) -> None:
    """Private until 1 April 2026, state-owned since: the first quarter still counts it as private."""
    employer = world.branch.employer
    assert employer is not None
    with acting(None, "改制"):
        Employer.objects.filter(pk=employer.pk).update(ownership=Ownership.STATE)
    PastValue.objects.create(
        model="kernel.employer",
        object_id=employer.pk,
        field="ownership",
        value=Ownership.PRIVATE,
        until=dt.date(2026, 4, 1),
    )
    assert value(find("unions.nonpublic"), ask(world, Period.parse("2026Q1"))).value == 2
    assert value(find("unions.nonpublic"), ask(world)).value == 1
    assert value(find("unions.state"), ask(world, Period.parse("2026Q1"))).value == 0
    assert value(find("unions.state"), ask(world)).value == 1
    standing, by = find("unions.standing"), "employer__ownership"
    assert isinstance(standing, Measure)
    assert by_value(standing, ask(world, Period.parse("2026Q1")), by) == [(Ownership.PRIVATE, 2)]
    assert sorted(by_value(standing, ask(world), by)) == [(Ownership.PRIVATE, 1), (Ownership.STATE, 1)]
    blank, filled = (
        make(
            {
                "ledger": "unions",
                "when": {"stock": ["founded_on"]},
                "where": [["level", "equals", "grassroots"], [by, how]],
            }
        )
        for how in ("blank", "filled")
    )
    spring = ask(world, Period.parse("2026Q1"))
    assert (value(blank, spring).value, value(filled, spring).value) == (0, 2)


def test_an_empty_text_is_not_filled(world: World) -> None:
    def count(how: str) -> object:
        data = {
            "ledger": "unions",
            "when": {"stock": ["founded_on"]},
            "where": [["level", "equals", "grassroots"], ["chair", how]],
        }
        return value(make(data), ask(world)).value

    assert (count("blank"), count("filled")) == (2, 0)
    with acting(None, "补主席"):
        Union.objects.filter(pk=world.branch.pk).update(chair="周某")
    assert (count("blank"), count("filled")) == (1, 1)


@pytest.mark.parametrize(
    ("as_of", "cut", "last_year"),
    [
        (None, dt.date(2026, 5, 10), dt.date(2025, 5, 10)),
        (dt.date(2026, 2, 28), dt.date(2026, 2, 28), dt.date(2025, 2, 28)),
        (dt.date(2025, 12, 31), dt.date(2026, 5, 10), dt.date(2025, 5, 10)),  # a day left from another page
        (dt.date(2026, 6, 30), dt.date(2026, 6, 30), dt.date(2025, 6, 30)),  # the whole period, asked for
    ],
)
def test_a_period_not_yet_over_is_cut_at_today(
    as_of: dt.date | None, cut: dt.date, last_year: dt.date, world: World, time_machine: Any
) -> None:
    time_machine.move_to(dt.datetime(2026, 5, 10, 12, tzinfo=dt.UTC), tick=False)
    asked = question(world.city, H1, as_of)
    assert (asked.last_day, asked.last_year().last_day) == (cut, last_year)
    assert question(world.city, Period.parse("2025"), None).as_of is None


def test_no_denominator_no_rate(world: World) -> None:
    with acting(None, "撤销"):
        Union.objects.filter(pk__in=[world.branch.pk, world.beside.pk]).update(dissolved_on=dt.date(2026, 1, 1))
    figure = value(find("unions.standardised_rate"), ask(world))
    assert (figure.value, figure.denominator, figure.text) == (None, 0, "—")


def test_held_and_voided_records_are_not_counted(world: World) -> None:
    first, second = join(world.branch, 1, dt.date(2020, 1, 1)), join(world.branch, 2, dt.date(2020, 1, 1))
    with acting(None, "测试"):
        first.void("重复登记")
        second.state = "held"
        second.save()
    assert value(find("members.standing"), ask(world)).value == 0


def test_small_counts_of_sensitive_ledgers_are_withheld_from_whoever_sees_figures_only(world: World) -> None:
    fill(REGISTRY["hardship"], world.branch)
    indicator = find("hardship.files")
    figure = value(indicator, ask(world))
    assert figure.value == 1
    assert shown(figure, indicator, world.city, world.above).text == WITHHELD
    assert shown(figure, indicator, world.city, world.above).value is None
    assert shown(figure, indicator, world.city, world.leader).value == 1


def test_a_saved_indicator_is_first_class(world: World) -> None:
    for n in range(3):
        join(world.branch, n, dt.date(2026, 2, 1))
    join(world.beside, 9, dt.date(2026, 2, 1))
    data = {
        "kind": "measure",
        "ledger": "roster",
        "when": {"flow": "joined_on"},
        "where": [["union__name", "contains", "测试1"]],
    }
    with acting(None, "自定义"):
        save_indicator("own.first", "机械公司新会员", "人", data)
        save_indicator(
            "own.share",
            "占比",
            "%",
            {"kind": "ratio", "numerator": "own.first", "denominator": "members.joined", "decimals": 1},
        )
    out = StringIO()
    call_command("figures", "own.first", "own.share", "--union", "C", "--period", "2026H1", "--json", stdout=out)
    told = {row["key"]: row for row in json.loads(out.getvalue())}
    assert told["own.first"]["value"] == 3
    assert (told["own.share"]["value"], told["own.share"]["numerator"], told["own.share"]["denominator"]) == (75, 3, 4)


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "formula"},
        {"kind": "measure", "ledger": "nowhere"},
        {"kind": "measure", "ledger": "roster", "count": "sum", "field": "nothing"},
        {"kind": "measure", "ledger": "roster", "where": [["joined_on", "like", "x"]]},
    ],
)
def test_data_that_is_no_indicator_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(BadIndicator):
        make(data)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["figures", "members.standing", "--union", "C", "--period", "2026H9"], "不是期间"),
        (["figures", "no.such", "--union", "C", "--period", "2026"], "没有“no.such”这个指标"),
        (["figures", "--union", "XX", "--period", "2026"], "没有编码或名称为“XX”的工会"),
        (["figures", "--union", "B2", "--period", "2026", "--as", "keeper"], "无权"),
        (
            ["figures", "members.standing", "--union", "C", "--period", "2026", "--where", "colour=red"],
            "没有“colour”这一栏",
        ),
        (["figures", "roster.identified_rate", "--union", "C", "--period", "2026", "--by", "status"], "不能按栏目拆分"),
        (["explain", "members.standing", "--union", "C", "--period", "2026", "--as", "nobody"], "没有“nobody”这个账号"),
        (["union", "add", "C", "又一个市总工会"], "编码“C”已被使用"),
    ],
)
def test_commands_refuse_in_plain_words(words: list[str], told: str, world: World) -> None:
    with pytest.raises(CommandError, match=told):
        call_command(*words, stdout=StringIO())


def test_explain_names_the_records(world: World) -> None:
    member = join(world.branch, 1, dt.date(2026, 2, 1))
    out = StringIO()
    call_command("explain", "roster.identified_rate", "--union", "C", "--period", "2026H1", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert told["figure"]["numerator"] == told["figure"]["denominator"] == 1
    assert [record["uid"] for record in told["parts"][0]["records"]] == [str(member.uid)]


def test_compare_children_and_dimension_on_the_command_line(world: World) -> None:
    join(world.branch, 1, dt.date(2025, 2, 1))
    join(world.branch, 2, dt.date(2026, 2, 1))
    Register.objects.get_or_create(union=world.branch, ledger="roster")
    out = StringIO()
    words = [
        "figures",
        "members.standing",
        "--union",
        "C",
        "--period",
        "2026H1",
        "--compare",
        "2025H1",
        "--children",
        "--by",
        "status",
        "--json",
    ]
    call_command(*words, stdout=out)
    row = json.loads(out.getvalue())[0]
    assert (row["value"], row["compare"]["value"]) == (2, 1)
    assert [(child["union"], child["value"]) for child in row["children"]] == [
        ("T1", 2),
        ("T2", None),
    ]  # T2 keeps no roster
    assert row["by"] == [{"value": "normal", "label": "在籍", "count": 2}]


@pytest.mark.mechanism("A.CUL09")
def test_unions_below_the_yearly_minimum_of_events(world: World) -> None:
    key, year = "culture.below_minimum", Period.parse("2026")
    Register.objects.filter(ledger="culture").delete()
    assert value(find(key), ask(world, year)).text == "未建台账"  # nobody keeps the ledger: nobody knows
    Register.objects.create(union=world.city, ledger="culture")
    standing = value(find("unions.standing"), ask(world, year)).value
    assert value(find(key), ask(world, year)).value == standing == 2
    culture = REGISTRY["culture"]
    with acting(None, "测试"):
        for day in ("2026-03-08", "2026-09-28"):
            fill(culture, world.branch, 1, held_on=dt.date.fromisoformat(day))
    assert value(find(key), ask(world, year)).value == 1
    assert value(find(key), ask(world, H1)).value == 2  # in the middle of the year: who still has to
    assert world.branch.pk not in records(find(key), ask(world, year)).values_list("pk", flat=True)
    Parameter.objects.create(key="culture.events_per_year", value="3", since=dt.date(2026, 1, 1), source="本市办法")
    assert value(find(key), ask(world, year)).value == 2
