"""What administrators see: their own work at the side, no records; parameters with their day and source."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.audit.models import Change
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.rules.parameters import whole
from tests.generic.hands import without_factor
from tests.generic.world import World, fill

SEEN = {
    Role.SYSTEM: {"/accounts/": 200, "/audit/": 403, "/settings/parameters/": 200},
    Role.SECURITY: {"/accounts/": 200, "/audit/": 403, "/settings/parameters/": 200},
    Role.AUDIT: {"/accounts/": 403, "/audit/": 200, "/settings/parameters/": 200},
}


@pytest.fixture
def world(world: World) -> World:
    without_factor()
    return world


def administrator(world: World, role: str) -> Client:
    user = get_user_model().objects.create_user(f"{role}-1")
    Grant.objects.create(user=user, union=world.city, role=role)
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("role", SEEN)
def test_each_of_the_three_finds_the_own_work_and_no_records(role: Role, world: World) -> None:
    client = administrator(world, role)
    home = client.get("/").content.decode()
    for address, status in SEEN[role].items():
        assert client.get(address).status_code == status, address
        assert (f'href="{address}"' in home) == (status == 200), address
    record = fill(REGISTRY["petitions"], world.branch)
    assert client.get(f"/ledgers/petitions/{record.uid}/").status_code == 404
    assert str(record.uid) not in client.get("/ledgers/petitions/").content.decode()
    for closed in ("/rights/", "/settings/rules/"):
        assert client.get(closed).status_code == 403
    assert "/ledgers/" not in home


def test_an_office_without_administrators_is_looked_after_from_above(world: World) -> None:
    """Small-office mode: one keeper and one reviewer at the branch, the three at the federation."""
    reviewer = get_user_model().objects.create_user("reviewer")
    Grant.objects.create(user=reviewer, union=world.branch, role=Role.REVIEWER)
    assert not Grant.objects.filter(union=world.branch, role__in=SEEN).exists()
    system = administrator(world, Role.SYSTEM)
    listed = system.get("/accounts/").content.decode()
    assert "keeper" in listed
    system.post(f"/accounts/{world.keeper.pk}/", {"act": "stop", "reason": "离职"})
    world.keeper.refresh_from_db()
    assert not world.keeper.is_active
    security = administrator(world, Role.SECURITY)
    page = security.post("/accounts/invite/", {"name": "王兰", "union": "B1", "role": "keeper"})
    assert "/invited/" in page.content.decode()


def test_a_parameter_has_a_new_value_from_a_day_on(world: World) -> None:
    day = dt.date(2026, 1, 1)
    given = {"key": "login.failures", "value": "3", "since": str(day), "source": "某市文件"}
    assert administrator(world, Role.AUDIT).post("/settings/parameters/", given).status_code == 403
    security = administrator(world, Role.SECURITY)
    assert "要填整数" in security.post("/settings/parameters/", given | {"value": "三"}).content.decode()
    assert security.post("/settings/parameters/", given).status_code == 302
    assert (whole("login.failures", day), whole("login.failures", day - dt.timedelta(days=1))) == (3, 5)
    assert Change.objects.get(model="kernel.parameter").after["value"] == "3"
    assert "已经有一个取值" in security.post("/settings/parameters/", given).content.decode()
