"""Writes docs/reference/licences.md: what the product is made of, and under which licences.

With --check nothing is written; exit code 1 when the page is stale.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
PAGE = TOP / "docs" / "reference" / "licences.md"
LOCK = TOP / "requirements.txt"
HEAD = """# Licences of what Gonghui is made of

Gonghui itself is under the Apache License 2.0 (`LICENSE`). These packages are installed with it; the
full texts lie in each package's `dist-info` folder. Written by `make docs` from the lock file.

| package | version | licence | licence files |
|---|---|---|---|
"""
# What is carried inside the repository rather than installed
VENDORED = TOP / "gonghui" / "kernel" / "web" / "static"


def licence(found: Distribution) -> str:
    """The licence as its author names it: SPDX expression, else classifiers, else the free text's first line."""
    named = found.metadata.get("License-Expression")
    if named:
        return str(named)
    classifiers = [
        text.rsplit(" :: ", 1)[-1]
        for text in found.metadata.get_all("Classifier") or []
        if text.startswith("License :: ") and text != "License :: OSI Approved"
    ]
    if classifiers:
        return "; ".join(classifiers)
    lines = (found.metadata.get("License") or "").strip().splitlines()
    return lines[0] if lines else "not stated"


def licence_files(found: Distribution) -> str:
    names = {
        Path(str(file)).name
        for file in found.files or []
        if ".dist-info" in str(file) and re.search(r"licen[cs]e|copying|notice|authors", str(file), re.IGNORECASE)
    }
    names = {
        name for name in names if "." not in name or Path(name).suffix in {".txt", ".md", ".rst", ".APACHE", ".BSD"}
    }
    return ", ".join(sorted(names)) or "-"


def vendored() -> str:
    """The vendored files, each folder of them stating its licence in VENDORED.md."""
    notes = sorted(VENDORED.rglob("VENDORED.md"))
    if not notes:
        return ""
    return (
        "\n## Carried in the repository\n\n"
        + "\n".join(note.read_text(encoding="utf-8").strip() for note in notes)
        + "\n"
    )


def page() -> str:
    rows = []
    for name in sorted(re.findall(r"^([A-Za-z0-9._-]+)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE)):
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue  # locked for another platform or Python
        rows.append(f"| {name} | {found.version} | {licence(found)} | {licence_files(found)} |\n")
    return HEAD + "".join(rows) + vendored()


def main() -> int:
    text = page()
    if "--check" in sys.argv:
        fresh = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        print("licences are up to date" if fresh else f"{PAGE.relative_to(TOP)} is stale: run `make docs`")
        return 0 if fresh else 1
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(text, encoding="utf-8")
    print(PAGE.relative_to(TOP))
    return 0


if __name__ == "__main__":
    sys.exit(main())
