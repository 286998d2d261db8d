"""The shipped forms over a house that keeps every ledger: mostly filled from records, and every filled cell a door to them."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.periods import Period
from gonghui.kernel.returns import forms, rounds
from gonghui.kernel.returns.models import Return
from gonghui.kernel.returns.working import Work
from gonghui.kernel.web.return_page import opened, rows
from tests.generic.world import build, fill
from tests.returns.test_rounds import DUE

PERIODS = {"annual_grassroots": "2026", "half_year_federation": "2026H1"}
SHARE = (
    1 if os.environ.get("GONGHUI_WHOLE") == "1" else 8
)  # every cell has a door; one in so many a day is gone through


@pytest.fixture(scope="module")
def kept(django_db_setup: Any, django_db_blocker: Any) -> Iterator[tuple[Client, dict[str, Return]]]:
    """A city with records of every ledger, a leader who sees them, and the city's return in each form."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build()
        for ledger in ledgers().values():
            for n in range(2 if ledger.reach else 0):
                fill(ledger, world.branch, n)
        client, found = Client(), {}
        client.force_login(world.leader)
        for key, period in PERIODS.items():
            made = rounds.open_round(forms.taken(key, None), world.city, Period.parse(period), DUE, None)
            found[key] = made.returns.get(union=world.city)
        yield client, found
        transaction.set_rollback(True)


@pytest.mark.parametrize("key", PERIODS)
def test_four_cells_in_five_are_filled_from_records_and_open_to_them(
    key: str, kept: tuple[Client, dict[str, Return]], db: Any
) -> None:
    client, found = kept
    work = Work(found[key])
    filled = [i for i, answer in work.answers.items() if answer.value is not None and answer.source != "typed"]
    assert len(filled) * 5 >= len(work.answers) * 4
    doors = []
    for table in work.form.tables:
        for row in rows(work, table):
            if row.identity in filled:
                cell = opened(work, row)
                assert cell.indicator_key or cell.terms, row.identity
                if cell.indicator_key:
                    doors.append((row.identity, cell))
    for identity, cell in doors[dt.date.today().toordinal() % SHARE :: SHARE]:
        given = {"union": work.ret.union.code, "period": cell.period}
        assert client.get(f"/figures/{cell.indicator_key}/records/", given).status_code == 200, identity
