"""Checks by name. A room brings its own in a module `health.py` beside its models; its existence is the registration."""

from __future__ import annotations

import pkgutil
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.utils.module_loading import autodiscover_modules

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ALWAYS, TALLIES, DEPLOY = "", "tallies", "deploy"  # when a check is run: each time, or when its option is given


@dataclass(frozen=True)
class Finding:
    """Something that is not as it must be, in the words of the office, and how to mend it."""

    text: str
    mend: str = ""


Look = Callable[[], Iterable[Finding]]


@dataclass(frozen=True)
class Check:
    """One named check; `look` yields what it found, nothing when all is well."""

    key: str
    title: StrOrPromise
    look: Look
    group: str = ALWAYS


@dataclass(frozen=True)
class Outcome:
    """What one check found, and how long it looked (seconds)."""

    key: str
    title: str
    findings: tuple[Finding, ...]
    seconds: float

    @property
    def good(self) -> bool:
        return not self.findings

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {"good": self.good, "seconds": round(self.seconds, 3)}


CHECKS: dict[str, Check] = {}


def check(key: str, title: StrOrPromise, group: str = ALWAYS) -> Callable[[Look], Look]:
    """Enter a check: @check("people.one_membership", _("一人一会籍")). A key used twice raises ValueError."""

    def enter(look: Look) -> Look:
        if key in CHECKS and CHECKS[key].look.__module__ != look.__module__:
            raise ValueError(f"check used twice: {key}")
        CHECKS[key] = Check(key, title, look, group)
        return look

    return enter


def discover() -> dict[str, Check]:
    """All checks of the kernel's rooms and of the ledgers, in order of key."""
    import gonghui.kernel

    for room in pkgutil.iter_modules(gonghui.kernel.__path__):
        if room.ispkg and any(
            m.name == "health" for m in pkgutil.iter_modules([f"{gonghui.kernel.__path__[0]}/{room.name}"])
        ):
            import_module(f"gonghui.kernel.{room.name}.health")
    autodiscover_modules("health")
    return dict(sorted(CHECKS.items()))


def examine(groups: Collection[str] = (ALWAYS,), only: Collection[str] = ()) -> Iterator[Outcome]:
    """Run the checks of these groups, or only those named; each outcome as soon as it is there."""
    for key, one in discover().items():
        if key in only or (not only and one.group in groups):
            start = time.perf_counter()
            findings = tuple(one.look())
            yield Outcome(key, str(one.title), findings, time.perf_counter() - start)
