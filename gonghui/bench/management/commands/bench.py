"""`gonghui bench`: speed as ratios in one run, on each database there is; with --samples the sample offices too."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

TABLE = Path("docs/reference/speed.md")
FIGURES = Path("docs/reference/speed-figures.md")
DOCUMENTS = Path("docs/reference/speed-documents.md")
TABLES = {"figures": FIGURES, "documents": DOCUMENTS}


class Command(BaseCommand):
    help = "Measure speed and hold sample offices against their truth."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--samples", type=Path, help="folder of sample offices (NAME/STYLE with ledgers and truth.json)"
        )
        parser.add_argument("--floors", type=Path, help="folder of floor programs, run beside the figures")
        parser.add_argument("--members", type=int, default=100_000)
        parser.add_argument("--records", type=int, default=300_000)
        parser.add_argument("--unions", type=int, default=3_000)
        postgres = os.environ.get("BENCH_DATABASE_URL", "")
        parser.add_argument("--postgres", default=postgres, help="DATABASE_URL of an empty PostgreSQL database")
        parser.add_argument(
            "--sqlite", type=Path, help="SQLite file to fill and keep; one that holds a province is used"
        )
        parser.add_argument("--only", choices=["speed", "samples", *TABLES], default="")
        parser.add_argument(
            "--database", choices=["", "sqlite", "postgres"], default="", help="measure one of them alone"
        )
        parser.add_argument(
            "--inner", action="store_true", help="measure in the database of this process and print JSON"
        )
        parser.add_argument("--write", action="store_true", help="write the table into docs/reference/speed.md")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["inner"]:
            self.measure(options)
            return
        good = True
        if options["samples"] and options["only"] not in ("speed", *TABLES):
            good &= self.samples(options["samples"])
        if options["only"] != "samples":
            good &= self.speed(options)
        if not good:
            raise CommandError("Not every goal was reached; see above.")

    def samples(self, folder: Path) -> bool:
        from gonghui.bench.samples import run

        good = True
        for outcome in run(folder):
            good &= outcome.good
            self.stdout.write(
                f"{outcome.name} {outcome.style}: figures {outcome.figures - len(outcome.wrong)}/{outcome.figures}, "
                f"sheets {outcome.recognised}/{outcome.sheets}, columns {outcome.mapped}/{outcome.columns}, "
                f"wrong rows named {outcome.dirty - len(outcome.missed)}/{outcome.dirty}, others refused {len(outcome.overdone)}, "
                f"{outcome.seconds:.1f} s"
            )
            for line in (*outcome.wrong, *outcome.missed, *outcome.overdone):
                self.stdout.write(f"    {line}")
        return self.papers(folder) and good

    def papers(self, folder: Path) -> bool:
        from gonghui.bench.paper import run

        good = True
        for filled in run(folder):
            good &= filled.good
            self.stdout.write(
                f"{filled.form}: cells one figure answers {filled.right}/{filled.by_figure}, "
                f"others {filled.others_right}/{filled.others}, wrong {len(filled.wrong)}, "
                f"empty without a reason {len(filled.unexplained)}"
            )
            for line in (*filled.wrong, *filled.missed, *filled.unexplained):
                self.stdout.write(f"    {line}")
        return good

    def measure(self, options: dict[str, Any]) -> None:
        if options["only"] == "figures":
            self.measure_figures(options)
            return
        from gonghui.bench import documents, roster, speed
        from gonghui.kernel.cli.first_run import prepare_tables

        prepare_tables()
        top = speed.prepare(options["unions"], options["members"], options["records"])
        lines = documents.measure(top)
        if options["only"] != "documents":
            lines = [*speed.figures(top), *speed.list_page(), *speed.summary(top), *lines, *roster.compare(top)]
        self.stdout.write(json.dumps([line.to_json() for line in lines]))

    def measure_figures(self, options: dict[str, Any]) -> None:
        """A province made inside the database, or found there, and every figure's speed in it."""
        from gonghui.bench import building, figures, floors
        from gonghui.kernel.cli.first_run import prepare_tables
        from gonghui.kernel.organisations.models import Union
        from gonghui.kernel.people.models import Membership

        prepare_tables()
        sizes = (options["unions"], options["members"], options["records"])
        began = time.monotonic()

        def say(done: str) -> None:
            self.stderr.write(f"{time.monotonic() - began:8.0f} s  {done}")

        try:
            top = building.prepare(*sizes, say=say)
        except building.NotOurs as wrong:
            raise CommandError(str(wrong)) from wrong
        beside = None
        if options["floors"]:
            found = Union.objects.count(), Membership.objects.count()
            with tempfile.TemporaryDirectory() as home:
                beside = floors.rollup(options["floors"].resolve(), *found, Path(home))
            say("floors")
        lines = [line.to_json() for line in figures.measure(top, beside, say)]
        self.stdout.write(json.dumps({"about": figures.about(), "lines": lines}))

    def speed(self, options: dict[str, Any]) -> bool:
        found: dict[str, list[dict[str, Any]]] = {}
        self.about: dict[str, str] = {}
        with tempfile.TemporaryDirectory() as home:
            file = options["sqlite"].resolve() if options["sqlite"] else Path(home) / "bench.sqlite3"
            if options["database"] != "postgres":
                found["SQLite"] = self.inner("SQLite", f"sqlite:///{file}", options)
        if options["postgres"] and options["database"] != "sqlite":
            found["PostgreSQL"] = self.inner("PostgreSQL", options["postgres"], options)
        elif options["database"] != "sqlite":
            self.stdout.write("PostgreSQL left out: name an empty database with --postgres or BENCH_DATABASE_URL.")
        table = self.table(found, options)
        self.stdout.write(table)
        if options["write"]:
            TABLES.get(options["only"], TABLE).write_text(table, encoding="utf-8")
        return all(line["good"] for lines in found.values() for line in lines)

    def inner(self, name: str, database: str, options: dict[str, Any]) -> list[dict[str, Any]]:
        environment = {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "gonghui.settings"}
        base = [sys.executable, "-m", "gonghui"]
        sizes = [f"--{name}={options[name]}" for name in ("unions", "members", "records")]
        only = [f"--only={options['only']}"] if options["only"] in TABLES else []
        if options["only"] == "figures" and options["floors"]:
            only.append(f"--floors={options['floors']}")
        done = subprocess.run(
            [*base, "bench", "--inner", *sizes, *only],
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        told = json.loads(done.stdout.strip().splitlines()[-1])
        if isinstance(told, dict):
            self.about[name] = told["about"]
            return list(told["lines"])
        return list(told)

    def table(self, found: dict[str, list[dict[str, Any]]], options: dict[str, Any]) -> str:
        sizes = f"{options['unions']} unions, {options['members']} members, {options['records']} records; "
        of_figures = options["only"] == "figures"
        out = [
            "# Speed of figures\n" if of_figures else "# Speed\n",
            f"`make bench{' ARGS=--only=figures' * of_figures}` on {dt.date.today()}: {'' if of_figures else sizes}"
            f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()} {platform.machine()}. "
            "Medians of one run; other load moves absolute times, so read the ratios.\n",
        ]
        for database, lines in found.items():
            out += [
                f"\n## {database}\n",
                *([f"{self.about[database]}\n"] if database in self.about else []),
                "| what | Gonghui | floor or peer | ratio | goal | |",
                "|---|---|---|---|---|---|",
            ]
            for line in lines:
                floor = f"{line['floor']:,.1f} {line['unit']}" if line["floor"] else "–"
                ratio = f"{line['ours'] / line['floor']:.2f}" if line["floor"] else "–"
                mark = "reached" if line["good"] else "**not reached**"
                out.append(
                    f"| {line['what']} | {line['ours']:,.2f} {line['unit']} | {floor} | {ratio} | {line['goal']} | {mark} |"
                )
        return "\n".join(out) + "\n"
