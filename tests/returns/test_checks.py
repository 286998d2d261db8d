"""审核关系: every check of the shipped forms fires on the return that breaks it alone, and is silent on the sound one."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures.catalogue import catalogue
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import Period
from gonghui.kernel.returns import forms
from gonghui.kernel.returns.checking import Checker, Finding
from gonghui.kernel.returns.definition import FormData
from gonghui.kernel.returns.values import Answer, question
from gonghui.kernel.rules.models import Parameter

# a sound annual return of one union of a company; a cell that is not named is 0
SOUND = {
    "A01": 1, "A03": 1, "A11": 1, "A12": 400, "A13": 150, "A14": 80, "A15": 20, "A20": 360, "A21": 140, "A22": 70, "A23": 15,
    "A24": 350, "A25": 20, "A26": 10, "A29": 90, "A30": 1, "A34": 1, "A37": 1, "A38": 1, "A40": 1, "A41": 1,
    "B01": 1, "B02": 1, "B12": 5, "B13": 2, "B14": 3, "C01": 1, "C02": 1, "C03": 1, "C04": 40, "C05": 15, "C11": 1, "C12": 2,
    "C13": 1, "D01": 1, "D02": 1, "D03": 1, "D04": 380, "D05": 1, "D08": 1, "D11": 140, "E03": 4, "E04": 1, "E05": 30, "E06": 2,
    "E07": 5, "E09": 1, "E13": 6, "E14": 3, "E15": 2, "E16": 1, "F03": 9, "F04": 4, "F05": 5, "F28": 3, "F29": 2, "F08": 6,
    "F09": 5, "F10": 8, "F11": 12, "F12": "1.50", "F13": "0.80", "F14": "0.40", "F15": "0.20", "F27": "0.10",
    "G02": 200, "G03": 300, "G04": 30, "G05": 20, "G06": 10, "G07": "5.00", "G14": 7, "G15": 6,
    "H03": "2000.00", "H04": "40.00", "H05": "38.00", "H06": "15.20", "H07": "15.20", "H09": "60.00", "H10": "50.00",
    "H11": "20.00", "H12": "30.00", "H13": "90.00", "H14": "10.00", "H15": "80.00",
}  # fmt: skip
COUNTED = {
    "elections.overdue": 0,
    "unions.term_odd": 0,
    "congress.short_of_delegates": 0,
    "members.standing": 360,
}
# number → what is changed in the sound return so that this check, and no other, does not hold
BROKEN: dict[str, dict[str, Any]] = {
    "1": {"A20": 401, "A24": 391, "A21": 140, "roster": {"members.standing": 401}},
    "1.2": {"A10": 1, "A11": 3, "A20": 401, "A24": 391, "roster": {"members.standing": 401}},
    "2": {"A20": 120, "A24": 110, "A22": 70, "A21": 130, "roster": {"members.standing": 120}},
    "2.2": {"A21": 151},
    "3": {"A13": 401},
    "4": {"A20": 60, "A24": 50, "A21": 50, "A22": 61, "roster": {"members.standing": 60}},
    "4.2": {"A22": 81},
    "5": {"A20": 14, "A24": 4, "A25": 12, "A26": 2, "A21": 9, "A37": 0, "A22": 8, "A23": 15, "roster": {"members.standing": 14}},
    "5.2": {"A23": 21},
    "6": {"A20": 19, "A25": 20, "A24": 0, "A26": 1, "A21": 9, "A22": 9, "roster": {"members.standing": 19}},
    "7": {"A24": 351},
    "8": {"A12": 0, "A13": 0, "A14": 0, "A15": 0, "A20": 0, "A21": 0, "A22": 0, "A23": 0, "A24": 0, "A25": 0, "A26": 0,
          "D04": 0, "D11": 0, "G02": 0, "G03": 0, "roster": {"members.standing": 0}},
    "9": {"A41": 0},
    "10": {"A37": 0},
    "11": {"A10": 2, "A11": 3},
    "11.2": {"A11": 2},
    "12": {"B13": 6},
    "13": {"B01": 2},
    "13.2": {"B01": 0},
    "14": {"A33": 1},
    "14.2": {"roster": {"unions.term_odd": 1}},
    "15": {"roster": {"elections.overdue": 1}},
    "16": {"A31": 1},
    "17": {"C05": 41},
    "18": {"C04": 29},
    "18.2": {"roster": {"congress.short_of_delegates": 1}},
    "19": {"C02": 2},
    "20": {"C11": 0},
    "21": {"C13": 3},
    "22": {"D02": 2, "D05": 1, "D03": 0},
    "22.2": {"D03": 2},
    "23": {"D08": 3},
    "24": {"D04": 401},
    "25": {"D11": 151},
    "26": {"E04": 5, "E05": 60},
    "26.2": {"E05": 9},
    "27": {"E09": 2},
    "28": {"F09": 10},
    "28.2": {"F08": 9},
    "28.3": {"F11": 7},
    "29": {"F05": 6},
    "29.2": {"E16": 2},
    "29.3": {"F28": 4},
    "30": {"F13": "0.90"},
    "31": {"G05": 31},
    "31.2": {"G06": 21},
    "31.3": {"G06": 0},
    "32": {"G02": 401, "G03": 401},
    "32.2": {"G03": 199},
    "33": {"G15": 8},
    "34": {"H04": "40.50"},
    "34.2": {"H06": "15.30", "H07": "15.30"},
    "34.3": {"H07": "14.00"},
    "35": {"H12": "31.00"},
    "36": {"H15": "81.00"},
    "37": {"below": {"T1!A20": 359}},
    "38": {"year": {"T6!F11": 16}},
    "38.2": {"year": {"T6!F11": 25}},
    "39": {"G17": -1},
    "39.2": {"F11": "12.5"},
    "40": {"G07": "1000000.00"},
    "41": {"roster": {"members.standing": 340}},
    "42": {"inside": False},
    "43": {"A12": None},
    "44": {"A31": 1, "silent": True},
    "45": {"signed": ("陆负责", "周填表", " ")},
}  # fmt: skip
BOUNDARY: dict[str, dict[str, Any]] = {  # just inside: nothing may be said
    "1": {"A20": 400, "A24": 390, "roster": {"members.standing": 400}},
    "16": {"A31": 0},
    "18": {"C04": 30},
    "26.2": {"E05": 10},
    "30": {"F13": "0.83"},
    "34": {"H04": "40.40"},
    "34.2": {"H06": "15.21", "H07": "15.21"},
    "38": {"year": {"T6!F11": 10}},
    "38.2": {"year": {"T6!F11": 9}},  # too small a base for a percentage
    "40": {"G07": "999999.99"},
    "41": {"roster": {"members.standing": 343}},
}


class Said(dict[str, str]):
    """Whatever is asked has been explained."""

    def get(self, key: str, default: Any = "") -> Any:
        return "专项工作集中在今年开展，已逐项核对"


ANNUAL = next(data for data in forms.shipped() if data.key == "annual_grassroots")
HALF_YEAR = next(data for data in forms.shipped() if data.key == "half_year_federation")


@pytest.fixture
def union(db: Any) -> Union:
    with acting(None, "测试"):
        return Union.objects.create(code="S1", name="测试机械有限公司工会", region="测试省")


def judged(union: Union, change: dict[str, Any], form: FormData = ANNUAL, period: str = "2026") -> list[Finding]:
    said = SOUND | {name: value for name, value in change.items() if name.isupper() or name[0].isupper()}
    below = change.get("below", {})
    answers = {}
    for identity, cell in form.cells():
        value = said.get(cell.code, 0)
        number = None if value is None else Decimal(value)
        answers[identity] = Answer(
            cell, "figure", number, number, Decimal(below[identity]) if identity in below else number
        )
    values = {identity: found.value for identity, found in answers.items()}
    year = values | {identity: Decimal(n) for identity, n in change.get("year", {}).items()}
    previous = values | {identity: Decimal(n) for identity, n in change.get("previous", {}).items()}
    checker = Checker(
        form, answers, question(form, union, Period.parse(period)), catalogue(), year, previous, True,
        change.get("signed", ("陆负责", "周填表", "14000000000")), {} if change.get("silent") else Said(),
        change.get("inside", True),
    )  # fmt: skip
    checker._counted.update({key: Decimal(n) for key, n in (COUNTED | change.get("roster", {})).items()})
    return checker.findings()


def numbers(found: list[Finding]) -> set[str]:
    return {finding.check.number for finding in found}


def test_every_check_has_a_return_that_breaks_it() -> None:
    assert set(BROKEN) == {check.number for check in ANNUAL.checks}
    assert {check.number.split(".")[0] for check in ANNUAL.checks} == {str(n) for n in range(1, 46)}


def test_the_sound_return_has_nothing_to_say(union: Union) -> None:
    assert judged(union, {}) == []


def test_each_check_fires_alone(union: Union) -> None:
    """All of them in one go: the form is read once."""
    told = {number: numbers(judged(union, change)) for number, change in BROKEN.items()}
    wanted = {number: {number} for number in BROKEN} | {"44": {"16", "44"}}
    assert told == wanted


def test_each_check_is_silent_just_inside(union: Union) -> None:
    assert {n: numbers(judged(union, change)) for n, change in BOUNDARY.items()} == {n: set() for n in BOUNDARY}


@pytest.mark.mechanism("B.DAT04")
def test_an_explanation_of_ten_characters_keeps_a_warning(union: Union) -> None:
    found = judged(union, {"A31": 1, "silent": True})
    assert [(f.check.number, f.blocks) for f in found] == [("44", True), ("16", False)]
    assert found[0].numbers == "还有 1 条没有说明"
    assert [(f.check.number, f.blocks) for f in judged(union, {"A31": 1})] == [("16", False)]


def test_local_practice_moves_the_bar(union: Union) -> None:
    """Another province asks for fifty delegates: a parameter of that region, no other form."""
    assert judged(union, {}) == []
    Parameter.objects.create(key="congress.least_delegates", region="测试省", value="50", since=dt.date(2020, 1, 1))
    [found] = judged(union, {})
    assert (found.check.number, found.numbers) == (
        "18",
        "C04 职工代表 40，C01 建立职代会制度的单位 1，C21 其中：职工大会 0，规定 50，A01 基层工会组织数 1，"
        "A12 职工人数 400，规定 0.05",
    )


def test_stocks_are_held_against_last_period_and_flows_against_last_year(union: Union) -> None:
    """The half-year form: members against the end of last year, letters and visits against the same half."""
    sound = {
        "A04": 0,
        "A06": 1,
        "A07": 400,
        "A08": 360,
        "A12": 350,
        "A13": 20,
        "A14": 10,
        "A01": 1,
        "A20": 0,
        "D07": 40,
    }
    sound |= dict.fromkeys(
        ("D02", "D03", "D05", "D01", "C01", "C02", "C06", "C07", "E02", "E03", "E04", "A09", "A10"), 0
    )

    def told(change: dict[str, Any]) -> set[str]:
        return numbers(judged(union, sound | change, HALF_YEAR, "2026H1")) & {"38", "38.2", "38.3", "38.4"}

    assert told({}) == set()
    assert told({"previous": {"T1!A08": 290}}) == {"38.3"}
    assert told({"previous": {"T1!A08": 200}}) == {"38.4"}
    assert told({"year": {"T1!A08": 200}}) == set()
    assert told({"year": {"T4!D07": 32}}) == {"38"}
    assert told({"year": {"T4!D07": 20}}) == {"38.2"}
    assert told({"previous": {"T4!D07": 20}}) == set()


ITEMS = {  # rules.md §10.2
    "T1": "单位类别 行业 联合 涵盖单位 职工 女职工 农民工 派遣 35岁以下 学历 会员 女会员 农民工会员 派遣会员 本期新增 法人 届满 分会 小组 "
    "女职工组织 女职工委员 经审组织 党组织",
    "T2": "主席专职 主席兼职 性别 年龄段 学历 政治面貌 直接选举 间接选举 委派 党内职务 专职 专职女 兼职 社会化工作者 培训",
    "T3": "职代会 职工大会 区域行业职代会 召开 代表 女代表 一线代表 厂务公开 董事会 职工董事 女职工董事 职工监事 女职工监事 民主评议 "
    "提案立案 提案办理",
    "T4": "综合合同 单独 区域 行业 份数 覆盖企业 覆盖职工 工资专项 女职工专项 劳安专项 协商 履约检查",
    "T5": "调解委员会 调解员 受理 群体性 人数 结案 法律监督 监督员 提示函 意见书 建议书 法律援助 法律援助金额 信访件 信访批 信访人次",
    "T6": "帮扶中心 站 档案 分类 新增 退出 帮扶户 帮扶人 资金来源 送温暖 助学 医疗互助 就业培训 书屋 站点 母婴室",
    "T7": "竞赛 提出 采纳 实施 效益 革新 专利 工作室 劳模 劳保委员会 检查员 隐患 整改 事故",
    "T8": "独立账户 会费 2%应缴 2%已缴 上解 收入 支出 审计 宣传 文体组织 阵地 人次",
}


@pytest.mark.parametrize("table", sorted(ITEMS))
def test_every_item_of_the_rules_is_a_cell_of_the_annual_form(table: str) -> None:
    there = {cell.item.removeprefix(f"{table} ") for each in ANNUAL.tables if each.key == table for cell in each.cells}
    assert set(ITEMS[table].split()) - there == set()
