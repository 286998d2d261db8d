"""The dependency audit tells weak, well and not asked apart."""

from __future__ import annotations

from typing import Any

import pytest

from tools.audit import NOT_ASKED, WEAK, main

WELL = {"name": "django", "version": "5.2.8", "vulns": []}
ILL = {"name": "xlrd", "version": "1.0", "vulns": [{"id": "CVE-1", "fix_versions": ["2.0.1"]}]}
UNASKED = {"name": "lxml", "skip_reason": "Dependency not found"}


@pytest.mark.parametrize(
    ("told", "ends"),
    [([WELL], 0), ([WELL, ILL], WEAK), ([ILL, UNASKED], WEAK), ([WELL, UNASKED], NOT_ASKED), ([UNASKED], NOT_ASKED), ([], NOT_ASKED)],
)  # fmt: skip
def test_the_end_says_what_was_found(told: list[Any], ends: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(lambda _lock: {"dependencies": told}) == ends
    said = capsys.readouterr().out
    assert ("LEFT OUT" in said, "CVE-1" in said) == (ends == NOT_ASKED, ends == WEAK)
