"""An upper union's blank form, bound and filled as an officer would, held against the truth of its cells.

A paper is a folder paper/NAME beside the sample NAME: blank forms (.xls, .xlsx) and *.truth.json with their cells.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gonghui.bench.samples import BINDINGS, Office


@dataclass
class Filled:
    """What one blank showed: cells that one figure answers, right by themselves; wrong ones; those rightly left empty."""

    form: str
    by_figure: int = 0
    right: int = 0
    others: int = 0
    others_right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        return not self.wrong and not self.unexplained and self.right * 57 >= self.by_figure * 50


def run(samples: Path, database: str = "") -> Iterator[Filled]:
    """Every blank below `samples`/paper, filled from the clean ledgers of its office."""
    for truth in sorted(samples.glob("paper/*/*.truth.json")):
        told = json.loads(truth.read_text(encoding="utf-8"))
        ledgers = samples / truth.parent.name / "clean" / "ledgers"
        if "forms" in told and ledgers.is_dir():
            with tempfile.TemporaryDirectory() as scratch:
                office = Office(Path(scratch), database)
                office.call("union", "add", "OFFICE", told["office"], "--level", "county")
                office.take(ledgers, BINDINGS / f"{truth.parent.name}.mapping.json")
                for name in told["forms"]:
                    yield one(office, truth.parent / name, told)


def one(office: Office, blank: Path, truth: dict[str, Any]) -> Filled:
    """Bind, fill by the saved binding, read back."""
    from gonghui.kernel.returns import grid

    outcome = Filled(blank.name)
    binding, made = office.home / "binding.json", office.home / f"filled{blank.suffix}"
    office.call("returns", "bind", str(blank), "--union", "OFFICE", "--out", str(binding))
    first, last = truth["period"]
    words = ["--binding", str(binding), "--union", "OFFICE", "--period", f"{first}..{last}", "--out", str(made)]
    rows = {
        (r["table"], r["cell"]): r for r in json.loads(office.call("returns", "fill", str(blank), *words, "--json"))
    }
    sheets = {sheet.name: sheet for sheet in grid.read(made.read_bytes())}
    for cell in truth["cells"]:
        if cell["kind"] != "header":
            _compare(outcome, cell, sheets[cell["sheet"]], rows.get((cell["sheet"], cell["address"]), {}))
    return outcome


def _compare(outcome: Filled, cell: dict[str, Any], sheet: Any, row: dict[str, Any]) -> None:
    from gonghui.kernel.returns.grammar import place

    column, line = place(cell["address"])
    got = sheet.at(line, column).value
    empty, wanted = got in (None, ""), cell["value"]
    where = f"{cell['sheet']}!{cell['address']} {cell['meaning']}"
    good = empty if wanted is None else not empty and abs(float(got) - wanted) < 1e-9
    counted = cell["kind"] == "input" and cell["figure"]
    outcome.by_figure += bool(counted)
    outcome.right += bool(counted and good)
    outcome.others += not counted
    outcome.others_right += bool(good and not counted)
    if not good:
        (outcome.missed if empty else outcome.wrong).append(f"{where}: {got} instead of {wanted}")
    if empty and not row.get("why"):
        outcome.unexplained.append(f"{where}: empty without a reason")
