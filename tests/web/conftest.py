"""The pages of a small house: a city, two towns, two enterprise unions, four people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.ledger.declaration import ledger
from gonghui.kernel.organisations.models import Register
from gonghui.kernel.people.identity import person_for
from gonghui.kernel.people.models import Membership
from tests.generic.hands import signed_in
from tests.generic.world import World, id_number

SignIn = Callable[[Any], Client]


@pytest.fixture
def house(world: World) -> World:
    """The world with three petitions of 2026 and one of 2025 at the branch, and two members."""
    caches["process"].clear()
    petition = ledger("petitions").model
    with acting(None, "测试"):
        for day in ("2025-02-10", "2026-02-10", "2026-03-10", "2026-04-10"):
            petition._default_manager.create(
                union=world.branch, employer=world.branch.employer, registered_on=dt.date.fromisoformat(day),
                kind="visit", items=1, batches=1, persons=2, subject=f"{day}反映加班费", person_name="林小梅",
            )  # fmt: skip
        for n in (1, 2):
            person = person_for(f"王测{n}", id_number(n), "14012345678")
            Membership.objects.create(
                union=world.branch, person=person, person_name=person.name, joined_on=dt.date(2024, 1, 1)
            )
        for slug in ("petitions", "roster"):
            Register.objects.create(union=world.branch, ledger=slug)
    return world


@pytest.fixture
def sign_in() -> SignIn:
    return signed_in
