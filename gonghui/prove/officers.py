"""Officers at their browsers: pages, figures, writes, files and documents, with time to think between them."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

TOKEN = "0123456789abcdefghijklmnopqrstuv"  # noqa: S105 - the cookie against forgery is ours to choose
PATIENCE = 300.0  # seconds until an officer gives up
LOOK, WRITE, WORK = "lists and figures", "writes", "intake and documents"
MIX = {LOOK: 70, WRITE: 20, WORK: 10}
LOOKS = (
    "/ledgers/petitions/", "/ledgers/roster/", "/ledgers/petitions/?page=2", "/", "/unions/{union}/", "/duties/",
    "/figures/members.standing/?union={union}&period=2026H1", "/figures/petitions.items/?union={union}&period=2026H1",
    "/api/v1/figures/petitions.items?union={union}&period=2026H1",
)  # fmt: skip


@dataclass
class Heard:
    """What the officers met: seconds of each answer by kind, errors, writes tried and those that were acknowledged."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in MIX})
    pages: dict[str, list[float]] = field(default_factory=dict)  # the same by page
    errors: list[str] = field(default_factory=list)
    tried: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)

    def all(self) -> list[float]:
        return [each for kind in self.seconds.values() for each in kind]


def share(values: list[float], percent: int) -> float:
    """Seconds within which so many of a hundred were answered."""
    return statistics.quantiles(values, n=100)[percent - 1] if len(values) > 1 else 0.0


@dataclass
class Office:
    """Where the officers go, how long they think (seconds, on average), what they do, and until when."""

    address: str
    think: float
    mix: dict[str, int]
    until: float
    mark: str
    heard: Heard = field(default_factory=Heard)


async def work(office: Office, officers: list[list[str]], seed: int, *others: Any) -> Heard:
    """All officers until the time is over, and beside them what else is to happen (coroutines)."""
    import httpx

    limits = httpx.Limits(max_connections=len(officers), max_keepalive_connections=len(officers))
    async with httpx.AsyncClient(base_url=office.address, timeout=PATIENCE, limits=limits) as client:
        sitting = [
            _officer(client, office, union, session, random.Random(f"{seed}-{union}"))  # noqa: S311 - repeatable
            for union, session in officers
        ]
        await asyncio.gather(*sitting, *others)
    return office.heard


async def _officer(client: Any, office: Office, union: str, session: str, chance: random.Random) -> None:
    await asyncio.sleep(chance.uniform(0, office.think))
    number = 0
    while time.monotonic() < office.until:
        number += 1
        kind = chance.choices(list(office.mix), list(office.mix.values()))[0]
        await _one(client, office, union, session, kind, f"{office.mark}-{union}-{number}", chance)
        await asyncio.sleep(chance.expovariate(1 / office.think) if office.think else 0)


async def _one(
    client: Any, office: Office, union: str, session: str, kind: str, mark: str, chance: random.Random
) -> None:
    import httpx

    heard = office.heard
    headers = {"Cookie": f"gonghui_session={session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}
    page, start = kind, time.perf_counter()
    try:
        if kind == LOOK:
            page = chance.choice(LOOKS)
            answer = await client.get(page.format(union=union), headers=headers)
        elif kind == WRITE:
            heard.tried.add(mark)
            told = {
                "union": union, "registered_on": "2026-03-02", "kind": "visit", "items": 1, "batches": 1, "persons": 1,
                "subject": mark, "person_name": "王某",
            }  # fmt: skip
            answer = await client.post("/api/v1/petitions/", json=told, headers=headers)
        elif chance.random() < 0.5:
            files = {"files": ("信访登记表.xlsx", _sheet(mark), "application/octet-stream")}
            answer = await client.post("/intake/", data={"union": union, "reason": mark}, files=files, headers=headers)
        else:
            told = {"union": union, "period": "2026H1", "kind": "summary"}
            answer = await client.post("/documents/new/", data=told, headers=headers)
    except httpx.HTTPError as error:
        heard.errors.append(f"{kind}: {type(error).__name__}")
        return
    heard.seconds[kind].append(time.perf_counter() - start)
    heard.pages.setdefault(page, []).append(heard.seconds[kind][-1])
    if answer.status_code not in (200, 201, 302):
        heard.errors.append(f"{kind}: {answer.status_code} {answer.request.url.path} {answer.text[:120]}")
    elif kind == WRITE:
        heard.acknowledged.add(mark)


def _sheet(mark: str) -> bytes:
    """A small workbook of complaints."""
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("信访登记表")
        page.write_row(0, 0, ["登记日期", "信访形式", "信访人", "反映问题"])
        for row in range(1, 6):
            page.write_row(row, 0, ["2026-03-02", "来访", f"李{row}", f"表{mark}第{row}件"])
    return out.getvalue()
