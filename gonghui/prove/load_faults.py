"""The load again, while its server is killed, its database restarted, its disk full and its clock set back."""

from __future__ import annotations

import asyncio
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from gonghui.prove import officers
from gonghui.prove.clusters import Cluster, cluster, full, restarted, small_disk
from gonghui.prove.load import Server, kept, open_office
from gonghui.prove.registry import Asked, Line, proof
from gonghui.prove.scratch import Office


def killed(server: Server) -> None:
    """The application's processes are killed and begun again."""
    server.stop(signal.SIGKILL)
    server.start()


def stepped_back(server: Server) -> None:
    """The application goes on with a clock an hour behind."""
    server.stop()
    server.start("gonghui.prove.stepped")


@proof(
    "load.faults",
    "the same load while the server is killed, the database restarted, the disk full, the clock set back",
    "PostgreSQL",
)
def faults(asked: Asked) -> Iterator[Line]:
    if os.geteuid() != 0:
        yield Line("left out", "a small disk of its own needs root", "root", False)
        return
    with tempfile.TemporaryDirectory(prefix="gonghui-faults-") as home:
        os.chmod(home, 0o755)  # noqa: S103 - the database runs in an account of its own
        with small_disk(Path(home) / "disk") as disk, cluster(disk / "pg") as made:
            yield from _under_load(Path(home), made, asked)


def _under_load(home: Path, made: Cluster, asked: Asked) -> Iterator[Line]:
    made.say("CREATE DATABASE gonghui TEMPLATE template0 ENCODING 'UTF8'")
    office = Office(home / "office", made.address("gonghui"))
    office.home.mkdir()
    number, think = int(asked.words.get("officers", "200")), float(asked.words.get("think", "10"))
    with open_office(office, number, asked) as (server, people, before):
        seconds = asked.minutes * 60
        place = officers.Office(server.address, think, officers.MIX, time.monotonic() + seconds, "故障")
        plan: list[tuple[float, str, Callable[[], None]]] = [
            (0.15, "server killed", lambda: killed(server)),
            (0.35, "database restarted", lambda: restarted(made)),
            (0.55, "disk full", lambda: full(made)),
            (0.75, "clock an hour back", lambda: stepped_back(server)),
        ]
        done: list[str] = []
        heard = asyncio.run(officers.work(place, people, asked.seed, _happen(plan, seconds, place, done)))
        server.stop()
        yield Line("officers, minutes, seconds of thought", f"{number}, {asked.minutes:g}, {think:g}", "—", True)
        yield Line("faults", "; ".join(done), "4", len(done) == len(plan))
        yield Line("answers / errors met meanwhile", f"{len(heard.all())} / {len(heard.errors)}", "—", True)
        yield from kept(office, heard, "故障", before)
        ill = office.doctor()
        yield Line("gonghui doctor", "、".join(ill) or "clean", "clean", not ill)


async def _happen(
    plan: list[tuple[float, str, Callable[[], None]]], seconds: float, place: officers.Office, done: list[str]
) -> None:
    """Each fault in its turn, beside the officers; how many writes were acknowledged before it is kept."""
    began = time.monotonic()
    for share, name, fault in plan:
        await asyncio.sleep(max(0.0, began + share * seconds - time.monotonic()))
        before = len(place.heard.acknowledged)
        await asyncio.to_thread(fault)
        done.append(f"{name} after {before} writes")
