"""What an office brings beside the rows: whose sheet it is, what it confirmed the last time, joint unions, supporters."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.intake.applying import Taken, prepare, take_in
from gonghui.kernel.intake.mapping import Mapping
from gonghui.kernel.intake.models import Intake, Remembered
from gonghui.kernel.intake.remembering import remember
from gonghui.kernel.ledger.declaration import ledger
from gonghui.kernel.matters.models import Event
from gonghui.kernel.organisations.models import Cover, Level, Union
from gonghui.kernel.people.models import Membership
from intake.books import book, number

pytestmark = pytest.mark.django_db
MEMBERS: list[list[object]] = [["姓名", "身份证号", "入会日期"], ["王一", number(1), "2003-01-01"]]


@pytest.fixture
def city() -> Union:
    with acting(None, "建立"):
        top = Union.objects.create(code="359981", name="云岭市总工会", level=Level.COUNTY)
        for code, name in (("1", "云岭市甲厂工会"), ("2", "云岭市乙公司工会")):
            Union.objects.create(code=code, name=name, parent=top)
    return top


def take(path: Path, root: Union, mapping: Mapping | None = None) -> Taken:
    return take_in(prepare([(path.name, path)], mapping), root, None, "报送")


@pytest.mark.parametrize(
    ("name", "sheet", "above"),
    [
        ("云岭市甲厂工会2004年上半年会员花名册.xlsx", "Sheet1", []),
        ("会员花名册.xlsx", "云岭市甲厂工会", []),
        ("会员花名册.xlsx", "Sheet1", ["云岭市甲厂会员花名册"]),
        ("名册（终稿）.xlsx", "Sheet1", ["会员花名册", "填报单位（盖章）：云岭市甲厂工会    填报日期：2004年7月1日"]),
    ],
)
def test_one_file_or_sheet_for_each_union(city: Union, tmp_path: Path, name: str, sheet: str, above: list[str]) -> None:
    taken = take(book(tmp_path / name, {sheet: [*([text] for text in above), *MEMBERS]}), city)
    assert Membership.objects.get().union.name == "云岭市甲厂工会"
    assert [one.rule for one in taken.parts[0].clean.repairs] == ["按表头、表名或文件名写明的工会"]


def test_a_sheet_of_the_office_itself_stays_with_it(city: Union, tmp_path: Path) -> None:
    take(book(tmp_path / "云岭市总工会会员花名册.xlsx", {"Sheet1": MEMBERS}), city)
    assert Membership.objects.get().union == city


def test_a_joint_union_covers_every_employer_that_its_rows_or_its_cell_names(city: Union, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["工会名称", "上级工会", "单位名称", "成立日期"],
        ["云岭市商圈联合工会", "云岭市总工会", "云岭市一店有限公司、云岭市二店有限公司", "2004-03-01"],
        ["云岭市北街联合工会", "云岭市总工会", "云岭市三店有限公司", "2004-03-01"],
        ["云岭市北街联合工会", "云岭市总工会", "云岭市四店有限公司", "2004-03-01"],
    ]
    path = book(tmp_path / "工会组织台账.xlsx", {"Sheet1": rows})
    for _time in range(2):
        take(path, city)
        covers = Cover.objects.order_by("pk").values_list("union__name", "employer__name", "since")
        assert list(covers) == [
            (f"云岭市{union}联合工会", f"云岭市{shop}店有限公司", dt.date(2004, 3, 1))
            for union, shop in (("商圈", "一"), ("商圈", "二"), ("北街", "三"), ("北街", "四"))
        ]


def test_supporters_that_are_unions_share_the_event(city: Union, tmp_path: Path) -> None:
    culture = ledger("culture")
    rows: list[list[object]] = [
        ["文体活动台账"],
        ["活动名称", "活动日期", "主办单位", "协办单位", "参加人数"],
        ["职工篮球赛", "2004-05-01", "云岭市总工会", "云岭市甲厂工会、云岭市乙公司工会、市体育局", 80],
    ]
    taken = take(book(tmp_path / "文体活动台账.xlsx", {"Sheet1": rows}), city)
    assert [part.ledger.slug for part in taken.parts] == [culture.slug]
    event = Event.objects.get()
    assert set(event.supporting_unions.values_list("code", flat=True)) == {"1", "2"}


def confirmed(city: Union, entry: dict[str, Any], data: dict[str, Any]) -> None:
    place = {"file": "a.xlsx", "sheet": "Sheet1"}
    batch = Intake.objects.create(union=city, reason="报送")
    batch.mapping, batch.report = {"sheets": [place | entry]}, {"sheets": [place | data]}
    with acting(None, "导入"):
        remember(batch, None)


def test_a_confirmed_mapping_is_offered_the_next_time_also_to_those_below(city: Union, tmp_path: Path) -> None:
    data = {
        "ledger_name": "会员花名册",
        "mapping": {"姓名": "person_name", "身份证号": "id_number"},
        "unmapped": ["花名"],
    }
    confirmed(city, {"columns": {"花名": "card_no", "入会日期": None}}, data)
    rows: list[list[object]] = [["姓名", "身份证号", "花名", "入会日期"], ["王一", number(1), "A-7", "2003-01-01"]]
    below = Union.objects.get(code="1")
    path = book(tmp_path / "会员花名册.xlsx", {"Sheet1": rows})
    (part,) = prepare([(path.name, path)], Mapping(union=below)).parts
    assert part.table.match is not None
    assert {column: (field.name, part.table.match.why[column]) for column, field in part.table.match.columns.items()} == {
        0: ("person_name", "表头相同"), 1: ("id_number", "表头相同"), 2: ("card_no", "上次确认"),
    }  # fmt: skip
    (part,) = prepare([(path.name, path)], Mapping()).parts
    assert part.table.match is not None
    assert 2 not in part.table.match.columns
    with acting(None, "导入"):
        own = Remembered.objects.create(union=below, kind="column", of="会员花名册", word="花名", answer="post")
    (part,) = prepare([(path.name, path)], Mapping(union=below)).parts
    assert part.table.match is not None
    assert part.table.match.columns[2].name == own.answer


def test_a_sheet_that_was_left_out_or_named_is_known_by_its_headings(city: Union, tmp_path: Path) -> None:
    heads = ["甲", "乙", "丙"]
    confirmed(city, {"skip": True, "heads": heads}, {"ledger_name": "", "mapping": {}, "unmapped": []})
    path = book(tmp_path / "杂.xlsx", {"Sheet1": [list(heads), ["一", "二", "三"]]})
    taken = prepare([(path.name, path)], Mapping(union=city))
    assert [left.found.reason for left in taken.left] == ["上次选择不要这张表"]
    data = {"ledger_name": "会员花名册", "mapping": {}, "unmapped": heads}
    confirmed(city, {"ledger": "会员花名册", "header_row": [1], "columns": {"甲": "person_name"}}, data)
    (part,) = prepare([(path.name, path)], Mapping(union=city)).parts
    assert (part.ledger.slug, part.clean.columns["person_name"]) == ("roster", ["一"])
