"""What the proofs of the intake ask inside an installation: batches begun, rows counted, records edited."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import xlsxwriter

PEOPLE, VISITS = 3000, 600
UNION = "OFFICE"


def make(path: str, seed: int) -> int:
    """A workbook of a roster and of petitions, all rows good and new; the number of its rows."""
    from gonghui.kernel.intake.checks import id_check_digit

    chance = random.Random(seed)  # noqa: S311 - invented people, not secrets
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("会员花名册")
        page.write_row(0, 0, ["姓名", "身份证号", "联系电话", "入会日期"])
        for row in range(1, PEOPLE + 1):
            n = seed * PEOPLE + row
            first = f"3599{80 + n // 1_000_000 % 20}19{60 + n % 39}{n // 39 % 12 + 1:02d}{n // 468 % 28 + 1:02d}{n // 13104 % 1000:03d}"
            page.write_row(
                row, 0, [f"王{chr(0x4E00 + n % 3000)}", first + id_check_digit(first), f"140{n:08d}", "2024-01-01"]
            )
        page = book.add_worksheet("信访登记表")
        page.write_row(0, 0, ["登记日期", "信访形式", "信访人", "反映问题"])
        for row in range(1, VISITS + 1):
            day = f"2026-0{chance.randint(1, 6)}-{chance.randint(10, 28)}"
            page.write_row(row, 0, [day, "来访", f"李{row}", f"第{seed}批第{row}件"])
    return PEOPLE + VISITS


def begin(path: str, seed: str) -> str:
    """A workbook kept as a batch and given to the worker to write; the batch's uid."""
    from gonghui.kernel.audit.acting import acting
    from gonghui.kernel.intake.keeping import keep
    from gonghui.kernel.intake.models import Intake
    from gonghui.kernel.organisations.models import Union
    from gonghui.kernel.web import tasks

    if not Path(path).exists():
        make(path, int(seed))
    with acting(None, "证明"):
        batch = Intake.objects.create(
            union=Union.objects.get(code=UNION), reason="证明", state=Intake.State.RUNNING, report={"stage": "write"}
        )
        keep(batch, Path(path).name, Path(path).read_bytes())
    tasks.write_batch.enqueue(batch.pk)
    return str(batch.uid)


def take_back(uid: str) -> None:
    """Give the batch to the worker to undo, in the name of the first account."""
    from django.contrib.auth import get_user_model

    from gonghui.kernel.intake.models import Intake
    from gonghui.kernel.web import tasks

    user = get_user_model().objects.filter(is_superuser=True).first()
    user = user or get_user_model().objects.create_superuser("owner-of-proofs", password=None)
    batch = Intake.objects.get(uid=uid)
    Intake.objects.filter(pk=batch.pk).update(state=Intake.State.UNDOING, undone_why="证明")
    tasks.take_back_batch.enqueue(batch.pk, user.pk, "证明")


def told(uid: str) -> dict[str, Any]:
    """How a batch stands, what its report says, and what counts in the house."""
    from gonghui.kernel.intake.models import Intake
    from gonghui.kernel.ledger.declaration import ledger
    from gonghui.kernel.people.models import Identity, Membership

    batch = Intake.objects.get(uid=uid)
    petitions = ledger("petitions").model._default_manager.filter(state="active")
    members = Membership.objects.filter(state="active")
    own = {"members": members.filter(source=batch).count(), "petitions": petitions.filter(source=batch).count()}
    return {
        "state": batch.state,
        "taken": batch.report.get("totals", {}).get("taken", 0),
        "unchanged": batch.report.get("totals", {}).get("unchanged", 0),
        "left": len([one for one in batch.undone.get("left", []) if one["model"] == "kernel.membership"]),
        "own": own,
        "all": {"members": members.count(), "petitions": petitions.count(), "identities": Identity.objects.count()},
    }


def edit(uid: str, number: str) -> int:
    """Edit members of a batch one after another while something else is going on; how many were edited."""
    from gonghui.kernel.audit.acting import acting
    from gonghui.kernel.intake.models import Intake
    from gonghui.kernel.people.models import Membership

    batch = Intake.objects.get(uid=uid)
    done = 0
    for pk in Membership.objects.filter(source=batch).order_by("pk").values_list("pk", flat=True)[: int(number)]:
        with acting(None, "补记"):
            one = Membership.objects.get(pk=pk)
            if one.state == "active":
                one.post = "班长"
                one.save(update_fields=["post"])
                done += 1
    return done


def cut_connections() -> int:
    """What a restart of the database does to everybody who is connected (PostgreSQL)."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


def again(uid: str) -> str:
    """Press "start again" on a batch that failed; the state it failed in."""
    from gonghui.kernel.intake.models import Intake
    from gonghui.kernel.web import tasks

    batch = Intake.objects.get(uid=uid)
    state = batch.state
    Intake.objects.filter(pk=batch.pk).update(state=Intake.State.RUNNING, report={"stage": "write"})
    tasks.write_batch.enqueue(batch.pk)
    return str(state)
