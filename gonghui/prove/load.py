"""Many officers at once, and what is left of their writes when servers, database, disk and clock fail under them."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from gonghui.prove import officers
from gonghui.prove.registry import Asked, Line, proof
from gonghui.prove.scratch import Office, end, until

WARM = 12  # pages before the clock runs: enough that both processes have had some
GOAL = 0.5  # seconds within which 95 of 100 are answered


class Server:
    """The pages of an installation, on a port of their own; killed and begun again as the proof wants."""

    def __init__(self, office: Office) -> None:
        self.office = office
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.program: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, application: str = "gonghui.wsgi") -> None:
        options = ["--bind", f"127.0.0.1:{self.port}", "--worker-class", "gthread", "--workers", "2", "--threads", "4"]
        options += ["--keep-alive", "75"]  # as deploy/ declares it
        command = [sys.executable, "-m", "gunicorn", application, *options, "--timeout", "120", "--log-level", "error"]
        with (self.office.home / "server.log").open("ab") as log:
            self.program = subprocess.Popen(
                command, env=self.office.environment, stdout=log, stderr=log, start_new_session=True
            )

    def answers(self, seconds: float = 240) -> bool:
        """Whether every process has brought a page: each loads the application when it is first asked."""

        def asked() -> bool:
            try:
                with urlopen(f"{self.address}/ready/", timeout=seconds) as page:  # noqa: S310 - our own server
                    return bool(page.status == 200)
            except OSError:
                return False

        return all(until(asked, seconds) for _ in range(WARM))

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self.program is not None and self.program.poll() is None:
            os.killpg(self.program.pid, how)
            self.program.wait(60)


@contextmanager
def open_office(office: Office, number: int, asked: Asked) -> Iterator[tuple[Server, list[list[str]], int]]:
    """The installation filled, its pages and one worker running; how many generated rows stand past the log."""
    office.environment |= {"RATE_ACCOUNT": "0", "LOG_LEVEL": "ERROR"}
    members, records = asked.words.get("members", "20000"), asked.words.get("records", "20000")
    people = office.ask("load_office:furnish", str(number), members, records)
    before = int(office.ask("load_office:audited")["past"])
    server, worker = Server(office), office.start("worker")
    server.start()
    try:
        server.answers()
        yield server, people, before
    finally:
        server.stop(signal.SIGKILL)
        end(worker)


def kept(office: Office, heard: officers.Heard, mark: str, before: int) -> Iterator[Line]:
    """Nothing acknowledged lost, nothing doubled, the log whole; `before`: the generated rows, which stand past the log."""
    found = office.ask("load_office:kept", mark)
    lost = heard.acknowledged - found.keys()
    doubled = [each for each, n in found.items() if n > 1]
    yield Line(
        "writes tried / acknowledged",
        f"{len(heard.tried)} / {len(heard.acknowledged)}",
        "some",
        bool(heard.acknowledged),
    )
    yield Line("acknowledged and lost", str(len(lost)), "0", not lost)
    yield Line("written twice", str(len(doubled)), "0", not doubled)
    audit = office.ask("load_office:audited")
    good = not audit["log"] and audit["past"] == before
    said = "; ".join(audit["log"]) or f"{audit['lines']} lines agree; {audit['past'] - before} rows past the log"
    yield Line("gonghui audit verify", said, "all agree; 0", good)


def told(heard: officers.Heard, goal: float | None) -> Iterator[Line]:
    """Answers and their times, of all and by kind."""
    everything = heard.all()
    p95 = officers.share(everything, 95)
    yield Line("answers", str(len(everything)), "some", bool(everything))
    aim = f"≤ {goal * 1000:.0f} ms" if goal else "—"
    yield Line("p50 / p95 / p99 of all", _times(everything), aim, goal is None or p95 <= goal)
    for kind, seconds in heard.seconds.items():
        if seconds:
            yield Line(f"… {kind} ({len(seconds)})", _times(seconds), "—", True)


def _times(seconds: list[float]) -> str:
    return " / ".join(f"{officers.share(seconds, each) * 1000:.0f}" for each in (50, 95, 99)) + " ms"


def _errors(heard: officers.Heard) -> str:
    return "; ".join(f"{n} × {what}" for what, n in Counter(heard.errors).most_common(3)) or "none"


@proof("load.officers", "200 officers at once: 70 % lists and figures, 20 % writes, 10 % intake and documents")
def many(asked: Asked) -> Iterator[Line]:
    think, number = float(asked.words.get("think", "10")), int(asked.words.get("officers", "200"))
    with tempfile.TemporaryDirectory(prefix="gonghui-prove-") as home:
        office = Office(Path(home), asked.database)
        with open_office(office, number, asked) as (server, people, before):
            busy = os.getloadavg()[0]
            ends = time.monotonic() + asked.minutes * 60
            place = officers.Office(server.address, think, officers.MIX, ends, "负载")
            heard = asyncio.run(officers.work(place, people, asked.seed))
        yield Line(
            "officers, minutes, seconds of thought",
            f"{number}, {asked.minutes:g}, {think:g}",
            "200, 10",
            number >= 200 and asked.minutes >= 10,
        )
        yield Line("answers a second", f"{len(heard.all()) / (asked.minutes * 60):.1f}", "—", True)
        slow = sorted(heard.pages.items(), key=lambda each: -officers.share(each[1], 95))[:3]
        yield Line("slowest", "; ".join(f"{page} {_times(seconds)}" for page, seconds in slow), "—", True)
        yield Line("load average before it began", f"{busy:.1f}", "—", True)
        yield Line("errors", _errors(heard), "none", not heard.errors)
        yield from told(heard, GOAL)
        yield from kept(office, heard, "负载", before)


@proof("load.writers", "16 writers without a pause on SQLite")
def writers(asked: Asked) -> Iterator[Line]:
    with tempfile.TemporaryDirectory(prefix="gonghui-prove-") as home:
        office = Office(Path(home))
        with open_office(office, 16, asked) as (server, people, before):
            ends = time.monotonic() + asked.minutes * 60
            place = officers.Office(server.address, 0, {officers.WRITE: 1}, ends, "写入")
            heard = asyncio.run(officers.work(place, people, asked.seed))
        yield Line("writers, minutes", f"16, {asked.minutes:g}", "16, 1", asked.minutes >= 1)
        locked = (Path(home) / "server.log").read_text(encoding="utf-8", errors="replace").count("database is locked")
        yield Line("“database is locked”", str(locked), "0", not locked)
        yield Line("errors", _errors(heard), "none", not heard.errors)
        yield from told(heard, None)
        yield from kept(office, heard, "写入", before)
