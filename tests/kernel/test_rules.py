"""Named rules: each breaks on what it is for and on nothing else; offices are stricter or milder; every refusal has a mending."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.intake.applying import prepare, take_in
from gonghui.kernel.intake.reporting import report
from gonghui.kernel.organisations.models import Employer
from gonghui.kernel.people.models import Membership
from gonghui.kernel.rules.models import RuleChoice
from gonghui.kernel.rules.of_house import shortfalls
from gonghui.kernel.rules.of_roster import LOOKS, Rows
from gonghui.kernel.rules.registry import rule_of, rules, severities
from tests.generic.world import World, id_number
from tests.intake.books import book
from tests.web.conftest import SignIn
from tests.web.conftest import house as house  # the fixture
from tests.web.conftest import sign_in as sign_in  # the fixture

DAY = dt.date(2026, 6, 30)
MAN, WOMAN = id_number(3), id_number(3, female=True)
GOOD: dict[str, Any] = {
    "person_name": "赵小河", "id_number": MAN, "sex": "1", "born_on": dt.date(1980, 1, 1), "phone": "14000000001",
    "ethnicity": "彝族", "political": "群众", "education": "本科", "joined_on": dt.date(2016, 5, 1), "left_on": None, "union": 1,
}  # fmt: skip
UNIONS = {1: (dt.date(2015, 1, 1), None), 2: (dt.date(2015, 1, 1), dt.date(2025, 1, 1))}
BROKEN: list[tuple[str, dict[str, Any]]] = [
    ("sex_agrees", {"sex": "2"}),
    ("birth_agrees", {"born_on": dt.date(1980, 1, 2)}),
    ("mobile", {"phone": "24000000001"}),
    ("mobile", {"phone": "1400000001"}),
    ("name", {"person_name": "赵3"}),
    ("joined_of_age", {"joined_on": dt.date(1995, 12, 31), "union": 3}),
    ("joined_of_age", {"joined_on": dt.date(1979, 1, 1), "union": 3}),
    ("age", {"id_number": id_number(3, dt.date(2012, 1, 1)), "born_on": None, "joined_on": None}),
    ("age", {"id_number": id_number(3, dt.date(1910, 1, 1)), "born_on": None}),
    ("other_paper", {"id_number": "H12345678", "sex": None, "born_on": None}),
    ("ethnicity", {"ethnicity": "汉人族"}),
    ("political", {"political": "积极分子"}),
    ("education", {"education": "大本"}),
    ("joined_after_founding", {"joined_on": dt.date(2014, 12, 31)}),
    ("union_stands", {"union": 2}),
]


def broken(*rows: dict[str, Any]) -> list[str]:
    columns = {name: [row[name] for row in rows] for name in GOOD}
    return [key.removeprefix("roster.") for key, look in LOOKS.items() for _row in look(Rows(columns, DAY, UNIONS))]


def test_a_good_row_breaks_nothing() -> None:
    monthly = GOOD | {"born_on": dt.date(1980, 1, 1), "id_number": id_number(5, dt.date(1980, 1, 20)), "phone": None}
    permit = GOOD | {"id_number": "H12345678", "phone": "0591-8765432"}
    foreign = GOOD | {"person_name": "Anna Maria Lind", "id_number": None, "phone": None}
    far = GOOD | {"person_name": "古丽·艾山", "id_number": WOMAN, "sex": "2", "phone": None, "ethnicity": "维吾尔"}
    assert broken(GOOD, monthly, permit, foreign, far) == []


@pytest.mark.parametrize(("key", "change"), BROKEN)
def test_a_rule_breaks_on_what_it_is_for(key: str, change: dict[str, Any]) -> None:
    assert broken(GOOD, GOOD | {"phone": None} | change) in ([key], [key, key])


def test_a_phone_of_two_people() -> None:
    assert broken(GOOD, GOOD, GOOD | {"id_number": WOMAN, "sex": "2"}) == ["phone_shared"]


def test_every_rule_of_the_roster_is_broken_by_some_row_here() -> None:
    assert {f"roster.{key}" for key, _change in BROKEN} | {"roster.phone_shared"} == set(LOOKS)


def test_every_rule_says_how_to_mend_and_whence_it_comes() -> None:
    assert all(rule.title and rule.mend and rule.source for rule in rules().values())
    assert rule_of("身份证号校验码错误") is rules()["cell.id_check"]
    assert rule_of("入会日期早于本表填报日期") is rules()["cell.order"]
    assert rule_of("入会日期早于出生日期") is rules()["roster.joined_of_age"]


def sheet(folder: Path) -> Path:
    rows = [
        ["姓名", "性别", "身份证号", "入会日期"],
        ["赵小河", "女", MAN, "2020-05-01"],
        ["钱大江", "女", WOMAN, "2020-05-01"],
    ]
    return book(folder / "会员花名册.xlsx", {"Sheet1": rows})


@pytest.mark.django_db
def test_offices_turn_a_warning_into_a_refusal_and_the_nearest_word_holds(house: World, tmp_path: Path) -> None:
    path = sheet(tmp_path)

    def outcome() -> tuple[int, list[str], list[str]]:
        taken = take_in(prepare([(path.name, path)]), house.branch, None, "测试", dry_run=True)
        told = report(taken)["sheets"][0]
        return told["taken"], [one["rule"] for one in told["refused"]], [one["code"] for one in told["warnings"]]

    assert outcome() == (2, [], ["roster.sex_agrees"])
    RuleChoice.objects.create(union=house.city, rule="roster.sex_agrees", severity="refuse")
    assert outcome() == (1, ["roster.sex_agrees"], [])
    RuleChoice.objects.create(union=house.branch, rule="roster.sex_agrees", severity="off")
    assert outcome() == (2, [], [])
    RuleChoice.objects.create(union=house.branch, rule="cell.id_check", severity="off")
    assert severities(house.branch)["cell.id_check"] == "refuse"  # what cannot be stored stays refused


@pytest.mark.django_db
def test_the_page_of_rules(house: World, sign_in: SignIn) -> None:
    page = sign_in(house.leader).get(reverse("rules"))
    assert all(str(rule.title) in page.content.decode() for rule in rules().values())
    sign_in(house.leader).post(reverse("rules"), {"roster.mobile": "refuse", "cell.id_check": "off"})
    assert list(RuleChoice.objects.values_list("union__code", "rule", "severity")) == [("C", "roster.mobile", "refuse")]
    assert sign_in(house.above).post(reverse("rules"), {"roster.mobile": "off"}).status_code == 403


@pytest.mark.django_db
def test_what_unions_fall_short_of(house: World) -> None:
    with acting(None, "测试"):
        Employer.objects.filter(pk=house.branch.employer_id).update(employees=1)
        type(house.branch).objects.filter(pk=house.beside.pk).update(dissolved_on=dt.date(2025, 1, 1))
        person = Membership.objects.filter(union=house.branch).first()
        assert person is not None
        Membership.objects.create(union=house.beside, person=person.person, person_name="王测1")
    unions = type(house.branch).objects.filter(pk__in=[house.branch.pk, house.beside.pk])
    found = [(each.rule.key, each.union.code, each.text) for each in shortfalls(unions, {})]
    assert found == [
        ("house.members_over_employees", "B1", "会员 2 人，职工 1 人"),
        ("house.closed_with_members", "B2", "撤销于 2025-01-01，还有会员 1 人"),
    ]
