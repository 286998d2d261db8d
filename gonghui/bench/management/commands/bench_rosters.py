"""`gonghui bench_rosters`: rosters, matching and exports at size, in the database of this process; `make bench` runs it small."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Measure the import of a roster against the bare writing of the same tables; fills the database it finds."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rows", type=int, default=100_000)
        parser.add_argument("--only", nargs="*", default=["roster", "peers", "export", "members", "firms"])
        parser.add_argument("--keep", type=Path, help="folder for the workbooks, used again the next time")

    def handle(self, *args: Any, **options: Any) -> None:
        from gonghui.bench import matching, peers, rosters

        parts: dict[str, Callable[[], list[dict[str, Any]]]] = {
            "roster": lambda: rosters.compare(options["rows"], options["keep"]),
            "peers": peers.compare,
            "export": matching.exported,
            "members": lambda: matching.members(options["rows"]),
            "firms": matching.firms,
            "namesakes": lambda: matching.namesakes(options["rows"]),
        }
        for name in options["only"]:
            for line in parts[name]():
                self.stdout.write(json.dumps(line, ensure_ascii=False))
