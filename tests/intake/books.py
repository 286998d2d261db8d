"""Small workbooks for tests, in the manner of keepers."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from gonghui.kernel.intake.checks import id_check_digit
from gonghui.kernel.intake.recognise import Recogniser
from gonghui.kernel.intake.shapes import FieldShape, Shape


def book(path: Path, sheets: dict[str, list[list[object]]], merge: list[str] | None = None) -> Path:
    """Write rows as they are; `merge` lists ranges such as A3:A5 of the first sheet."""
    with xlsxwriter.Workbook(str(path)) as target:
        for name, rows in sheets.items():
            page = target.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
        for area in merge or []:
            first = target.worksheets()[0]
            head = area.split(":")[0]
            row, column = int(head[1:]) - 1, ord(head[0]) - 65
            first.merge_range(area, next(iter(sheets.values()))[row][column])
    return path


def number(seed: int) -> str:
    """A citizen number of an unassigned county, valid by its check digit."""
    first17 = f"359981{1960 + seed % 25}{seed % 12 + 1:02d}{seed % 28 + 1:02d}{seed % 1000:03d}"
    return first17 + id_check_digit(first17)


ROSTER = Shape(
    "roster",
    "会员花名册",
    ("会员名册",),
    (
        FieldShape("person_name", "person_name", ("姓名",), required=True),
        FieldShape("sex", "choice", ("性别",), {"男": "1", "男性": "1", "女": "2", "女性": "2"}),
        FieldShape("id_number", "id_number", ("身份证号",)),
        FieldShape("phone", "phone", ("联系电话",)),
        FieldShape("joined_on", "date", ("入会日期",)),
        FieldShape("union", "union", ("所属工会",)),
        FieldShape("left_on", "date", ("离会日期",), end=True),
    ),
)
CONTRACTS = Shape(
    "bargaining",
    "集体合同台账",
    (),
    (
        FieldShape("employer", "employer", ("单位名称",)),
        FieldShape(
            "kind", "choice", ("合同类别",), {"集体合同": "general", "工资专项集体合同": "wage", "工资协议": "wage"}
        ),
        FieldShape("employees", "count", ("覆盖职工数",)),
        FieldShape("effective_on", "date", ("生效日期",)),
        FieldShape("expires_on", "date", ("到期日期",)),
    ),
    implied="kind",
)
ALLOWANCES = Shape(
    "allowances",
    "劳模津贴发放表",
    (),
    (
        FieldShape("paid_month", "month", ("发放月份",)),
        FieldShape("person_name", "person_name", ("姓名",)),
        FieldShape("id_number", "id_number", ("身份证号",)),
        FieldShape("amount", "amount", ("发放金额",)),
        FieldShape("paid_on", "date", ("发放日期",)),
    ),
    implied="paid_month",
)
OFFICE = Recogniser([ROSTER, CONTRACTS, ALLOWANCES])
