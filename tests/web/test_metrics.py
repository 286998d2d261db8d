"""What a watcher counts and who may; what a line of the log does not say."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

from django.db import IntegrityError, OperationalError
from django.test import Client

from gonghui.kernel.metrics.logs import Json
from tests.web.conftest import SignIn


def text(client: Client, **headers: str) -> str:
    return client.get("/metrics/", headers=headers).content.decode()


def test_pages_are_counted_by_name_never_by_address(house: Any, sign_in: SignIn, settings: Any) -> None:
    settings.METRICS_TOKEN = "long-and-secret"
    keeper = sign_in(house.keeper)
    keeper.get("/search/", {"q": "林小梅"})
    keeper.get("/nobody-knows-this/")
    told = text(Client(), Authorization="Bearer long-and-secret")
    assert 'gonghui_requests_total{method="GET",page="search",status="200"}' in told
    assert 'page="none",status="404"' in told
    assert "gonghui_request_seconds_bucket" in told
    assert "gonghui_database_up 1.0" in told
    assert "林小梅" not in told
    assert "nobody-knows" not in told


def test_without_token_or_address_it_is_not_there(db: Any, settings: Any) -> None:
    assert Client().get("/metrics/", headers={"Authorization": "Bearer "}).status_code == 404
    settings.METRICS_TOKEN = "long-and-secret"
    assert Client().get("/metrics/", headers={"Authorization": "Bearer wrong"}).status_code == 404
    settings.METRICS_ADDRESSES = ["10.1.0.0/16"]
    assert Client().get("/metrics/", REMOTE_ADDR="10.2.0.9").status_code == 404
    assert Client().get("/metrics/", REMOTE_ADDR="10.1.0.9").status_code == 200
    forged = Client().get("/metrics/", REMOTE_ADDR="10.2.0.9", headers={"X-Forwarded-For": "10.1.0.9"})
    assert forged.status_code == 404


def record(error: Exception | None = None, message: str = "Not Found: %s", *args: Any) -> logging.LogRecord:
    info: Any = None
    if error:
        try:
            raise error
        except Exception:  # the very error just raised: a log line needs its traceback
            info = sys.exc_info()
    return logging.LogRecord("django.request", logging.ERROR, __file__, 1, message, args, info)


def test_a_line_names_no_person() -> None:
    error = IntegrityError("Key (number)=(359981198001010017) of 林小梅 exists")
    line = Json().format(record(error, "row of %s, phone 14012345678", "359981198001010017"))
    assert not any(each in line for each in ("359981198001010017", "林小梅", "14012345678"))
    assert "IntegrityError" in line
    assert "test_metrics.py" in line
    assert "could not connect" in Json().format(record(OperationalError("could not connect to server")))


def test_a_line_for_machines_is_one_object() -> None:
    told = json.loads(Json().format(record(None, "Not Found: %s", "/x/")))
    assert (told["level"], told["logger"], told["message"]) == ("ERROR", "django.request", "Not Found: /x/")
