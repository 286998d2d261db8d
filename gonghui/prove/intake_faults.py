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
        try:
            yield made
        finally:
            made.close()


def _known(made: Office) -> bool:
    try:
        return UNION in made.call("union", "list")
    except RuntimeError:
        return False


def file_of(made: Office, seed: int) -> str:
    return str(made.home / f"批{seed}.xlsx")


def state_of(made: Office, uid: str) -> Any:
    return made.ask("intake_office:told", uid)


def done(made: Office, uid: str, state: str = "done") -> bool:
    return until(lambda: bool(state_of(made, uid)["state"] == state), 180, 0.2)


def whole(told: Any) -> bool:
    return bool(told["own"] == {"members": PEOPLE, "petitions": VISITS} and told["taken"] == ROWS)


def nothing(told: Any) -> bool:
    return bool(told["own"] == {"members": 0, "petitions": 0})


def working(made: Office, uid: str) -> bool:
    """Whether a worker is at a batch: it says how far it is in a file."""
    return (made.home / "var" / "progress" / f"{uid}.json").exists()


def at_work(made: Office, uid: str) -> bool:
    return until(lambda: working(made, uid), 180, 0.01)


def usual(made: Office, seed: int) -> float:
    """Seconds that an import of this size takes here when nobody disturbs it."""
    uid = made.ask("intake_office:begin", file_of(made, seed), str(seed))
    worker = made.start("worker")
    at_work(made, uid)
    start = time.monotonic()
    until(lambda: not working(made, uid), 180, 0.01)
    seconds = time.monotonic() - start
    done(made, uid)
    end(worker)
    return seconds


@proof("intake.kill", "imports killed (SIGKILL) at random points, taken over by the next worker")
def kill(asked: Asked) -> Iterator[Line]:
    chance = random.Random(asked.seed)  # noqa: S311 - where to kill
    torn, ill, twice, wrote = 0, 0, 0, 0
    with office(asked) as made:
        span = usual(made, asked.seed * 1000 + 999)
        for nth in range(asked.times):
            uid = made.ask("intake_office:begin", file_of(made, nth), str(asked.seed * 1000 + nth))
            worker = made.start("worker")
            at_work(made, uid)
            time.sleep(chance.random() * span)
            end(worker)
            told = state_of(made, uid)
            torn += not (whole(told) if told["state"] == "done" else nothing(told))
            wrote += told["state"] == "done"
            ill += bool(made.doctor())
            worker = made.start("worker")
            good = done(made, uid)
            end(worker)
            twice += not (good and whole(state_of(made, uid)))
        ill += bool(made.doctor())
        last = state_of(made, uid)["all"]
    many = asked.times + 1
    yield Line("half-visible after the kill", f"{torn} of {asked.times} ({wrote} were over already)", "0", not torn)
    yield Line("not written whole and once by the next worker", f"{twice} of {asked.times}", "0", not twice)
    yield Line("doctor not clean", str(ill), "0", not ill)
    fresh = f"{last['members']} members, {last['petitions']} petitions"
    each_once = last["petitions"] == many * VISITS and last["members"] == many * PEOPLE
    yield Line("rows in the house", fresh, f"{many * PEOPLE} members, {many * VISITS} petitions", each_once)


@proof("intake.disk", "an import while the disk is full, and again after space was made")
def disk(asked: Asked) -> Iterator[Line]:
    if asked.database:
        yield Line("disk full", "intake.server_disk fills a server's own", "SQLite only", True)
        return
    with office(asked) as made:
        uid = made.ask("intake_office:begin", file_of(made, 1), str(asked.seed))
        room = (made.home / "office.sqlite3").stat().st_size + 300_000
        worker = made.start("worker", limits=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)))
        until(lambda: state_of(made, uid)["state"] != "running", 60, 1.0)
        end(worker)
        told = state_of(made, uid)
        yield Line("nothing written on a full disk", str(told["own"]), "none", nothing(told))
        yield Line("doctor", "、".join(made.doctor()) or "clean", "clean", not made.doctor())
        again = made.ask("intake_office:again", uid)
        worker = made.start("worker")
        good = done(made, uid)
        end(worker)
        yield Line(
            "written after space was made",
            f"{again}: {state_of(made, uid)['own']}",
            "whole",
            good and whole(state_of(made, uid)),
        )


@proof("intake.twice", "one file taken in by two workers at the same time")
def twice(asked: Asked) -> Iterator[Line]:
    with office(asked) as made:
        before = state_of(made, made.ask("intake_office:begin", file_of(made, 0), str(asked.seed * 7 + 1)))["all"]
        both = [made.ask("intake_office:begin", file_of(made, 0), "0") for _time in range(2)]
        workers = [made.start("worker"), made.start("worker")]
        good = all(done(made, uid) for uid in both)
        for worker in workers:
            end(worker)
        told = [state_of(made, uid) for uid in both]
        fresh = {name: told[0]["all"][name] - before[name] for name in ("members", "petitions")}
        yield Line("both finished", str([one["state"] for one in told]), "done, done", good)
        yield Line(
            "rows in the house", str(fresh), f"{PEOPLE}, {VISITS}", fresh == {"members": PEOPLE, "petitions": VISITS}
        )
        yield Line("doctor", "、".join(made.doctor()) or "clean", "clean", not made.doctor())


@proof("intake.undo", "an import undone while another edits its records; the undoing killed half-way")
def undo(asked: Asked) -> Iterator[Line]:
    with office(asked) as made:
        uid = made.ask("intake_office:begin", file_of(made, 0), str(asked.seed * 1000 + 900))
        worker = made.start("worker")
        written = done(made, uid)
        end(worker)
        yield Line("written", str(state_of(made, uid)["own"]), "whole", written and whole(state_of(made, uid)))
        made.ask("intake_office:take_back", uid)
        worker = made.start("worker")
        edited = made.ask("intake_office:edit", uid, "400")
        end(worker)
        told = state_of(made, uid)
        kept_or_gone = told["state"] == "undone" or told["own"]["members"] == PEOPLE
        yield Line("killed half-way: all or nothing", f"{told['state']}, {told['own']}", "all or nothing", kept_or_gone)
        worker = made.start("worker")
        over = done(made, uid, "undone")
        end(worker)
        told = state_of(made, uid)
        yield Line("undone by the next worker", told["state"], "undone", over)
        same = told["own"]["members"] == told["left"] and told["own"]["petitions"] == 0
        yield Line(
            "what stays is what was edited, and is listed",
            f"{edited} edited, {told['own']['members']} stay, {told['left']} listed",
            "alike",
            same,
        )
        yield Line("doctor", "、".join(made.doctor()) or "clean", "clean", not made.doctor())
