"""The load again, while its server is killed, its database restarted, its disk full and its clock set back."""

from __future__ import annotations

import asyncio
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gonghui.prove import officers
from gonghui.prove.clusters import Cluster, cluster, full, restarted, small_disk
from gonghui.prove.load import Server, kept, open_office
from gonghui.prove.registry import Asked, Line, proof
from gonghui.prove.scratch import Office

PATIENCE = 60.0  # seconds within which writes must be acknowledged again


@dataclass
class Fault:
    """One fault: what had been acknowledged before it and by its end, and how long until writes were acknowledged again."""

    name: str
    before: frozenset[str]
    during: frozenset[str]
    again: float | None  # seconds after its end; None: never within the patience


def verdicts(faults: Iterable[Fault], acknowledged: set[str], found: dict[str, int]) -> Iterator[Line]:
    """One line for each fault: the work went on after it, and no write acknowledged up to the next one is lost or doubled."""
    told = list(faults)
    for nth, fault in enumerate(told):
        until_next = told[nth + 1].before if nth + 1 < len(told) else acknowledged
        lost = until_next - found.keys()
        doubled = {each for each in until_next if found.get(each, 0) > 1}
        again = "never" if fault.again is None else f"after {fault.again:.1f} s"
        seen = (
            f"after {len(fault.before)} writes, {len(fault.during - fault.before)} acknowledged during it; "
            f"writing again {again}; {len(lost)} lost, {len(doubled)} doubled"
        )
        good = fault.again is not None and not lost and not doubled
        yield Line(fault.name, seen, f"again within {PATIENCE:.0f} s; 0, 0", good)


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
        done: list[Fault] = []
        heard = asyncio.run(officers.work(place, people, asked.seed, _happen(plan, seconds, place, done)))
        server.stop()
        yield Line("officers, minutes, seconds of thought", f"{number}, {asked.minutes:g}, {think:g}", "—", True)
        yield Line("faults", str(len(done)), str(len(plan)), len(done) == len(plan))
        yield from verdicts(done, heard.acknowledged, office.ask("load_office:kept", "故障"))
        yield Line("answers / errors met meanwhile", f"{len(heard.all())} / {len(heard.errors)}", "—", True)
        yield from kept(office, heard, "故障", before)
        ill = office.doctor()
        yield Line("gonghui doctor", "、".join(ill) or "clean", "clean", not ill)


async def _happen(
    plan: list[tuple[float, str, Callable[[], None]]], seconds: float, place: officers.Office, done: list[Fault]
) -> None:
    """Each fault in its turn, beside the officers; then until a write is acknowledged again."""
    began, heard = time.monotonic(), place.heard
    for share, name, fault in plan:
        await asyncio.sleep(max(0.0, began + share * seconds - time.monotonic()))
        before = frozenset(heard.acknowledged)
        await asyncio.to_thread(fault)
        during, ended = frozenset(heard.acknowledged), time.monotonic()
        while len(heard.acknowledged) == len(during) and time.monotonic() < min(ended + PATIENCE, place.until):
            await asyncio.sleep(0.1)
        again = time.monotonic() - ended if len(heard.acknowledged) > len(during) else None
        done.append(Fault(name, before, during, again))
