"""What the tests of documents stand on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.organisations.models import Level, Register
from gonghui.ledgers.hardship.models import HardshipFile
from tests.documents.county import County, union


@pytest.fixture
def county(db: None) -> Iterator[County]:
    with acting(None, "测试"):
        top = union("SL", "示例县总工会", level=Level.COUNTY)
        made = County(top, union("SL01", "示例纺织厂工会", top), union("SL02", "示例机械有限公司工会", top))
        for ledger in ("petitions", "disputes", "hardship", "roster"):
            Register.objects.create(union=top, ledger=ledger)
        for number in range(20):
            made.petition(made.mill, f"2025-02-{number + 1:02d}")
        for number in range(12):
            made.petition(made.mill, f"2026-02-{number + 1:02d}")
        made.petition(
            made.yard,
            "2026-03-18",
            subject="夜班补贴标准多年未调整",
            done="接访当天与职工当面谈清诉求，次日到公司查看三年的排班记录。",
            effect="公司自5月起将夜班补贴调整为20元。",
        )
        made.dispute(made.mill, "2025-03-01", "100000")
        made.dispute(
            made.mill,
            "2026-03-01",
            "112600.50",
            done="组织双方三次核对考勤和工资发放记录。",
            effect="工资全部发到本人卡上。",
        )
        HardshipFile.objects.create(
            union=top, person_name="林某某", opened_on=dt.date(2026, 2, 3), done="林某某家庭因病致贫，入户核实。"
        )
        yield made
