"""The tax office's list as a sheet: whatever its headings are called, to lines of one kind."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import cast

from gonghui.kernel.intake.layout import NotALedger, lay_out
from gonghui.kernel.intake.reading import read
from gonghui.kernel.intake.recognise import Recogniser
from gonghui.kernel.intake.shapes import FieldShape, Shape
from gonghui.kernel.intake.tables import clean
from gonghui.kernel.intake.words import IntakeError, _
from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.matching.models import MatchRow

FIELDS = (
    FieldShape(
        "name",
        "text",
        ("纳税人名称", "单位名称", "企业名称", "用人单位", "缴费人名称", "缴费单位", "名称", "用人单位名称", "单位"),
        required=True,
    ),
    FieldShape(
        "credit_code",
        "text",
        ("统一社会信用代码", "纳税人识别号", "社会信用代码", "信用代码", "税号", "社会信用代码(纳税人识别号)"),
    ),
    FieldShape(
        "region", "text", ("所在区域", "所属街道", "街道乡镇", "乡镇街道", "行政区划", "区域", "所属区域", "区县")
    ),
    FieldShape("legal", "text", ("法定代表人", "法人代表", "法人", "法定代表人姓名", "负责人", "法定代表人(负责人)")),
    FieldShape("employees", "count", ("职工人数", "从业人数", "参保人数", "用工人数", "缴费人数", "员工人数")),
    FieldShape(
        "paid", "amount", ("已缴工会经费", "工会经费", "缴费金额", "实缴金额", "入库金额", "已缴金额", "实缴工会经费")
    ),
)


@cache
def _recogniser() -> Recogniser:
    return Recogniser([Shape("", _("单位名单"), ("税务名单", "纳税人名单", "工会经费缴纳名单", "缴费明细"), FIELDS)])


@in_chinese
def read_list(path: Path, name: str) -> list[MatchRow]:
    """The lines of a list, not yet saved. Raises IntakeError where there is no table with names of firms."""
    found: list[MatchRow] = []
    for sheet in read(path, name):
        table = lay_out(sheet, _recogniser())
        if isinstance(table, NotALedger):
            continue
        result = clean(table)
        for index, values in result.records():
            found.append(_row(result.rows[index], values))
    if not found:
        raise IntakeError(name, _("没有认出单位名单：表头里要有“单位名称”或“纳税人名称”一列"))
    return found


def _row(number: int, values: dict[str, object]) -> MatchRow:
    def text(key: str, most: int) -> str:
        return str(values.get(key) or "")[:most]

    return MatchRow(
        row=number,
        name=text("name", 200),
        credit_code=text("credit_code", 30).replace(" ", "").upper(),
        region=text("region", 60),
        legal=text("legal", 60),
        employees=cast("int | None", values.get("employees")),
        paid=cast("Decimal | None", values.get("paid")),
    )
