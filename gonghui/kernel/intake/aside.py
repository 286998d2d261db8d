"""Looking at a large batch on a copy of the database, so that nobody waits: SQLite has one writer, and a preview writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

LARGE = 20_000  # rows; smaller previews are over before anybody notices


@contextmanager
def aside(folder: Path, rows: int) -> Iterator[None]:
    """For the block, this thread's connection goes to a copy made in `folder`. PostgreSQL's writers do not wait for others."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or rows < LARGE or not Path(name).is_file() or connection.in_atomic_block:
        yield
        return
    copy, before = folder / "aside.sqlite3", connection.settings_dict
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    connection.close()
    connection.settings_dict = {**before, "NAME": copy}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = before
