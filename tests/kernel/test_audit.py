"""The change log cannot be rewritten: ten kinds of edits by the owner of the database, each found and named."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.models import Change, Seal
from gonghui.kernel.audit.sealing import anchor, anchors_file, seal
from gonghui.kernel.organisations.models import Employer
from gonghui.ledgers.visits.models import Visit
from tests.generic.world import World


@pytest.fixture
def sealed(world: World) -> World:
    """Three seals over what the world wrote, the last over two visits."""
    anchors_file().unlink(missing_ok=True)
    assert seal() is not None
    with acting(world.keeper, "登记"):
        Visit.objects.create(union=world.branch, visited_on=dt.date(2026, 3, 1))
    assert seal() is not None
    with acting(world.keeper, "登记"):
        Visit.objects.create(union=world.branch, visited_on=dt.date(2026, 3, 2))
    assert seal() is not None
    return world


def sql(text: str) -> None:
    """An edit past the system, as the owner of the database makes it."""
    with connection.cursor() as cursor:
        cursor.execute(text)


def found() -> set[str]:
    """The kinds that `gonghui audit verify` names; empty when all agrees."""
    out = StringIO()
    with contextlib.suppress(CommandError):
        call_command("audit", "verify", "--json", stdout=out)
    return {json.loads(line)["kind"] for line in out.getvalue().splitlines()}


def last() -> int:
    pk: int = Change.objects.order_by("-pk").values_list("pk", flat=True)[0]
    return pk


def test_untouched_it_agrees(sealed: World) -> None:
    assert Seal.objects.count() == 3
    assert found() == set()
    out = StringIO()
    call_command("audit", "verify", stdout=out)
    assert f"变更记录 {Change.objects.count()} 条、封存 3 号，全部相符。" in out.getvalue()


COPY = (
    "INSERT INTO kernel_change (id, at, actor_id, actor_name, reason, batch_id, action, model, object_id, before, after,"
    " origin, mark) SELECT {id}, at, actor_id, actor_name, reason, batch_id, action, model, object_id, before, after,"
    " origin, mark FROM kernel_change WHERE id = {of}"
)
TAMPERING: dict[str, tuple[Callable[[], str], set[str]]] = {
    "who did it": (lambda: f"UPDATE kernel_change SET actor_name = 'x' WHERE id = {last()}", {"line_changed"}),
    "when": (lambda: f"UPDATE kernel_change SET at = '2026-01-01 00:00:00' WHERE id = {last()}", {"line_changed"}),
    "why": (lambda: f"UPDATE kernel_change SET reason = 'x' WHERE id = {last() - 1}", {"line_changed"}),
    "what it was": (
        lambda: f"UPDATE kernel_change SET after = '{{}}' WHERE id = {last()}",
        {"line_changed", "record_changed"},
    ),
    "a line removed": (
        lambda: f"DELETE FROM kernel_change WHERE id = {last() - 1}",
        {"line_removed", "record_added"},
    ),
    "a line copied in": (lambda: COPY.format(id=last() + 100_000, of=last()), {"line_added"}),
    "a seal bent to fit": (lambda: "UPDATE kernel_seal SET count = 0 WHERE number = 2", {"seal_changed"}),
    "a seal removed": (lambda: "DELETE FROM kernel_seal WHERE number = 2", {"seal_removed", "line_added"}),
    "a record edited": (
        lambda: "UPDATE visits_visit SET visited_on = '2020-01-01' WHERE visited_on = '2026-03-01'",
        {"record_changed"},
    ),
    "a record removed": (lambda: "DELETE FROM visits_visit WHERE visited_on = '2026-03-01'", {"record_removed"}),
}


@pytest.mark.parametrize("what", TAMPERING)
def test_an_edit_past_the_system_is_found_and_named(what: str, sealed: World) -> None:
    statement, kinds = TAMPERING[what]
    sql(statement())
    assert kinds <= found()


def test_the_end_cut_off_is_found_by_the_anchor_kept_outside(sealed: World) -> None:
    first = Seal.objects.get(number=1)
    sql("DELETE FROM kernel_seal WHERE number > 1")
    sql(f"DELETE FROM kernel_change WHERE id > {first.last_id}")
    assert "end_removed" in found()
    assert anchor(first) in anchors_file().read_text(encoding="utf-8")


def test_a_record_put_in_past_the_system_is_found(sealed: World) -> None:
    employer = Employer.objects.get(name="测试1机械有限公司")
    Employer._base_manager.filter(pk=employer.pk).update(name="改过的名称")
    assert found() == {"record_changed"}


def test_the_log_says_from_where(client: Client, sealed: World) -> None:
    client.force_login(sealed.keeper)
    address = "/ledgers/petitions/new/"
    given = {"registered_on": "2026-05-01", "kind": "visit", "union": "B1"}
    client.post(address, given, REMOTE_ADDR="10.1.2.3", headers={"x-forwarded-for": "6.6.6.6"})
    change = Change.objects.order_by("-pk")[0]
    assert (change.origin, change.actor_name) == ("10.1.2.3", "keeper")  # what a client writes itself is not believed


def test_nothing_new_makes_no_seal(sealed: World) -> None:
    assert seal() is None
    assert Seal.objects.count() == 3
