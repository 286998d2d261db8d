"""What lay in the open before its field was sealed: the migration seals it and gives it back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from gonghui.kernel.ledger.declaration import REGISTRY
from tests.generic.world import build
from tests.kernel.test_sealed import raw


@pytest.mark.django_db(transaction=True)
def test_the_migration_seals_what_is_there_and_gives_it_back(settings: Any) -> None:
    settings.MIGRATION_MODULES = {}
    loader = MigrationLoader(connection)
    before = loader.project_state(("petitions", "0002_one_row_is_one"))
    migration = loader.get_migration("petitions", "0003_sealed")
    old = before.apps.get_model("petitions", "Petition")
    now: Any = REGISTRY["petitions"].model
    made = {"union_id": build().branch.pk, "created_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}

    def play(act: Any) -> None:
        with connection.schema_editor(atomic=True) as editor:
            act(before.clone(), editor)

    play(migration.unapply)
    try:
        old.objects.create(person_name="王测旧", subject="a", **made)
        old.objects.create(person_name="", subject="b", **made)
    finally:
        play(migration.apply)
    assert "王测旧".encode() not in raw(now)
    assert dict(now.objects.values_list("subject", "person_name")) == {"a": "王测旧", "b": ""}
    assert now.objects.filter(person_name="王测旧").count() == 1
    play(migration.unapply)
    try:
        assert dict(old.objects.values_list("subject", "person_name")) == {"a": "王测旧", "b": ""}
    finally:
        play(migration.apply)
