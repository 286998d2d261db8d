"""The roster import against the bare bulk write of the same tables, and against django-import-export as shipped."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
import time
from pathlib import Path
from typing import Any

import xlsxwriter
from django.db import transaction

from gonghui.bench.data import insert
from gonghui.bench.speed import Line
from gonghui.kernel.access.cipher import new_secret, seal
from gonghui.kernel.audit.models import Change
from gonghui.kernel.audit.writing import snapshot
from gonghui.kernel.intake.applying import prepare, take_in
from gonghui.kernel.intake.reading import read
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.people.identity import digest
from gonghui.kernel.people.models import Identity, Membership, Person

HEADINGS = ["姓名", "性别", "身份证号", "联系电话", "学历", "入会日期", "所属工会"]
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def number(n: int) -> str:
    """The n-th synthetic identity number of an unassigned area."""
    born = dt.date(1960, 1, 1) + dt.timedelta(days=n // 900)
    body = f"359981{born:%Y%m%d}{n % 900 + 100:03d}"
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, WEIGHTS, strict=True)) % 11]


def workbook(path: Path, rows: int, unions: list[Union], first: int = 0) -> None:
    """A clean roster of `rows` members."""
    chance = random.Random(first)  # noqa: S311 - invented rows, the same every time
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet, day = book.add_worksheet("Sheet1"), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, HEADINGS)
    for n in range(rows):
        identity = number(first + n)
        joined = dt.datetime(2015, 1, 1) + dt.timedelta(days=chance.randrange(4000))
        sex = "男" if int(identity[16]) % 2 else "女"
        cells = [f"王{n % 90}强", sex, identity, f"140{n:08d}", "大专"]
        sheet.write_row(n + 1, 0, cells)
        sheet.write_datetime(n + 1, 5, joined, day)
        sheet.write(n + 1, 6, unions[n % len(unions)].name)
    book.close()


def compare(top: Union, rows: int = 10_000) -> list[Line]:
    """Rows a second of the product, of the floor, of the peer, each on fresh numbers."""
    unions = list(Union.objects.filter(level="grassroots").order_by("pk")[:200])
    ours, floor = [], []
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(3):
            path = Path(folder) / f"会员花名册{turn}.xlsx"
            workbook(path, rows, unions, turn * 2 * rows)
            ours.append(rows / _timed(lambda p=path: _product(p, top)))
            bare = Path(folder) / f"bare{turn}.xlsx"
            workbook(bare, rows, unions, (turn * 2 + 1) * rows)
            floor.append(rows / _timed(lambda p=bare: _floor(p, unions)))
        path = Path(folder) / "peer.xlsx"
        workbook(path, 1000, unions, 100 * rows)
        peer = 1000 / _timed(lambda: _peer(path))
    mine, least = sorted(ours)[1], sorted(floor)[1]
    return [
        Line("roster import against bare bulk write", mine, least, "rows/s", "≥ 1/3 of the floor", mine * 3 >= least),
        Line(
            "roster import against django-import-export as shipped", mine, peer, "rows/s", "≥ 20 ×", mine >= 20 * peer
        ),
    ]


def _timed(work: Any) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _product(path: Path, top: Union) -> None:
    taken = take_in(prepare([(path.name, path)]), top, None, "测量")
    assert sum(part.taken for part in taken.parts) > 0
    assert not any(part.conflicts for part in taken.parts)


def _floor(path: Path, unions: list[Union]) -> None:
    """Read the sheet and write the same tables, sealed numbers and change rows in bulk; nothing is checked or looked up."""
    by_name = {union.name: union.pk for union in unions}
    rows: list[Any] = read(path, path.name)[0].rows[1:]
    people, memberships, identities = [], [], []
    changes: list[Change] = []
    with transaction.atomic():
        for name, sex, identity, phone, education, _joined, _union in (row[:7] for row in rows):
            secret, cipher = new_secret()
            sealed = {"secret": secret, "number_cipher": seal(cipher, identity), "phone_cipher": seal(cipher, phone)}
            people.append(Person(name=name, sex="1" if sex == "男" else "2", education=education, **sealed))
        insert(people)
        for person, row in zip(people, rows, strict=True):
            values = {"union_id": by_name[row[6]], "person": person, "person_name": row[0], "joined_on": row[5]}
            memberships.append(Membership(**values))
        insert(memberships)
        for person, membership, row in zip(people, memberships, rows, strict=True):
            identities.append(Identity(digest=digest("id_card", row[2]), person=person, membership=membership))
            for thing in (person, membership):
                label = thing._meta.label_lower
                change = Change(
                    actor_name="x", reason="x", action="add", model=label, object_id=thing.pk, after=snapshot(thing)
                )
                changes.append(change)
        insert(identities)
        Change.objects.bulk_create(changes, batch_size=5000)


def _peer(path: Path) -> None:
    """django-import-export as shipped: the same rows into the same two tables, without change log and cipher."""
    import tablib
    from import_export import fields, resources, widgets

    class Roster(resources.ModelResource):  # type: ignore[misc]  # the library has no types
        union = fields.Field("union", "所属工会", widgets.ForeignKeyWidget(Union, "code"))
        person = fields.Field("person", "人员", widgets.ForeignKeyWidget(Person))
        person_name = fields.Field("person_name", "姓名")
        joined_on = fields.Field("joined_on", "入会日期", widgets.DateWidget())

        class Meta:
            model = Membership
            import_id_fields = ("person", "union")
            fields = ("union", "person", "person_name", "joined_on")

        def before_import_row(self, row: Any, **_options: Any) -> None:
            person = Person(name=row["姓名"], sex="1" if row["性别"] == "男" else "2", education=row["学历"])
            person.save_base()
            row["人员"] = person.pk

        def do_instance_save(self, instance: Any, is_create: bool) -> None:
            instance.save_base()

    codes = dict(Union.objects.values_list("name", "code"))
    dataset = tablib.Dataset(headers=[*HEADINGS, "人员"])
    for row in read(path, path.name)[0].rows[1:]:
        dataset.append([*row[:5], str(row[5])[:10], codes[str(row[6])], ""])
    result = Roster().import_data(dataset, raise_errors=True)
    assert result.totals["new"] == len(dataset)
