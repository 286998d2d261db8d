"""A whole import taken back as one act: everything as before, later edits kept and listed."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.models import Change
from gonghui.kernel.doctor.registry import examine
from gonghui.kernel.intake.applying import prepare, take_in
from gonghui.kernel.intake.deciding import StillUsed, decide
from gonghui.kernel.intake.health import whole
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.intake.running import complete
from gonghui.kernel.intake.undoing import NotDone, undo
from gonghui.kernel.ledger.declaration import ledger, ledgers
from gonghui.kernel.organisations.models import NEVER, Ancestry, Employer, Level, PastValue, Register, Union
from gonghui.kernel.people.identity import phone_of
from gonghui.kernel.people.models import Identity, Membership, Person
from intake.books import book, number
from intake.test_applying import CONTRACTS, ROSTER, UNIONS

pytestmark = pytest.mark.django_db
LATER: list[list[object]] = [
    ["姓名", "身份证号", "联系电话", "入会日期", "所属工会", "离会日期"],
    ["王一", number(1), "14000000099", "2003-01-01", "云岭市甲厂工会", "2004-06-30"],
    ["王二", number(2), "", "2003-02-01", "云岭市甲厂工会", "2004年3月"],
    ["赵新", number(9), "", "2004-06-01", "云岭市乙公司工会", ""],
]


@pytest.fixture
def root() -> Union:
    with acting(None, "建立"):
        return Union.objects.create(code="359981", name="云岭市总工会", level=Level.COUNTY)


@pytest.fixture
def sheet(tmp_path: Path, root: Union) -> Any:
    """Import sheets given as rows; the batch."""

    def made(**sheets: list[list[object]]) -> Intake:
        files = []
        for name, rows in sheets.items():
            path = book(tmp_path / f"{name}.xlsx", {"Sheet1": rows})
            files.append((path.name, path))
        taken = prepare(files)
        take_in(taken, root, None, "报送", finish=lambda batch: complete(batch, taken, [], tmp_path, Intake.State.DONE))
        assert taken.intake is not None
        return taken.intake

    return made


def everything() -> dict[str, Any]:
    """Every value of everything kept that counts, and what is derived from it."""
    found: dict[str, Any] = {}
    unlike = {"id", "uid", "created_at", "source", "secret"}
    for model in apps.get_models():
        if hasattr(model, "state_reason"):
            names = [field.attname for field in model._meta.concrete_fields if field.name not in unlike]
            rows = model._base_manager.exclude(state="voided").order_by("pk").values_list("pk", *names)
            found[model._meta.label_lower] = list(rows)
    live = Union.objects.exclude(state="voided")
    lines = Ancestry.objects.filter(union__in=live, ancestor__in=live, since__lt=NEVER)
    found["ancestry today"] = sorted(lines.filter(until=NEVER).values_list("tree", "ancestor", "union", "depth"))
    found["identity"] = sorted((bytes(one.digest), one.person_id, one.membership_id) for one in Identity.objects.all())
    found["past"] = sorted(PastValue.objects.values_list("model", "object_id", "field", "value", "until"))
    found["registers"] = sorted(Register.objects.values_list("union", "ledger"))
    return found


def test_an_import_taken_back_leaves_what_was_before(root: Union, sheet: Any) -> None:
    before = everything()
    batch = sheet(会员花名册=ROSTER, 集体合同台账=CONTRACTS, 工会组织台账=UNIONS)
    assert everything() != before
    found = undo(batch, None, "放错了文件")
    assert everything() == before
    assert (found.left, found.restored) == ([], 0)
    batch.refresh_from_db()
    assert (batch.state, batch.undone["voided"]) == ("undone", found.voided)
    assert Person.objects.filter(state="voided").count() == Membership.objects.filter(state="voided").count() - 1


def test_what_a_second_import_changed_is_changed_back_confidential_values_too(root: Union, sheet: Any) -> None:
    sheet(会员花名册=ROSTER, 工会组织台账=UNIONS)
    before = everything()
    batch = sheet(会员花名册=LATER)
    member = Membership.objects.get(person_name="王一", union__name="云岭市甲厂工会")
    assert (member.left_on, phone_of(member.person)) == (dt.date(2004, 6, 30), "14000000099")
    undo(batch, None, "不是终稿")
    member = Membership.objects.get(person_name="王一", union__name="云岭市甲厂工会")
    assert (member.left_on, phone_of(member.person)) == (None, "14000000001")
    assert Identity.objects.get(person=member.person).membership == member
    assert everything() == before
    assert not Change.objects.filter(after__icontains="14000000099").exists()


def test_a_moved_union_stands_where_it_stood(root: Union, sheet: Any) -> None:
    sheet(工会组织台账=UNIONS)
    before = everything()
    moved = [
        ["工会组织台账"],
        ["工会名称", "上级工会", "企业名称", "单位性质", "星级"],
        ["云岭市甲厂工会", "云岭市城关镇总工会", "云岭市甲厂", "私营企业", "五星"],
        ["填报日期:2004年9月5日"],
    ]
    batch = sheet(工会组织台账=moved)
    assert Union.objects.get(name="云岭市甲厂工会").parent.name == "云岭市城关镇总工会"  # type: ignore[union-attr]
    assert PastValue.objects.count() == 2
    undo(batch, None, "名称写错")
    assert everything() == before


def test_what_was_edited_since_is_kept_and_listed_and_the_rest_restored(root: Union, sheet: Any) -> None:
    sheet(会员花名册=ROSTER, 工会组织台账=UNIONS)
    batch = sheet(会员花名册=LATER)
    with acting(None, "电话核对"):
        new = Membership.objects.get(person_name="赵新")
        new.post = "班长"
        new.save()
        one = Membership.objects.get(person_name="王一", union__name="云岭市甲厂工会")
        one.left_on = dt.date(2004, 7, 31)
        one.save()
    found = undo(batch, None, "重报")
    assert [(left.title, left.why, left.field) for left in found.left] == [
        ("王一", "changed", "left_on"), ("赵新", "used", ""), ("赵新", "edited", ""),
    ]  # fmt: skip
    batch.refresh_from_db()
    one.refresh_from_db()
    assert (one.left_on, one.status) == (dt.date(2004, 7, 31), "normal")
    person = Membership.objects.get(pk=new.pk).person
    assert (person.state, Membership.objects.get(pk=new.pk).state) == ("active", "active")
    places = {left["title"] + left["model"]: place for place, left in enumerate(batch.undone["left"])}
    with pytest.raises(StillUsed):
        decide(batch, places["赵新kernel.person"], True, None)
    decide(batch, places["赵新kernel.membership"], True, None)
    decide(batch, places["赵新kernel.person"], True, None)
    decide(batch, places["王一kernel.membership"], True, None)
    one.refresh_from_db()
    assert (one.left_on, Person.objects.get(pk=person.pk).state) == (None, "voided")
    assert not Identity.objects.filter(person=person).exists()


def test_what_others_use_stays(root: Union, sheet: Any) -> None:
    batch = sheet(工会组织台账=UNIONS)
    union = Union.objects.get(name="云岭市甲厂工会")
    petition = ledger("petitions").model
    with acting(None, "登记"):
        petition._default_manager.create(union=union, employer=union.employer, registered_on=dt.date(2004, 8, 1))
    found = undo(batch, None, "重报")
    assert {(left.title, left.why) for left in found.left} == {
        ("云岭市甲厂工会", "used"), ("云岭市青溪街道工会", "used"), ("云岭市甲厂", "used"),
    }  # fmt: skip
    assert Union.objects.get(name="云岭市乙公司工会").state == "voided"
    assert Employer.objects.get(name="云岭市甲厂").state == "active"


def test_the_same_file_can_be_taken_in_again_afterwards(root: Union, sheet: Any) -> None:
    files: dict[str, Any] = {"会员花名册": ROSTER, "集体合同台账": CONTRACTS, "工会组织台账": UNIONS}
    sheet(**files)
    counts = {slug: one.model._default_manager.filter(state="active").count() for slug, one in ledgers().items()}
    undo(Intake.objects.get(), None, "重报")
    with pytest.raises(NotDone):
        undo(Intake.objects.get(), None, "再撤一次")
    sheet(**files)
    again = {slug: one.model._default_manager.filter(state="active").count() for slug, one in ledgers().items()}
    assert again == counts


def test_by_command(root: Union, sheet: Any) -> None:
    batch = sheet(工会组织台账=UNIONS)
    out = io.StringIO()
    call_command("intake", "list", stdout=out)
    assert out.getvalue().split("\t")[:1] == [str(batch.uid)]
    with pytest.raises(CommandError, match="--reason"):
        call_command("intake", "undo", str(batch.uid))
    call_command("intake", "undo", str(batch.uid), reason="重报", stdout=out)
    assert "保留现状 0 条" in out.getvalue()
    with pytest.raises(CommandError, match="没有这次导入"):
        call_command("intake", "undo", "x", reason="重报")


def test_the_doctor_sees_a_record_of_an_import_that_was_taken_back(root: Union, sheet: Any) -> None:
    batch = sheet(会员花名册=ROSTER, 工会组织台账=UNIONS)
    assert [
        one.text
        for outcome in examine(only=["intake.whole", "intake.report", "intake.files"])
        for one in outcome.findings
    ] == []
    undo(batch, None, "重报")
    assert [one.text for one in whole()] == []
    with acting(None, "误操作"):
        Membership.objects.filter(person_name="王一").update(state="active")
    assert len(list(whole())) == 1
