"""The way of a return: opened, filled, checked, submitted, sent back, accepted, summed, locked, revised."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.management import call_command

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.models import Change
from gonghui.kernel.ledger.declaration import ledger
from gonghui.kernel.organisations.models import Register, Union
from gonghui.kernel.periods import Period
from gonghui.kernel.returns import forms, rounds
from gonghui.kernel.returns.definition import BadForm, FormData
from gonghui.kernel.returns.models import Form, FrozenCell, Return, Round
from gonghui.kernel.returns.outliers import outliers
from gonghui.kernel.returns.refusing import Refused
from gonghui.kernel.returns.working import Work, lower, progress
from tests.generic.world import World, fill

SMALL = {
    "key": "small", "version": "1", "name": "测试半年报表", "period": "half",
    "tables": [{"key": "T", "title": "一、信访", "cells": [
        {"code": "A01", "label": "来信来访", "unit": "件次", "figure": "petitions.items"},
        {"code": "A02", "label": "来信来访人次", "unit": "人次", "figure": "petitions.persons"},
        {"code": "A03", "label": "每件人次", "unit": "人次", "decimals": 1, "formula": "A02 / A01"},
        {"code": "A04", "label": "书面答复", "unit": "件", "mandatory": False},
        {"code": "A05", "label": "来访占比", "unit": "%", "decimals": 1, "formula": "A01 / A01 * 100"},
    ]}],
    "checks": [
        {"number": "1", "test": "A02 >= A01", "words": "人次不少于件次", "table": "T"},
        {"number": "2", "test": "A04 <= A01", "words": "答复不多于来信来访", "table": "T"},
        {"number": "37", "test": "CELL = BELOW.CELL", "words": "本级＝下级之和＋直属", "kind": "below", "each": "additive"},
        {"number": "38", "test": "ABS(CELL - YEAR.CELL) <= YEAR.CELL * 0.5", "when": "YEAR.CELL > 0", "severity": "explain",
         "words": "变动超过一半", "kind": "before", "each": "value"},
        {"number": "45", "test": "", "rule": "signed", "words": "填好负责人、填表人、电话"},
    ],
}  # fmt: skip
HALF = Period.parse("2026H1")
DUE = dt.date(2026, 7, 15)


@pytest.fixture
def round_(house: World) -> Round:
    form = forms.keep(FormData.from_json(SMALL), None)
    return rounds.open_round(form, house.city, HALF, DUE, house.leader, rounds.ALL)


def of(round_: Round, code: str) -> Return:
    return (
        round_.returns.exclude(status="replaced")
        .order_by("revision")
        .select_related("union")
        .get(union__code=code, revision=max(r.revision for r in round_.returns.filter(union__code=code)))
    )


def submitted(ret: Return, user: object = None) -> Return:
    rounds.sign(ret, "陆负责", "周填表", "14000000000", user)
    rounds.explain_all(ret, "集中受理了去年积压的来访事项", user)
    return rounds.submit(ret, user)


def test_a_round_asks_every_union_below_once(round_: Round) -> None:
    told = {(r.union.code, r.upper.code if r.upper else "") for r in round_.returns.select_related("union", "upper")}
    assert told == {("C", ""), ("T1", "C"), ("T2", "C"), ("B1", "T1"), ("B2", "T2")}
    with pytest.raises(Refused, match="已经布置"):
        rounds.open_round(round_.form, round_.union, HALF, DUE, None)
    with pytest.raises(Refused, match="不按"):
        rounds.open_round(round_.form, round_.union, Period.parse("2026"), DUE, None)


def test_cells_are_figures_formulas_and_typed(house: World, round_: Round) -> None:
    ret = of(round_, "B1")
    answers = Work(ret).answers
    assert {c.split("!")[1]: (a.source, a.value) for c, a in answers.items()} == {
        "A01": ("figure", 3), "A02": ("figure", 6), "A03": ("formula", Decimal("2.0")), "A04": ("typed", None),
        "A05": ("formula", 100),
    }  # fmt: skip
    with pytest.raises(Refused, match="台账数是 3，改成 5 要写明理由"):
        rounds.write_entries(ret, {"T!A01": (Decimal(5), "")}, house.keeper)
    rounds.write_entries(ret, {"T!A01": (Decimal(5), "另有两件尚未登记")}, house.keeper)
    found = Work(ret).answers["T!A01"]
    assert (found.source, found.value, found.recorded, found.difference) == ("typed", 5, 3, 2)
    rounds.write_entries(ret, {"T!A01": (None, "")}, house.keeper)
    assert Work(ret).answers["T!A01"].value == 3


def test_an_open_error_keeps_a_return_at_home(house: World, round_: Round) -> None:
    ret = of(round_, "B1")
    rounds.write_entries(ret, {"T!A04": (Decimal(9), "")}, house.keeper)
    assert {f.key: f.severity for f in Work(ret).findings} == {
        "2": "error", "45": "error", "38:T!A01": "explain", "38:T!A02": "explain",
    }  # fmt: skip
    assert next(f.numbers for f in Work(ret).findings if f.key == "2") == "A04 书面答复 9，A01 来信来访 3"
    with pytest.raises(Refused, match="4 处审核不通过"):
        rounds.submit(ret, house.keeper)
    rounds.write_entries(ret, {"T!A04": (Decimal(2), "")}, house.keeper)
    assert submitted(ret, house.keeper).status == "submitted"
    with pytest.raises(Refused, match="不能再改"):
        rounds.write_entries(ret, {"T!A04": (Decimal(1), "")}, house.keeper)


def test_the_level_above_sends_back_and_accepts(house: World, round_: Round) -> None:
    ret = submitted(of(round_, "B1"), house.keeper)
    with pytest.raises(Refused, match="无权"):
        rounds.accept(ret, house.keeper)  # nobody receives the own return
    with pytest.raises(Refused, match="退回的原因"):
        rounds.send_back(ret, " ", house.leader)
    rounds.send_back(ret, "答复数没有填", house.leader)
    ret.refresh_from_db()
    assert (ret.status, ret.sent_back_reason) == ("sent_back", "答复数没有填")
    rounds.write_entries(ret, {"T!A04": (Decimal(2), "")}, house.keeper)
    rounds.submit(ret, house.keeper)
    rounds.accept(ret, house.leader)
    assert (ret.status, ret.submission) == ("accepted", 2)
    said = FrozenCell.objects.filter(ret=ret, cell="T!A04").order_by("submission").values_list("submission", "value")
    assert list(said) == [(1, None), (2, Decimal(2))]  # both submissions are kept


def test_sums_take_what_was_reported_and_the_records_of_the_rest(house: World, round_: Round) -> None:
    with acting(None, "测试"):
        Register.objects.create(union=house.beside, ledger="petitions")
    for n in range(2):
        fill(ledger("petitions"), house.beside, n, items=1, persons=4, batches=1)
    ret = of(round_, "B1")
    rounds.write_entries(ret, {"T!A01": (Decimal(7), "另有四件未登记"), "T!A04": (Decimal(1), "")}, house.keeper)
    rounds.write_entries(ret, {"T!A02": (Decimal(16), "另有十人次")}, house.keeper)
    rounds.accept(submitted(ret, house.keeper), house.leader)
    with acting(None, "测试"):  # a record that comes after the report does not change the report
        fill(ledger("petitions"), house.branch, 9, items=1, persons=1, batches=1)
    town, city = Work(of(round_, "T1")), Work(of(round_, "C"))
    assert [town.answers[c].value for c in ("T!A01", "T!A02", "T!A04")] == [7, 16, 1]
    assert [city.answers[c].value for c in ("T!A01", "T!A02", "T!A03")] == [
        4 + 2,
        7 + 8,
        Decimal("2.5"),
    ]  # T1 not yet in
    rounds.accept(submitted(of(round_, "T1"), house.leader), house.leader)
    city = Work(of(round_, "C"))
    assert [city.answers[c].value for c in ("T!A01", "T!A02", "T!A04")] == [7 + 2, 16 + 8, 1]
    assert city.answers["T!A01"].source == "sum"
    assert city.answers["T!A03"].value == Decimal("2.7")  # from the sums, never an average of rates
    rounds.write_entries(of(round_, "C"), {"T!A01": (Decimal(99), "照上面的数")}, house.leader)
    assert "37:T!A01" in {f.key for f in Work(of(round_, "C")).findings}


@pytest.mark.mechanism("B.ORG06")
def test_locked_all_at_once_then_corrected_by_number(house: World, round_: Round) -> None:
    with pytest.raises(Refused, match="还没有定稿"):
        rounds.lock(round_, house.leader)
    for code in ("B1", "T1"):
        rounds.accept(submitted(of(round_, code)), house.leader)
    submitted(of(round_, "C"), house.leader)
    assert rounds.lock(round_, house.leader) == 3
    locked = of(round_, "B1")
    assert locked.status == "locked"
    assert locked.digest == rounds.seal(locked)
    with pytest.raises(Refused, match="封存过了"):
        rounds.lock(round_, house.leader)
    made = rounds.revise(locked, "漏登一件来访", house.keeper)
    assert (made.revision, made.revision_reason, made.status) == (1, "漏登一件来访", "open")
    with pytest.raises(Refused, match="在办"):
        rounds.revise(locked, "再改一次", house.keeper)
    rounds.write_entries(made, {"T!A01": (Decimal(4), "漏登一件")}, house.keeper)
    rounds.accept(submitted(made), house.leader)
    locked.refresh_from_db()
    made.refresh_from_db()
    assert (locked.status, made.status) == ("replaced", "locked")
    assert [r.revision for r in lower(of(round_, "T1"))] == [1]
    assert Work(of(round_, "C")).answers["T!A01"].value == 3  # the city's own is locked until it corrects too


def test_a_round_uses_only_the_version_valid_in_its_period(house: World) -> None:
    first = forms.keep(FormData.from_json({**SMALL, "valid_from": "2026-01-01", "valid_until": "2026-12-31"}), None)
    with pytest.raises(Refused, match="1 版的有效期是 2026-01-01 至 2026-12-31，不能用于2025年上半年"):
        rounds.open_round(first, house.city, Period.parse("2025H1"), DUE, None)
    second = forms.keep(replace(first.data, version="2027", valid_from="2027-01-01", valid_until=""), None)
    assert forms.find("small") == second
    assert forms.taken("small", None, HALF) == first  # the older one still serves its own period
    assert forms.taken("small", None, Period.parse("2027H1")) == second
    with pytest.raises(Refused, match="2027 版"):
        forms.taken("small", None, Period.parse("2025H1"))
    for wrong in ({"valid_from": "2026-02-30"}, {"valid_from": "2027-01-01", "valid_until": "2026-01-01"}):
        with pytest.raises(BadForm, match="有效期"):
            FormData.from_json({**SMALL, **wrong})


def test_the_shipped_form_of_a_newer_version_takes_over_unless_the_office_made_it_its_own(house: World) -> None:
    data = next(each for each in forms.shipped() if each.key == "annual_grassroots")
    with acting(None, "测试"):
        old = Form.objects.create(key=data.key, version="2026.1", name=data.name, definition=data.to_json())
    assert forms.taken(data.key, None).version == data.version
    old.refresh_from_db()
    assert not old.is_current
    own = forms.keep(replace(data, name="本市年报"), None)
    assert (own.version, forms.find(data.key)) == (f"{data.version}.1", own)


def test_values_far_from_their_siblings_are_marked(house: World, round_: Round) -> None:
    """Six towns: one far above the rest, with its change to a year before; equal values and small groups are left alone."""
    with acting(None, "测试"):
        towns = [Union.objects.create(code=f"V{n}", name=f"测试{n}村工会", parent=house.city) for n in range(6)]
        before = Round.objects.create(form=round_.form, union=house.city, period="2025H1", due_on=DUE)
        for which, values in ((round_, (3, 3, 4, 3, 4, 30)), (before, (3, 3, 4, 3, 4, 10))):
            for town, value in zip(towns, values, strict=True):
                ret = Return.objects.create(
                    round=which, union=town, upper=house.city, due_on=DUE, status="accepted", submission=1
                )
                for cell, said in (("T!A01", value), ("T!A04", 5)):
                    FrozenCell.objects.create(ret=ret, submission=1, cell=cell, source="figure", value=said)
    [found] = outliers(round_, Return.objects.all())
    assert (found.ret.union, found.identity, found.value, found.least, found.most) == (towns[5], "T!A01", 30, 3, 30)
    assert (found.score, found.change) == (2.2, 200)
    assert outliers(round_, Return.objects.filter(union__in=towns[2:])) == []  # four have no common
    few = Return.objects.exclude(union=towns[5])
    assert outliers(round_, few) == []


def test_a_lock_shows_what_changed_behind_it(house: World, round_: Round) -> None:
    submitted(of(round_, "C"), house.leader)
    rounds.lock(round_, house.leader)
    call_command("doctor", verbosity=0)
    FrozenCell.objects.filter(cell="T!A01").update(value=8)
    from gonghui.kernel.returns.health import half_locked, sealed

    assert [f.text for f in sealed()] == ["测试市总工会 2026年上半年测试半年报表封存后被改动"]
    assert list(half_locked()) == []
    with acting(None, "测试"):
        Round.objects.update(locked_at=None)
    assert len(list(half_locked())) == 1


def test_progress_counts_on_time_late_and_overdue(house: World, round_: Round) -> None:
    rounds.accept(submitted(of(round_, "B1")), house.leader)
    submitted(of(round_, "B2"))
    with acting(None, "测试"):
        for union, day in ((house.branch, 20), (house.beside, 10)):
            Return.objects.filter(union=union).update(submitted_at=dt.datetime(2026, 7, day, tzinfo=dt.UTC))
    told = progress(round_, dt.date(2026, 7, 18))
    assert told == {
        "expected": 5, "received": 1, "on_time": 1, "late": 1, "overdue": 3, "waiting": 1, "sent_back": 0,
    }  # fmt: skip


def test_every_act_says_who_and_why(house: World, round_: Round) -> None:
    ret = submitted(of(round_, "B1"), house.keeper)
    rounds.send_back(ret, "答复数没有填", house.leader)
    last = Change.objects.filter(model="kernel.return", object_id=ret.pk).order_by("-pk")[0]
    assert (last.actor_name, last.reason) == ("leader", "退回报表：答复数没有填")
    assert last.after["status"] == "sent_back"


def test_a_new_version_needs_no_release(house: World) -> None:
    first = forms.keep(FormData.from_json(SMALL), None)
    assert forms.keep(first.data, None) == first
    second = forms.keep(replace(first.data, name="测试半年报表（新）"), None)
    assert (second.version, forms.find("small")) == ("2", second)
    first.refresh_from_db()
    assert not first.is_current


@pytest.mark.parametrize("data", forms.shipped(), ids=lambda data: data.key)
def test_shipped_forms_are_mostly_filled_from_records(data: FormData, db: object) -> None:
    from gonghui.kernel.figures.catalogue import catalogue

    known = catalogue()
    assert [c.code for c in data.by_id.values() if c.figure and c.figure not in known] == []
    typed = sum(1 for cell in data.by_id.values() if cell.kind == "typed")
    assert typed * 5 <= len(data.by_id)


def test_the_annual_form_has_all_45_checks() -> None:
    annual = next(data for data in forms.shipped() if data.key == "annual_grassroots")
    assert {check.number.split(".")[0] for check in annual.checks} == {str(n) for n in range(1, 46)}
    assert {table.key for table in annual.tables} == {f"T{n}" for n in range(1, 9)}


def test_a_reader_above_learns_no_small_count_from_a_return(house: World) -> None:
    """Two hardship files: who sees figures but not people gets neither the count, nor what is computed from it."""
    cells = [
        {"code": "A01", "label": "在档困难职工", "unit": "人", "figure": "hardship.files"},
        {"code": "A02", "label": "其中：特困职工", "unit": "人", "figure": "hardship.severe"},
        {"code": "A03", "label": "其他", "unit": "人", "formula": "A01 - A02"},
    ]
    tables = [{"key": "T", "title": "", "cells": cells}]
    form = forms.keep(FormData.from_json({"key": "h", "version": "1", "name": "困难", "tables": tables}), None)
    for n in range(2):
        fill(ledger("hardship"), house.branch, n, opened_on=dt.date(2026, 1, 5), closed_on=None)
    ret = of(rounds.open_round(form, house.city, HALF, DUE, None, rounds.ALL), "B1")
    for stage in ("open", "submitted"):
        told = Work(ret, house.above)
        assert next((a.value, a.text) for a in told.answers.values()) == (None, "人数过少，不予显示"), stage
        assert told.answers["T!A03"].value is None
        assert Work(ret, house.keeper).answers["T!A01"].value == 2
        if stage == "open":
            rounds.submit(ret, None)
