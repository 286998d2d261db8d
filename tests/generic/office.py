"""A city of six enterprise unions for facts about single figures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures.answering import value
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import find
from gonghui.kernel.figures.counting import records
from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.organisations.models import Cover, Employer, Level, Ownership, Register, Union, UnionKind
from gonghui.kernel.periods import Period
from gonghui.ledgers.contracts.models import Contract
from gonghui.ledgers.elections.models import Election
from gonghui.ledgers.funds.models import FundCollection

day = dt.date.fromisoformat


@dataclass
class Office:
    """A city of six enterprise unions, every ledger kept."""

    city: Union
    unions: list[Union]
    employers: list[Employer]

    def says(self, key: str, period: str, as_of: str = "", union: Union | None = None) -> Any:
        """The figure's value; of a rate (numerator, denominator). A measure's drill-down is held against it."""
        indicator = find(key)
        ask = Ask(union or self.city, Period.parse(period), day(as_of) if as_of else None)
        figure = value(indicator, ask)
        if figure.kind == "ratio":
            return figure.numerator, figure.denominator
        if getattr(indicator, "of", None) and not getattr(indicator, "distinct", "") and not indicator.total:
            assert len(records(indicator, ask)) == figure.value
        return figure.value


@pytest.fixture
def office(db: Any) -> Office:
    with acting(None, "测试"):
        city = Union.objects.create(code="C", name="测试市总工会", level=Level.CITY)
        unions, employers = [], []
        for n in range(6):
            employer = Employer.objects.create(name=f"测试{n}有限公司", ownership=Ownership.PRIVATE, operating="normal")
            union = Union.objects.create(
                code=f"G{n}", name=f"测试{n}有限公司工会", parent=city, kind=UnionKind.ENTERPRISE,
                employer=employer, founded_on=day("2010-01-01"), employees_stated=100,
            )  # fmt: skip
            employer.union = union
            employer.save()
            Cover.objects.create(union=union, employer=employer, since=day("2010-01-01"))
            unions.append(union)
            employers.append(employer)
        Register.objects.bulk_create([Register(union=u, ledger=slug) for u in (city, *unions) for slug in ledgers()])
    return Office(city, unions, employers)


def contract(office: Office, n: int, since: str | None, until: str | None, **more: Any) -> Contract:
    given = {"kind": "general", "scope": "single", "employers_covered": 1, "employees_covered": 100, **more}
    days = {"effective_on": day(since) if since else None, "expires_on": day(until) if until else None}
    with acting(None, "测试"):
        return Contract.objects.create(union=office.unions[n], employer=office.employers[n], **days, **given)


def election(office: Office, n: int, held: str, expires: str, **more: Any) -> None:
    with acting(None, "测试"):
        Election.objects.create(**{"union": office.unions[n], "held_on": day(held), "expires_on": day(expires), **more})


def levy(office: Office, n: int, due_on: str | None, due: int, paid: int | None, collected_on: str | None) -> None:
    days = {"due_on": due_on, "collected_on": collected_on}
    FundCollection.objects.create(
        union=office.unions[n], employer=office.employers[n], kind="levy", due=Decimal(due),
        paid=None if paid is None else Decimal(paid), payroll=Decimal(due) * 50,
        **{name: day(text) if text else None for name, text in days.items()},
    )  # fmt: skip
