"""Imports whose database server stops as when the power goes, or has no room left; on a server of the proof's own."""

from __future__ import annotations

import os
import random
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from gonghui.prove.clusters import Cluster, cluster, full, restarted, small_disk
from gonghui.prove.intake_faults import at_work, done, file_of, nothing, office, state_of, usual, whole
from gonghui.prove.registry import Asked, Line, proof
from gonghui.prove.scratch import Office, end, until


@contextmanager
def server(asked: Asked, small: bool = False) -> Iterator[tuple[Cluster, Office]]:
    """An office on a server of its own; `small`: the server's data lie on a disk that can be filled."""
    with tempfile.TemporaryDirectory(prefix="gonghui-server-") as home:
        os.chmod(home, 0o755)  # noqa: S103 - the database runs in an account of its own
        with _place(Path(home), small) as place, cluster(place / "pg") as made:
            made.say("CREATE DATABASE gonghui TEMPLATE template0 ENCODING 'UTF8'")
            with office(replace(asked, database=made.address("gonghui"))) as one:
                yield made, one


@contextmanager
def _place(home: Path, small: bool) -> Iterator[Path]:
    if not small:
        yield home
        return
    with small_disk(home / "disk") as disk:
        yield disk


def _alive(one: Office, worker: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
    """The worker, or another where it gave up, as whoever keeps the service running begins one."""
    return worker if worker.poll() is None else one.start("worker")


@proof("intake.restart", "the database stopped at once (as when the power goes) in the middle of imports", "PostgreSQL")
def restart(asked: Asked) -> Iterator[Line]:
    chance = random.Random(asked.seed)  # noqa: S311 - when to stop it
    wrong = ill = early = 0
    with server(asked) as (made, one):
        span = usual(one, asked.seed * 1000 + 499)
        for nth in range(asked.times):
            uid = one.ask("intake_office:begin", file_of(one, nth), str(asked.seed * 1000 + 500 + nth))
            worker = one.start("worker")
            at_work(one, uid)
            time.sleep(chance.random() * span)
            restarted(made)
            early += state_of(one, uid)["state"] == "done"
            worker = _alive(one, worker)
            good = done(one, uid)
            end(worker)
            wrong += not (good and whole(state_of(one, uid)))
            ill += bool(one.doctor())
    yield Line("not written whole and once", f"{wrong} of {asked.times} ({early} were over already)", "0", not wrong)
    yield Line("doctor not clean", str(ill), "0", not ill)


@proof("intake.server_disk", "the database's disk full in the middle of an import, and room made again", "PostgreSQL")
def disk(asked: Asked) -> Iterator[Line]:
    if os.geteuid() != 0:
        yield Line("left out", "a small disk of its own needs root", "root", False)
        return
    with server(asked, small=True) as (made, one):
        uid = one.ask("intake_office:begin", file_of(one, 1), str(asked.seed))
        worker = one.start("worker")
        at_work(one, uid)
        before = state_of(one, uid)["state"]
        full(made)
        until(lambda: bool(state_of(one, uid)["state"] != "running"), 30, 1.0)
        state = state_of(one, uid)
        kept = nothing(state) if state["state"] != "done" else whole(state)
        yield Line(
            "all or nothing on a full disk", f"{before}, then {state['state']}: {state['own']}", "all or nothing", kept
        )
        yield Line("doctor", "、".join(one.doctor()) or "clean", "clean", not one.doctor())
        if state["state"] == "failed":
            one.ask("intake_office:again", uid)
        worker = _alive(one, worker)
        good = done(one, uid)
        end(worker)
        state = state_of(one, uid)
        yield Line("written after room was made", str(state["own"]), "whole", good and whole(state))
        yield Line("doctor afterwards", "、".join(one.doctor()) or "clean", "clean", not one.doctor())
