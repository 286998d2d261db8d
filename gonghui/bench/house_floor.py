"""The house floor: a clean roster's five tables (persons, memberships, index of documents, change log twice) written barely.

The same cipher (in the change log too), marks and indexes as the product's, and nothing else: nothing is recognised, cleaned,
checked, looked up, kept, reported or followed by figures.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from gonghui.bench.server import own_core
from gonghui.kernel.access.cipher import FreshKeys
from gonghui.kernel.audit.acting import acting, require_acting
from gonghui.kernel.audit.marks import Line, encode
from gonghui.kernel.audit.models import Change
from gonghui.kernel.audit.rows import put_rows
from gonghui.kernel.audit.veiling import HIDDEN, VEIL, closed_columns
from gonghui.kernel.intake.bulk import roomy, uid_texts
from gonghui.kernel.intake.reading import read
from gonghui.kernel.ledger.record import column_defaults
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.people.identity import digest_columns
from gonghui.kernel.people.models import Identity, Membership, Person

CHUNK = 10_000


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
    people, members = [], []
    at = connection.ops.adapt_datetimefield_value(now)
    made = uid_texts(2 * len(rows))
    person_row, person_at = _template(Person)
    member_row, member_at = _template(Membership)
    said: tuple[list[tuple[int, str]], list[tuple[int, str]]] = ([], [])
    numbers = [row[2] for row in rows]
    own = FreshKeys(len(rows))
    secrets, sealed, reached = own.secrets, own.seal(numbers), own.seal([row[3] for row in rows])
    ids_of = [[next(each) for _row in rows] for each in ids[:2]]
    inner = [encode({"name": row[0], "born_on": _born(row[2])}) for row in rows]
    hidden = closed_columns(inner, ids_of[0], own)
    named = closed_columns([encode({"person_name": row[0]}) for row in rows], ids_of[0], own)
    keys = digest_columns(["id_card"] * len(rows), numbers)[0]
    for place, (name, sex, identity, _phone, education, joined, union) in enumerate(rows):
        person, member = ids_of[0][place], ids_of[1][place]
        kind, born = ("1" if sex == "男" else "2"), _born(identity)
        day, of = str(joined)[:10], by_name[union]
        row = list(person_row)
        for key, value in (
            ("id", person), ("uid", made[place]), ("created_at", at), ("name", name), ("secret", secrets[place]),
            ("sex", kind), ("born_on", born), ("number_cipher", sealed[place]), ("phone_cipher", reached[place]),
            ("education", education),
        ):  # fmt: skip
            row[person_at[key]] = value
        people.append(row)
        row = list(member_row)
        for key, value in (
            ("id", member), ("uid", made[len(rows) + place]), ("created_at", at), ("union_id", of),
            ("person_id", person), ("person_name", name), ("joined_on", day),
        ):  # fmt: skip
            row[member_at[key]] = value
        members.append(row)
        words = {
            "name": HIDDEN,
            "sex": kind,
            "born_on": HIDDEN,
            "education": education,
            "state": "active",
            VEIL: hidden[place],
        }
        said[0].append((person, encode(words)))
        said[1].append(
            (
                member,
                encode({"union": of, "person": person, "person_name": HIDDEN, "joined_on": day, VEIL: named[place]}),
            )
        )
    changes = _bare_log(lines, said, ids[2], at)
    index = sorted((key, *(thing for thing, _words in pair)) for key, *pair in zip(keys, *said, strict=True))
    for model, found in ((Person, people), (Membership, members), (Identity, index), (Change, changes)):
        put_rows(model, found)


def _bare_log(lines: Any, said: Sequence[Sequence[tuple[int, str]]], ids: Any, at: Any) -> list[list[Any]]:
    """The lines of the change log for what was `said` of each record, marked."""
    change_row, change_at = _template(Change)
    changes = []
    for line, about in zip(lines, said, strict=True):
        shared = list(change_row)
        for name, value in {**line.columns(), "before": "{}", "at": at}.items():
            shared[change_at[name]] = value
        things, after = [thing for thing, _words in about], [words for _thing, words in about]
        pks = [next(ids) for _thing in things]
        places = [change_at[name] for name in ("id", "object_id", "after", "mark")]
        for values in zip(pks, things, after, line.marks(pks, things, "{}", after), strict=True):
            row = list(shared)
            for column, value in zip(places, values, strict=True):
                row[column] = value
            changes.append(row)
    return changes


def _born(number: str) -> str:
    return f"{number[6:10]}-{number[10:12]}-{number[12:14]}"


def _template(model: Any) -> tuple[list[Any], dict[str, int]]:
    """A row of defaults in the table's order, and where each column stands in it."""
    blank = {name: str(value) if isinstance(value, str) else value for name, value in column_defaults(model).items()}
    return list(blank.values()), {name: place for place, name in enumerate(blank)}


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
    """Seconds of reading a clean roster and writing its rows barely: by the clock, and of a core (PostgreSQL's own among them)."""
    start, core = time.perf_counter(), time.process_time() + own_core()
    rows: list[Any] = read(path, path.name)[0].rows[1:]
    with roomy(len(rows)):
        bare_write(rows, unions)
    return time.perf_counter() - start, time.process_time() + own_core() - core
