"""The same roster month after month: who stands as the sheet says is left alone, whoever differs in anything is brought up to date."""

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.models import Change
from gonghui.kernel.intake import bulk, of_members
from gonghui.kernel.intake.of_members import Roster
from gonghui.kernel.organisations.models import Level, Union
from gonghui.kernel.people.identity import phone_of
from gonghui.kernel.people.models import Identity, Membership, Person
from intake.books import book, number

pytestmark = pytest.mark.django_db

HEADS: list[object] = ["姓名", "身份证号", "联系电话", "学历", "入会日期", "所属工会", "离会日期"]
FIRST: list[list[object]] = [
    [f"王{'一二三四五六七八'[n]}", number(n), f"1400000000{n}", "大专", f"2003-01-0{n + 1}", "云岭市甲厂工会", ""]
    for n in range(8)
]


@pytest.fixture(autouse=True)
def house() -> None:
    with acting(None, "建立"):
        root = Union.objects.create(code="359981", name="云岭市总工会", level=Level.COUNTY)
        for name in ("云岭市甲厂工会", "云岭市乙厂工会"):
            Union.objects.create(code=name, name=name, parent=root, level=Level.GRASSROOTS)


def take(folder: Path, rows: list[list[object]]) -> dict[str, Any]:
    """Import a month's roster by command; its sheet's report."""
    path, report = book(folder / "会员花名册.xlsx", {"Sheet1": [HEADS, *rows]}), folder / "报告.json"
    call_command("import", str(path), union="359981", reason="月报", report=report, stdout=io.StringIO())
    return json.loads(report.read_text(encoding="utf-8"))["sheets"][0]  # type: ignore[no-any-return]


def changes() -> list[tuple[str, dict[str, Any]]]:
    rows = Change.objects.filter(model__in=["kernel.person", "kernel.membership"], action="change").order_by("pk")
    return list(rows.values_list("model", "after"))


def test_who_stands_as_the_sheet_says_is_not_even_made_a_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(tmp_path, FIRST)
    lines = Change.objects.filter(model__in=["kernel.person", "kernel.membership"]).count()

    def never(*_given: object) -> None:
        raise AssertionError("looked at one by one")

    monkeypatch.setattr(Roster, "one_by_one", never)
    blank = [[*row[:2], "", "", *row[4:]] for row in FIRST[4:]]  # what the sheet does not say changes nothing
    found = take(tmp_path, [*FIRST[:4], *blank])
    assert (found["taken"], found["unchanged"], found["updated"], found["conflicts"]) == (0, 8, 0, [])
    assert Change.objects.filter(model__in=["kernel.person", "kernel.membership"]).count() == lines


def test_every_difference_is_written_and_logged(tmp_path: Path) -> None:
    take(tmp_path, FIRST)
    rows = [list(row) for row in FIRST]
    rows[0][2] = "14099999999"
    rows[1][3] = "本科"
    rows[2][4] = "2003-02-02"
    rows[3][6] = "2004-05-06"
    found = take(tmp_path, rows)
    assert (found["taken"], found["unchanged"], found["updated"]) == (0, 6, 2)  # two persons, two memberships
    assert phone_of(Person.objects.get(name="王一")) == "14099999999"
    assert Person.objects.get(name="王二").education == "本科"
    assert Membership.objects.get(person_name="王三").joined_on == dt.date(2003, 2, 2)
    left = Membership.objects.get(person_name="王四")
    assert (left.left_on, left.status) == (dt.date(2004, 5, 6), "left")
    assert Identity.objects.get(person=left.person).membership is None
    assert changes() == [  # who leaves goes first
        ("kernel.membership", {"left_on": "2004-05-06", "status": "left"}),
        ("kernel.person", {"phone_cipher": "（保密）"}),
        ("kernel.person", {"education": "本科"}),
        ("kernel.membership", {"joined_on": "2003-02-02"}),
    ]


def test_who_comes_twice_in_a_month_is_held_once(tmp_path: Path) -> None:
    take(tmp_path, FIRST)
    elsewhere = [*FIRST[0][:5], "云岭市乙厂工会", ""]
    found = take(tmp_path, [*FIRST, elsewhere])
    assert (found["taken"], found["unchanged"], len(found["conflicts"])) == (0, 8, 1)
    assert "第2行" in found["conflicts"][0]["with"]
    again = take(tmp_path, [*FIRST, elsewhere])
    assert (again["taken"], again["unchanged"], len(again["conflicts"])) == (0, 9, 1)


@pytest.mark.parametrize("at_a_time", [10_000, 4])
def test_who_stands_twice_in_the_same_sheet_is_not_taken_for_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_a_time: int
) -> None:
    monkeypatch.setattr(of_members, "CHUNK", at_a_time)
    monkeypatch.setattr(bulk, "MANY", 1)  # a long import: PostgreSQL counts its tables in the middle
    take(tmp_path, FIRST)
    found = take(tmp_path, [*FIRST, list(FIRST[0])])
    assert (found["unchanged"], len(found["conflicts"])) == (8, 1)


def test_an_index_that_lost_the_live_membership_is_put_right(tmp_path: Path) -> None:
    take(tmp_path, FIRST)
    person = Person.objects.get(name="王五")
    with acting(None, "坏掉"):
        Identity.objects.filter(person=person).update(membership=None)
    found = take(tmp_path, FIRST)
    assert (found["taken"], found["unchanged"], found["updated"]) == (0, 8, 0)
    assert Identity.objects.get(person=person).membership == Membership.objects.get(person=person)
