"""Sheets in the words of a trade: headings said otherwise, titles that name the work, days of one month's sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.intake.applying import prepare
from gonghui.kernel.intake.columns import solver
from gonghui.kernel.intake.dates import Habit, parse_date
from gonghui.kernel.intake.numbers import parse_bool
from gonghui.kernel.intake.reporting import lines
from gonghui.kernel.intake.roles import by_role
from gonghui.kernel.intake.senses import sense
from gonghui.kernel.intake.shapes import FieldShape, Shape
from gonghui.kernel.intake.titles import titled_period
from gonghui.kernel.ledger.declaration import ledger
from gonghui.kernel.organisations.models import Level, Union
from gonghui.kernel.rules.registry import rule_of
from tests.intake.books import book
from tests.intake.test_applying import take
from tests.intake.test_new_style import one


@pytest.mark.parametrize(
    ("name", "title", "heads", "row", "kind", "fields"),
    [
        ("摸排.xlsx", "某物流园入驻企业建会摸排表", "企业全称 经营类别 用工人数 其中：女 负责人 电话 未建会主要原因 拟建会形式 摸排日期",
         "顺达快运 快运 45 6 车某 14000010001 业主有顾虑 单独建会 2026年3月16日", "organising",
         "employer headcount women representative contact_phone reason mode surveyed_on"),
        ("明细.xlsx", "某行工会2026年上半年办班明细", "班次名称 办班时间 办班地点 讲师 学员数 课时 天数",
         "反假币班 2026/1/15 三楼 外聘 35人 8 1", "training", "title held_on place teacher participants hours days"),
        ("签约.xlsx", "某镇2026年集体协商“春季要约”签约一览表",
         "序号 签约企业 合同种类 签约时间 有效期至 惠及职工 其中女工 工资增长幅度 人社局备案号",
         "1 某纸业 工资专项 2026年3月12日 2027年3月11日 132人 51人 5% 人社备12号", "contracts",
         "employer kind signed_on expires_on employees_covered women_covered raise_rate filing_no"),
        ("群监查隐患.xlsx", "某矿工会群监检查隐患排查登记表",
         "序 查出时间 隐患地点 问题描述 隐患级别 整改责任单位（人） 限改日期 整改完成 查验人",
         "1 2026.4.2 采面 支架漏液 一般 综采队 2026.4.5 2026.4.5 马某", "safety",
         "found_on place hazard level owner due_on fixed_on found_by"),
        ("事故.xlsx", "某矿工伤事故登记（2024—2025）", "发生时间 事故简况 发生地点 直接原因 伤 亡 工会是否参与调查",
         "2024.11.3 片帮伤人 工作面 支护不及时 1 0 参与", "safety_accidents",
         "happened_on title place cause injuries deaths union_took_part"),
        ("签领.xlsx", "2026年4月份会员生日蛋糕券签领表", "序号 会员 部门 生日 蛋糕券面值 领取时间 签名",
         "1 焦某 总行 4.2 200 4月2日 焦", "welfare", "person_name amount given_on"),
        ("督查.xlsx", "园区工会劳动法律监督检查记录", "督查日期 受检企业 督查人员 发现问题 涉及人数 整改时限 整改结果",
         "2026.5.11 顺达快运 仲某 未签劳动合同 6人 2026.5.25 已补签", "supervision",
         "inspected_on employer inspectors violation workers reply_due_on correction"),
        ("清凉.xlsx", "某配送行业工会2026年夏季送清凉", "日期 慰问站点 受益骑手 清凉物资 折合金额 经办",
         "2026年6月15日 东门站 40 饮料 2000 冉某", "aid", "given_on employer persons goods goods_value"),
    ],
)  # fmt: skip
def test_a_sheet_in_the_words_of_its_trade(
    tmp_path: Path, name: str, title: str, heads: str, row: str, kind: str, fields: str
) -> None:
    part = one(tmp_path, name, [[title], list(heads.split()), list(row.split())])
    match = part.table.match
    assert match is not None
    assert match.shape.ledger == kind
    assert set(fields.split()) <= {each.name for each in match.columns.values()}


@pytest.mark.parametrize(
    ("said", "same"),
    [
        ("参赛选手数", "参加人数"), ("督查日期", "检查时间"), ("办班地点", "举办场所"), ("惠及职工", "覆盖员工数"),
        ("办结日", "办结时间"), ("当选主席", "主席"), ("来访者", "来访人员"), ("其中：女工", "女职工"),
    ],
)  # fmt: skip
def test_other_words_come_to_one_form(said: str, same: str) -> None:
    assert sense(said) == sense(same)


def test_persons_and_times_stay_two_things() -> None:
    assert sense("参加人数") != sense("参加人次")
    assert sense("签订日期") != sense("到期日期")


@pytest.mark.parametrize(
    ("raw", "year", "month", "day"),
    [
        ("2020年元月", None, 0, dt.date(2020, 1, 1)),
        ("3月6日（2026年）", None, 0, dt.date(2026, 3, 6)),
        ("4月2日 09:15", 2026, 0, dt.date(2026, 4, 2)),
        ("5日", 2026, 1, dt.date(2026, 1, 5)),
        (20.0, 2026, 2, dt.date(2026, 2, 20)),
        ("5日", 2026, 0, None),
        ("31日", 2026, 2, None),
    ],
)
def test_days_as_a_months_sheet_has_them(raw: object, year: int | None, month: int, day: dt.date | None) -> None:
    assert parse_date(raw, year=year, habit=Habit(month=month)).value == day


def test_the_only_day_name_and_sum_left_in_a_titled_sheet(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["2025年“金秋助学”资助名单"],
        ["家长姓名", "家长单位", "学生姓名", "考取院校", "助学金", "资助时间"],
        ["鲁某", "鑫源纸业", "鲁小天", "省理工", "5000", "2025.8.22"],
    ]
    match = one(tmp_path, "名单.xlsx", rows).table.match
    assert match is not None
    assert match.shape.ledger == "aid"
    assert {match.columns[4].name, match.columns[5].name} == {"amount", "given_on"}


def test_of_two_days_left_neither_is_taken() -> None:
    shape = Shape("aid", "慰问", (), (FieldShape("given_on", "date", ("慰问日期",)),), day="given_on")
    heads, sample = [["资助时间"], ["回访时间"], ["出生年月"]], [["2025.8.22", "2025.9.1", "1990.1"]]
    assert by_role(shape, heads, [0, 1, 2], sample, set()) == {}
    assert [*by_role(shape, heads, [0, 2], sample, set())] == [0]
    assert by_role(shape, heads, [0, 2], sample, {"given_on"}) == {}


@pytest.mark.parametrize("raw", ["未办结", "办理中", "在办", "待定", "尚未到账"])
def test_what_has_not_happened_has_no_day(raw: str) -> None:
    read = solver(FieldShape("closed_on", "date", ("办结日期",)), "办结日期")
    assert read(raw)[::2] == (None, None)
    assert read(raw)[1]
    assert read("中旬")[2] == "日期写法认不出"


def test_the_word_of_the_question_is_a_yes() -> None:
    assert parse_bool("参与", "工会是否参与调查")[0] is True
    assert parse_bool("未参与", "工会是否参与调查")[0] is False
    assert parse_bool("参与", "参与情况")[2]


def test_what_is_not_decided_is_neither_yes_nor_no() -> None:
    assert parse_bool("待定", "是否采用")[::2] == (None, None)
    assert parse_bool("研究中", "是否采用")[1] == "尚未定下，作空白"
    assert parse_bool("大概", "是否采用")[2] == "是否栏看不懂"
    assert parse_bool("待定", "参加上级活动")[2] == "是否栏看不懂"


def test_a_year_in_brackets_is_the_titles_year_and_a_papers_number_is_not() -> None:
    assert titled_period("某行行务公开登记簿（2026）") == (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert titled_period("某工发〔2026〕3号文附表") is None


TWO_ROWS: Sequence[list[object]] = [
    ["某矿2026年“名师带徒”协议登记"],
    ["单位", "师傅", "", "徒弟", "", "工种", "签约日期", "到期"],
    ["", "姓名", "职称", "姓名", "学历", "", "", ""],
    ["综采一队", "马某", "高级技师", "蒋某", "大专", "司机", "2026.1.5", "2027.1.4"],
]


def test_names_under_merged_groups_are_headings_not_a_record(tmp_path: Path) -> None:
    path = book(tmp_path / "带徒.xlsx", {"Sheet1": list(TWO_ROWS)}, ["B2:C2", "D2:E2"])
    part = prepare([(path.name, path)]).parts[0]
    assert part.table.header_rows == [2, 3]
    assert part.table.rows == [4]
    names = {each.name for each in part.table.match.columns.values()}  # type: ignore[union-attr]
    assert {"mentor", "apprentice", "signed_on", "until"} <= names


@pytest.mark.django_db
def test_a_page_named_xls_gives_its_title_and_two_people_their_own_sums(tmp_path: Path) -> None:
    with acting(None, "建立"):
        Union.objects.create(code="359981", name="云岭市总工会", level=Level.COUNTY)
    cells = [
        ["登记日", "信访人姓名", "方式（信/访/电）", "反映内容", "承办科室", "办结日", "是否满意"],
        ["5月4日", "崔某", "电", "不发高温津贴", "权益部", "未办结", "满意"],
    ]
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells)
    page = tmp_path / "五月.xls"
    page.write_text(f"<html><head><title>x</title></head><h3>2026年5月职工信访登记</h3><table>{rows}</table></html>")
    sick = book(
        tmp_path / "探望.xlsx",
        {"2026": [["住院职工探望慰问登记"], ["探望日期", "住院职工", "科室", "原因", "探望人", "慰问金额（元）"],
                  ["2026-3-9", "贾成林、阮小青", "外科", "住院", "万某", "500、800"]]},
    )  # fmt: skip
    report = take(page, sick)
    assert (report["totals"]["taken"], report["totals"]["refused"]) == (3, 0)
    petition = ledger("petitions").model._default_manager.get()
    assert (petition.registered_on, petition.closed_on) == (dt.date(2026, 5, 4), None)
    visits = ledger("aid").model._default_manager.order_by("amount")
    assert list(visits.values_list("person_name", "amount")) == [("贾成林", Decimal(500)), ("阮小青", Decimal(800))]


@pytest.mark.parametrize(
    "reason", ["金额栏为文字", "人数栏为文字", "是否栏看不懂", "年份写法认不出", "日期缺少年份", "数量不是整数"]
)
def test_every_refusal_of_a_cell_says_what_to_do(reason: str) -> None:
    rule = rule_of(reason)
    assert rule is not None
    assert "写" in str(rule.mend)


def test_the_report_in_a_terminal_names_place_and_remedy() -> None:
    done = {
        "sheets": [
            {"file": "甲.xlsx", "sheet": "1", "ledger": "aid", "ledger_name": "慰问帮扶台账", "rows": 2,
             "taken": 0, "unchanged": 0, "updated": 0,
             "repaired": [], "conflicts": [],
             "refused": [{"row": row, "column": "慰问金", "reason": "金额栏为文字", "value": "若干"} for row in (3, 4)]},
            {"file": "乙.xlsx", "sheet": "2", "ledger": None, "reason": "没有认出是哪种台账", "maybe": [["培训台账", 2, 4]]},
        ],
        "totals": dict.fromkeys(("rows", "taken", "unchanged", "updated", "refused", "conflicts", "warnings"), 0),
    }  # fmt: skip
    said = lines(done)
    assert said[1:4] == [
        "    第3行 慰问金：金额栏为文字（若干）",
        "    第4行 慰问金：金额栏为文字（若干）",
        "    怎么改：一格只写一个数，可带单位（5000元、1.5万元）；几笔钱请分行写",
    ]
    assert (
        said[4] == "—— 乙.xlsx 2：未导入，没有认出是哪种台账（像是培训台账；在“导入台账”页选定，或用 --mapping 指明）"
    )
