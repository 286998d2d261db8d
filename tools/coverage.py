"""Joins docs/coverage/*.csv, one file for each field of work, into docs/coverage.csv.

With --check nothing is written; exit code 1 when the joined file is stale or a row is not whole.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections import Counter
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
PARTS = TOP / "docs" / "coverage"
JOINED = TOP / "docs" / "coverage.csv"
COLUMNS = ["id", "term_zh", "state", "ledger", "records", "figures", "example", "note"]
ID = re.compile(r"^[A-Z]\.[A-Z]{3}\d{2,}$")

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


def joined(found: list[Row]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    return text.getvalue()


def main() -> int:
    found = rows()
    said = faults(found)
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
