"""`gonghui prove [KEY…]`: run the long proofs by hand; --write keeps their dated tables in docs/reference/proofs.md."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gonghui.prove.registry import Asked, Line, Proof, discover

TABLE = Path("docs/reference/proofs.md")
HEAD = "# Proofs\n\nLong runs made by hand (`make prove`): load, fuzz, faults. Each table is dated; run again with the words beside it.\n"


class Command(BaseCommand):
    help = "Run long proofs by hand: load, fuzz, faults. Without a key: list them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("keys", nargs="*", help="proofs, or the part of a key before its dot")
        parser.add_argument("--minutes", type=float, default=1.0, help="how long a proof of time runs")
        parser.add_argument("--times", type=int, default=20, help="how often a proof of numbers tries")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--postgres", default="", help="DATABASE_URL of an empty PostgreSQL database to use")
        parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a proof's own wish")
        parser.add_argument("--write", action="store_true", help="keep the tables in docs/reference/proofs.md")

    def handle(self, *args: Any, **options: Any) -> None:
        found = discover()
        if not options["keys"]:
            for one in found.values():
                self.stdout.write(f"{one.key:<24}{one.title}")
            return
        chosen = [one for key, one in found.items() if key in options["keys"] or key.split(".")[0] in options["keys"]]
        if not chosen:
            raise CommandError("There is no such proof; without a key they are listed.")
        words = dict(word.partition("=")[::2] for word in options["set"])
        asked = Asked(options["minutes"], options["times"], options["seed"], options["postgres"], words)
        held = [self.one(each, asked, options["write"]) for each in chosen]  # all of them, also after one that fails
        if not all(held):
            raise CommandError("Not everything held; see above.")

    def one(self, proof: Proof, asked: Asked, write: bool) -> bool:
        self.stdout.write(f"{proof.key}: {proof.title}")
        lines: list[Line] = []
        for line in proof.run(asked):
            lines.append(line)
            self.stdout.write(f"  {'ok ' if line.good else 'NOT'} {line.what}: {line.seen} (asked: {line.goal})")
            self.stdout.flush()
        if write:
            keep(proof, asked, lines)
        return bool(lines) and all(line.good for line in lines)


def keep(proof: Proof, asked: Asked, lines: list[Line], path: Path = TABLE) -> None:
    """Put the proof's table in the place of its last one."""
    database = proof.database or ("PostgreSQL" if asked.database else "SQLite")
    title = f"## {proof.key} · {database}"
    rows = [
        f"| {line.what} | {line.seen} | {line.goal} | {'holds' if line.good else '**does not hold**'} |"
        for line in lines
    ]
    head = f"{proof.title}; {dt.date.today()}, seed {asked.seed}, {os.cpu_count()} cores, Python {platform.python_version()}."
    section = "\n".join([title, "", head, "", "| what | seen | asked for | |", "|---|---|---|---|", *rows]) + "\n"
    text = path.read_text(encoding="utf-8") if path.exists() else HEAD
    old = re.compile(rf"^{re.escape(title)}\n.*?(?=^## |\Z)", re.S | re.M)
    text = old.sub(lambda _found: section + "\n", text) if old.search(text) else f"{text.rstrip()}\n\n{section}"
    path.write_text(text.rstrip() + "\n", encoding="utf-8")
