"""Every mechanism served, played: its row taken in by sheet and by form changes the figures named; a broken row is refused.

The examples are data: tests/examples/*.json. The world they are played in is 示例市总工会 with all below it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import models, transaction
from django.test import Client
from django.urls import reverse

from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures.answering import answer
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import find
from gonghui.kernel.intake import applying
from gonghui.kernel.intake.shaping import recogniser
from gonghui.kernel.ledger.declaration import Ledger, ledgers
from gonghui.kernel.ledger.declaration import ledger as ledger_of
from gonghui.kernel.organisations.models import Employer, Level, Operating, Ownership, Register, Union, UnionKind
from gonghui.kernel.people.identity import person_for
from gonghui.kernel.people.models import Membership
from gonghui.kernel.periods import Period
from gonghui.kernel.web.columns import Column, all_columns
from tests.intake.books import book

EXAMPLES = [
    example
    for path in sorted((Path(__file__).parent / "examples").glob("*.json"))
    for example in json.loads(path.read_text(encoding="utf-8"))
]
BY_ID = [pytest.param(example, id=example["id"]) for example in EXAMPLES]
DAY = "2026-06-30"
FOUNDED = dt.date(2015, 1, 1)
BROKEN = 4  # the broken row stands below title, headings and good row
CREDIT_CODE = "91359981MA2B3C4D65"

known = cache(recogniser)
pytestmark = pytest.mark.django_db

Numbers = dict[str, tuple[Decimal, Decimal | None]]


def _grassroots(name: str, town: Union, kind: UnionKind, ownership: str = "", employer: str = "") -> None:
    home = None
    if employer:
        code = CREDIT_CODE if ownership == Ownership.PRIVATE else ""
        home = Employer.objects.create(
            name=employer, ownership=ownership, operating=Operating.NORMAL, credit_code=code, employees=100
        )
    made = Union.objects.create(
        code=f"SL{name}", name=name, parent=town, kind=kind, employer=home, founded_on=FOUNDED, employees_stated=100
    )
    if home is not None:
        home.union = made
        home.save()


def _build() -> None:
    with acting(None, "示例"):
        city = Union.objects.create(code="SLS", name="示例市总工会", level=Level.CITY, founded_on=FOUNDED)
        county = Union.objects.create(
            code="SLX", name="示例县总工会", level=Level.COUNTY, parent=city, founded_on=FOUNDED
        )
        town = Union.objects.create(code="SLZ", name="示例镇工会", level=Level.TOWN, parent=county, founded_on=FOUNDED)
        _grassroots("示例机械有限公司工会", town, UnionKind.ENTERPRISE, Ownership.PRIVATE, "示例机械有限公司")
        _grassroots("示例纺织厂工会", town, UnionKind.ENTERPRISE, Ownership.STATE, "示例纺织厂")
        _grassroots("示例第一小学工会", town, UnionKind.INSTITUTION, Ownership.INSTITUTION, "示例第一小学")
        _grassroots("示例社区工会", town, UnionKind.COMMUNITY)
        for slug in ledgers():
            Register.objects.get_or_create(union=city, ledger=slug)
        person = person_for("示例会员", "359981198001010010", "")
        union = Union.objects.get(name="示例机械有限公司工会")
        Membership.objects.create(union=union, person=person, person_name=person.name, joined_on=FOUNDED)
    keeper = get_user_model().objects.create_user("示例填报人", password="x")
    for role in (Role.KEEPER, Role.LEADER):
        Grant.objects.create(user=keeper, union=city, role=role)


@pytest.fixture(scope="module")
def example_city(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """The example city, made once; what a test writes is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        _build()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def known_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    """What sheets look like is worked out once for all examples: it depends on the declarations alone."""
    monkeypatch.setattr(applying, "recogniser", known)


@pytest.fixture
def keeper(example_city: None) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username="示例填报人"))
    return client


def figures(example: dict[str, Any]) -> Numbers:
    """Value and (of a ratio) denominator of each figure that the example names; nothing counts as 0."""
    keys = list(example["figures"])
    ask = Ask(Union.objects.get(code="SLS"), Period.parse(example["period"]))
    found = {}
    for key, (got,) in zip(keys, answer([find(key) for key in keys], [ask]), strict=True):
        if isinstance(example["figures"][key], list):
            found[key] = (Decimal(got.numerator or 0), Decimal(got.denominator or 0))
        else:
            found[key] = (Decimal(got.exact or 0), None)
    return found


def changes(example: dict[str, Any], before: Numbers) -> dict[str, Any]:
    """By how much each figure changed, in the example's own form."""
    said: dict[str, Any] = {}
    for key, (value, whole) in figures(example).items():
        part = float(value - before[key][0])
        said[key] = part if whole is None else [part, float(whole - (before[key][1] or 0))]
    return said


def take_in(example: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Import the row and, below it, the broken row, as a workbook; the report of its only sheet."""
    name = str(example.get("sheet") or ledger_of(example["ledger"]).kinds_of_sheet()[0].name)
    row, broken = example["row"], example["refused"]["row"]
    path = book(
        folder / f"{name}.xlsx", {name[:31]: [[name], list(row), list(row.values()), [broken[head] for head in row]]}
    )
    report = folder / "report.json"
    call_command(
        "import", str(path), union="SLS", reason="示例", sheet_day=DAY, report=report, quiet=True, stdout=StringIO()
    )
    sheets = json.loads(report.read_text(encoding="utf-8"))["sheets"]
    assert len(sheets) == 1
    return dict(sheets[0])


def form_value(column: Column, record: Any) -> Any:
    """What a keeper would type into the form for an item that the record has."""
    value = column.value(record)
    if value is None or value == "":
        return ""
    field = column.field
    if field is not None and field.is_relation:
        return [each.code for each in value.all()] if field.many_to_many else getattr(value, "code", "") or str(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def answers(ledger: Ledger, record: models.Model) -> dict[str, Any]:
    """The same facts as the sheet's, as the fields of the form."""
    given = {column.name: form_value(column, record) for column in all_columns(ledger)}
    return {name: value for name, value in given.items() if value not in ("", [])}


@pytest.mark.parametrize("example", BY_ID)
def test_a_row_by_sheet_and_by_form(example: dict[str, Any], keeper: Client, tmp_path: Path) -> None:
    """A sheet of the row and the broken row: the first is taken whole and changes the figures as stated, every heading
    finding its field; the second is refused with its reason. The form then takes the same facts to the same effect."""
    ledger, wrong = ledger_of(example["ledger"]), example["refused"]
    before = figures(example)
    newest = ledger.model._default_manager.order_by("-pk").values_list("pk", flat=True).first() or 0
    with transaction.atomic():
        sheet = take_in(example, tmp_path)
        assert sheet["ledger"] == example["ledger"]
        assert set(example["row"]) == set(sheet["mapping"]), "a heading found no field"
        assert [(each["row"], each["column"]) for each in sheet["refused"]] == [(BROKEN, wrong["column"])]
        assert wrong["reason"] in sheet["refused"][0]["reason"]
        assert (sheet["taken"], sheet["conflicts"]) == (1, [])
        assert changes(example, before) == example["figures"]
        data = answers(ledger, ledger.model._default_manager.get(pk__gt=newest))
        transaction.set_rollback(True)
    assert figures(example) == before
    response = keeper.post(reverse("record-new", args=[ledger.slug]), data)
    assert response.status_code == 302, dict(response.context["form"].errors)
    assert changes(example, before) == example["figures"]
