"""How far an import is, and the wish to stop it: in files, since a transaction shows nothing of itself before its end."""

from __future__ import annotations

import json
import time
from pathlib import Path

from django.conf import settings

from gonghui.kernel.intake.models import Intake

SILENCE = 300  # seconds without a sign after which a batch may be begun anew by hand


class Stopped(Exception):
    """Somebody asked the import to stop; nothing of it is written."""


def _file(intake: Intake, suffix: str = ".json") -> Path:
    return Path(settings.VAR) / "progress" / f"{intake.uid}{suffix}"


def tell(intake: Intake, done: int, total: int) -> None:
    """Say how far the work is (rows). Raises Stopped where somebody asked for it."""
    path = _file(intake)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    draft.write_text(json.dumps([done, total]), encoding="utf-8")
    draft.replace(path)
    if _file(intake, ".stop").exists():
        raise Stopped


def told(intake: Intake) -> tuple[int, int]:
    """(rows done, rows in all); zeros while nothing is known."""
    try:
        done, total = json.loads(_file(intake).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return 0, 0
    return int(done), int(total)


def ask_to_stop(intake: Intake) -> None:
    path = _file(intake, ".stop")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def asked_to_stop(intake: Intake) -> bool:
    return _file(intake, ".stop").exists()


def forget(intake: Intake) -> None:
    """The work is over, one way or the other."""
    for suffix in (".json", ".part", ".stop"):
        _file(intake, suffix).unlink(missing_ok=True)


def stalled(intake: Intake) -> bool:
    """Whether a batch at work has given no sign for a while: its worker was killed, and nothing was written."""
    try:
        sign = _file(intake).stat().st_mtime
    except OSError:
        sign = intake.at.timestamp()
    return intake.state in (Intake.State.RUNNING, Intake.State.UNDOING) and time.time() - sign > SILENCE
