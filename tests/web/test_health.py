"""What a watcher asks: does it live, can it serve; and what the doctor says of how it is run."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries


def test_it_lives_without_asking_the_database(db: Any, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert Client().get("/health/").json() == {"status": "ok"}


def test_it_is_ready_with_the_tables_of_this_version_only(db: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Client().get("/ready/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    monkeypatch.setattr("gonghui.kernel.web.views.health.MigrationExecutor.migration_plan", lambda *_: [object()])
    answer = Client().get("/ready/")
    assert (answer.status_code, answer.json()) == (503, {"status": "tables behind"})


def test_the_doctor_names_what_production_lacks(db: Any, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("doctor", "--only", "deploy.settings", stdout=out)
    assert "没有启用 HTTPS" in out.getvalue()
    assert "接受任何主机名" in out.getvalue()
