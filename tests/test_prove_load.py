"""What the proofs of load make of what they saw: a lost write, a doubled one and a broken log are not overlooked."""

from __future__ import annotations

from typing import Any

import pytest

from gonghui.prove.load import kept, told
from gonghui.prove.load_faults import Fault, verdicts
from gonghui.prove.officers import LOOK, MIX, Heard


class Told:
    """An installation that answers what it was given."""

    def __init__(self, found: dict[str, int], log: list[str], past: int) -> None:
        self.answers: dict[str, Any] = {
            "load_office:kept": found,
            "load_office:audited": {"log": log, "past": past, "lines": 9},
        }

    def ask(self, function: str, *values: str) -> Any:
        return self.answers[function]


@pytest.mark.parametrize(
    ("found", "log", "past", "wrong"),
    [
        (
            {"a": 1, "b": 1, "c": 1},
            [],
            5,
            [],
        ),  # c was written, its answer lost on the way: nobody was promised anything
        ({"a": 1}, [], 5, ["acknowledged and lost"]),
        ({"a": 2, "b": 1}, [], 5, ["written twice"]),
        ({"a": 1, "b": 1}, ["line 3 changed"], 5, ["gonghui audit verify"]),
        ({"a": 1, "b": 1}, [], 6, ["gonghui audit verify"]),
    ],
)
def test_what_is_not_as_promised_is_named(found: dict[str, int], log: list[str], past: int, wrong: list[str]) -> None:
    heard = Heard(tried={"a", "b", "c"}, acknowledged={"a", "b"})
    lines = list(kept(Told(found, log, past), heard, "", 5))  # type: ignore[arg-type]  # answers as an office does
    assert [line.what for line in lines if not line.good] == wrong


def test_slow_answers_do_not_hold() -> None:
    heard = Heard()
    heard.seconds[LOOK] = [0.1] * 90 + [0.9] * 10
    assert [line.good for line in told(heard, 0.5)][:2] == [True, False]
    heard.seconds[LOOK] = [0.1] * 99 + [0.9]
    assert [line.good for line in told(heard, 0.5)][:2] == [True, True]
    assert sum(MIX.values()) == 100


@pytest.mark.parametrize(
    ("found", "again", "wrong"),
    [
        ({"a": 1, "b": 1, "c": 1}, 2.0, []),
        ({"a": 1, "c": 1}, 2.0, ["one", "two"]),  # acknowledged before the second, lost by its end
        ({"a": 1, "b": 1}, 2.0, ["two"]),
        ({"a": 1, "b": 2, "c": 1}, 2.0, ["one", "two"]),
        ({"a": 1, "b": 1, "c": 1}, None, ["two"]),
    ],
)
def test_each_fault_is_answered_for_by_itself(found: dict[str, int], again: float | None, wrong: list[str]) -> None:
    faults = [
        Fault("one", frozenset("a"), frozenset("a"), 1.0),
        Fault("two", frozenset("ab"), frozenset("ab"), again),
    ]
    assert [line.what for line in verdicts(faults, {"a", "b", "c"}, found) if not line.good] == wrong
