"""Silence is not zero: a register nobody keeps is missing, one that is kept and empty is zero (law 11)."""

from __future__ import annotations

import datetime as dt

import pytest

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures import registers
from gonghui.kernel.figures.answering import answer
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.result import NOT_KEPT
from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.organisations.acts import move
from gonghui.kernel.organisations.models import EVER, Employer, Register, Union
from gonghui.kernel.periods import Period
from tests.generic.world import World

ABOUT_RECORDS = [m for m in d.INDICATORS.values() if isinstance(m, d.Measure) and m.of not in (Union, Employer)]


def test_a_register_nobody_keeps_is_missing(world: World) -> None:
    figures = answer(ABOUT_RECORDS, [Ask(world.city, Period.parse("2026H1"))])
    assert {figure.key: (figure.value, figure.text) for (figure,) in figures} == {
        m.key: (None, NOT_KEPT) for m in ABOUT_RECORDS
    }


def test_a_kept_and_empty_register_is_zero(world: World) -> None:
    Register.objects.bulk_create([Register(union=world.branch, ledger=slug) for slug in ledgers()])
    figures = answer(ABOUT_RECORDS, [Ask(world.city, Period.parse("2026H1"))])
    assert {figure.key: figure.exact for (figure,) in figures} == {m.key: 0 for m in ABOUT_RECORDS}


def test_many_unions_and_few_name_the_same_registers(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked of each union or by the oldest: who keeps it and since when; what a union kept before it moved away was kept there."""
    since = dt.date(2025, 3, 1)
    Register.objects.bulk_create(
        [
            Register(union=world.city, ledger="visits", since=since.replace(day=3)),
            Register(union=world.branch, ledger="visits", since=since),
            Register(union=world.beside, ledger="visits", since=since.replace(day=9)),
            Register(union=world.town, ledger="petitions"),
            Register(union=world.other_town, ledger="aid", since=since),
        ]
    )
    whole = {"visits": since, "petitions": EVER}
    for wide in (registers.WIDE, 0):
        monkeypatch.setattr(registers, "WIDE", wide)
        assert registers.kept(world.city) == {**whole, "aid": since}
        assert registers.kept(world.town) == whole
        for slugs in (["visits"], ["visits", "petitions", "aid"], ["aid"], list(ledgers()), []):
            assert registers.kept(world.town, slugs) == {slug: day for slug, day in whole.items() if slug in slugs}
        assert registers.kept(world.branch) == {"visits": since}
    with acting(None, "测试"):
        move(world.branch, world.other_town, dt.date(2026, 2, 1))
    for wide in (registers.WIDE, 0):
        monkeypatch.setattr(registers, "WIDE", wide)
        assert registers.kept(world.town, ["visits", "petitions"]) == whole
        assert registers.kept(world.other_town) == {"visits": since, "aid": since}
        assert registers.kept_below([world.town.pk, world.other_town.pk], ["visits", "aid"]) == {
            world.town.pk: {"visits": since}, world.other_town.pk: {"visits": since, "aid": since},
        }  # fmt: skip
