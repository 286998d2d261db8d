"""Proofs by key. A module of this package brings its own with `@proof`; its existence is the registration."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path


@dataclass(frozen=True)
class Line:
    """One thing shown: what, what was seen, what was asked for, and whether it holds."""

    what: str
    seen: str
    goal: str
    good: bool


@dataclass(frozen=True)
class Asked:
    """What the command line asked of a proof. `database` empty: SQLite in a scratch folder."""

    minutes: float = 1.0
    times: int = 20
    seed: int = 1
    database: str = ""
    words: dict[str, str] = field(default_factory=dict)  # --set name=value, for one proof's own wishes


Run = Callable[[Asked], Iterator[Line]]


@dataclass(frozen=True)
class Proof:
    key: str
    title: str
    run: Run
    database: str = ""  # where it brings one of its own


PROOFS: dict[str, Proof] = {}


def proof(key: str, title: str, database: str = "") -> Callable[[Run], Run]:
    """Enter a proof: @proof("intake.kill", "killed while it writes")."""

    def enter(run: Run) -> Run:
        PROOFS[key] = Proof(key, title, run, database)
        return run

    return enter


def discover() -> dict[str, Proof]:
    """All proofs of this package's modules, in order of key."""
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name not in ("management", "registry", "stepped", "texts_inputs", "world"):
            import_module(f"gonghui.prove.{module.name}")
    return dict(sorted(PROOFS.items()))
