"""Nothing that names a person is logged, cached or put in an address, whatever goes wrong."""

from __future__ import annotations

import io
import logging
from typing import Any

import pytest
from django.conf import settings as house
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils.module_loading import import_string

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.people.models import Identity
from gonghui.kernel.web.views import finding
from gonghui.quiet import quiet
from tests.generic.hands import signed_in
from tests.generic.world import World, fill, id_number

NUMBER, PHONE, CARD = id_number(77), "14087654321", "6222021234567890123"


@pytest.fixture
def logged() -> Any:
    """Everything logged, at every level, as the installation's own formatter writes it."""
    made = house.LOGGING["formatters"]["line"]
    formatter = import_string(made["()"])(**{k: v for k, v in made.items() if k != "()"})
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(formatter)
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield out
    root.removeHandler(handler)
    root.setLevel(level)


def test_long_numbers_are_masked_and_the_rest_is_left() -> None:
    assert (
        quiet(f"号码 {NUMBER}，卡 {CARD}，电话 {PHONE}")
        == f"号码 {NUMBER[:3]}******{NUMBER[-2:]}，卡 622******23，电话 140******21"
    )
    assert quiet("2026-11-21 10:00:00 第 1234567 行 0190b8b0-0000-7000-8000-000000000000") == (
        "2026-11-21 10:00:00 第 1234567 行 0190b8b0-0000-7000-8000-000000000000"
    )
    assert "deadbeef" not in quiet("\\xdeadbeefdeadbeefdeadbeefdeadbeef")


def test_errors_with_a_number_in_them_log_none(world: World, logged: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(REGISTRY["roster"], world.branch)
    client = Client(raise_request_exception=False)
    client.force_login(world.keeper)

    def broken(*given: Any, **more: Any) -> Any:
        raise ValueError(f"cannot read {NUMBER} of {PHONE}")

    monkeypatch.setattr(finding.finding, "find", broken)
    assert client.get(client.post("/search/", {"q": NUMBER})["Location"]).status_code == 500
    assert client.get("/search/", {"q": "王"}).status_code == 500
    wrong = {"union": "B1", "person_name": "王", "id_number": NUMBER, "phone": PHONE, "joined_on": "没有这天"}
    client.post("/ledgers/roster/new/", wrong)
    client.post("/api/v1/roster/", wrong, "application/json")
    client.post("/login/", {"login": NUMBER, "password": "x"})
    client.get(f"/ledgers/roster/{NUMBER}/")
    with acting(None, "测试"), pytest.raises(IntegrityError), transaction.atomic():
        Identity.objects.create(digest=b"1" * 32, person_id=None)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO kernel_person (name) VALUES (%s)", [NUMBER])
    except IntegrityError:
        logging.getLogger("test").exception("refused")
    text = logged.getvalue()
    assert "cannot read" in text  # the error itself is told
    assert "Traceback" in text
    for secret in (NUMBER, NUMBER[:17], PHONE):
        assert secret not in text


def test_pages_with_opened_items_are_kept_by_no_cache(world: World) -> None:
    record = fill(REGISTRY["roster"], world.branch)
    client = signed_in(world.keeper)
    for answer in (
        client.get(f"/ledgers/roster/{record.uid}/"),
        client.post(f"/ledgers/roster/{record.uid}/open/", {"reason": "核对"}),
        client.post("/ledgers/roster/export/open/", {"reason": "核对"}),
        client.get("/api/v1/roster/"),
    ):
        assert "no-store" in answer.headers.get("Cache-Control", ""), answer.request["PATH_INFO"]
        assert "private" in answer.headers["Cache-Control"]
