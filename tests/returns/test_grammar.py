"""The grammar of cells: what it computes, and what it refuses."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gonghui.kernel.returns.grammar import BadFormula, Ref, address, evaluate, place, refs

CELLS = {"C8": Decimal(4), "D8": Decimal(5), "C9": Decimal(1), "Z1": Decimal(0)}


def value(text: str) -> object:
    return evaluate(text, lambda ref: CELLS.get(ref.code))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("C8 + C9 × 2", Decimal(6)),
        ("C8-C9-1", Decimal(2)),
        ("(C8-C9)÷D8", Decimal("0.6")),
        ("SUM(C8:C10)", Decimal(5)),
        ('=IF(D8=0,"",ROUND((C8-D8)/D8*100,1))', Decimal("-20.0")),
        ('IF(Z1=0,"",1)', ""),
        ("C8≥C9", True),
        ("C8 <= C9", False),
        ("C8 + Z9", None),  # a missing part: no value, never zero
        ("C8 / Z1", None),
        ("BLANK(Z9) AND C8 > 3", True),
        ("ROUND(C8/8, 0)", Decimal(1)),  # half up
    ],
)
def test_values(text: str, wanted: object) -> None:
    assert value(text) == wanted


@pytest.mark.parametrize(
    "text", ["EXEC(1)", "C8 +", "__import__('os')", "C8; C9", "VLOOKUP(C8, D8)", "members.standing"]
)
def test_what_is_not_of_the_grammar_is_refused(text: str) -> None:
    with pytest.raises(BadFormula):
        value(text)


def test_references_name_table_time_and_figure() -> None:
    assert refs("T2!C8 <= PREV.C9 * 2 + ROSTER.members.standing") == [
        Ref("C8", "T2"), Ref("C9", time="PREV"), Ref("members.standing", figure=True),
    ]  # fmt: skip
    assert [ref.code for ref in refs("SUM(B2:C3)")] == ["B2", "C2", "B3", "C3"]


def test_addresses() -> None:
    assert [place(address(column, 7)) for column in (1, 26, 27, 703)] == [(1, 7), (26, 7), (27, 7), (703, 7)]
    assert address(28, 3) == "AB3"
