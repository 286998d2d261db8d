"""Seals: the lines written since the last one, closed with a digest chained to it, and the anchor told outside the database.

A line's mark (marks.py) shows that it is as it was written; the seal shows that none is missing. Sealing takes the
lines in the order of their ids at a moment when no writer is under way, so that none can slip in below.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Max
from django.utils import timezone

from gonghui.kernel.audit.marks import encode, keyed
from gonghui.kernel.audit.models import Change, Seal
from gonghui.keys import KeyMissing

WAIT = "300ms"  # PostgreSQL: how long writers may be kept waiting for a quiet moment; else the next try
VALUE = 32  # bytes


def value_of(seal: Seal) -> bytes:
    """The chained value of a seal: everything it says and the seal before, under the audit key it was made with.

    Empty, as no value is, where it names keys that never were.
    """
    at = seal.made_at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    said = [seal.number, seal.day.isoformat(), at, seal.last_id, seal.count, seal.runs]
    content = encode(said).encode() + bytes(seal.digest) + bytes(seal.previous)
    try:
        return keyed(content, VALUE, like=bytes(seal.value))
    except KeyMissing:
        return b""


class Digest:
    """The digest of lines in the order of their ids, with the runs of ids and their number."""

    def __init__(self) -> None:
        self._sum = blake2b(digest_size=VALUE)
        self.runs: list[list[int]] = []
        self.count = 0

    def add(self, pk: int, mark: bytes) -> None:
        self._sum.update(pk.to_bytes(8, "big") + bytes(mark))
        self.count += 1
        if self.runs and self.runs[-1][1] == pk - 1:
            self.runs[-1][1] = pk
        else:
            self.runs.append([pk, pk])

    def value(self) -> bytes:
        return self._sum.digest()


def seal() -> Seal | None:
    """Close what was written since the last seal. None: nothing new, or no quiet moment just now."""
    last = Seal.objects.order_by("-number").first()
    until = _quiet_end()
    since = last.last_id if last else 0
    if until is None or until <= since:
        return None
    digest = Digest()
    lines = Change.objects.filter(pk__gt=since, pk__lte=until).order_by("pk").values_list("pk", "mark")
    for pk, mark in lines.iterator(chunk_size=10_000):
        digest.add(pk, bytes(mark))
    made = Seal(
        number=last.number + 1 if last else 1,
        day=timezone.localdate(),
        made_at=timezone.now(),
        last_id=until,
        count=digest.count,
        runs=digest.runs,
        digest=digest.value(),
        previous=bytes(last.value) if last else b"",
    )
    made.value = value_of(made)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # another process sealed the same lines
        return None
    _write_down(made)
    return made


def _quiet_end() -> int | None:
    """The highest id below which no writer is still at work; None when writers gave no moment of rest."""
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                table = connection.ops.quote_name(Change._meta.db_table)
                with connection.cursor() as cursor:
                    cursor.execute(f"SET LOCAL lock_timeout = '{WAIT}'")
                    cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
            return int(Change.objects.aggregate(last=Max("pk"))["last"] or 0)
    except OperationalError:
        return None


def anchor(seal: Seal) -> str:
    """The seal in one line to print, send or file: number, day, lines and value in groups of eight."""
    text = bytes(seal.value).hex()
    groups = "-".join(text[at : at + 8] for at in range(0, len(text), 8))
    return f"{seal.number} {seal.day.isoformat()} {seal.last_id} {groups}"


def anchors_file() -> Path:
    """Where anchors are kept beside the database: a copy elsewhere is better still."""
    return Path(settings.VAR) / "audit-anchors.txt"


def _write_down(made: Seal) -> None:
    path = anchors_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(anchor(made) + "\n")


def written_down(lines: Iterable[str]) -> list[tuple[int, str]]:
    """(number, value in hex) of each anchor among these lines; what is none is passed over."""
    found: list[tuple[int, str]] = []
    for line in lines:
        parts: list[Any] = line.split()
        if len(parts) == 4 and parts[0].isdigit():
            found.append((int(parts[0]), parts[3].replace("-", "")))
    return found
