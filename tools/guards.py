"""Take each guard of the product away, once, and see that a test notices: `python -m tools.guards [WORD…] [--write]`.

A guard is a place that says no: a queryset that leaves rows out, a mask, a limit, a header, a seal. Each is named in guard_list.py, with
what stands in its place when it lets everything through, and with a test that must then fail. Every test is first asked with the guard in
its place. Ends with 1 when a guard's removal goes unnoticed, or when the test fails otherwise than by a statement that no longer holds.
`--write` keeps the table in docs/reference/guards.md.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tools.guard_instead import Guard
from tools.guard_list import GUARDS

ROOT = Path(__file__).resolve().parents[1]
TABLE = Path("docs/reference/guards.md")
HEAD = """# Guards

Each guard of the product was taken away once (`python -m tools.guards --write`), and a test that must notice it was asked: first with the
guard in its place, then without. {day}: {caught} of {all} were noticed.

| guard | what it is for | test that notices |
|---|---|---|
"""


def ours() -> list[Any]:
    """The modules of the program and of its tests that were read so far."""
    places = tuple(f"{ROOT / name}/" for name in ("gonghui", "tests"))
    return [each for each in list(sys.modules.values()) if str(getattr(each, "__file__", "")).startswith(places)]


@contextmanager
def taken_away(guard: Guard) -> Iterator[None]:
    """The guard replaced wherever the program knows it by a name of its own, for as long as this lasts."""
    module, _colon, name = guard.where.partition(":")
    holder: Any = import_module(module)
    *path, last = name.split(".")
    for step in path:
        holder = getattr(holder, step)
    was, places = getattr(holder, last), [(holder, last)]
    if not path:
        for each in ours():
            places += [
                (each, key) for key, value in vars(each).items() if value is was and isinstance(was, Callable | str)
            ]
    try:
        for where, key in places:
            setattr(where, key, guard.instead)
        yield
    finally:
        for where, key in places:
            setattr(where, key, was)
        for each in ours():
            for key in [key for key, value in vars(each).items() if value is guard.instead]:
                setattr(each, key, was)  # a module that was first read meanwhile


class Again:
    """The same test once more: what its module shares stays, what is its own is made anew."""

    def __init__(self, item: pytest.Item) -> None:
        self.item = item

    def listchain(self) -> list[Any]:
        return self.item.listchain()[:-1]


class Session:
    """Asks the tests: each with its guards in place, then without each."""

    def __init__(self, guards: list[Guard]) -> None:
        self.guards = guards

    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> bool:
        mine = [guard for guard in self.guards if item.nodeid.startswith(guard.test) and not guard.caught]
        if not mine:
            item.session._setupstate.teardown_exact(nextitem)  # what the next test does not share
            return True
        said, _kind = self._ask(item)
        for guard in mine:
            guard.baseline = "failed" if said != "passed" or guard.baseline == "failed" else "passed"
            with taken_away(guard):
                outcome, kind = self._ask(item)
            known = outcome == "failed" and kind in ("AssertionError", "Failed", "AssertionError:")
            guard.seen = "noticed" if known else guard.seen or f"{outcome} {kind}".strip()
            if known:
                guard.tests.append(item.nodeid)
        item.session._setupstate.teardown_exact(nextitem)
        return True

    def _ask(self, item: Any) -> tuple[str, str]:
        with suppress(AttributeError):
            item._initrequest()
        kinds: list[str] = []

        class Look:
            @pytest.hookimpl(wrapper=True)
            def pytest_runtest_makereport(self, item: Any, call: Any) -> Any:
                if call.excinfo is not None:
                    kinds.append(call.excinfo.type.__name__)
                return (yield)

        look = Look()
        item.config.pluginmanager.register(look)
        try:
            reports = runtestprotocol(item, nextitem=Again(item), log=False)  # type: ignore[arg-type]
        finally:
            item.config.pluginmanager.unregister(look)
        failed = any(report.failed for report in reports)
        return ("failed" if failed else "passed"), (kinds[0] if kinds else "")


def run(words: list[str]) -> list[Guard]:
    """Ask for every guard whose place holds one of the words, or for all."""
    chosen = [guard for guard in GUARDS if not words or any(word in guard.where for word in words)]
    tests = sorted({guard.test for guard in chosen})
    pytest.main(["-q", "-n", "0", "-p", "no:randomly", "--no-header", *tests], plugins=[Session(chosen)])
    return chosen


def name_of(guard: Guard) -> str:
    return "`" + guard.where.removeprefix("gonghui.").replace(":", ".") + "`"


def line(guard: Guard) -> str:
    none = f"**none** (with the guard {guard.baseline or 'not asked'}, without it {guard.seen or 'not asked'})"
    return f"| {name_of(guard)} | {guard.why} | {f'`{guard.tests[0]}`' if guard.caught else none} |"


def keep(asked: list[Guard]) -> None:
    """Put the lines of what was asked into the table; those of guards that are no longer declared go."""
    old = TABLE.read_text(encoding="utf-8").splitlines() if TABLE.exists() else []
    rows = {row.split(" | ")[0].removeprefix("| "): row for row in old if row.startswith("| `")}
    rows |= {name_of(guard): line(guard) for guard in asked}
    kept = [rows[name_of(guard)] for guard in GUARDS if name_of(guard) in rows]
    caught = sum("**none**" not in row for row in kept)
    head = HEAD.format(day=dt.date.today(), caught=caught, all=len(GUARDS))
    TABLE.write_text(head + "\n".join(kept) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    words = [each for each in arguments if not each.startswith("--")]
    asked = run(words)
    caught = [guard for guard in asked if guard.caught]
    print(*map(line, asked), sep="\n")
    for guard in asked:
        if not guard.caught:
            print(
                f"  {guard.where}: with the guard {guard.baseline or 'not asked'}, without it {guard.seen or 'not asked'}"
            )
    print(f"{len(caught)} of {len(asked)} guards: a test notices when they are gone")
    if "--write" in arguments:
        keep(asked)
    return 0 if len(caught) == len(asked) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
