"""A roster of any size into a house that has as many members already: against the bare writing of the same tables.

The house floor reads the sheet and writes the same five tables (persons, memberships, index of documents, change log twice) with
the same cipher, marks and indexes, and does nothing else: nothing is recognised, cleaned, checked, looked up or reported.
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
from itertools import count
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from gonghui.bench import pages
from gonghui.bench.pages import reading
from gonghui.bench.roster import HEADINGS, number
from gonghui.bench.sheets import write_sheet
from gonghui.kernel.access.cipher import sealed_columns
from gonghui.kernel.audit.acting import acting, require_acting
from gonghui.kernel.audit.marks import Line, encode
from gonghui.kernel.audit.models import Change
from gonghui.kernel.intake.bulk import roomy, uids
from gonghui.kernel.intake.reading import read
from gonghui.kernel.ledger.record import column_defaults
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.people.identity import digest_columns
from gonghui.kernel.people.models import Identity, Membership, Person

RESTING = 30.0  # seconds of pages at rest
KINDS = ("check", "twice", "union", "phone", "name", "future", "sex", "repair")
CHUNK = 10_000
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


def bare_write(rows: Sequence[Sequence[Any]], unions: Sequence[Union]) -> None:
    """The five tables of a roster's rows in one transaction: the least that must be done."""
    by_name = {union.name: union.pk for union in unions}
    with transaction.atomic(), acting(None, "测量"):
        now = timezone.now()
        lines = [Line.of(require_acting(), "add", model, now) for model in (Person, Membership)]
        ids = [count(_after(model)) for model in (Person, Membership, Change)]
        for start in range(0, len(rows), CHUNK):
            _bare_chunk(rows[start : start + CHUNK], by_name, now, lines, ids)
    for model in (Person, Membership, Change):
        _reset(model)


def _bare_chunk(rows: Sequence[Sequence[Any]], by_name: dict[str, int], now: Any, lines: Any, ids: Any) -> None:
    people, members, changes = [], [], []
    native = connection.features.has_native_uuid_field
    at = now if native else connection.ops.adapt_datetimefield_value(now)
    made = uids(2 * len(rows))
    person_row, person_at = _template(Person)
    member_row, member_at = _template(Membership)
    change_row, change_at = _template(Change)
    said: tuple[list[tuple[int, str]], list[tuple[int, str]]] = ([], [])
    numbers = [row[2] for row in rows]
    secrets, (sealed, reached) = sealed_columns(numbers, [row[3] for row in rows])
    keys = digest_columns(["id_card"] * len(rows), numbers)[0]
    for place, (name, sex, identity, _phone, education, joined, union) in enumerate(rows):
        person, member = next(ids[0]), next(ids[1])
        kind, born = ("1" if sex == "男" else "2"), f"{identity[6:10]}-{identity[10:12]}-{identity[12:14]}"
        first, second = next(made), next(made)
        day, of = str(joined)[:10], by_name[union]
        row = list(person_row)
        for key, value in (
            ("id", person), ("uid", first if native else first.hex), ("created_at", at), ("name", name), ("secret", secrets[place]),
            ("sex", kind), ("born_on", born), ("number_cipher", sealed[place]), ("phone_cipher", reached[place]),
            ("education", education),
        ):  # fmt: skip
            row[person_at[key]] = value
        people.append(row)
        row = list(member_row)
        for key, value in (
            ("id", member), ("uid", second if native else second.hex), ("created_at", at), ("union_id", of),
            ("person_id", person), ("person_name", name), ("joined_on", day),
        ):  # fmt: skip
            row[member_at[key]] = value
        members.append(row)
        words = {"name": name, "sex": kind, "born_on": born, "education": education, "state": "active"}
        said[0].append((person, encode(words)))
        said[1].append((member, encode({"union": of, "person": person, "person_name": name, "joined_on": day})))
    for line, about in zip(lines, said, strict=True):
        shared = list(change_row)
        for name, value in {**line.columns(), "before": "{}", "at": at}.items():
            shared[change_at[name]] = value
        things, after = [thing for thing, _words in about], [words for _thing, words in about]
        pks = [next(ids[2]) for _thing in things]
        places = [change_at[name] for name in ("id", "object_id", "after", "mark")]
        for values in zip(pks, things, after, line.marks(pks, things, "{}", after), strict=True):
            row = list(shared)
            for column, value in zip(places, values, strict=True):
                row[column] = value
            changes.append(row)
    index = sorted((key, *(thing for thing, _words in pair)) for key, *pair in zip(keys, *said, strict=True))
    for model, found in ((Person, people), (Membership, members), (Identity, index), (Change, changes)):
        _put(model, found)


def _template(model: Any) -> tuple[list[Any], dict[str, int]]:
    """A row of defaults in the table's order, and where each column stands in it."""
    blank = {name: str(value) if isinstance(value, str) else value for name, value in column_defaults(model).items()}
    return list(blank.values()), {name: place for place, name in enumerate(blank)}


def _put(model: Any, rows: Sequence[Sequence[Any]]) -> None:
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), ", ".join(quote(f.column) for f in model._meta.concrete_fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(rows[0]))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608 - our own tables


def _after(model: Any) -> int:
    last = model._base_manager.order_by("-pk").values_list("pk", flat=True).first()
    return int(last or 0) + 1


def _reset(model: Any) -> None:
    """PostgreSQL's sequences go on after what was written by hand."""
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {_after(model) - 1})")


def floor(path: Path, unions: Sequence[Union]) -> tuple[float, float]:
    """Seconds of reading a clean roster and writing its rows barely: by the clock, and of this process's core."""
    start, core = time.perf_counter(), time.process_time()
    rows: list[Any] = read(path, path.name)[0].rows[1:]
    with roomy(len(rows)):
        bare_write(rows, unions)
    return time.perf_counter() - start, time.process_time() - core


def product(path: Path, folder: Path) -> dict[str, Any]:
    """`gonghui import` of the roster in a process of its own: seconds, peak memory in MiB, the report."""
    told = folder / "report.json"
    command = [sys.executable, "-m", "gonghui", "import", str(path), "--union", "BENCH", "--reason", "测量"]
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*command, "--quiet", "--report", str(told)], check=True, env=dict(os.environ), stdout=sys.stderr)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    core = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
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
        folder = keep or Path(name)
        bare, full, known = (
            folder / f"bare-{rows}.xlsx",
            folder / f"会员花名册-{rows}.xlsx",
            folder / f"bad-{rows}.json",
        )
        if not known.exists():
            workbook(bare, rows, unions, rows)
            known.write_text(json.dumps(workbook(full, rows, unions, 2 * rows, bad=0.02)), encoding="utf-8")
        truth = {int(row): kind for row, kind in json.loads(known.read_text(encoding="utf-8")).items()}
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
        {"what": "… seconds of a core (PostgreSQL's own not counted)", "ours": ours["core"], "floor": least_core, "unit": "s",
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
