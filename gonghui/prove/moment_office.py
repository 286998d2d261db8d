"""What the proof of going back asks inside an installation."""

from __future__ import annotations

from typing import Any


def _petitions() -> Any:
    from gonghui.kernel.ledger.declaration import ledger

    return ledger("petitions").model._default_manager


def write(number: str) -> int:
    """So many petitions more, each an act of its own, the log closed after them; how many there are."""
    import datetime as dt

    from gonghui.kernel.audit.acting import acting
    from gonghui.kernel.audit.sealing import seal
    from gonghui.kernel.cli.first_run import prepare_tables
    from gonghui.kernel.organisations.models import Level, Union

    prepare_tables()
    union = Union.objects.filter(code="M").first()
    if union is None:
        with acting(None, "证明"):
            union = Union.objects.create(code="M", name="证明市总工会", level=Level.COUNTY)
    for n in range(int(number)):
        with acting(None, "证明"):
            _petitions().create(
                union=union, registered_on=dt.date(2026, 3, 1), kind="visit", items=1, batches=1, persons=1,
                subject=f"第{n}件", person_name="王某",
            )  # fmt: skip
    seal()
    return count()


def mistake() -> int:
    """Everything gone past the system, as by a wrong statement at the database; how many there are."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {connection.ops.quote_name(_petitions().model._meta.db_table)} CASCADE")
    return count()


def count() -> int:
    return int(_petitions().count())
