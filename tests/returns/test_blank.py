"""A blank form: cells from headings, figures from names, the same file back with values in its own layout."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlrd
from django.core.management import call_command
from django.core.management.base import CommandError

from gonghui.kernel.periods import Period
from gonghui.kernel.returns import binding, grid
from gonghui.kernel.returns.definition import BadForm, FormData
from tests.generic.world import World
from tests.returns import blanks

BOTH = pytest.mark.parametrize("blank", [blanks.xlsx, blanks.xls])
HALF = Period.parse("2026H1")


@BOTH
def test_cells_are_found_by_their_headings_and_matched_by_name(house: World, blank: Callable[[], bytes]) -> None:
    form = binding.bind(blank(), "统计表.xlsx", house.city)
    bound = {cell.code: (cell.figure or cell.formula, cell.unit) for _id, cell in form.cells()}
    assert bound == {
        "C5": ("petitions.items", "件次"),
        "D5": ("petitions.persons", "人次"),
        "C6": ("petitions.visit_items", "件次"),
        "D6": ("petitions.visit_persons", "人次"),
        "C7": ("members.standing", "人"),
        "D8": ("D5/C5", "人次"),
    }
    assert form.period == "half"


@BOTH
def test_the_same_file_comes_back_filled(house: World, blank: Callable[[], bytes]) -> None:
    data = blank()
    form = binding.bind(data, "统计表.xlsx", house.city)
    made, rows = binding.fill(data, form, house.city, HALF)
    sheet = grid.read(made)[0]
    values = {code: sheet.at(row, column).value for code, (row, column) in _places(form).items()}
    assert {code: float(value) for code, value in values.items()} == {
        "C5": 3, "D5": 6, "C6": 3, "D6": 6, "C7": 2, "D8": 2,
    }  # fmt: skip
    assert sheet.text(2, 1) == f"填报单位：{house.city.name}"
    assert sheet.at(8, 4).formula == "D5/C5"
    assert sheet.text(7, 4) == "×"
    assert sheet.merged == grid.read(data)[0].merged
    assert [row.why for row in rows] == [""] * 6


def _places(form: FormData) -> dict[str, tuple[int, int]]:
    return {cell.code: (int(cell.code[1:]), ord(cell.code[0]) - 64) for _id, cell in form.cells()}


def test_formats_stay(house: World) -> None:
    data = blanks.xlsx()
    made, _rows = binding.fill(data, binding.bind(data, "x.xlsx", house.city), house.city, HALF)
    cell = openpyxl.load_workbook(io.BytesIO(made))[blanks.SHEET]["C5"]
    assert (cell.font.b, cell.number_format, cell.value) == (True, "0", 3)
    old = blanks.xls()
    made, _rows = binding.fill(old, binding.bind(old, "x.xls", house.city), house.city, HALF)
    book = xlrd.open_workbook(file_contents=made, formatting_info=True)
    style = book.xf_list[book.sheet_by_index(0).cell(4, 2).xf_index]
    assert book.font_list[style.font_index].bold == 1
    assert style.border.left_line_style == 1


def test_an_unkept_register_stays_empty_and_says_so(house: World) -> None:
    from gonghui.kernel.organisations.models import Register

    Register.objects.filter(ledger="petitions").delete()
    data = blanks.xlsx()
    made, rows = binding.fill(data, binding.bind(data, "x.xlsx", house.city), house.city, HALF)
    assert grid.read(made)[0].at(5, 3).value is None
    assert {row.answer.cell.code: row.why for row in rows if row.why} == {
        "C5": "未建台账", "D5": "未建台账", "C6": "未建台账", "D6": "未建台账", "D8": "缺少计算用的格子",
    }  # fmt: skip


def test_a_zero_of_a_kind_never_recorded_is_left_to_people(house: World) -> None:
    book = openpyxl.load_workbook(io.BytesIO(blanks.xlsx()))
    book[blanks.SHEET]["A6"] = "  其中：来信"
    out = io.BytesIO()
    book.save(out)
    form = binding.bind(out.getvalue(), "x.xlsx", house.city)
    assert form.by_id[f"{blanks.SHEET}!C6"].figure == "petitions.letter_items"
    _made, rows = binding.fill(out.getvalue(), form, house.city, HALF)
    assert [row.why for row in rows if row.answer.cell.code == "C6"] == [
        "台账里从没有登记过这一类，请确认是没有发生（填 0）还是没有登记"
    ]


def test_commands_bind_and_fill_by_a_saved_binding(house: World, tmp_path: Path) -> None:
    blank, saved, out = tmp_path / "空表.xls", tmp_path / "绑定.json", tmp_path / "填好.xls"
    blank.write_bytes(blanks.xls())
    call_command("returns", "bind", str(blank), "--union", "C", "--out", str(saved), stdout=io.StringIO())
    form = json.loads(saved.read_text(encoding="utf-8"))
    form["tables"][0]["cells"][0]["figure"] = "petitions.visit_items"  # an officer decides otherwise
    saved.write_text(json.dumps(form), encoding="utf-8")
    told = io.StringIO()
    call_command(
        "returns", "fill", str(blank), "--union", "C", "--period", "2026H1", "--binding", str(saved), "--out", str(out),
        "--json", stdout=told,
    )  # fmt: skip
    assert json.loads(told.getvalue())[0]["figure"] == "petitions.visit_items"
    assert grid.read(out.read_bytes())[0].at(5, 3).value == 3
    blank.write_bytes(b"no workbook")
    with pytest.raises(CommandError, match="另存为"):
        call_command("returns", "bind", str(blank), "--union", "C", "--out", str(saved))


def test_a_form_that_refers_to_nothing_is_refused() -> None:
    cells = [{"code": "A1", "label": "甲", "formula": "A2 + 1"}]
    with pytest.raises(BadForm, match="没有的格子"):
        FormData.from_json({"key": "k", "version": "1", "name": "n", "tables": [{"key": "T", "cells": cells}]})


def test_checks_below_the_table_are_read() -> None:
    from gonghui.kernel.returns.recognise import Found, Place

    places = [
        Place("表", "F7", line="1", column_code="2"), Place("表", "G7", line="1", column_code="3"),
        Place("表", "G8", line="2", column_code="3"), Place("表", "H8", column_code="8"), Place("表", "I8", column_code="9"),
    ]  # fmt: skip
    found = Found("表", places=places, checks=["审核关系：1行≥2行；有户数必有金额；9栏≤8栏×50元×6个月。"])
    assert [check.test for check in binding.checks_of(found)] == ["G7 >= G8", "I8 <= H8 * 50 * 6"]
