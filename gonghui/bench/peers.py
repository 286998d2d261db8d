"""What an office would take instead: django-import-export with a plain table, as shipped, tuned, and tuned without a check.

The peer has the easier work: one plain table, no cipher, no change log, nobody is looked up, nothing is explained.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection, models

from gonghui.bench.roster import HEADINGS, workbook
from gonghui.kernel.intake.applying import prepare, take_in
from gonghui.kernel.organisations.models import Union

FIELDS = ("name", "sex", "number", "phone", "education", "joined_on", "union")
TURNS = 3
TUNED = {
    "use_bulk": True, "batch_size": 1000, "skip_diff": True, "force_init_instance": True, "report_skipped": False,
}  # fmt: skip


@cache
def plain() -> Any:
    """The table that the peer fills: made for the measuring, no part of the product's tables."""

    class PlainMember(models.Model):
        name = models.CharField(max_length=60)
        sex = models.CharField(max_length=1)
        number = models.CharField(max_length=18, unique=True)
        phone = models.CharField(max_length=20)
        education = models.CharField(max_length=20)
        joined_on = models.DateField()
        union = models.ForeignKey(Union, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)

        class Meta:
            app_label = "bench"
            db_table = "bench_plain_member"

    return PlainMember


def resource(known: bool = False, **meta: Any) -> Any:
    """The peer's own declaration of the roster; `known`: unions are looked up once, not for each row."""
    from import_export import fields, resources, widgets

    class Known(widgets.ForeignKeyWidget):  # type: ignore[misc]  # the library has no types
        of: dict[str, Union] | None = None

        def clean(self, value: Any, row: Any = None, **_options: Any) -> Any:
            if self.of is None:
                self.of = {union.name: union for union in Union.objects.all()}
            return self.of[value]

    widget = {"union": (Known if known else widgets.ForeignKeyWidget)(Union, "name")}
    widget["joined_on"] = widgets.DateWidget("%Y-%m-%d")
    attributes: dict[str, Any] = {
        name: fields.Field(name, head, **({"widget": widget[name]} if name in widget else {}))
        for name, head in zip(FIELDS, HEADINGS, strict=True)
    }
    own = {"model": plain(), "import_id_fields": ("number",), "fields": FIELDS, **meta}
    attributes["Meta"] = type("Meta", (), own)
    return type("Roster", (resources.ModelResource,), attributes)()


def by_peer(made: Callable[[], Any], path: Path) -> None:
    """Read the workbook with the peer's reader and take it in; every row must arrive."""
    from import_export.formats.base_formats import XLSX

    data = XLSX().create_dataset(path.read_bytes())
    result = made().import_data(data, raise_errors=True)
    assert not result.has_errors()


def compare(rows: int = 10_000) -> list[dict[str, Any]]:
    """Rows a second on clean rows, each try on fresh numbers, ours and the peer's by turns."""
    unions = list(Union.objects.filter(level="grassroots").order_by("pk")[:200])
    top = Union.objects.get(code="BENCH")
    ways: dict[str, Callable[[Path], None]] = {
        "ours": lambda path: _ours(path, top),
        "as shipped": lambda path: by_peer(resource, path),
        "tuned, with validation": lambda path: by_peer(
            lambda: resource(True, clean_model_instances=True, **TUNED), path
        ),
        "tuned, nothing checked": lambda path: by_peer(lambda: resource(True, **TUNED), path),
    }
    with connection.schema_editor() as schema:
        schema.create_model(plain())
    taken: dict[str, list[float]] = {name: [] for name in ways}
    try:
        with tempfile.TemporaryDirectory() as folder:
            for turn in range(TURNS):
                path = Path(folder) / f"会员花名册{turn}.xlsx"
                workbook(path, rows, unions, 8_000_000 + turn * rows)
                for name, way in ways.items():
                    plain().objects.all().delete()
                    start = time.perf_counter()
                    way(path)
                    taken[name].append(time.perf_counter() - start)
                    if name != "ours":
                        assert plain().objects.count() == rows
    finally:
        with connection.schema_editor() as schema:
            schema.delete_model(plain())
    return _lines(rows, {name: rows / statistics.median(each) for name, each in taken.items()})


def _ours(path: Path, top: Union) -> None:
    taken = take_in(prepare([(path.name, path)]), top, None, "测量")
    assert sum(part.taken for part in taken.parts) == sum(len(part.clean.rows) for part in taken.parts) > 0


def _lines(rows: int, speed: dict[str, float]) -> list[dict[str, Any]]:
    goals: Sequence[tuple[str, float]] = (
        ("as shipped", 30), ("tuned, with validation", 20), ("tuned, nothing checked", 1),
    )  # fmt: skip
    return [
        {"what": f"{rows:,} clean rows, against django-import-export {name}", "ours": speed["ours"], "floor": speed[name],
         "unit": "rows/s", "goal": f"≥ {goal} ×", "good": speed["ours"] >= goal * speed[name]}
        for name, goal in goals
    ]  # fmt: skip
