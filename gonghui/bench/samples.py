"""Take in whole sample offices as a new office would, and hold every figure and every refusal against their truth.

A sample is a folder NAME/STYLE with ledgers/ (the files), truth.json (figures, wrong rows) and manifest.json (what
each sheet is). `bindings/NAME.json` beside this module says which indicator, built in or saved, each of the truth's
figures is.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BINDINGS = Path(__file__).parent / "bindings"


@dataclass
class Outcome:
    """What one sample in one style showed; the lists name what went wrong."""

    name: str
    style: str
    figures: int = 0
    wrong: list[str] = field(default_factory=list)
    sheets: int = 0
    recognised: int = 0
    columns: int = 0
    mapped: int = 0
    dirty: int = 0
    missed: list[str] = field(default_factory=list)
    overdone: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def good(self) -> bool:
        return not (self.wrong or self.missed or self.overdone)


def run(samples: Path, database: str = "") -> Iterator[Outcome]:
    """Every sample in every style below `samples`, each in an empty database of its own."""
    for truth in sorted(samples.glob("*/*/truth.json")):
        if (truth.parent / "ledgers").is_dir() and (BINDINGS / f"{truth.parent.parent.name}.json").exists():
            yield one(truth.parent, database)


def one(folder: Path, database: str = "") -> Outcome:
    """One sample: set up, import, compare."""
    outcome = Outcome(folder.parent.name, folder.name)
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    binding = json.loads((BINDINGS / f"{outcome.name}.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        office = Office(Path(scratch), database)
        office.call("union", "add", "OFFICE", truth["import_under"], "--level", binding["level"])
        started = time.perf_counter()
        report = office.take(folder / "ledgers", BINDINGS / f"{outcome.name}.mapping.json")
        outcome.seconds = time.perf_counter() - started
        office.save_indicators(binding)
        _figures(outcome, office, truth, binding)
    _sheets(outcome, report, json.loads((folder / "manifest.json").read_text(encoding="utf-8")))
    _refusals(outcome, report, truth.get("dirty") or [])
    return outcome


class Office:
    """An empty installation of its own, spoken to by its commands alone."""

    def __init__(self, home: Path, database: str) -> None:
        self.home = home
        self.environment = {**os.environ, "GONGHUI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "gonghui.settings"}
        self.environment["DATABASE_URL"] = database or f"sqlite:///{home / 'office.sqlite3'}"

    def call(self, *words: str, allowed: tuple[int, ...] = (0,)) -> str:
        """Run a command; raises RuntimeError with its words when it ends in an unexpected way."""
        command = [sys.executable, "-m", "gonghui", *words]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode not in allowed:
            raise RuntimeError(f"gonghui {' '.join(words[:3])} … : {done.stderr[-2000:]}")
        return done.stdout

    def take(self, ledgers: Path, mapping: Path) -> list[dict[str, Any]]:
        out = self.home / "report.json"
        words = ["import", str(ledgers), "--union", "OFFICE", "--report", str(out), "--reason", "首次导入"]
        if mapping.exists():
            words += ["--mapping", str(mapping)]
        self.call(*words, allowed=(0, 1))
        report = json.loads(out.read_text(encoding="utf-8"))
        return list(report["sheets"] if isinstance(report, dict) else report)

    def save_indicators(self, binding: dict[str, Any]) -> None:
        saved = [
            {"key": e["key"], "name": e["figure"], "unit": e["unit"], "data": e["saved"]}
            for e in binding["figures"]
            if "saved" in e
        ]
        path = self.home / "indicators.json"
        path.write_text(json.dumps(saved, ensure_ascii=False), encoding="utf-8")
        self.call("indicators", "load", str(path))

    def figures(self, keys: list[str], period: str) -> dict[str, Any]:
        told = json.loads(self.call("figures", *keys, "--union", "OFFICE", "--period", period, "--json"))
        return {figure["key"]: figure for figure in told}


def _figures(outcome: Outcome, office: Office, truth: dict[str, Any], binding: dict[str, Any]) -> None:
    bound = {entry["figure"]: entry for entry in binding["figures"]}
    periods: dict[str, list[str]] = {}
    for entry in binding["figures"]:
        periods.setdefault(entry.get("period", binding["period"]), []).append(entry["key"])
    told = {
        (period, key): figure
        for period, keys in periods.items()
        for key, figure in office.figures(sorted(set(keys)), period).items()
    }
    for wanted in truth["figures"]:
        outcome.figures += 1
        entry = bound.get(wanted["figure"])
        if entry is None:
            outcome.wrong.append(f"{wanted['figure']}: not bound")
            continue
        figure = told[(entry.get("period", binding["period"]), entry["key"])]
        if figure["value"] is None or abs(figure["value"] - wanted["value"]) > 1e-9:
            outcome.wrong.append(f"{wanted['figure']}: {figure['value']} instead of {wanted['value']}")


def _sheets(outcome: Outcome, report: list[dict[str, Any]], manifest: dict[str, Any]) -> None:
    told = {(Path(s["file"]).name, s["sheet"] or ""): s for s in report}
    for sheet in manifest["sheets"]:
        if not sheet.get("ledger"):
            continue
        outcome.sheets += 1
        found = told.get((sheet["file"], sheet["sheet"] or ""))
        if not found and not sheet["sheet"]:
            found = next((s for (file, _), s in told.items() if file == sheet["file"]), None)
        if found is None or not found["ledger"]:
            outcome.overdone.append(f"{sheet['file']} / {sheet['sheet']}: not recognised")
            continue
        outcome.recognised += 1
        named = {column["header"] for column in sheet["columns"] if column["field"]}
        outcome.columns += len(named)
        outcome.mapped += len(named & set(found["mapping"]))


def _refusals(outcome: Outcome, report: list[dict[str, Any]], dirty: list[dict[str, Any]]) -> None:
    outcome.dirty = len(dirty)
    out: dict[tuple[str, int], str] = {}
    for sheet in report:
        for row in sheet["refused"]:
            out[(_place(sheet), row["row"])] = row["reason"]
        for row in sheet["conflicts"]:
            out.setdefault((_place(sheet), row["row"]), row["reason"])
    for wrong in dirty:
        places = [_where(place) for place in wrong.get("pair", [wrong])]
        hits = [place for place in places if place in out]
        if not hits:
            outcome.missed.append(f"{wrong['file']} row {wrong['row']}: {wrong['reason']}")
        for place in places:
            out.pop(place, None)
    outcome.overdone += [f"{place} row {row}: {reason}" for (place, row), reason in sorted(out.items())]


def _place(sheet: dict[str, Any]) -> str:
    return (
        f"{Path(sheet['file']).name}|{sheet['sheet'] or ''}"
        if not sheet["file"].endswith(".csv")
        else Path(sheet["file"]).name
    )


def _where(entry: dict[str, Any]) -> tuple[str, int]:
    name = entry["file"]
    return (name if name.endswith(".csv") else f"{name}|{entry['sheet'] or ''}"), entry["row"]
