"""An installation of its own for a proof, spoken to by its commands alone, as its keeper would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Office:
    """A folder, a database, and programs that work in them. `database` empty: SQLite in the folder."""

    def __init__(self, home: Path, database: str = "") -> None:
        self.home = home
        self.environment = {**os.environ, "GONGHUI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "gonghui.settings"}
        self.environment["DATABASE_URL"] = database or f"sqlite:///{home / 'office.sqlite3'}"

    def call(self, *words: str) -> str:
        """Run a command; raises RuntimeError with its last words where it fails."""
        command = [sys.executable, "-m", "gonghui", *words]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"gonghui {' '.join(words[:3])} …: {done.stderr[-1500:]}")
        return done.stdout

    def ask(self, function: str, *values: str) -> Any:
        """What a function "module:name" of this package answers inside the installation."""
        module, name = function.split(":")
        code = f"from gonghui.prove.{module} import {name} as ask; import json; print('\\n' + json.dumps(ask(*{values!r})))"
        return json.loads(self.call("shell", "--no-imports", "-c", code).strip().splitlines()[-1])

    def start(self, *words: str, limits: Callable[[], None] | None = None) -> subprocess.Popen[bytes]:
        """A program that runs on, silent."""
        quiet = subprocess.DEVNULL
        command = [sys.executable, "-m", "gonghui", *words]
        return subprocess.Popen(command, env=self.environment, stdout=quiet, stderr=quiet, preexec_fn=limits)  # noqa: PLW1509 - no thread of ours is alive here

    def doctor(self) -> list[str]:
        """What the doctor finds; nothing when all is well."""
        command = [sys.executable, "-m", "gonghui", "doctor", "--json"]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        try:
            told = json.loads(done.stdout)
        except ValueError:
            return [done.stderr[-500:] or "the doctor did not answer"]
        outcomes = told["checks"] if isinstance(told, dict) else told
        return [finding["text"] for one in outcomes for finding in one["findings"]]


def until(true: Callable[[], bool], seconds: float = 120, pause: float = 0.3) -> bool:
    """Wait until something is so; whether it came to be."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(pause)
    return False


def end(program: subprocess.Popen[bytes]) -> None:
    """End a program of ours, at once."""
    if program.poll() is None:
        program.kill()
    program.wait()
