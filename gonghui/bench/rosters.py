"""A roster of any size into a house that has as many members already: against the bare writing of the same tables.

What the house floor is: house_floor.py.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.db import connection

from gonghui.bench import pages
from gonghui.bench.house_floor import bare_write, floor
from gonghui.bench.pages import reading
from gonghui.bench.roster import HEADINGS, number
from gonghui.bench.server import ended_core
from gonghui.bench.sheets import write_sheet
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.people.models import Membership

RESTING = 30.0  # seconds of pages at rest
KINDS = ("check", "twice", "union", "phone", "name", "future", "sex", "repair")
_SHIFTED = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def workbook(path: Path, rows: int, unions: Sequence[Union], first: int, bad: float = 0.0) -> dict[int, str]:
    """A roster of `rows` members from the `first` number on; a share of bad rows. Returns row of the workbook -> kind."""
    chance = random.Random(first)  # noqa: S311 - invented rows, the same every time
    every = round(1 / bad) if bad else 0
    truth: dict[int, str] = {}

    def cells() -> Iterator[list[Any]]:
        for n in range(rows):
            identity = number(first + n)
            joined = dt.date(2026, 1, 1) + dt.timedelta(days=chance.randrange(150))
            own: list[Any] = [f"王{'一二三四五六七八九'[n % 9]}强", "男" if int(identity[16]) % 2 else "女", identity]
            own += [f"140{n:08d}", "大专", joined, unions[n % len(unions)].name]
            if every and n > rows // 4 and n % every == 0:
                kind = KINDS[n // every % len(KINDS)]
                _spoil(own, kind, n, first)
                truth[n + 2] = kind
            yield own

    write_sheet(path, "花名册", HEADINGS, cells())
    return truth


def _spoil(cells: list[Any], kind: str, n: int, first: int) -> None:
    identity = cells[2]
    if kind == "check":
        cells[2] = identity[:17] + ("0" if identity[17] != "0" else "1")
    elif kind == "twice":
        cells[2] = number(first + n // 8)
        cells[1] = "男" if int(cells[2][16]) % 2 else "女"
    elif kind == "union":
        cells[6] = f"没有的第{n}工会"
    elif kind == "phone":
        cells[3] = cells[3][:-1]
    elif kind == "name":
        cells[0] = ""
    elif kind == "future":
        cells[5] = dt.date(2091, 1, 1)
    elif kind == "sex":
        cells[1] = "女" if cells[1] == "男" else "男"
    else:
        cells[2] = identity.translate(_SHIFTED)


def existing(rows: int, unions: Sequence[Union], first: int) -> None:
    """Members that stand in the house already, written as the floor writes them."""
    for start in range(0, rows, 100_000):
        size = min(100_000, rows - start)
        bare_write(
            [
                [
                    f"王{n}",
                    "男",
                    number(first + n),
                    f"140{n:08d}",
                    "大专",
                    dt.date(2015, 1, 1),
                    unions[n % len(unions)].name,
                ]
                for n in range(start, start + size)
            ],
            unions,
        )


def product(path: Path, folder: Path) -> dict[str, Any]:
    """`gonghui import` of the roster in a process of its own: seconds, peak memory in MiB, the report."""
    told = folder / "report.json"
    command = [sys.executable, "-m", "gonghui", "import", str(path), "--union", "BENCH", "--reason", "测量"]
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    server = ended_core()
    subprocess.run([*command, "--quiet", "--report", str(told)], check=True, env=dict(os.environ), stdout=sys.stderr)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    core = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime + ended_core() - server
    return {
        "seconds": seconds,
        "core": core,
        "peak": after.ru_maxrss / 1024,
        "report": json.loads(told.read_text(encoding="utf-8")),
    }


def unnamed(report: dict[str, Any], truth: dict[int, str]) -> tuple[int, int]:
    """(bad rows that the report does not name, good rows that were refused)."""
    named: set[int] = set()
    refused: set[int] = set()
    for sheet in report["sheets"]:
        refused |= {one["row"] for one in sheet["refused"]}
        for what in ("refused", "conflicts", "warnings", "repaired"):
            named |= {one["row"] for one in sheet[what]}
    return len(truth.keys() - named), len(refused - truth.keys())


def _books(folder: Path, rows: int, unions: list[Union]) -> tuple[Path, Path, dict[int, str]]:
    """A workbook of good rows, one with bad rows among them, and which those are; those of the folder where they are there."""
    bare, full, known = folder / f"bare-{rows}.xlsx", folder / f"会员花名册-{rows}.xlsx", folder / f"bad-{rows}.json"
    if not known.exists():
        workbook(bare, rows, unions, rows)
        known.write_text(json.dumps(workbook(full, rows, unions, 2 * rows, bad=0.02)), encoding="utf-8")
    return bare, full, {int(row): kind for row, kind in json.loads(known.read_text(encoding="utf-8")).items()}


def compare(rows: int, keep: Path | None = None) -> list[dict[str, Any]]:
    """Fill the house, then measure floor and product on rosters of `rows` members, each of fresh numbers.

    `keep`: a folder whose workbooks are used again; otherwise they are made anew and forgotten.
    """
    from gonghui.bench import data
    from gonghui.kernel.cli.first_run import prepare_tables
    from gonghui.kernel.figures.tallies.keeping import differences, rebuild

    prepare_tables()
    if not Union.objects.filter(code="BENCH").exists():
        data.federation(1000)
    unions = list(Union.objects.filter(level="grassroots").order_by("pk"))
    have = Membership.objects.count()
    if have < rows:
        existing(rows - have, unions, have)
        rebuild()
    with tempfile.TemporaryDirectory() as name:
        bare, full, truth = _books(keep or Path(name), rows, unions)
        least, least_core = floor(bare, unions)
        rebuild()  # the floor wrote past the figures kept ready; what differs afterwards is the product's
        connection.close()
        with reading() as idle:
            time.sleep(RESTING)
        with reading() as busy:
            ours = product(full, Path(name))
    missed, wrong = unnamed(ours["report"], truth)
    untold = sum(1 for _one in differences())
    totals = ours["report"]["totals"]
    quick, slow = pages.p95(idle.times), pages.p95(busy.times)
    return [
        {"what": f"roster of {rows:,} rows, {len(truth):,} bad, beside {rows:,} members", "ours": ours["seconds"], "floor": least,
         "unit": "s", "goal": "≤ 1.5 × the house floor", "good": ours["seconds"] <= 1.5 * least},
        {"what": "… seconds of a core, PostgreSQL's own among them", "ours": ours["core"], "floor": least_core, "unit": "s",
         "goal": "≤ 1.5 ×", "good": ours["core"] <= 1.5 * least_core},
        {"what": "… rows a second", "ours": rows / ours["seconds"], "floor": rows / least, "unit": "rows/s", "goal": "", "good": True},
        {"what": "… peak memory", "ours": ours["peak"], "floor": None, "unit": "MiB", "goal": "≤ 1,536 MiB", "good": ours["peak"] <= 1536},
        {"what": "… bad rows not named, good rows refused", "ours": missed + wrong, "floor": None, "unit": "rows", "goal": "0",
         "good": missed + wrong == 0},
        {"what": "… figures kept ready that differ from the records", "ours": untold, "floor": None, "unit": "", "goal": "0",
         "good": untold == 0},
        {"what": "… rows written", "ours": totals["taken"], "floor": None, "unit": "rows", "goal": "", "good": True},
        {"what": "… pages of another meanwhile, 95 of 100 within; at rest", "ours": 1000 * slow, "floor": 1000 * quick, "unit": "ms",
         "goal": "≤ 3 ×", "good": slow <= 3 * quick},
    ]  # fmt: skip
