"""Silence is not zero: a register nobody keeps is missing, one that is kept and empty is zero (law 11)."""

from __future__ import annotations

from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.answering import answer
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.result import NOT_KEPT
from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.organisations.models import Employer, Register, Union
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
