"""Many rows at once: all of them arrive as given, whatever their number, and their ids are of version 7 in order."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection

from gonghui.kernel.audit.rows import put_rows
from gonghui.kernel.figures.models import Waiting
from gonghui.kernel.intake import bulk
from gonghui.kernel.intake.bulk import uid_texts


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 999, 1000, 2001])
def test_every_row_arrives(count: int) -> None:
    names = [field.attname for field in Waiting._meta.concrete_fields]
    assert names == ["id", "of", "record", "before"]
    rows = [(7 * n + 1, f"测试{n % 3}", n, None) for n in range(count)]
    put_rows(Waiting, rows)
    assert list(Waiting.objects.order_by("pk").values_list(*names)) == rows


def test_ids_made_as_texts_are_those_of_version_7_in_the_order_of_writing() -> None:
    made = uid_texts(5000)
    read = [uuid.UUID(text) for text in made]
    assert {(one.version, one.variant) for one in read} == {(7, uuid.RFC_4122)}
    assert len(set(made)) == 5000
    assert made == sorted(made, key=lambda text: text[:16])
    assert [one.hex for one in read] == made


@pytest.mark.django_db
def test_postgresql_counts_what_it_never_counted_or_counted_when_it_was_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "MANY", 0)
    bulk.survey(bulk.uncounted(0, [Waiting]))
    assert bulk.uncounted(0, [Waiting]) == []
    assert bulk.uncounted(50, [Waiting]) == ([Waiting] if connection.vendor == "postgresql" else [])
