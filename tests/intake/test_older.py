"""An older sheet that comes after a newer one; and which unions keep a ledger by what came in."""

import datetime as dt
from pathlib import Path

import pytest

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures.answering import value
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.declaration import INDICATORS
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.intake.undoing import undo
from gonghui.kernel.organisations.models import Employer, Level, PastValue, Register, Statement, Union
from gonghui.kernel.periods import Period
from intake.books import book
from intake.test_applying import take

pytestmark = pytest.mark.django_db
HEADS: list[object] = ["工会名称", "上级工会", "企业名称", "单位性质", "成立日期", "职工人数", "星级"]


@pytest.fixture(autouse=True)
def root() -> Union:
    with acting(None, "建立"):
        return Union.objects.create(code="359981", name="云岭市总工会", level=Level.COUNTY)


def sheet(folder: Path, day: str, ownership: str, employees: int, parent: str = "", stars: str = "") -> Path:
    rows: list[list[object]] = [
        HEADS,
        ["云岭市甲厂工会", parent, "云岭市甲厂", ownership, "1998-05-01", employees, stars],
    ]
    return book(folder / f"{day}工会组织台账.xlsx", {"工会组织台账": rows})


def come(folder: Path, day: str, *told: object) -> dict[str, int]:
    """Take in one sheet of a day; the totals."""
    return take(sheet(folder, day, *told), sheet_day=day)["totals"]  # type: ignore[arg-type, no-any-return]


def state_owned(union: Union, period: str) -> object:
    return value(INDICATORS["unions.state"], Ask(union, Period.parse(period))).value


def pasts() -> list[tuple[str, str, str]]:
    rows = PastValue.objects.order_by("field", "until").values_list("field", "value", "until")
    return [(field, told, until.isoformat()) for field, told, until in rows]


def test_an_older_sheet_tells_of_the_past_alone(root: Union, tmp_path: Path) -> None:
    come(tmp_path, "2026-06-30", "私营企业", 120, "云岭市青溪街道工会", "三星")
    totals = come(tmp_path, "2024-12-31", "国有", 300, "云岭市白塔街道工会", "二星")
    union = Union.objects.get(name="云岭市甲厂工会")
    assert union.employer is not None
    assert union.parent is not None
    assert (union.employer.ownership, union.employees_stated, union.parent.name) == (
        "private",
        120,
        "云岭市青溪街道工会",
    )
    assert pasts() == [("ownership", "state", "2026-06-30"), ("stars", "二星", "2026-06-30")]
    assert [state_owned(root, period) for period in ("2023", "2024", "2026H1")] == [1, 1, 0]
    assert (totals["updated"], totals["unchanged"]) == (1, 0)
    assert come(tmp_path, "2024-12-31", "国有", 300)["unchanged"] == 1
    assert len(pasts()) == 2


def test_a_sheet_between_two_others_holds_until_the_next(root: Union, tmp_path: Path) -> None:
    come(tmp_path, "2024-06-30", "国有", 1)
    come(tmp_path, "2026-06-30", "国有", 1)
    come(tmp_path, "2025-06-30", "私营企业", 1)
    assert pasts() == [("ownership", "state", "2025-06-30"), ("ownership", "private", "2026-06-30")]
    assert Employer.objects.get().ownership == "state"
    come(tmp_path, "2025-01-31", "国有", 1)
    assert len(pasts()) == 2


def test_sheets_of_one_import_count_by_their_days(root: Union, tmp_path: Path) -> None:
    rows: list[list[object]] = [["填报日期:2026年6月30日"], HEADS]
    later = [*rows, ["云岭市甲厂工会", "", "云岭市甲厂", "私营企业", "1998-05-01", 120, ""]]
    rows = [["填报日期:2024年12月31日"], HEADS]
    older = [*rows, ["云岭市甲厂工会", "", "云岭市甲厂", "国有", "1998-05-01", 300, ""]]
    take(
        book(tmp_path / "1工会组织台账.xlsx", {"工会组织台账": later}),
        book(tmp_path / "2工会组织台账.xlsx", {"工会组织台账": older}),
    )
    union = Union.objects.get(name="云岭市甲厂工会")
    assert union.employer is not None
    assert (union.employer.ownership, union.employees_stated) == ("private", 120)
    assert pasts() == [("ownership", "state", "2026-06-30")]


def test_a_row_that_changes_only_its_employer_is_told_as_updated(tmp_path: Path) -> None:
    come(tmp_path, "2024-12-31", "国有", 300)
    totals = come(tmp_path, "2026-06-30", "私营企业", 300)
    assert (totals["updated"], totals["unchanged"]) == (1, 0)
    assert pasts() == [("ownership", "state", "2026-06-30")]


def test_an_older_sheet_taken_back_leaves_no_past(tmp_path: Path) -> None:
    come(tmp_path, "2026-06-30", "私营企业", 120)
    come(tmp_path, "2024-12-31", "国有", 300)
    undo(Intake.objects.latest("pk"), None, "传错了")
    assert (pasts(), Statement.objects.filter(day=dt.date(2024, 12, 31)).count()) == ([], 0)


def test_every_union_with_rows_keeps_the_ledger_and_loses_it_with_the_import(root: Union, tmp_path: Path) -> None:
    come(tmp_path, "2026-06-30", "私营企业", 120)
    rows: list[list[object]] = [
        ["2026年劳动争议调解台账"],
        ["案号", "申请人", "受理日期", "用人单位"],
        ["1号", "张三", "2026-03-01", "云岭市甲厂"],
    ]
    report = take(book(tmp_path / "劳动争议台账.xlsx", {"劳动争议台账": rows}), sheet_day="2026-06-30")
    assert report["totals"]["taken"] == 1
    kept = Register.objects.filter(ledger="disputes")
    assert sorted(kept.values_list("union__name", flat=True)) == ["云岭市总工会", "云岭市甲厂工会"]
    undo(Intake.objects.latest("pk"), None, "传错了")
    assert not kept.exists()
    assert Register.objects.filter(union=root, ledger="unions").exists()
