"""The tool that joins the coverage map says what a row lacks."""

from __future__ import annotations

from tools.coverage import COLUMNS, faults


def row(**given: str) -> dict[str, str]:
    return dict.fromkeys(COLUMNS, "") | given


SERVED = row(id="A.AID01", state="served", ledger="aid", records="worker=person", example="A.AID01")


def test_a_whole_row_has_no_faults() -> None:
    assert faults([SERVED, row(id="A.AID02", state="planned", ledger="aid", note="clocks")]) == []


def test_a_served_row_without_example_is_said() -> None:
    assert faults([SERVED | {"example": ""}]) == ["A.AID01: served without example"]


def test_an_id_given_twice_is_said() -> None:
    assert faults([SERVED, SERVED]) == ["'A.AID01': twice"]


def test_another_state_is_said() -> None:
    assert faults([row(id="A.AID03", state="done")]) == ["A.AID03: neither served nor planned: 'done'"]
