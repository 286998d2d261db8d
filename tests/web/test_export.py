"""Workbooks of ledgers: the same cells by columns and record by record, masked, opened, over more than one sheet."""

from __future__ import annotations

import io
from typing import Any

import pytest
import python_calamine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gonghui.kernel.ledger.declaration import ledger, ledgers
from gonghui.kernel.people.models import Membership
from gonghui.kernel.web import export, exportcells, sheetwriter
from gonghui.kernel.web.columns import all_columns
from gonghui.kernel.web.sheetwriter import SheetWriter, cell, letters
from tests.generic.world import World, fill, id_number
from tests.web.conftest import house as house  # the fixture


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_letters_of_columns() -> None:
    assert [letters(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_texts_that_could_do_harm_stay_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheetwriter, "MOST_ROWS", 3)
    target = io.BytesIO()
    odd = ["=1+1", "<b>&\"'", " 前后有空格 ", "两\n行", "\x00\x0b坏字符", "007"]
    with SheetWriter(target, "会员[花名册]", ["甲", "乙"], [14, 14], "王 2026") as sheet:
        for start in range(0, 6, 2):
            sheet.write([[cell(text) for text in odd[start : start + 2]], [cell(3), cell("")]])
    found = sheets(target.getvalue())
    assert list(found) == ["会员花名册", "会员花名册（2）", "会员花名册（3）"]
    rows = [row for table in found.values() for row in table[1:]]
    assert [row[0] for row in rows] == ["=1+1", "<b>&\"'", " 前后有空格 ", "两\n行", "坏字符", "007"]
    assert [table[0] for table in found.values()] == [["甲", "乙"]] * 3


@pytest.mark.django_db
def test_a_roster_by_columns_is_the_roster_record_by_record(house: World) -> None:
    roster = ledger("roster")
    rows = Membership.objects.order_by("pk")
    shown = all_columns(roster)
    for opened in (False, True):
        by_columns = [list(zip(*cells, strict=True)) for cells in exportcells._by_columns(shown, rows, opened)]
        one_by_one = [list(zip(*cells, strict=True)) for cells in exportcells._one_by_one(shown, rows, opened)]
        assert by_columns == one_by_one
    (table,) = sheets(export.workbook(roster, rows).read()).values()
    assert table[1][table[0].index("身份证号")] == f"{id_number(1)[:6]}********{id_number(1)[-4:]}"
    (table,) = sheets(export.workbook(roster, rows, opened=True).read()).values()
    assert [row[table[0].index("身份证号")] for row in table[1:]] == [id_number(1), id_number(2)]


@pytest.mark.django_db
def test_every_ledger_by_columns_is_as_record_by_record(house: World) -> None:
    for each in ledgers().values():
        shown = all_columns(each)
        if each.reach and not any(c.field is not None and c.field.many_to_many for c in shown):
            fill(each, house.branch, 1)
            rows = each.model._default_manager.order_by("pk")
            assert list(exportcells._by_columns(shown, rows, False)) == list(
                exportcells._one_by_one(shown, rows, False)
            ), each.slug


@pytest.mark.django_db
def test_more_rows_ask_no_more(house: World) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            export.workbook(ledger("petitions"), ledger("petitions").model._default_manager.order_by("pk"))
        return len(found)

    few = asked()
    for n in range(5):
        fill(ledger("petitions"), house.beside, n)
    assert asked() == few
