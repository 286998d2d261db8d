"""Within a request an account's grants are asked of the database once, and what is written to them is seen at once."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext

from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.access.reach import figures_reach, reach, writable
from gonghui.kernel.access.remembering import one_request
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.organisations.models import Department, Union
from tests.generic.hands import account, kept, signed_in
from tests.generic.world import World

SLUGS = ("", "petitions", "roster", "contracts")


def seen(user: object) -> list[set[str]]:
    return [set(ask(user, slug).values_list("code", flat=True)) for ask in (reach, writable) for slug in SLUGS]


def test_what_is_remembered_is_what_the_database_says(world: World) -> None:
    department = kept(Department, union=world.city, name="权益部", ledgers=["petitions", "contracts"])
    limited = {"ledgers": ["petitions", "roster"], "department": department}
    users = [
        world.keeper, world.above, world.leader, account("both", Role.KEEPER, world.town, **limited),
        account("paired", Role.KEEPER, world.beside, ledgers=["roster"], by_pairing=True),
        account("later", Role.LEADER, world.city, since=dt.date(2999, 1, 1)),
        account("over", Role.LEADER, world.city, until=dt.date(2020, 1, 1)),
    ]  # fmt: skip
    for user in users:
        told = seen(user)
        with one_request():
            assert seen(user) == told
    assert seen(users[3])[SLUGS.index("petitions")] == {"T1", "B1"}
    assert seen(users[3])[SLUGS.index("roster")] == set()


def test_a_grant_written_in_between_is_seen_at_once(world: World) -> None:
    with one_request():
        assert not reach(world.above).exists()
        grant = Grant.objects.create(user=world.above, union=world.town, role=Role.LEADER)
        assert set(reach(world.above).values_list("code", flat=True)) == {"T1", "B1"}
        department = kept(Department, union=world.city, name="权益部", ledgers=["petitions"])
        grant.department = department
        grant.save()
        assert [reach(world.above, slug).exists() for slug in SLUGS] == [False, True, False, False]
        department.ledgers = ["roster"]
        with acting(None, "测试"):
            department.save()
        assert [reach(world.above, slug).exists() for slug in SLUGS] == [False, False, True, False]
        grant.delete()
        assert not reach(world.above, "roster").exists()


def test_the_next_request_asks_anew(world: World) -> None:
    client = signed_in(world.keeper)
    assert client.get("/unions/B1/").status_code == 200
    Grant.objects.filter(user=world.keeper).update(until=dt.date(2020, 1, 1))
    assert client.get("/unions/B1/").status_code == 404


def test_many_questions_are_one(world: World) -> None:
    with one_request(), CaptureQueriesContext(connection) as asked:
        for slug in SLUGS:
            str(reach(world.keeper, slug).query), str(writable(world.keeper, slug).query), figures_reach(world.keeper)
    assert len(asked) == 1
    assert Union.objects.count() == 5
