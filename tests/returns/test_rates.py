"""Rates that were reported stay what was reported at every level; corrections, roundings and other times of a return."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.ledger.declaration import ledger
from gonghui.kernel.organisations.models import Register, Union
from gonghui.kernel.returns import forms, rounds
from gonghui.kernel.returns.definition import FormData
from gonghui.kernel.returns.difference import compare
from gonghui.kernel.returns.models import FrozenCell, Round
from gonghui.kernel.returns.working import Work, progress
from gonghui.ledgers.disputes.models import Dispute
from tests.generic.world import World, fill
from tests.returns.test_rounds import DUE, HALF, of, submitted

RATES = {
    "key": "rates", "version": "1", "name": "测试比率表", "period": "half",
    "tables": [{"key": "T", "title": "一、争议", "cells": [
        {"code": "A01", "label": "调解成功", "unit": "件", "figure": "disputes.settled"},
        {"code": "A02", "label": "调解成功率", "unit": "%", "decimals": 1, "figure": "disputes.settlement_rate"},
        {"code": "A03", "label": "来信来访百人次", "unit": "百人次", "decimals": 1, "scale": 100, "figure": "petitions.persons"},
        {"code": "A04", "label": "去年来信来访", "unit": "件次", "figure": "petitions.items", "shift": "last_year"},
    ]}],
    "checks": [],
}  # fmt: skip


@pytest.fixture
def round_(house: World) -> Round:
    form = forms.keep(FormData.from_json(RATES), None)
    return rounds.open_round(form, house.city, HALF, DUE, house.leader, rounds.ALL)


def disputes(union: Union, outcome: str, number: int) -> None:
    with acting(None, "测试"):
        Register.objects.get_or_create(union=union, ledger="disputes")
        for _n in range(number):
            Dispute.objects.create(
                union=union, filed_on=dt.date(2026, 1, 5), closed_on=dt.date(2026, 2, 5), outcome=outcome
            )


def test_a_level_between_hands_on_the_parts_that_were_reported(house: World, round_: Round) -> None:
    disputes(house.branch, "settled", 3)
    disputes(house.branch, "failed", 1)
    rounds.accept(submitted(of(round_, "B1")), house.leader)
    disputes(house.branch, "failed", 6)  # entered after the report
    assert Work(of(round_, "T1")).answers["T!A02"].value == Decimal("75.0")
    rounds.accept(submitted(of(round_, "T1")), house.leader)
    frozen = FrozenCell.objects.get(ret=of(round_, "T1"), cell="T!A02").figure
    assert (frozen["numerator"], frozen["denominator"]) == (3, 4)
    city = Work(of(round_, "C")).answers
    assert (city["T!A01"].value, city["T!A02"].value) == (3, Decimal("75.0"))
    disputes(house.beside, "failed", 4)  # of whoever has not reported, the records
    assert Work(of(round_, "C")).answers["T!A02"].value == Decimal("37.5")


def test_a_correction_takes_nobody_out_of_the_progress(house: World, round_: Round) -> None:
    for code in ("B1", "T1"):
        rounds.accept(submitted(of(round_, code)), house.leader)
    submitted(of(round_, "C"))
    rounds.lock(round_, house.leader)
    before = progress(round_, DUE)
    assert (before["expected"], before["received"]) == (5, 3)
    made = rounds.revise(of(round_, "B1"), "漏登一件", house.keeper)
    assert progress(round_, DUE) == before, "a correction under way stands beside what it corrects"
    rounds.accept(submitted(made), house.leader)
    assert progress(round_, DUE) == before
    assert progress(round_, DUE + dt.timedelta(days=90))["late"] == before["late"], "and makes nobody late"


def test_an_export_is_held_against_the_cell_as_the_form_prints_it(house: World, round_: Round) -> None:
    """12.25 is 12.3 (half up, rules.md §0.4), and a cell about last year is held against last year."""
    fill(ledger("petitions"), house.branch, 7, items=1, persons=1219, batches=1)
    fill(ledger("petitions"), house.branch, 8, items=5, persons=5, batches=1, registered_on=dt.date(2025, 3, 1))
    sheet = f"工会名称,来信来访百人次,去年来信来访\n{house.branch.name},12.3,6\n".encode()
    found = compare(Work(of(round_, "B1")), sheet, "表.csv")
    assert (found.same, found.differ) == (2, [])
