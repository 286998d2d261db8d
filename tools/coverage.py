"""Joins docs/coverage/*.csv, one file for each field of work, into docs/coverage.csv.

A mechanism is served by a ledger, and then a row of it is played from tests/examples; or by a room of the kernel
(returns, documents, proof …), and then the test named plays it and says so: `@pytest.mark.mechanism("A.STA01")`.

With --check nothing is written; exit code 1 when the joined file is stale or a row is not whole: an id twice or
missing, a field or a figure that does not exist, a served row without an example or a test that plays it.
"""

from __future__ import annotations

import ast
import csv
import io
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parent.parent
PARTS = TOP / "docs" / "coverage"
EXAMPLES = TOP / "tests" / "examples"
ROOMS = TOP / "gonghui" / "kernel"
JOINED = TOP / "docs" / "coverage.csv"
COLUMNS = ["id", "term_zh", "state", "ledger", "records", "figures", "example", "note"]
ID = re.compile(r"^[A-Z]\.[A-Z]{3}\d{2,}$")

MECHANISMS = 563  # in the inventory of the work that the map covers

Row = dict[str, str]


def rows() -> list[Row]:
    """All rows in the order of their ids."""
    found = []
    for path in sorted(PARTS.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found += [{name: (row.get(name) or "").strip() for name in COLUMNS} for row in csv.DictReader(file)]
    return sorted(found, key=lambda row: (row["id"][:5], row["id"][5:].zfill(4)))


def faults(found: list[Row]) -> list[str]:
    """What is missing from a row, in words: a served row proves itself, a planned one says why not yet."""
    said = []
    for mechanism, times in Counter(row["id"] for row in found).items():
        if times > 1 or not ID.match(mechanism):
            said.append(f"{mechanism!r}: {'twice' if times > 1 else 'not an id'}")
    for row in found:
        needed = {"served": ("ledger", "records", "example"), "planned": ("ledger", "note")}.get(row["state"])
        if needed is None:
            said.append(f"{row['id']}: neither served nor planned: {row['state']!r}")
            continue
        said += [f"{row['id']}: {row['state']} without {name}" for name in needed if not row[name]]
    return said


def unproven(found: list[Row]) -> list[str]:
    """What a served row claims and the declarations do not have: ledgers, fields, figures, examples."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gonghui.settings")
    import django

    django.setup()
    from gonghui.kernel.figures.declaration import INDICATORS
    from gonghui.kernel.ledger.declaration import ledgers

    known, played = ledgers(), examples()
    said = []
    for row in found:
        if row["state"] != "served":
            continue
        if row["example"].startswith("tests/"):
            said += by_room(row)
            continue
        if row["ledger"] not in known:
            said.append(f"{row['id']}: no ledger {row['ledger']!r}")
            continue
        for item in filter(None, (part.strip() for part in row["records"].split(";"))):
            names = item.rpartition("=")[2]
            said += [
                f"{row['id']}: no field {name!r} for {item!r}"
                for name in map(str.strip, names.split("+"))
                if not has_field(known, row["ledger"], name)
            ]
        keys = {key.strip() for key in row["figures"].split(";")} - {""}
        said += [f"{row['id']}: no figure {key!r}" for key in sorted(keys - INDICATORS.keys())]
        example = played.get(row["example"])
        if example is None:
            said.append(f"{row['id']}: no example {row['example']!r}")
        elif not example["figures"] or not set(example["figures"]) <= keys:
            said.append(f"{row['id']}: the example plays figures that the row does not name, or none")
    return said


def by_room(row: Row) -> list[str]:
    """What is missing where a room of the kernel serves the mechanism: the room, or the test that says it plays it."""
    file, _, name = row["example"].partition("::")
    if not (ROOMS / row["ledger"] / "__init__.py").is_file():
        return [f"{row['id']}: no ledger and no room {row['ledger']!r}"]
    if not (TOP / file).is_file():
        return [f"{row['id']}: no test file {file!r}"]
    for node in ast.parse((TOP / file).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            marks = [ast.unparse(mark) for mark in node.decorator_list]
            if any(mark.startswith("pytest.mark.mechanism(") and repr(row["id"]) in mark for mark in marks):
                return []
            return [f"{row['id']}: {row['example']} does not say that it plays it"]
    return [f"{row['id']}: no test {row['example']!r}"]


def examples() -> dict[str, dict[str, Any]]:
    """The played examples by id; a file that is not whole raises ValueError."""
    found = [each for path in sorted(EXAMPLES.glob("*.json")) for each in json.loads(path.read_text(encoding="utf-8"))]
    twice = [name for name, times in Counter(each["id"] for each in found).items() if times > 1]
    if twice:
        raise ValueError(f"examples given twice: {', '.join(twice)}")
    return {each["id"]: each for each in found}


def has_field(known: Mapping[str, Any], slug: str, name: str) -> bool:
    """Whether a ledger has a field: its own, one across foreign keys (employer.ownership), one that lives on the
    person (sex), or another ledger's (welfare_stations.plaque_on)."""
    from django.core.exceptions import FieldDoesNotExist

    from gonghui.kernel.intake.shaping import PERSONAL

    first, _dot, rest = name.partition(".")
    if rest and first in known and not known[slug].has(first):
        return has_field(known, first, rest)
    model = known[slug].model
    if name in PERSONAL and known[slug].has("person"):
        return True
    try:
        for step in name.split("."):
            model = model._meta.get_field(step).related_model
    except (FieldDoesNotExist, AttributeError):
        return False
    return True


def joined(found: list[Row]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    return text.getvalue()


def main() -> int:
    found = rows()
    said = faults(found) + unproven(found)
    if len(found) != MECHANISMS:
        said.append(f"{len(found)} mechanisms of {MECHANISMS}")
    text = joined(found)
    states = Counter(row["state"] for row in found)
    if "--check" in sys.argv:
        if not JOINED.exists() or JOINED.read_text(encoding="utf-8") != text:
            said.append(f"{JOINED.relative_to(TOP)} is stale: run `make docs`")
    else:
        JOINED.write_text(text, encoding="utf-8")
    print("\n".join([*said, f"coverage: {states['served']} served, {states['planned']} planned, {len(found)} in all"]))
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
