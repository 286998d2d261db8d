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
        self._answering: subprocess.Popen[str] | None = None

    def call(self, *words: str) -> str:
        """Run a command; raises RuntimeError with its last words where it fails."""
        command = [sys.executable, "-m", "gonghui", *words]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"gonghui {' '.join(words[:3])} …: {done.stderr[-1500:]}")
        return done.stdout

    def ask(self, function: str, *values: str) -> Any:
        """What a function "module:name" of this package answers inside the installation; raises RuntimeError."""
        if self._answering is None or self._answering.poll() is not None:
            command = [sys.executable, "-m", "gonghui.prove.answering"]
            ends = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
            self._answering = subprocess.Popen(command, env=self.environment, text=True, **ends)  # type: ignore[call-overload]
        assert self._answering is not None
        assert self._answering.stdin is not None
        assert self._answering.stdout is not None
        self._answering.stdin.write(json.dumps([function, values]) + "\n")
        self._answering.stdin.flush()
        told = json.loads(self._answering.stdout.readline() or '{"error": "the installation gave no answer"}')
        if "error" in told:
            raise RuntimeError(told["error"])
        return told["answer"]

    def close(self) -> None:
        """Nobody asks any more."""
        if self._answering is not None:
            end(self._answering)

    def start(self, *words: str, limits: Callable[[], None] | None = None) -> subprocess.Popen[bytes]:
        """A program that runs on, silent."""
        quiet = subprocess.DEVNULL
        command = [sys.executable, "-m", "gonghui", *words]
        return subprocess.Popen(command, env=self.environment, stdout=quiet, stderr=quiet, preexec_fn=limits)  # noqa: PLW1509 - no thread of ours is alive here

    def doctor(self) -> list[str]:
        """What the doctor finds; nothing when all is well."""
        try:
            told = json.loads(self.ask("answering:doctor"))
        except (ValueError, RuntimeError) as error:
            return [str(error)[-500:] or "the doctor did not answer"]
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


def end(program: subprocess.Popen[Any]) -> None:
    """End a program of ours, at once."""
    if program.poll() is None:
        program.kill()
    program.wait()
