"""What an office would take instead: django-import-export with a plain table, as shipped, tuned, and tuned without a check.

The peer has the easier work: one plain table, no cipher, no change log, nobody is looked up, nothing is explained. Its table
is declared as a careful user would: choices, check digit, mobile number, no day to come, sex against the number, so that
"with validation" looks for what the roster's own rules look for. Both read the same workbook of eleven columns, in one
process that has begun already.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import connection, models

from gonghui.bench.roster import number
from gonghui.bench.sheets import write_sheet
from gonghui.kernel.intake.applying import prepare, take_in
from gonghui.kernel.intake.checks import id_check
from gonghui.kernel.organisations.models import Union

HEADINGS = {
    "name": "姓名", "number": "身份证号", "sex": "性别", "born_on": "出生日期", "phone": "手机号", "ethnicity": "民族",
    "education": "学历", "union": "工会编码", "joined_on": "入会日期", "post": "岗位", "migrant": "是否农民工",
}  # fmt: skip
DAYS = ("born_on", "joined_on")
TURNS = 3
ONCE = ("as shipped",)  # half a minute of it says enough
TUNED = {
    "use_bulk": True, "batch_size": 1000, "skip_diff": True, "force_init_instance": True, "report_skipped": False,
}  # fmt: skip


def _is_number(text: str) -> None:
    if why := id_check(text):
        raise ValidationError(why)


def _not_to_come(day: dt.date) -> None:
    if day > dt.date.today():
        raise ValidationError("入会日期晚于今天")


@cache
def plain() -> Any:
    """The table that the peer fills: made for the measuring, no part of the product's tables."""

    class PlainMember(models.Model):
        name = models.CharField(max_length=40)
        number = models.CharField(max_length=18, unique=True, validators=[_is_number])
        sex = models.CharField(max_length=1, choices=[("男", "男"), ("女", "女")])
        born_on = models.DateField()
        phone = models.CharField(max_length=11, validators=[RegexValidator(r"^1[3-9]\d{9}$")])
        ethnicity = models.CharField(max_length=16, blank=True)
        education = models.CharField(max_length=16, blank=True)
        union = models.ForeignKey(Union, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
        joined_on = models.DateField(db_index=True, validators=[_not_to_come])
        post = models.CharField(max_length=16, blank=True)
        migrant = models.CharField(max_length=1, choices=[("是", "是"), ("否", "否")])

        class Meta:
            app_label = "bench"
            db_table = "bench_plain_member"

        def clean(self) -> None:
            if (self.sex == "男") != (int(self.number[16]) % 2 == 1):
                raise ValidationError({"sex": "性别与身份证号不符"})

    return PlainMember


def resource(known: bool = False, **meta: Any) -> Any:
    """The peer's own declaration of the roster; `known`: unions are looked up once, not for each row."""
    from import_export import fields, resources, widgets

    class Known(widgets.ForeignKeyWidget):  # type: ignore[misc]  # the library has no types
        of: dict[str, Union] | None = None

        def clean(self, value: Any, row: Any = None, **_options: Any) -> Any:
            if self.of is None:
                self.of = {union.code: union for union in Union.objects.all()}
            return self.of[value]

    widget = {"union": (Known if known else widgets.ForeignKeyWidget)(Union, "code")}
    widget |= {name: widgets.DateWidget("%Y-%m-%d") for name in DAYS}
    attributes: dict[str, Any] = {
        name: fields.Field(name, head, **({"widget": widget[name]} if name in widget else {}))
        for name, head in HEADINGS.items()
    }
    own = {"model": plain(), "import_id_fields": ("number",), "fields": tuple(HEADINGS), **meta}
    attributes["Meta"] = type("Meta", (), own)
    return type("Roster", (resources.ModelResource,), attributes)()


def workbook(path: Path, rows: int, unions: Sequence[Union], first: int) -> None:
    """A clean roster of eleven columns, days as texts as the peer reads them."""
    chance = random.Random(first)  # noqa: S311 - invented rows, the same every time

    def cells() -> Iterator[list[str]]:
        for n in range(rows):
            own, joined = number(first + n), dt.date(2015, 1, 1) + dt.timedelta(days=chance.randrange(4000))
            born = f"{own[6:10]}-{own[10:12]}-{own[12:14]}"
            given = "一二三四五六七八九"[n % 9] + "强伟芳娜静"[n // 9 % 5]
            yield [
                f"{'王李张刘陈'[n % 5]}{given}", own, "男" if int(own[16]) % 2 else "女", born, f"139{(first + n) % 10**8:08d}",
                "汉族", ("大专", "本科", "高中")[n % 3], unions[n % len(unions)].code, joined.isoformat(), ("生产工人", "管理")[n % 2],
                "是" if n % 3 == 0 else "否",
            ]  # fmt: skip

    write_sheet(path, "花名册", list(HEADINGS.values()), cells())


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
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    try:
        with tempfile.TemporaryDirectory() as folder:
            for turn in range(TURNS):
                path = Path(folder) / f"会员花名册{turn}.xlsx"
                workbook(path, rows, unions, _fresh())
                for name, way in ways.items():
                    if name in ONCE and turn:
                        continue
                    plain().objects.all().delete()
                    start, core = time.perf_counter(), time.process_time()
                    way(path)
                    taken[name].append((time.perf_counter() - start, time.process_time() - core))
                    if name != "ours":
                        assert plain().objects.count() == rows
    finally:
        with connection.schema_editor() as schema:
            schema.delete_model(plain())
    middle = {name: [statistics.median(each) for each in zip(*times, strict=True)] for name, times in taken.items()}
    return [
        *_lines(f"{rows:,} clean rows", {name: rows / clock for name, (clock, _core) in middle.items()}),
        *_lines("… by seconds of a core", {name: rows / core for name, (_clock, core) in middle.items()}),
    ]


def _fresh() -> int:
    """The first of numbers that no measuring of this house has used."""
    from gonghui.kernel.people.models import Person

    return 8_000_000 + int(Person.objects.order_by("-pk").values_list("pk", flat=True).first() or 0)


def _ours(path: Path, top: Union) -> None:
    taken = take_in(prepare([(path.name, path)]), top, None, "测量")
    assert sum(part.taken for part in taken.parts) == sum(len(part.clean.rows) for part in taken.parts) > 0


def _lines(what: str, speed: dict[str, float]) -> list[dict[str, Any]]:
    goals: Sequence[tuple[str, float]] = (
        ("as shipped", 30), ("tuned, with validation", 20), ("tuned, nothing checked", 1),
    )  # fmt: skip
    return [
        {"what": f"{what}, against django-import-export {name}", "ours": speed["ours"], "floor": speed[name],
         "unit": "rows/s", "goal": f"≥ {goal} ×", "good": speed["ours"] >= goal * speed[name]}
        for name, goal in goals
    ]  # fmt: skip
