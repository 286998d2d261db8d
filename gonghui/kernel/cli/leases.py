"""Leases that end with their holder: a worker that was killed frees what it held without saying a word.

On PostgreSQL an advisory lock of a connection kept for it, so that workers on several machines see each other;
on SQLite a locked file in `var`, since everything is on one machine.
"""

from __future__ import annotations

import fcntl
import hashlib
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import DatabaseError, InterfaceError


def _key(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)


class Lease:
    """Held from `take` until `free`, or until the process or its connection ends."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._file: IO[bytes] | None = None
        self._connection: BaseDatabaseWrapper | None = None

    def take(self) -> bool:
        """Whether the lease is now ours."""
        if connections["default"].vendor == "postgresql":
            return self._take_row()
        folder = Path(settings.VAR) / "leases"
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / hashlib.sha256(self.name.encode()).hexdigest()[:24]).open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        self._file = file
        return True

    def _take_row(self) -> bool:
        self._connection = connections.create_connection("default")
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_key(self.name)])
            held = bool(cursor.fetchone()[0])
        if not held:
            self.free()
        return held

    def renew(self) -> None:
        """Take it again where the database server was restarted meanwhile."""
        if self._connection is None:
            return
        try:
            with self._connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except (DatabaseError, InterfaceError):
            self.free()
            self._take_row()

    def free(self) -> None:
        if self._file is not None:
            Path(self._file.name).unlink(missing_ok=True)
            self._file.close()
            self._file = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.free()


def is_held(name: str) -> bool:
    """Whether somebody alive holds this lease."""
    probe = Lease(name)
    if probe.take():
        probe.free()
        return False
    return True
