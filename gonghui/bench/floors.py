"""Floor programs kept outside the repository, run in the same run on the same server, so that ratios mean something.

They have requirements of their own (polars, numpy, …), which are no part of the product: they get an environment of their
own, made once from the requirements.txt beside them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

_DATABASE = "gonghui_floors"


def python(folder: Path) -> Path:
    """The interpreter of the floors' environment; made when first asked for, and anew when their requirements change."""
    home = Path(settings.VAR) / "floors"
    stamp, text = home / "requirements.txt", (folder / "requirements.txt").read_text()
    found = home / "bin" / "python"
    if stamp.exists() and stamp.read_text() == text and found.exists():
        return found
    shutil.rmtree(home, ignore_errors=True)
    installer = shutil.which("uv")
    venv.create(home, with_pip=not installer)
    pip = (
        [installer, "pip", "install", "-q", "-p", str(found)]
        if installer
        else [str(found), "-m", "pip", "install", "-q"]
    )
    subprocess.run([*pip, "-r", str(folder / "requirements.txt")], check=True)
    stamp.write_text(text)
    return found


def rollup(folder: Path, unions: int, members: int, home: Path) -> dict[str, Any]:
    """What the floors measure at this size: `nodes`, one indicator at every union (seconds), `subtree`, counts by level (ms)."""
    run = _Programs(folder, python(folder), home)
    run.call("gen.py", f"--unions={unions}", f"--members={members}", "--parquet")
    sizes = (f"--unions={unions}", f"--members={members}")
    postgres = connection.vendor == "postgresql"
    with _database(run) if postgres else _nothing():
        base = ["rollup.py", *sizes, f"--db={'pg' if postgres else 'sqlite'}"]
        run.call(*base, "--part=build")
        told = run.call(*base, "--part=all", "--only", "c_groupby_numpy_1", "c_groupby_numpy_4")
    by_name = {line["bench"]: line["res"] for line in told}
    return {
        "nodes": by_name["rollup"]["c_groupby_numpy_1"]["s"],
        "right": by_name["rollup"]["c_groupby_numpy_4"]["correct"],
        "subtree": by_name["subtree"],
    }


class _Programs:
    def __init__(self, folder: Path, interpreter: Path, home: Path) -> None:
        self.folder, self.interpreter = folder, interpreter
        home.mkdir(parents=True, exist_ok=True)
        self.environment = {**os.environ, "PERF_BASE": str(home)}
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)

    def call(self, program: str, *arguments: str) -> list[dict[str, Any]]:
        """Run one; the objects it prints, a line each."""
        done = subprocess.run(
            [str(self.interpreter), str(self.folder / program), *arguments],
            cwd=self.folder, env=self.environment, check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


@contextmanager
def _database(run: _Programs) -> Iterator[None]:
    """A database for the floors on the server that is measured."""
    import psycopg

    given = connection.get_connection_params()
    where = {"host": given.get("host"), "port": given.get("port"), "user": given.get("user")}
    own = {key: value for key, value in {**where, "password": given.get("password")}.items() if value}
    with psycopg.connect(**own, dbname="postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {_DATABASE}")
        server.execute(f"CREATE DATABASE {_DATABASE}")
        named = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD"}
        run.environment |= {named[key]: str(value) for key, value in own.items()} | {"PGDATABASE": _DATABASE}
        try:
            yield
        finally:
            server.execute(f"DROP DATABASE {_DATABASE} WITH (FORCE)")


@contextmanager
def _nothing() -> Iterator[None]:
    yield
