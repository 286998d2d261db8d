"""One import writes at a time: two that meet in the middle could each make the same record, or wait for each other for ever."""

from __future__ import annotations

from django.db import connection

_KEY = 4_206_001  # of PostgreSQL's advisory locks; any number, the same everywhere


def one_at_a_time() -> None:
    """Wait until no other import writes; freed with the transaction. SQLite has one writer anyhow."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_KEY])
