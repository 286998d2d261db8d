"""Sheets of an office never seen before: logs by month, sums on two sides, both days in a cell, titles that name no ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from gonghui.kernel.intake.applying import Taken, prepare
from gonghui.kernel.intake.batch import Part
from gonghui.kernel.intake.dates import parse_date, parse_span
from gonghui.kernel.intake.mapping import Mapping
from gonghui.kernel.intake.numbers import parse_amount
from gonghui.kernel.intake.shaping import recogniser
from gonghui.kernel.intake.suggesting import suggestions
from tests.intake.books import book

Rows = list[list[object]]


def put_in(folder: Path, name: str, rows: Rows) -> Taken:
    return prepare([(name, book(folder / name, {"Sheet1": rows}))])


def one(folder: Path, name: str, rows: Rows) -> Part:
    found = put_in(folder, name, rows)
    assert [left.found.reason for left in found.left] == []
    return found.parts[0]


@pytest.mark.parametrize(
    ("title", "heads", "row", "kind"),
    [
        ("2026年1月工会活动流水账", "日期 活动内容 参加人数 地点 花费（元） 负责人", "1.5 包饺子 48人 食堂 800 女工委", "文体活动台账"),
        ("工会会议记录本", "时间 会议名称 主持 应到 实到 议题及决定", "2026.1.8 委员会会议 程某 7 6 研究慰问", "工会委员会会议台账"),
        ("工会资产登记", "物品名称 型号 数量 金额 购置时间 存放地点", "跑步机 A3 1台 4800 2019.3 职工之家", "固定资产台账"),
        ("“我为医院献一计”征集登记", "编号 时间 科室 建议人 建议（概要） 是否采纳", "1 2026年1月 内科 陆某 轮椅 采纳", "合理化建议台账"),
        ("下企业走访记录本", "走访日期 走访企业 走访人 了解到的情况 需要协调的事", "2026.1.2 示例公司 易某 无食堂 协调", "走访台账"),
        ("职工热线及来访登记", "登记时间 来电/来访 姓名 所在企业 反映内容", "2026.1.5 来电 匿名 示例公司 拖欠工资", "信访登记表"),
    ],
)  # fmt: skip
def test_titles_of_a_new_office_are_known(tmp_path: Path, title: str, heads: str, row: str, kind: str) -> None:
    part = one(tmp_path, "表.xlsx", [[title], [*heads.split()], [*row.split()], [*row.split()]])
    assert part.shape.name == kind
    assert part.clean.refusals == []


def test_sums_on_two_sides_are_amounts_with_a_direction(tmp_path: Path) -> None:
    rows: Rows = [
        ["工会经费支出明细（2026年1-6月）"],
        ["日期", "凭证号", "摘要", "科目", "收入", "支出", "余额", "经手人"],
        ["2026.1.1", "", "上年结转", "", "", "", 86000, ""],
        ["1.4", "记-001", "收拨缴经费", "拨缴经费收入", 12000, "", 98000, "常某"],
        ["1.7", "记-002", "付三八节活动费", "文体活动费", "", "3,200", 94800, "常某"],
    ]
    part = one(tmp_path, "支出.xlsx", rows)
    assert part.ledger.slug == "funds_spending"
    assert [(row["amount"], row["direction"]) for _n, row in part.records()] == [
        (Decimal("12000.00"), "income"),
        (Decimal("3200.00"), "expense"),
    ]
    assert [(one.row, one.reason) for one in part.clean.refusals] == [(3, "收入和支出都没有数")]


def test_both_days_in_a_cell_are_two_facts(tmp_path: Path) -> None:
    rows: Rows = [
        ["职工技能培训记录"],
        ["培训时间", "培训内容", "培训地点", "参加人数"],
        ["2026.1.10-1.12", "心肺复苏", "示教室", 40],
        ["2026.2.3", "院感防控", "示教室", 30],
    ]
    part = one(tmp_path, "培训.xlsx", rows)
    assert part.clean.columns["held_on"] == [dt.date(2026, 1, 10), dt.date(2026, 2, 3)]
    assert part.clean.columns["ended_on"] == [dt.date(2026, 1, 12), None]
    assert ("起止日期分成两项", "2026-01-10 — 2026-01-12") in [(each.rule, each.value) for each in part.clean.repairs]


def test_a_term_named_by_both_its_days(tmp_path: Path) -> None:
    rows: Rows = [
        ["集体合同及专项合同签订情况"],
        ["企业", "合同种类", "签订时间", "起止时间", "覆盖职工"],
        ["示例冷链有限公司", "集体合同", "2025.1.15", "2025.1.15-2028.1.14", 120],
    ]
    part = one(tmp_path, "合同.xlsx", rows)
    assert part.clean.columns["effective_on"] == [dt.date(2025, 1, 15)]
    assert part.clean.columns["expires_on"] == [dt.date(2028, 1, 14)]
    assert part.clean.columns["employer"] == ["示例冷链有限公司"]  # not the number of employers covered


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026.1.10-1.12", (2026, 1, 10), (2026, 1, 12)),
        ("2026.1.30-2.2", (2026, 1, 30), (2026, 2, 2)),
        ("2026年3月5日至7日", (2026, 3, 5), (2026, 3, 7)),
        ("2026-1-10-2026-1-12", (2026, 1, 10), (2026, 1, 12)),
        ("2025.3—2028.2", (2025, 3, 1), (2028, 2, 29)),
        ("3月5日～7日", (2026, 3, 5), (2026, 3, 7)),
    ],
)
def test_spans_of_days(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert parse_span(text, year=2026) == (dt.date(*first), dt.date(*last))
    assert parse_date(text, year=2026).value == dt.date(*first)
    assert parse_date(text, year=2026, end=True).value == dt.date(*last)


@pytest.mark.parametrize(
    "text", ["2026-01-10", "2026.1.10", "2026.1.12-1.10", "约定-未定", "2026-13-45", 20260110, None]
)
def test_what_is_no_span(text: object) -> None:
    assert parse_span(text, year=2026) is None


def test_a_sum_in_words_without_its_unit() -> None:
    assert parse_amount("伍佰")[0] == Decimal("500.00")
    assert parse_amount("壹仟贰佰元整")[0] == Decimal("1200.00")
    assert parse_amount("元")[2] == "金额栏为文字"


def test_columns_of_every_sheet_decide_nothing(tmp_path: Path) -> None:
    """日期, 姓名 and 说明 stand on a dozen ledgers: the sheet is asked about, not put where it happens to fit."""
    rows: Rows = [["关爱记录"], ["日期", "姓名", "关爱内容", "花了多少", "说明"], ["2026-3-8", "刘某", "体检", 300, ""]]
    found = put_in(tmp_path, "女工卫生.xlsx", rows)
    assert found.parts == []
    assert found.left[0].found.reason == "没有认出是哪种台账"


def offered(folder: Path, title: str, heads: Sequence[str], row: list[object]) -> list[str]:
    found = put_in(folder, "表.xlsx", [[title], [*heads], row, row])
    return [each.kind for each in suggestions(found.left[0].found, recogniser())]


def test_what_is_not_known_is_offered_likeliest_first(tmp_path: Path) -> None:
    kinds = offered(tmp_path, "节日值班守岗", ["日子", "值班人员", "带队", "出了啥事"], ["5.1", "王某", "李某", "无"])
    assert kinds[0] == "值班台账"
    assert len(kinds) == len(set(kinds)) <= 8
    often = offered(tmp_path, "球类对抗", ["哪天", "打什么", "来了多少人", "冠军"], ["4.1", "羽毛球", 20, "后勤"])
    assert {"文体活动台账", "走访台账", "信访登记表"} <= set(often)


def by_hand(folder: Path, kind: str, rows: Rows) -> Part:
    name = "指明.xlsx"
    given = Mapping([{"file": name, "sheet": "Sheet1", "ledger": kind, "header_row": [2]}])
    return prepare([(name, book(folder / name, {"Sheet1": rows}))], given).parts[0]


def test_a_sheet_said_by_hand_finds_its_day_by_its_values(tmp_path: Path) -> None:
    rows: Rows = [["谁家有难处"], ["日子", "谁家", "住哪", "给了多少钱"], ["2026-3-8", "赵某", "三楼", 500]]
    part = by_hand(tmp_path, "慰问帮扶台账", rows)
    assert part.clean.columns["given_on"] == [dt.date(2026, 3, 8)]
    assert part.clean.columns["person_name"] == ["赵某"]
    assert part.clean.columns["amount"] == [Decimal("500.00")]


def test_a_log_as_one_speaks_is_read_once_its_kind_is_said(tmp_path: Path) -> None:
    """No row is left out because its columns are called 哪天, 干了什么, 来了多少人."""
    rows: Rows = [
        ["2026 上半年大事小情"],
        ["序", "哪天", "干了什么", "来了多少人", "在哪儿", "用了多少钱", "谁牵头", "备注"],
        [1, "1.18", "包饺子迎新春", "120余人", "员工餐厅", "2300元", "工会委员会", ""],
        [2, "5月", "技能比武（客房铺床）", 38, "后楼", "0.5万", "客房部工会小组", "前三名发奖"],
    ]
    part = by_hand(tmp_path, "文体活动台账", rows)
    assert part.clean.columns["held_on"] == [dt.date(2026, 1, 18), dt.date(2026, 5, 1)]
    assert part.clean.columns["title"] == ["包饺子迎新春", "技能比武（客房铺床）"]
    assert part.clean.columns["attendance"] == [120, 38]
    assert part.clean.columns["place"] == ["员工餐厅", "后楼"]
    assert part.clean.columns["cost"] == [Decimal("2300.00"), Decimal("5000.00")]


def test_a_roll_without_a_column_of_names_is_refused_and_not_a_failure(tmp_path: Path) -> None:
    rows: Rows = [
        ["工友一览"],
        ["序", "字号", "男/女", "什么时候进工会"],
        [1, "高某", "男", "2019.3"],
        [2, "林某", "女", "2020.5"],
    ]
    named = by_hand(tmp_path, "会员花名册", [rows[0], ["序", "工友", *rows[1][2:]], *rows[2:]])
    assert named.clean.columns["person_name"] == ["高某", "林某"]  # names under a word for persons
    part = by_hand(tmp_path, "会员花名册", rows)
    assert [(one.row, one.reason) for one in part.clean.refusals] == [
        (n, "没有认出姓名是哪一列，请先指明") for n in (3, 4)
    ]


def test_rows_of_which_no_column_is_known_are_refused_and_not_lost(tmp_path: Path) -> None:
    rows: Rows = [["球类对抗"], ["打什么", "来了多少人", "冠军"], ["羽毛球", 20, "后勤"], ["篮球", 30, "外科"]]
    part = by_hand(tmp_path, "走访台账", rows)
    assert [(one.row, one.reason[:6]) for one in part.clean.refusals] == [(3, "没有一列认得"), (4, "没有一列认得")]
