"""Back to a moment: the steps of docs/how-to/production.md, on a PostgreSQL of the proof's own."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from gonghui.prove.clusters import Cluster
from gonghui.prove.registry import Asked, Line, proof
from gonghui.prove.scratch import Office

ARCHIVE = "archive_mode = on\nwal_level = replica\narchive_timeout = 60\n"


@proof("moment.back", "a mistake undone by going back to the moment before it (archived log)", "PostgreSQL")
def back(asked: Asked) -> Iterator[Line]:
    with tempfile.TemporaryDirectory(prefix="gonghui-moment-") as home:
        os.chmod(home, 0o755)  # noqa: S103 - the database runs in an account of its own
        yield from _tried(Path(home), asked)


def _tried(home: Path, asked: Asked) -> Iterator[Line]:
    archive, copy = home / "archive", home / "pg" / "copy"
    archive.mkdir()
    archive.chmod(0o777)
    keeping = f"archive_command = 'test ! -f {archive}/%f && cp %p {archive}/%f'\n"
    live = Cluster(home / "pg", ARCHIVE + keeping)
    live.make()
    live.start()
    restored = Cluster(home / "pg", "")
    try:
        live.say("CREATE DATABASE gonghui TEMPLATE template0 ENCODING 'UTF8'")
        office = Office(home / "office", live.address("gonghui"))
        office.home.mkdir()
        before = office.ask("moment_office:write", "40")
        live.program(
            "pg_basebackup", "-h", "127.0.0.1", "-p", str(live.port), "-U", "postgres", "-D", str(copy), "-X", "stream"
        )
        kept = office.ask("moment_office:write", "60")
        moment = live.say("SELECT clock_timestamp()", "gonghui")
        time.sleep(1.5)
        after = office.ask("moment_office:mistake")
        live.say("SELECT pg_switch_wal()")
        time.sleep(2)
        live.stop()
        yield Line(
            "records when copied / at the moment / after the mistake",
            f"{before} / {kept} / {after}",
            "40 / 100 / 0",
            (before, kept, after) == (40, 100, 0),
        )
        _go_back(restored, copy, archive, moment)
        office.environment["DATABASE_URL"] = restored.address("gonghui")
        found = office.ask("moment_office:count")
        yield Line("records after going back", str(found), "100", found == 100)
        told = office.call("audit", "verify").strip().splitlines()
        yield Line("gonghui audit verify", told[-1] if told else "", "nothing found", True)
        ill = office.doctor()
        yield Line("gonghui doctor", "、".join(ill) or "clean", "clean", not ill)
    finally:
        live.stop("immediate")
        restored.stop("immediate")


def _go_back(restored: Cluster, copy: Path, archive: Path, moment: str) -> None:
    """Start the copy, with the archived log up to the moment; waits at most a minute until it is there."""
    restored.data = copy
    restored.more = (
        f"archive_mode = off\nrestore_command = 'cp {archive}/%f %p'\n"
        f"recovery_target_time = '{moment}'\nrecovery_target_action = 'promote'\n"
    )
    restored.settle()
    (copy / "recovery.signal").touch()
    restored.start()
    for _ in range(60):
        if restored.say("SELECT pg_is_in_recovery()") == "False":
            break
        time.sleep(1)
