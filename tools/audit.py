"""Hold the locked dependencies against the known weaknesses: `python -m tools.audit`.

Ends with 0 when all were asked about and none is weak, with 1 when one is, with 3 when the question could not be put (no way to the
service): said in large letters and never taken for a pass. pip-audit itself ends with 0 when it could ask about nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

LOCKS = ("requirements.txt", "requirements-dev.txt")
WEAK, NOT_ASKED = 1, 3
SECONDS = 300


def ask(lock: str) -> dict[str, Any]:
    """What pip-audit knows of one lock file; without anything where it could not ask."""
    options = ["--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off"]
    command = [sys.executable, "-m", "pip_audit", "-r", lock, *options]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
        return dict(json.loads(done.stdout))
    except (ValueError, subprocess.TimeoutExpired):
        return {"dependencies": []}


def judge(told: dict[str, Any]) -> tuple[list[str], list[str], int]:
    """(weak ones in words, names that were not asked about, how many were asked about)."""
    weak, silent, asked = [], [], 0
    for one in told["dependencies"]:
        if one.get("skip_reason"):
            silent.append(one["name"])
            continue
        asked += 1
        for each in one.get("vulns", ()):
            mend = ", ".join(each.get("fix_versions", ())) or "none yet"
            weak.append(f"{one['name']} {one['version']}: {each['id']} (mended in {mend})")
    return weak, silent, asked


def main(asking: Callable[[str], dict[str, Any]] = ask) -> int:
    weak: set[str] = set()
    silent: set[str] = set()
    asked = 0
    for lock in LOCKS:
        found, left, number = judge(asking(lock))
        weak, silent, asked = weak | set(found), silent | set(left), asked + number
    for line in sorted(weak):
        print(f"WEAK {line}")
    if weak:
        return WEAK
    if not asked or silent:
        print(f"DEPENDENCY AUDIT LEFT OUT: {asked} asked about, {len(silent)} could not be (no way to the service).")
        return NOT_ASKED
    print(f"{asked} locked dependencies, no known weakness.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
