"""Sheets written into their ledgers: what is taken, refused, held, left as it is."""

import datetime as dt
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.models import Change
from gonghui.kernel.intake.keeping import opened
from gonghui.kernel.intake.models import Intake, IntakeFile
from gonghui.kernel.ledger.declaration import ledger
from gonghui.kernel.organisations.models import NEVER, Ancestry, Employer, Level, PastValue, Register, Union
from gonghui.kernel.people.identity import number_of, phone_of
from gonghui.kernel.people.models import Identity, Membership, Person
from intake.books import book, number

pytestmark = pytest.mark.django_db

UNIONS: list[list[object]] = [
    ["云岭市总工会2004年上半年工会组织台账", "", "", "", "", "", "", ""],
    ["工会名称", "上级工会", "企业名称", "统一社会信用代码", "单位性质", "成立日期", "主席姓名", "星级"],
    ["云岭市甲厂工会", "云岭市青溪街道工会", "云岭市甲厂", "91350100M000100Y43", "国有", "1998年5月", "张 三", "三星"],
    ["云岭市乙公司工会", "同上", "云岭市乙公司", "", "私营企业", "2001-03-04", "李四", ""],
    ["填表人:甲", "", "", "", "", "", "填报日期:2004年7月5日", ""],
]
ROSTER: list[list[object]] = [
    ["云岭市总工会2004年上半年会员花名册", "", "", "", "", ""],
    ["姓名", "身份证号", "联系电话", "入会日期", "所属工会", "离会日期"],
    ["王一", number(1), "14000000001", "2003-01-01", "云岭市甲厂工会", ""],
    ["王二", number(2), "14000000002", "2003-02-01", "云岭市 甲厂工会", "2004年3月"],
    ["王三", number(3), "14000000003", "2014-11-13", "云岭市甲厂工会", ""],
    ["王四", number(4), "", "2003-01-01", "云岭市丙厂工会", ""],
    ["王五", number(5), "", "2003-05-01", "云岭市乙公司工会", "2002-05-01"],
    ["王一", number(1), "", "2004-01-01", "云岭市乙公司工会", ""],
    ["无证", "", "", "2003-01-01", "云岭市乙公司工会", ""],
    ["填表人:甲", "", "", "", "填报日期:2004年7月5日", ""],
]
CONTRACTS: list[list[object]] = [
    ["企业名称", "覆盖职工数", "生效日期", "到期日期"],
    ["云岭市甲厂", "120人", "2004-01-01", "2006-12-31"],
    ["云岭市丁厂", "30", "2004-01-01", "2003-12-31"],
    ["云岭市丁厂", 30, "2004-02-01", "2005-01-31"],
]


@pytest.fixture
def root() -> Union:
    with acting(None, "建立"):
        return Union.objects.create(code="359981", name="云岭市总工会", level=Level.COUNTY)


def take(*paths: Path, **options: Any) -> dict[str, Any]:
    """Import by command; the report as JSON."""
    report = paths[0].parent / "报告.json"
    options = {"union": "359981", "reason": "月度报送", "report": report, **options}
    call_command("import", *map(str, paths), stdout=io.StringIO(), **options)
    return json.loads(report.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """In the worst order: the roster and the contracts before the unions they name."""
    return [
        book(tmp_path / "1会员花名册.xlsx", {"Sheet1": ROSTER}),
        book(tmp_path / "2集体合同台账.xlsx", {"工资协议": CONTRACTS}),
        book(tmp_path / "3工会组织台账.xlsx", {"Sheet1": UNIONS}),
    ]


def of(report: dict[str, Any], slug: str) -> dict[str, Any]:
    return next(sheet for sheet in report["sheets"] if sheet["ledger"] == slug)


def test_files_of_one_call_may_name_each_other_in_any_order(root: Union, files: list[Path]) -> None:
    report = take(*files)
    totals = report["totals"]
    assert (totals["rows"], totals["taken"], totals["refused"], totals["conflicts"], totals["repaired"]) == (
        12,
        7,
        4,
        1,
        6,
    )
    first = Union.objects.get(name="云岭市甲厂工会")
    assert first.employer is not None
    assert (first.employer.ownership, first.employer.credit_code, first.employer.union) == (
        "state",
        "91350100M000100Y43",
        first,
    )
    assert (first.founded_on, first.chair, first.code) == (dt.date(1998, 5, 1), "张三", "359981-0001")


def test_an_unknown_parent_becomes_a_marked_stub_under_the_union_imported_to(root: Union, files: list[Path]) -> None:
    take(*files)
    stub = Union.objects.get(name="云岭市青溪街道工会")
    assert (stub.is_stub, stub.parent, stub.level) == (True, root, Level.TOWN)
    line = Ancestry.objects.filter(union__name="云岭市乙公司工会", tree="territorial", until=NEVER).order_by("depth")
    assert [row.ancestor.name for row in line] == ["云岭市乙公司工会", "云岭市青溪街道工会", "云岭市总工会"]


def test_members_are_persons_with_sealed_numbers(root: Union, files: list[Path]) -> None:
    take(*files)
    member = Membership.objects.get(person_name="王一", state="active")
    assert (number_of(member.person), phone_of(member.person)) == (number(1), "14000000001")
    assert Identity.objects.get(person=member.person).membership == member
    left = Membership.objects.get(person_name="王二")
    assert (left.left_on, left.status) == (dt.date(2004, 3, 31), "left")
    assert Identity.objects.get(person=left.person).membership is None
    assert Membership.objects.get(person_name="无证").is_identified is False


def test_wrong_rows_are_refused_each_with_its_reason(root: Union, files: list[Path]) -> None:
    report = take(*files)
    said = [(one["row"], one["column"], one["reason"]) for one in of(report, "roster")["refused"]]
    assert sorted(said) == [
        (5, "入会日期", "入会日期晚于本表填报日期2004-07-05"),
        (6, "所属工会", "所属工会不在工会组织台账中"),
        (7, "离会日期", "离会日期早于入会日期"),
    ]
    contract = of(report, "contracts")
    assert [(one["row"], one["column"], one["reason"]) for one in contract["refused"]] == [
        (3, "到期日期", "到期日期早于生效日期")
    ]


def test_a_person_named_twice_is_kept_once_and_held_once(root: Union, files: list[Path]) -> None:
    report = take(*files)
    assert of(report, "roster")["conflicts"] == [
        {"row": 8, "with": "1会员花名册.xlsx Sheet1 第3行", "reason": "会员重复登记(同一身份证号)"}
    ]
    assert sorted(Membership.objects.filter(person_name="王一").values_list("state", flat=True)) == ["active", "held"]
    assert Person.objects.filter(name="王一").count() == 1


def test_nothing_is_taken_twice(root: Union, files: list[Path]) -> None:
    take(*files)
    before = {
        model: model._default_manager.count() for model in (Union, Employer, Person, Membership, Identity, Change)
    }
    report = take(*files)
    assert (report["totals"]["taken"], report["totals"]["updated"], report["totals"]["unchanged"]) == (0, 0, 8)
    assert {model: model._default_manager.count() for model in before} == before


def test_a_dry_run_reports_the_same_and_writes_nothing(root: Union, files: list[Path]) -> None:
    dry = take(*files, dry_run=True, reason="")
    assert Union.objects.count() == 1
    assert (Intake.objects.count(), Change.objects.filter(model="kernel.membership").count()) == (0, 0)
    assert take(*files)["totals"] == dry["totals"]


def test_the_kind_of_contract_comes_from_the_sheets_name(root: Union, files: list[Path]) -> None:
    take(*files)
    contracts = ledger("contracts").model._default_manager.order_by("effective_on")
    assert [(one.employer.name, one.kind, one.employees_covered) for one in contracts] == [
        ("云岭市甲厂", "wage", 120),
        ("云岭市丁厂", "wage", 30),
    ]


def test_a_record_belongs_to_the_union_of_its_employer_as_soon_as_that_is_known(root: Union, files: list[Path]) -> None:
    take(files[1])
    contracts = ledger("contracts").model
    assert contracts._default_manager.get(employer__name="云岭市甲厂").union == root
    take(files[2])
    assert take(files[1])["totals"]["updated"] == 1
    assert contracts._default_manager.get(employer__name="云岭市甲厂").union.name == "云岭市甲厂工会"
    assert contracts._default_manager.get(employer__name="云岭市丁厂").union == root


def test_a_changed_row_updates_the_record_that_its_key_names(root: Union, files: list[Path], tmp_path: Path) -> None:
    take(*files)
    rows = [CONTRACTS[0], ["云岭市甲厂", 150, "2004-01-01", "2006-12-31"]]
    report = take(book(tmp_path / "集体合同台账.xlsx", {"工资协议": rows}))
    assert (report["totals"]["updated"], report["totals"]["taken"]) == (1, 0)
    assert ledger("contracts").model._default_manager.get(employer__name="云岭市甲厂").employees_covered == 150
    change = Change.objects.filter(model="contracts.contract", action="change").get()
    assert (change.before, change.after, change.reason) == (
        {"employees_covered": 120},
        {"employees_covered": 150},
        "月度报送",
    )


def test_another_class_in_a_later_sheet_takes_effect_on_its_day(root: Union, files: list[Path], tmp_path: Path) -> None:
    take(*files)
    rows = [list(row) for row in UNIONS]
    rows[2][4], rows[4][6] = "改制企业", "填报日期:2005年1月9日"
    take(book(tmp_path / "工会组织台账.xlsx", {"Sheet1": rows}))
    employer = Employer.objects.get(name="云岭市甲厂")
    past = PastValue.objects.get(field="ownership")
    assert employer.ownership == "restructured"
    assert (past.model, past.object_id, past.value, past.until) == (
        "kernel.employer",
        employer.pk,
        "state",
        dt.date(2005, 1, 9),
    )


def test_who_moved_to_another_union_is_no_conflict(root: Union, files: list[Path], tmp_path: Path) -> None:
    take(*files)
    head = ROSTER[1]
    rows = [
        head,
        ["王一", number(1), "", "2004-03-01", "云岭市乙公司工会", ""],
        ["王一", number(1), "", "2003-01-01", "云岭市甲厂工会", "2004-02-29"],
    ]
    Membership.objects.filter(state="held")  # the earlier conflict stays until somebody settles it
    report = take(book(tmp_path / "花名册.xlsx", {"会员花名册": rows}), sheet_day="2004-07-05")
    assert report["totals"]["conflicts"] == 0
    live = Identity.objects.get(person__name="王一").membership
    assert live is not None
    assert (live.union.name, live.joined_on) == ("云岭市乙公司工会", dt.date(2004, 3, 1))


def test_the_batch_keeps_its_files_sealed_and_its_report_masked(root: Union, files: list[Path]) -> None:
    take(*files)
    batch = Intake.objects.get()
    kept = IntakeFile.objects.get(name="1会员花名册.xlsx")
    assert (batch.state, batch.total) == ("done", 12)
    assert opened(kept.content) == files[0].read_bytes()
    assert number(1) not in json.dumps(batch.report, ensure_ascii=False)
    assert Membership.objects.filter(source=batch).count() == 4
    assert set(Register.objects.values_list("ledger", flat=True)) == {"contracts", "roster", "unions"}


def test_refused_rows_go_home(root: Union, files: list[Path], tmp_path: Path) -> None:
    take(*files, rejects=tmp_path / "退回")
    assert sorted(path.name for path in (tmp_path / "退回").iterdir()) == [
        "1会员花名册-退回.xlsx",
        "2集体合同台账-退回.xlsx",
    ]


def test_a_mapping_file_says_what_recognition_cannot(root: Union, tmp_path: Path) -> None:
    rows: list[list[object]] = [["标题"], ["来的日子", "怎么来的", "谁", "几件"], ["2004-03-01", "来信", "赵甲", 1]]
    path = book(tmp_path / "杂记.xlsx", {"Sheet1": rows})
    columns = {"来的日子": "registered_on", "B": "kind", "谁": "person_name", "几件": "items"}
    mapping = tmp_path / "对应.json"
    entry = {"file": "杂记.xlsx", "ledger": "petitions", "header_row": 2, "columns": columns, "day": "2004-07-01"}
    mapping.write_text(json.dumps({"sheets": [entry]}), encoding="utf-8")
    report = take(path, mapping=mapping)
    assert of(report, "petitions")["mapping"] == {
        "来的日子": "registered_on",
        "怎么来的": "kind",
        "谁": "person_name",
        "几件": "items",
    }
    one = ledger("petitions").model._default_manager.get()
    assert (one.registered_on, one.person_name, one.items, one.union) == (dt.date(2004, 3, 1), "赵甲", 1, root)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("照片.xlsx", b"\xff\xd8\xff\xe0" + b"0" * 600),
        ("空.csv", b""),
        ("密.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")),
    ],
)
def test_a_bad_file_stops_the_whole_call_before_anything_is_written(
    root: Union, files: list[Path], tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CommandError, match=name):
        take(*files, tmp_path / name)
    assert Union.objects.count() == 1


def test_plain_messages(root: Union, files: list[Path], tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="事由"):
        take(files[0], reason="")
    with pytest.raises(CommandError, match="没有编码或名称为“无此会”的工会"):
        take(files[0], union="无此会")
    with pytest.raises(CommandError, match="没有这个文件"):
        take(tmp_path / "没有.xlsx")
    with pytest.raises(CommandError, match="没有可以导入的表"):
        take(book(tmp_path / "说明.xlsx", {"Sheet1": [["填表说明"], ["如实填写"]]}))


def test_an_account_writes_only_within_its_reach(root: Union, files: list[Path]) -> None:
    take(files[2])
    keeper = get_user_model().objects.create_user("keeper")
    own = Union.objects.get(name="云岭市甲厂工会")
    Grant.objects.create(user=keeper, union=own, role=Role.KEEPER)
    with pytest.raises(CommandError, match="无权"):
        take(files[0], account="keeper")
    report = take(files[0], union=own.code, account="keeper")
    unknown = {one["row"] for one in of(report, "roster")["refused"] if one["reason"] == "所属工会不在工会组织台账中"}
    assert unknown == {6, 7, 8, 9} - {7}
    assert Change.objects.filter(model="kernel.membership").first().actor_name == "keeper"  # type: ignore[union-attr]


def test_amounts_of_a_monthly_sheet(root: Union, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["云岭市总工会2004年上半年劳模津贴发放表", "", "", ""],
        ["姓名", "身份证号", "发放金额（万元）", "发放日期"],
        ["张一", number(7), "0.005", "2004-02-15"],
    ]
    take(book(tmp_path / "劳模津贴发放表.xlsx", {"2月": rows}))
    paid = ledger("allowances").model._default_manager.get()
    assert (paid.amount, paid.paid_month, paid.person.name) == (Decimal("50.00"), dt.date(2004, 2, 1), "张一")


def test_a_roster_written_in_pieces_is_whole(root: Union, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gonghui.kernel.intake.of_newcomers.PIECE", 2)
    rows: list[list[object]] = [["姓名", "身份证号", "入会日期"]]
    rows += [[f"王{chr(0x4E00 + n)}", number(n), f"2003-01-0{n}"] for n in range(1, 8)]
    take(book(tmp_path / "会员花名册.xlsx", {"会员花名册": rows}))
    held = Membership.objects.select_related("person").order_by("pk")
    assert [(one.person_name, number_of(one.person), str(one.joined_on)) for one in held] == [
        tuple(map(str, row)) for row in rows[1:]
    ]
    assert [one.person.identity.membership_id for one in held] == [one.pk for one in held]
    for model in (Person, Membership):
        lines = Change.objects.filter(model=model._meta.label_lower, action="add").order_by("pk")
        assert [line.object_id for line in lines] == list(model.objects.order_by("pk").values_list("pk", flat=True))
