"""Values that came out bent, whole sheets of them: what stands in the ledger afterwards."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.ledger.declaration import ledger
from gonghui.kernel.organisations.models import Level, Union
from intake.books import book
from intake.test_applying import take

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def root() -> Union:
    with acting(None, "建立"):
        return Union.objects.create(code="359981", name="云岭市总工会", level=Level.COUNTY)


def test_days_and_sums_of_a_years_visits(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["2026年慰问帮扶台账"],
        ["慰问日期", "姓名", "慰问类别", "慰问金额(万元)", "慰问户数"],
        ["3.5", "张三", "送温暖", "5000元", 1],
        ["12.5", "李四", "送温暖", "0.5", 1],
        ["10.8", "王五", "送温暖", 0.5, 1],
        [2026.05, "赵六", "送温暖", 0.1234567, 1],
        [2026.1, "钱七", "送温暖", 0.5, 1],
    ]
    report = take(book(tmp_path / "慰问台账.xlsx", {"慰问台账": rows}), sheet_day="2026-12-31")
    visits = ledger("aid").model._default_manager.order_by("pk")
    assert list(visits.values_list("person_name", "given_on", "amount")) == [
        ("张三", dt.date(2026, 3, 5), Decimal(5000)),
        ("李四", dt.date(2026, 12, 5), Decimal(5000)),
        ("王五", dt.date(2026, 10, 8), Decimal(5000)),
        ("赵六", dt.date(2026, 5, 1), Decimal("1234.57")),
        ("钱七", dt.date(2026, 10, 1), Decimal(5000)),
    ]
    cut = [each for each in report["sheets"][0]["repaired"] if each["rule"] == "四舍五入到分"]
    assert [(each["row"], each["column"], each["to"]) for each in cut] == [(6, "慰问金额(万元)", "1234.57")]


def test_a_rate_shown_as_per_cent_is_the_rate_that_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "集体合同台账.xlsx"
    target = openpyxl.Workbook()
    target.active.title = "工资协议"
    for row in (
        ["2026年集体合同台账"],
        ["企业名称", "合同类别", "签订日期", "生效日期", "到期日期", "覆盖职工数", "工资增幅"],
        ["云岭市甲厂", "工资协议", "2026-01-01", "2026-01-01", "2026-12-31", 100, 0.035],
        ["云岭市乙厂", "工资协议", "2026-01-01", "2026-01-01", "2026-12-31", 100, "3.5%"],
    ):
        target.active.append(row)
    target.active["G3"].number_format = "0.0%"
    target.save(path)
    take(path, sheet_day="2026-12-31")
    contracts = ledger("contracts").model._default_manager
    assert list(contracts.values_list("raise_rate", flat=True)) == [Decimal("3.50"), Decimal("3.50")]
    assert take(path, sheet_day="2026-12-31")["totals"]["unchanged"] == 2
