"""A change of keys over many rows while they are asked for and added to, killed in the middle and gone on with."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gonghui.prove.registry import Asked, Line, proof
from gonghui.prove.scratch import Office, end, until

ROWS = 20_000  # --set rows=1000000
BATCH = 10_000
PAUSE = 0.05  # seconds between two searches
KILLS = (0.2, 0.5, 0.8)  # shares of the rows after which the process is killed


def number(n: int) -> str:
    """The n-th invented document number, of an area that is assigned to nobody."""
    body = f"359981{1960 + n // 1000 % 40}{1 + n // 40_000 % 12:02d}{1 + n // 480_000 % 28:02d}{n % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, weights, strict=True)) % 11]


# --- what is asked inside the installation ----------------------------------------------------------------------------


def fill(count: str) -> int:
    """That many persons with a sealed number and phone, each in the index."""
    from django.db import transaction
    from django.db.models import QuerySet

    from gonghui.kernel.people.identity import digest, make
    from gonghui.kernel.people.models import Identity, Person

    for start in range(0, int(count), BATCH):
        numbers = [number(n) for n in range(start, min(start + BATCH, int(count)))]
        people = [make(f"王{n}", one, "14012345678") for n, one in enumerate(numbers, start)]
        with transaction.atomic():
            made: list[Any] = QuerySet[Any](Person).bulk_create(people, batch_size=BATCH)
            keys = [digest("id_card", one) for one in numbers]
            QuerySet[Any](Identity).bulk_create(
                [Identity(digest=key, person=person) for key, person in zip(keys, made, strict=True)], batch_size=BATCH
            )
    return int(count)


def work(folder: str, count: str) -> None:
    """Search by number, read it back, and enter new people, until told to stop; what was seen is written down."""
    import random

    from gonghui.kernel.audit.acting import acting
    from gonghui.kernel.people.identity import digests, number_of, person_for
    from gonghui.kernel.people.models import Identity

    home, chance = Path(folder), random.Random(1)  # noqa: S311 - whom to look for
    took: list[float] = []
    missed, added, twice, failed = 0, 0, 0, []
    while not (home / "enough").exists():
        wanted = number(chance.randrange(int(count)))
        begun = time.perf_counter()
        try:
            found = list(Identity.objects.filter(digest__in=digests("id_card", wanted)).select_related("person"))
            missed += not (len(found) == 1 and number_of(found[0].person) == wanted)
            took.append(time.perf_counter() - begun)
            if len(took) % 10 == 0:
                with acting(None, "证明"):
                    new = person_for("王新", number(10_000_000 + added))
                    twice += person_for("王新", number(10_000_000 + added)).pk != new.pk
                    added += 1
        except Exception as error:  # whatever it is, it is told
            failed.append(repr(error)[:200])
        time.sleep(PAUSE)
    seen = {"took": took, "missed": missed, "added": added, "twice": twice, "failed": failed}
    (home / "seen.json").write_text(json.dumps(seen), encoding="utf-8")


def state() -> dict[str, Any]:
    """How far the change is."""
    from gonghui.kernel.keyring.models import KeyChange

    change = KeyChange.objects.order_by("-number").first()
    if change is None:
        return {"looked": 0, "total": 0, "finished": False}
    told = {"looked": change.looked, "total": change.total, "changed": change.changed}
    return told | {"finished": change.finished_at is not None, "unreadable": len(change.unreadable)}


def left() -> dict[str, int]:
    """Rows that still need the first keys."""
    from gonghui.kernel.keyring.changing import needing

    return needing(1)


# --- the proof --------------------------------------------------------------------------------------------------------


@proof("keys.change", "keys changed while in use, killed (SIGKILL) three times; --set rows=N, --set suite=national")
def change(asked: Asked) -> Iterator[Line]:
    rows, suite = int(asked.words.get("rows", ROWS)), asked.words.get("suite", "")
    with tempfile.TemporaryDirectory(prefix="gonghui-prove-") as home:
        office = Office(Path(home), asked.database)
        office.call("union", "add", "KC", "证明市总工会", "--level", "county")
        begun = time.monotonic()
        office.ask("keys:fill", str(rows))
        yield Line(
            "persons with a sealed number and phone", f"{rows:,} in {time.monotonic() - begun:.0f} s", f"{rows:,}", True
        )
        code = f"from gonghui.prove.keys import work; work({home!r}, '{rows}')"
        worker = office.start("shell", "--no-imports", "-c", code)
        begun, kills = time.monotonic(), 0
        words = ["keys", "rotate", *(["--suite", suite] if suite else [])]
        try:
            for share in KILLS:
                running = office.start(*words)
                reached = lambda share=share: office.ask("keys:state")["looked"] > share * 2 * rows  # noqa: E731
                if until(reached, 3600, 1.0) and running.poll() is None:
                    end(running)
                    kills += 1
            office.call(*words)
        finally:
            seconds = time.monotonic() - begun
            (Path(home) / "enough").touch()
            until(lambda: worker.poll() is not None, 60)
            end(worker)
        seen, told = json.loads((Path(home) / "seen.json").read_text()), office.ask("keys:state")
        yield Line("killed and gone on with", f"{kills} times", "finished afterwards", bool(told["finished"]))
        speed = f"{told['changed']:,} rows in {seconds:.0f} s, kills and restarts included"
        yield Line("rows rewritten", speed, f"{2 * rows:,} or more", told["changed"] >= 2 * rows)
        yield Line("rows no key opens", str(told["unreadable"]), "0", told["unreadable"] == 0)
        behind = sum(office.ask("keys:left").values())
        yield Line("rows that still need the old keys", str(behind), "0", behind == 0)
        took = sorted(seen["took"])
        p95 = 1000 * took[int(len(took) * 0.95)]
        words_ = f"{len(took):,}, {seen['missed']} missed; median {1000 * statistics.median(took):.1f} ms, 95 % within {p95:.1f} ms"
        yield Line("searches by number meanwhile", words_, "none missed", seen["missed"] == 0 and not seen["failed"])
        more = f"{seen['added']}, {seen['twice']} of them twice"
        yield Line("people entered meanwhile", more, "none twice", seen["added"] > 0 and seen["twice"] == 0)
        office.call("keys", "retire", "1")
        ill = office.doctor()
        yield Line("the doctor, old keys retired", "; ".join(ill)[:200] or "nothing", "nothing", not ill)
