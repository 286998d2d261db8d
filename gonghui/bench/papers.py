"""Last year's summaries of sample offices: bound, filled for this year, held against their truth sentence by sentence.

A paper is paper/NAME/*.docx with a truth file beside it; its office is NAME/clean. The figures of the truth are bound
as an officer would confirm them: by bindings/NAME.json (names of the office's figures) and NAME.paper.json (the rest).
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from gonghui.bench.samples import BINDINGS, Office

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_CHINESE = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


@dataclass
class Outcome:
    """What one paper showed; `wrong` names each sentence or figure that is not as the truth says."""

    name: str
    figures: int = 0
    found: int = 0
    offered: int = 0
    offered_right: int = 0
    refillable: int = 0
    right: int = 0
    others: int = 0
    listed: int = 0
    failing: int = 0
    named: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        return not self.wrong


def run(samples: Path) -> Iterator[Outcome]:
    """Every paper below `samples`, each in an empty database with its office's clean ledgers."""
    for truth in sorted((samples / "paper").glob("*/*总结.truth.json")):
        name = truth.parent.name
        if (BINDINGS / f"{name}.paper.json").exists():
            yield one(truth, samples / name / "clean")


def one(path: Path, office_folder: Path) -> Outcome:
    truth = json.loads(path.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        office = _office(Path(scratch), office_folder, path.parent.name)
        return score(truth, office, path.with_name(path.name.replace(".truth.json", ".docx")), path.parent.name)


def _office(home: Path, folder: Path, name: str) -> Office:
    office = Office(home, "")
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    binding = json.loads((BINDINGS / f"{name}.json").read_text(encoding="utf-8"))
    office.call("union", "add", "OFFICE", truth["import_under"], "--level", binding["level"])
    office.take(folder / "ledgers", BINDINGS / f"{name}.mapping.json")
    office.save_indicators(binding)
    return office


def score(truth: dict[str, Any], office: Office, paper: Path, name: str) -> Outcome:
    """Propose, confirm, fill, compare."""
    outcome = Outcome(name)
    more = json.loads((BINDINGS / f"{name}.paper.json").read_text(encoding="utf-8"))
    _save(office, more)
    file = office.home / "bindings.json"
    words = ["roll", str(paper), "--union", "OFFICE", "--period", more["period"]]
    office.call(*words, "--propose", str(file))
    proposals = json.loads(file.read_text(encoding="utf-8"))
    wanted = _wanted(truth, name, more)
    for row in proposals["figures"]:
        entry = wanted.get((row["start"], row["end"]))
        if entry and entry["key"]:
            outcome.offered += 1
            outcome.offered_right += (row["key"], row["period"]) == (entry["key"], entry["period"])
        row.update(entry or {"key": "", "period": ""}, confirmed=True, small=True)
    file.write_text(json.dumps(proposals, ensure_ascii=False), encoding="utf-8")
    out = office.home / "out.docx"
    told = json.loads(office.call(*words, "--bindings", str(file), "--out", str(out), "--json"))
    places = {(row["start"], row["end"]) for row in proposals["figures"]}
    outcome.figures, outcome.found = (
        len(truth["figures"]),
        sum((f["start"], f["end"]) in places for f in truth["figures"]),
    )
    _sentences(outcome, truth, told)
    _sloppy(outcome, truth, told)
    _layout(outcome, paper, out, told)
    return outcome


def _save(office: Office, more: dict[str, Any]) -> None:
    saved = [
        {"key": e["key"], "name": name, "unit": e["unit"], "data": e["saved"]}
        for name, e in more["figures"].items()
        if "saved" in e
    ]
    path = office.home / "more.json"
    path.write_text(json.dumps(saved, ensure_ascii=False), encoding="utf-8")
    office.call("indicators", "load", str(path))


def _wanted(truth: dict[str, Any], name: str, more: dict[str, Any]) -> dict[tuple[int, int], dict[str, str]]:
    """For each figure of the truth what an officer binds it to."""
    office = json.loads((BINDINGS / f"{name}.json").read_text(encoding="utf-8"))
    known = {entry["figure"]: entry for entry in office["figures"]}
    last = str(int(office["period"][:4]) - 1) + office["period"][4:]
    out = {}
    for figure in truth["figures"]:
        entry = known.get(figure["figure"]) or more["figures"].get(figure["id"]) or {"key": ""}
        data = entry.get("saved") or {}
        key = f"{data['of']}:growth" if data.get("kind") == "change" else entry["key"]
        period = entry.get("period", "")
        place = (figure["start"], figure["end"])
        out[place] = {"key": key, "period": "last" if period == last else period}
    return out


def _sentences(outcome: Outcome, truth: dict[str, Any], told: dict[str, Any]) -> None:
    edits = {tuple(edit["figure"]): edit for edit in told["edits"] if edit["figure"]}
    places = {figure["id"]: (figure["start"], figure["end"]) for figure in truth["figures"]}
    for sentence in truth["sentences"]:
        ours = next((s for s in told["sentences"] if s["start"] <= sentence["start"] < s["end"]), None)
        if sentence["refillable"]:
            outcome.refillable += 1
            wrong = [
                f"{figure['id']}: {(edits.get(places[figure['id']]) or {}).get('text')} instead of {figure.get('text', figure['exact'])}"
                for figure in sentence["this_year"]
                if not _is_right(figure, edits.get(places[figure["id"]]))
            ]
            outcome.right += not wrong
            outcome.wrong += wrong
        if sentence["refill"] in ("some", "none") or sentence["holes"]:
            outcome.others += 1
            is_listed = ours is not None and (ours["state"] in ("partly", "open") or bool(ours["notes"]))
            outcome.listed += is_listed
            if not is_listed:
                outcome.wrong.append(f"not listed: {sentence['text']}")


def _is_right(figure: dict[str, Any], edit: dict[str, Any] | None) -> bool:
    """The number as the truth prints it; a round one must be true of the exact value."""
    if edit is None or edit["open"]:
        return False
    told = _number(edit["text"])
    if told is None:
        return False
    exact = Decimal(str(figure["exact"]))
    if "text" in figure:
        return told == abs(_number(figure["text"]) or 0) or told == _number(figure["text"])
    if edit["text"].startswith("近"):
        return exact < told <= exact * Decimal("1.05")
    if "余" in edit["text"] or "多" in edit["text"]:
        return told < exact < told * Decimal("1.1")
    return told == exact


def _number(text: str) -> Decimal | None:
    found = _NUMBER.search(text)
    if found:
        return Decimal(found[0])
    return next((Decimal(_CHINESE[char]) for char in text if char in _CHINESE), None)


def _sloppy(outcome: Outcome, truth: dict[str, Any], told: dict[str, Any]) -> None:
    """Relations of the old text that fail: each is named."""
    failing = [relation for relation in truth["relations"] if relation["verdict"] == "fails"]
    outcome.failing, outcome.named = len(failing), min(len(told["sloppy"]), len(failing))
    if len(told["sloppy"]) != len(failing):
        outcome.wrong.append(f"sloppy figures named: {len(told['sloppy'])} of {len(failing)}")


def _layout(outcome: Outcome, paper: Path, out: Path, told: dict[str, Any]) -> None:
    """The new file says the edited text, in the old file's paragraphs and styles."""
    from docx import Document

    old, new = Document(str(paper)), Document(str(out))
    if [p.style.name for p in old.paragraphs if p.style] != [p.style.name for p in new.paragraphs if p.style]:
        outcome.wrong.append("the layout has changed")
    text = "\n".join(p.text for p in new.paragraphs)
    missing = [s["now"] for s in told["sentences"] if "\t" not in s["was"] and s["now"] not in text]
    outcome.wrong += [f"not in the file: {sentence}" for sentence in missing]
