"""Seconds of a core that PostgreSQL itself takes, read from the kernel where it runs on this machine; zero elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

from django.db import connection

_OWN, _ENDED, _PARENT = slice(11, 13), slice(13, 15), 1  # fields of /proc/PID/stat after the program's name (proc(5))


def own_core() -> float:
    """What the server has computed for this connection so far."""
    stat = _stat(_backend())
    return _seconds(stat[_OWN]) if stat else 0.0


def ended_core() -> float:
    """What all connections of the server that have ended had computed; others' that end meanwhile are among them."""
    stat = _stat(_backend())
    server = _stat(int(stat[_PARENT])) if stat else []
    return _seconds(server[_ENDED]) if server else 0.0


def _backend() -> int:
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _stat(pid: int) -> list[str]:
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace") if pid else ""
    except OSError:  # a server on another machine
        return []
    return text.rpartition(")")[2].split() if "postgres" in text else []


def _seconds(ticks: list[str]) -> float:
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
