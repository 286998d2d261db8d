"""The database as one file, consistent while others write, and back: SQLite's own copying, PostgreSQL's own programs."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

Counts = dict[str, int]  # rows of each table


class CannotCopy(RuntimeError):
    """The database could not be copied or read back; said in words."""


def dump(into: Path) -> Counts:
    """Write the database of this moment into a file. Returns the rows of each table at that moment. Raises CannotCopy."""
    connection.ensure_connection()
    return _dump_postgresql(into) if connection.vendor == "postgresql" else _dump_sqlite(into)


def load(source: Path) -> None:
    """Fill the empty database of the settings from such a file. Raises CannotCopy."""
    if connection.vendor == "postgresql":
        names = [*_address(), "--single-transaction", "--no-owner", "--exit-on-error", str(source)]
        _program("pg_restore", *names)
        return
    connection.ensure_connection()
    stored = sqlite3.connect(source)
    try:
        stored.backup(connection.connection)
    finally:
        stored.close()


def tables() -> Counts:
    """The rows of each table now."""
    with connection.cursor() as cursor:
        return _counted(connection.introspection.table_names(cursor), cursor.execute, cursor.fetchone)


def empty() -> bool:
    """Whether the database of the settings has no table yet."""
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def _counted(names: list[str], execute: Callable[[str], Any], fetch: Callable[[], Any]) -> Counts:
    counts: Counts = {}
    for name in sorted(names):
        execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608 - the database's own names
        counts[name] = int(fetch()[0])
    return counts


def _dump_sqlite(into: Path) -> Counts:
    copy = sqlite3.connect(into)
    try:
        connection.connection.backup(copy)  # in one reading, beside which writers go on
        copy.execute("PRAGMA journal_mode=DELETE")
        if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise CannotCopy(_("数据库文件已损坏，复制后未通过完整性检查。"))
        cursor = copy.cursor()
        found = cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return _counted([name for (name,) in found.fetchall()], cursor.execute, cursor.fetchone)
    finally:
        copy.close()


def _dump_postgresql(into: Path) -> Counts:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        moment = cursor.fetchone()[0]
        _program("pg_dump", *_address(), "--format=custom", f"--snapshot={moment}", f"--file={into}")
        return _counted(connection.introspection.table_names(cursor), cursor.execute, cursor.fetchone)


def _address() -> list[str]:
    given = connection.settings_dict
    parts = {"--host": given["HOST"], "--port": given["PORT"], "--username": given["USER"], "--dbname": given["NAME"]}
    return [f"{option}={value}" for option, value in parts.items() if value]


def _program(name: str, *arguments: str) -> None:
    """Run a program of PostgreSQL; its password goes through the environment, never on the command line."""
    found = shutil.which(name)
    if found is None:
        raise CannotCopy(_("没有找到程序 %(name)s：请安装 PostgreSQL 客户端。") % {"name": name})
    environment = os.environ | {"PGPASSWORD": str(connection.settings_dict.get("PASSWORD") or "")}
    done = subprocess.run([found, *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotCopy(_("%(name)s 没有成功：%(why)s") % {"name": name, "why": done.stderr.strip()[-500:]})
