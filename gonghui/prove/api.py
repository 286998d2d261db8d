"""The API asked at random over its own declaration, by three roles."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from gonghui.prove.registry import Asked, Line, proof
from gonghui.prove.scratch import Office


@proof("api.fuzz", "every address of the API's declaration asked at random (schemathesis) by three roles")
def fuzz(asked: Asked) -> Iterator[Line]:
    with tempfile.TemporaryDirectory(prefix="gonghui-prove-") as home:
        office = Office(Path(home), asked.database)
        office.environment["RATE_ACCOUNT"] = "0"  # asks faster than any account may
        told = office.ask("api_office:fuzz", str(asked.minutes), str(asked.seed))
    yield Line("minutes", f"{asked.minutes:g}", "≥ 10", asked.minutes >= 10)
    yield Line("requests", f"{told['requests']:,}: {told['statuses']}", "some", told["requests"] > 0)
    whole = f"{told['operations']} of {told['declared']}, {told['by all']} of them by all three roles"
    yield Line("operations asked", whole, "all, by all three", told["by all"] >= told["declared"])
    for kind, words in told["kinds"].items():
        yield Line(f"… {kind}", words, "—", True)
    yield Line("slowest on average", "; ".join(told["slowest"]), "—", True)
    for kind, words in (("failed", "5xx"), ("undeclared", "undocumented status"), ("leak", "words of others")):
        found = [each for each in told["wrong"] if each.startswith(kind)]
        yield Line(words, "; ".join(found[:3]) or "none", "none", not found)
