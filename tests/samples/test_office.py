"""A whole small office taken in by the command, clean and messy: every figure as counted by hand, nothing taken twice."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.samples import office as offices


def said(*words: str) -> Any:
    """What a command answers as JSON."""
    out = StringIO()
    call_command(*words, "--json", stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.django_db
@pytest.mark.parametrize("style", [offices.clean, offices.messy])
def test_figures_of_an_office_are_those_counted_by_hand(style: Any, tmp_path: Path) -> None:
    office, report = offices.make(), tmp_path / "report.json"
    ledgers = tmp_path / "ledgers"
    ledgers.mkdir()
    style(office, ledgers)
    call_command("union", "add", "LJ", "临江市总工会", "--level", "county", stdout=StringIO())
    words = ["import", str(ledgers), "--union", "LJ", "--report", str(report), "--reason", "首次导入", "--quiet"]
    call_command(*words, stdout=StringIO())
    sheets = json.loads(report.read_text(encoding="utf-8"))["sheets"]
    assert {s["file"]: (s["refused"], s["conflicts"]) for s in sheets} == {s["file"]: ([], []) for s in sheets}
    assert sum(s["taken"] for s in sheets) == sum(len(rows) for rows in office.sheets.values())
    told = said("figures", *office.truth, "--union", "LJ", "--period", "2026H1")
    assert {figure["key"]: figure["value"] for figure in told} == office.truth
    call_command(*words, stdout=StringIO())
    again = json.loads(report.read_text(encoding="utf-8"))["sheets"]
    assert [s["taken"] for s in again] == [0] * len(again)


@pytest.mark.django_db
def test_petitions_fall_by_the_rate_of_the_same_period(tmp_path: Path) -> None:
    """Twenty items in the first half of 2025, ten in that of 2026: down by half, with both shown."""
    office = offices.make()
    offices.clean(office, tmp_path)
    call_command("union", "add", "LJ", "临江市总工会", stdout=StringIO())
    call_command("import", str(tmp_path), "--union", "LJ", "--reason", "导入", "--quiet", stdout=StringIO())
    row = said("figures", "petitions.items", "--union", "LJ", "--period", "2026H1", "--compare", "2025H1")[0]
    assert (row["value"], row["compare"]["value"]) == (10, 20)
