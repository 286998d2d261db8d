"""Imports killed, starved of disk, cut off, met by one another: afterwards every row is there once, or none is."""

from __future__ import annotations

import random
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from gonghui.prove.intake_office import PEOPLE, UNION, VISITS
from gonghui.prove.registry import Asked, Line, proof
from gonghui.prove.scratch import Office, end, until

ROWS = PEOPLE + VISITS


@contextmanager
def office(asked: Asked) -> Iterator[Office]:
    with tempfile.TemporaryDirectory(prefix="gonghui-prove-") as home:
        made = Office(Path(home), asked.database)
        if not asked.database or not _known(made):
            made.call("union", "add", UNION, "证明市总工会", "--level", "county")
        yield made


def _known(made: Office) -> bool:
    try:
        return UNION in made.call("union", "list")
    except RuntimeError:
        return False


def _file(made: Office, seed: int) -> str:
    return str(made.home / f"批{seed}.xlsx")


def _told(made: Office, uid: str) -> Any:
    return made.ask("intake_office:told", uid)


def _done(made: Office, uid: str, state: str = "done") -> bool:
    return until(lambda: bool(_told(made, uid)["state"] == state), 180, 1.0)


def _whole(told: Any) -> bool:
    return bool(told["own"] == {"members": PEOPLE, "petitions": VISITS} and told["taken"] == ROWS)


def _nothing(told: Any) -> bool:
    return bool(told["own"] == {"members": 0, "petitions": 0})


@proof("intake.kill", "imports killed (SIGKILL) at random points, taken over by the next worker")
def kill(asked: Asked) -> Iterator[Line]:
    chance = random.Random(asked.seed)  # noqa: S311 - where to kill
    torn, ill, twice, wrote = 0, 0, 0, 0
    with office(asked) as made:
        for nth in range(asked.times):
            uid = made.ask("intake_office:begin", _file(made, nth), str(asked.seed * 1000 + nth))
            worker = made.start("worker")
            time.sleep(chance.uniform(0.4, 7.0))
            end(worker)
            told = _told(made, uid)
            torn += not (_whole(told) if told["state"] == "done" else _nothing(told))
            wrote += told["state"] == "done"
            ill += bool(made.doctor())
            worker = made.start("worker")
            good = _done(made, uid)
            end(worker)
            twice += not (good and _whole(_told(made, uid)))
        ill += bool(made.doctor())
        last = _told(made, uid)["all"]
    yield Line("half-visible after the kill", f"{torn} of {asked.times} ({wrote} were over already)", "0", not torn)
    yield Line("not written whole and once by the next worker", f"{twice} of {asked.times}", "0", not twice)
    yield Line("doctor not clean", str(ill), "0", not ill)
    each_once = last["petitions"] == asked.times * VISITS
    yield Line("rows in the house", f"{last['petitions']} petitions", str(asked.times * VISITS), each_once)


@proof("intake.disk", "an import while the disk is full, and again after space was made")
def disk(asked: Asked) -> Iterator[Line]:
    if asked.database:
        yield Line("disk full", "on the database's own server: not tried", "SQLite only", True)
        return
    with office(asked) as made:
        uid = made.ask("intake_office:begin", _file(made, 1), str(asked.seed))
        room = (made.home / "office.sqlite3").stat().st_size + 300_000
        worker = made.start("worker", limits=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)))
        until(lambda: _told(made, uid)["state"] != "running", 60, 1.0)
        end(worker)
        told = _told(made, uid)
        yield Line("nothing written on a full disk", str(told["own"]), "none", _nothing(told))
        yield Line("doctor", "、".join(made.doctor()) or "clean", "clean", not made.doctor())
        again = made.ask("intake_office:again", uid)
        worker = made.start("worker")
        good = _done(made, uid)
        end(worker)
        yield Line(
            "written after space was made",
            f"{again}: {_told(made, uid)['own']}",
            "whole",
            good and _whole(_told(made, uid)),
        )


@proof("intake.twice", "one file taken in by two workers at the same time")
def twice(asked: Asked) -> Iterator[Line]:
    with office(asked) as made:
        before = _told(made, made.ask("intake_office:begin", _file(made, 0), str(asked.seed * 7 + 1)))["all"]
        both = [made.ask("intake_office:begin", _file(made, 0), "0") for _time in range(2)]
        workers = [made.start("worker"), made.start("worker")]
        good = all(_done(made, uid) for uid in both)
        for worker in workers:
            end(worker)
        told = [_told(made, uid) for uid in both]
        fresh = {name: told[0]["all"][name] - before[name] for name in ("members", "petitions")}
        yield Line("both finished", str([one["state"] for one in told]), "done, done", good)
        yield Line(
            "rows in the house", str(fresh), f"{PEOPLE}, {VISITS}", fresh == {"members": PEOPLE, "petitions": VISITS}
        )
        yield Line("doctor", "、".join(made.doctor()) or "clean", "clean", not made.doctor())


@proof("intake.restart", "the database restarted in the middle of an import (every connection cut)")
def restart(asked: Asked) -> Iterator[Line]:
    if not asked.database:
        yield Line("restart", "SQLite has no server", "PostgreSQL only", True)
        return
    chance = random.Random(asked.seed)  # noqa: S311 - when to cut
    wrong, ill = 0, 0
    with office(asked) as made:
        for nth in range(asked.times):
            uid = made.ask("intake_office:begin", _file(made, nth), str(asked.seed * 1000 + 500 + nth))
            worker = made.start("worker")
            time.sleep(chance.uniform(1.0, 5.0))
            made.ask("intake_office:cut_connections")
            good = _done(made, uid)
            end(worker)
            wrong += not (good and _whole(_told(made, uid)))
            ill += bool(made.doctor())
    yield Line("not written whole and once", f"{wrong} of {asked.times}", "0", not wrong)
    yield Line("doctor not clean", str(ill), "0", not ill)


@proof("intake.undo", "an import undone while another edits its records; the undoing killed half-way")
def undo(asked: Asked) -> Iterator[Line]:
    with office(asked) as made:
        uid = made.ask("intake_office:begin", _file(made, 0), str(asked.seed * 1000 + 900))
        worker = made.start("worker")
        written = _done(made, uid)
        end(worker)
        yield Line("written", str(_told(made, uid)["own"]), "whole", written and _whole(_told(made, uid)))
        made.ask("intake_office:take_back", uid)
        worker = made.start("worker")
        edited = made.ask("intake_office:edit", uid, "400")
        end(worker)
        told = _told(made, uid)
        kept_or_gone = told["state"] == "undone" or told["own"]["members"] == PEOPLE
        yield Line("killed half-way: all or nothing", f"{told['state']}, {told['own']}", "all or nothing", kept_or_gone)
        worker = made.start("worker")
        over = _done(made, uid, "undone")
        end(worker)
        told = _told(made, uid)
        yield Line("undone by the next worker", told["state"], "undone", over)
        same = told["own"]["members"] == told["left"] and told["own"]["petitions"] == 0
        yield Line(
            "what stays is what was edited, and is listed",
            f"{edited} edited, {told['own']['members']} stay, {told['left']} listed",
            "alike",
            same,
        )
        yield Line("doctor", "、".join(made.doctor()) or "clean", "clean", not made.doctor())
