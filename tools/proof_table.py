"""`python -m tools.proof_table`: writes how well the checker reads the corpus into docs/reference/proof.md."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "proof.md"
BEGIN, END = "<!-- scores -->\n", "<!-- /scores -->"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gonghui.settings_test")
    from tests.proof.corpus import scoring

    parts = {part: scoring.score(part) for part in ("open", "held")}
    rows = [
        f"| | built on ({parts['open'].counts['texts']} texts) | set aside ({parts['held'].counts['texts']} texts) |",
        "|---|---|---|",
    ]
    rows.append("| figures | " + " | ".join(str(parts[p].counts["figures"]) for p in ("open", "held")) + " |")
    for name in parts["open"].rates():
        rows.append(f"| {name}, % | " + " | ".join(f"{parts[p].rates()[name]:.2f}" for p in ("open", "held")) + " |")
    text = PAGE.read_text(encoding="utf-8")
    table = "\n".join(rows) + "\n"
    PAGE.write_text(re.sub(f"(?s){BEGIN}.*?{END}", lambda _m: BEGIN + table + END, text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
