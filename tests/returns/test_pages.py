"""The pages of returns: opened, filled, sent back and accepted by hand; access; the form made from a blank."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.ledger.declaration import ledger
from gonghui.kernel.organisations.models import Register
from gonghui.kernel.people.models import Membership
from gonghui.kernel.returns import forms, grid, rounds
from gonghui.kernel.returns.definition import FormData
from gonghui.kernel.returns.models import Form, FrozenCell, Remark, Return, Round
from gonghui.kernel.returns.working import Work
from tests.generic.world import World, fill, id_number
from tests.returns import blanks
from tests.returns.test_rounds import DUE, HALF, SMALL, of, round_, submitted
from tests.web.conftest import SignIn

__all__ = ["round_"]


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def act(client: Client, ret: Return, status: int = 302, **given: str) -> str:
    answer = client.post(f"/returns/{ret.uid}/act/", given)
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def test_a_round_is_opened_on_a_page(house: World, sign_in: SignIn) -> None:
    leader = sign_in(house.leader)
    assert "基层以上工会半年工作报表" in text(leader, "/returns/new/")
    given = {"form": "half_year_federation", "union": "C", "period": "2026H1", "due_on": "2026-07-15", "scope": "all"}
    answer = leader.post("/returns/new/", given, follow=True)
    page = answer.content.decode()
    assert "2026年上半年基层以上工会半年工作报表" in page
    assert "应报 5，已接收 0，待审核 0" in page
    assert leader.post("/returns/new/", given).status_code == 422
    assert sign_in(house.keeper).get("/returns/new/").status_code == 403
    assert Return.objects.count() == 5


@pytest.mark.mechanism("A.STA01")
def test_the_way_of_a_return_by_its_pages(house: World, round_: Round, sign_in: SignIn) -> None:
    keeper, leader = sign_in(house.keeper), sign_in(house.leader)
    ret = of(round_, "B1")
    assert "测试半年报表" in text(keeper, "/returns/")
    page = text(keeper, f"/returns/{ret.uid}/?cell=T!A01")
    assert "来信来访" in page
    assert "打开记录" in page
    assert "要写明理由" in act(keeper, ret, 422, act="type", cell="T!A01", value="9")
    act(keeper, ret, act="type", cell="T!A04", value="2", at_cell="T!A04")
    for about in ("38:T!A01", "38:T!A02"):
        act(keeper, ret, act="explain", about=about, text="集中受理了去年积压的来访事项")
    signed = {"leader": "陆负责", "filler": "周填表", "phone": "14000000000"}
    act(keeper, ret, act="submit", **signed)
    act(leader, ret, act="comment", about="T!A04", text="请核对答复件数", star="1")
    assert "退回的原因" in act(leader, ret, 422, act="send_back", reason="")
    act(leader, ret, act="send_back", reason="答复件数不对")
    page = text(keeper, f"/returns/{ret.uid}/?cell=T!A04")
    assert "答复件数不对" in page
    assert "★" in page
    act(keeper, ret, act="type", cell="T!A04", value="1")
    act(keeper, ret, act="submit", **signed)
    assert ret.uid.hex in text(leader, "/returns/").replace("-", "")
    act(leader, ret, act="accept")
    assert "已接收 1" in text(leader, f"/returns/rounds/{round_.uid}/")
    top = of(round_, "C")
    for about in ("38:T!A01", "38:T!A02"):
        rounds.remark(top, Remark.Kind.EXPLAIN, about, "集中受理了去年积压的来访事项", False, None)
    act(leader, top, act="submit", **signed)
    assert leader.post(f"/returns/rounds/{round_.uid}/").status_code == 302
    ret.refresh_from_db()
    assert ret.status == "locked"
    act(keeper, ret, act="revise", reason="漏登一件")
    assert "第 1 次更正：漏登一件" in text(keeper, f"/returns/{of(round_, 'B1').uid}/")


def test_who_sees_what(house: World, round_: Round, sign_in: SignIn) -> None:
    ret = of(round_, "B1")
    for address in (f"/returns/{ret.uid}/", f"/returns/{ret.uid}/json/", f"/returns/{ret.uid}/why/?cell=T!A01"):
        assert sign_in(house.stranger).get(address).status_code == 404
        assert sign_in(house.above).get(address).status_code == 200  # a reader of the city sees figures
        assert sign_in(house.keeper).get(address).status_code == 200
    assert "无权" in act(sign_in(house.above), ret, 422, act="type", cell="T!A04", value="1")
    assert sign_in(house.keeper).get(f"/returns/{of(round_, 'C').uid}/").status_code == 404
    assert "要审核的" not in text(sign_in(house.keeper), "/returns/")


def test_page_asks_the_same_number_of_questions_at_any_number_below(house: World, sign_in: SignIn) -> None:
    form = forms.keep(FormData.from_json(SMALL), None)
    counts = []
    for n in (1, 3):
        with acting(None, "测试"):
            for each in range(n):
                fill(ledger("petitions"), house.branch, 20 + each, items=1, persons=2)
            Round.objects.update(state="voided")
        made = rounds.open_round(form, house.city, HALF, DUE, None, rounds.ALL if n == 3 else rounds.DIRECT)
        client = sign_in(house.leader)
        client.get(f"/returns/rounds/{made.uid}/")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/returns/rounds/{made.uid}/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_out_and_in_again_as_the_same_workbook(house: World, round_: Round, sign_in: SignIn) -> None:
    keeper, ret = sign_in(house.keeper), of(round_, "B1")
    given = keeper.get(f"/returns/{ret.uid}/xlsx/").content
    book = openpyxl.load_workbook(io.BytesIO(given))
    page = book.worksheets[0]
    rows = {page.cell(row, 1).value: row for row in range(1, page.max_row + 1)}
    assert [page.cell(rows[c], 4).value for c in ("A01", "A02", "A03")] == [3, 6, 2]
    page.cell(rows["A01"], 4).value = 4
    page.cell(rows["A01"], 7).value = "漏登一件"
    page.cell(rows["A04"], 4).value = 1
    out = io.BytesIO()
    book.save(out)
    answer = keeper.post(
        f"/returns/{ret.uid}/take/", {"file": SimpleUploadedFile("报表.xlsx", out.getvalue())}, follow=True
    )
    assert "已取回 2 格" in answer.content.decode()
    told = {c["cell"]: c for c in json.loads(keeper.get(f"/returns/{ret.uid}/json/").content)["cells"]}
    assert (told["T!A01"]["value"], told["T!A01"]["recorded"], told["T!A01"]["reason"]) == (4, 3, "漏登一件")
    assert told["T!A04"]["value"] == 1
    page.cell(rows["A04"], 4).value = "一2件"
    out = io.BytesIO()
    book.save(out)
    answer = keeper.post(f"/returns/{ret.uid}/take/", {"file": SimpleUploadedFile("报表.xlsx", out.getvalue())})
    assert "不是数" in answer.content.decode()


def test_a_pdf_to_sign(house: World, round_: Round, sign_in: SignIn) -> None:
    from gonghui.kernel.returns.printing import chinese_fonts

    if not chinese_fonts():
        # CI installs one (.ci/run); a developer's machine may have none, and a PDF without glyphs proves nothing
        pytest.skip("no Chinese font on this machine")
    answer = sign_in(house.keeper).get(f"/returns/{of(round_, 'B1').uid}/pdf/")
    assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize("blank", [("空表.xls", blanks.xls), ("空表.xlsx", blanks.xlsx)], ids=["xls", "xlsx"])
def test_an_officer_makes_a_form_of_a_blank_and_sends_it_down(house: World, sign_in: SignIn, blank: Any) -> None:
    name, make = blank
    leader = sign_in(house.leader)
    answer = leader.post("/returns/forms/new/", {"file": SimpleUploadedFile(name, make())}, follow=True)
    page = answer.content.decode()
    assert "6 格：5 格取数，1 格是公式" in page
    form = Form.objects.get(union=house.city)
    key = f"{blanks.SHEET}!C7"
    answer = leader.post(f"/returns/forms/{form.key}/", {f"figure-{key}": "members.women"}, follow=True)
    assert "已保存为第 2 版" in answer.content.decode()
    assert forms.find(form.key).data.by_id[key].figure == "members.women"  # type: ignore[union-attr]
    wrong = leader.post(f"/returns/forms/{form.key}/", {f"figure-{key}": "petitions.items"})
    assert "单位是" in wrong.content.decode()
    given = {"form": form.key, "union": "C", "period": "2026H1", "due_on": "2026-07-15", "scope": "direct"}
    leader.post("/returns/new/", given)
    ret = Return.objects.get(union=house.town)
    sheet = grid.read(leader.get(f"/returns/{ret.uid}/xlsx/").content)[0]
    assert (sheet.at(5, 3).value, sheet.at(7, 3).value, sheet.at(8, 4).value) == (3, 0, 2)
    assert house.town.name in sheet.text(2, 1)
    direct = leader.get(f"/returns/forms/{form.key}/file/?period=2026H1").content
    assert grid.read(direct)[0].at(5, 3).value == 3


def test_a_class_the_catalogue_lacks_becomes_a_saved_indicator(house: World) -> None:
    from gonghui.kernel.figures.answering import value
    from gonghui.kernel.figures.asking import Ask
    from gonghui.kernel.figures.catalogue import find
    from gonghui.kernel.returns.rebinding import narrow

    made = narrow(find("petitions.items"), "private", None, house.city)
    other = narrow(find("petitions.items"), "state", None, house.city)
    assert str(made.name) == "私营企业来信来访件次"
    assert [value(each, Ask(house.city, HALF)).value for each in (made, other)] == [3, 0]


def test_why_a_total_differs_from_the_last_report(house: World, round_: Round, sign_in: SignIn) -> None:
    form = forms.keep(FormData.from_json({**SMALL, "key": "members", "checks": [], "tables": [{"key": "T", "title": "", "cells": [
        {"code": "A01", "label": "会员", "unit": "人", "figure": "members.standing"}]}]}), None)  # fmt: skip
    first = rounds.open_round(form, house.branch, HALF, DUE, None)
    submitted(of(first, "B1"))
    with acting(None, "测试"):
        gone = Membership.objects.filter(union=house.branch).order_by("pk")[0]
        gone.left_on = HALF.end
        gone.save()
        for n in (5, 6, 7):
            fill(ledger("roster"), house.branch, n, joined_on=HALF.end, left_on=None)
    second = rounds.open_round(form, house.branch, HALF.parse("2026H2"), DUE, None)
    page = text(sign_in(house.leader), f"/returns/{of(second, 'B1').uid}/why/?cell=T!A01")
    told = Work(of(second, "B1"))
    from gonghui.kernel.returns.explaining import why

    found = why(told, "T!A01")
    assert (found.before, found.now) == (2, 4)
    assert [(word, n) for word, n, _titles in found.reasons] == [("新增", 3), ("减少", -1)]
    assert str(gone.person_name) in page


def locked(round_: Round, *codes: str) -> None:
    for code in codes:
        rounds.accept(submitted(of(round_, code)), None)
    submitted(of(round_, "C"))
    rounds.lock(round_, None)


def test_a_correction_goes_up_by_one_act_at_each_level(house: World, round_: Round, sign_in: SignIn) -> None:
    """The town's and the city's sums follow, each as its own numbered revision; what was locked stays as it was."""
    from gonghui.kernel.returns.correcting import awaiting, own_changes
    from gonghui.kernel.returns.health import half_locked, sealed
    from gonghui.kernel.web.duties import duties

    locked(round_, "B1", "T1")
    town, city, leader = of(round_, "T1"), of(round_, "C"), sign_in(house.leader)
    fix = rounds.revise(of(round_, "B1"), "漏登一件来访", None)
    rounds.write_entries(fix, {"T!A01": (Decimal(4), "漏登一件"), "T!A02": (Decimal(8), "漏登两人次")}, None)
    assert list(awaiting(Return.objects.all())) == []  # nothing to follow before it is received
    rounds.accept(submitted(fix), None)
    assert list(awaiting(Return.objects.all())) == [town]
    assert "下级有更正，待跟进" in text(leader, f"/returns/rounds/{round_.uid}/")
    page = text(leader, f"/returns/{town.uid}/")
    for words in ("第 1 次更正：漏登一件来访", "照此更正，报送测试市总工会", "3 → <b>4</b>"):
        assert words in page
    act(leader, town, act="follow")
    made = of(round_, "T1")
    assert (made.revision, made.status) == (1, "submitted")
    assert made.revision_reason == "照下级更正：测试1机械有限公司工会漏登一件来访"
    assert "下级没有需要跟进的更正" in act(leader, made, 422, act="follow")
    act(leader, made, act="accept")
    assert list(awaiting(Return.objects.all())) == [city]
    assert ("更正", "2026年上半年测试半年报表封存后下级有更正") in {(d.kind, d.what) for d in duties(house.leader)}

    with acting(None, "测试"):  # a record of another town, entered after the lock: an officer looks before it goes up
        Register.objects.create(union=house.beside, ledger="petitions")
        fill(ledger("petitions"), house.beside, 3, items=1, persons=2, batches=1)
    act(leader, city, act="follow")
    top = of(round_, "C")
    assert (top.revision, top.status) == (1, "open")
    assert [cell.code for cell in own_changes(city, [made], Work(top))] == ["A01", "A02"]
    submitted(top)
    told = {identity: found.value for identity, found in Work(top).answers.items()}
    assert (top.status, told["T!A01"], told["T!A02"], told["T!A03"]) == ("locked", 5, 10, 2)
    city.refresh_from_db()
    assert (city.status, city.digest) == ("replaced", rounds.seal(city))
    assert [*sealed(), *half_locked(), *awaiting(Return.objects.all())] == []


def test_the_reasons_add_up_to_the_difference(house: World, round_: Round) -> None:
    """Recorded late, voided, corrected, typed, counted differently: each with its number, together the whole."""
    from gonghui.kernel.returns.explaining import why

    locked(round_, "B1", "T1")
    first, second, _third = (
        ledger("petitions").model._default_manager.filter(union=house.branch, registered_on__year=2026).order_by("pk")
    )
    with acting(None, "测试"):
        fill(ledger("petitions"), house.branch, 9, registered_on=HALF.start, items=1, persons=4, batches=1)
        first.void("重复登记")
        second.persons = 5
        second.save()
    made = rounds.revise(of(round_, "B1"), "核对来访登记", None)

    def told() -> dict[str, int]:
        found = why(Work(made), "T!A02")
        assert sum(n for _word, n, _titles in found.reasons) == found.difference
        return {word: int(n) for word, n, _titles in found.reasons}

    assert told() == {"补登": 4, "待核实或作废": -2, "更正": 3}
    rounds.write_entries(made, {"T!A02": (Decimal(20), "纸质登记另有")}, None)
    assert told() == {"补登": 4, "待核实或作废": -2, "更正": 3, "手填数与台账不同": 9}
    FrozenCell.objects.filter(cell="T!A02").update(definition_digest="0" * 64)
    assert told()["口径变化"] == 3


def test_difference_sheet_by_person_and_by_union(house: World, round_: Round, sign_in: SignIn) -> None:
    csv = f"姓名,证件号码\n王测1,{id_number(1)}\n王测二,{id_number(2)}\n李测9,{id_number(9)}\n"
    address = f"/returns/{of(round_, 'B1').uid}/difference/"
    page = sign_in(house.keeper).post(address, {"file": SimpleUploadedFile("名单.csv", csv.encode())}).content.decode()
    for words in ("<b>1</b>一致", "<b>0</b>只在我们这里", "<b>1</b>只在上级那里", "<b>1</b>不一样"):
        assert words in page
    assert "李测9" in page
    with acting(None, "测试"):
        Register.objects.get_or_create(union=house.beside, ledger="petitions")
    rows = f"工会名称,来信来访件次\n{house.branch.name},3\n{house.beside.name},7\n不存在的工会,1\n"
    address = f"/returns/{of(round_, 'C').uid}/difference/"
    page = (
        sign_in(house.leader)
        .post(address, {"file": SimpleUploadedFile("表.csv", rows.encode("gb18030"))})
        .content.decode()
    )
    assert "不存在的工会" in page
    assert "<b>1</b>一致" in page
    assert "<b>1</b>不一样" in page


def test_reminders_on_the_home_page(house: World, round_: Round, sign_in: SignIn) -> None:
    from gonghui.kernel.web.duties import duties

    assert ("报表", "2026年上半年测试半年报表") in {(d.kind, d.what) for d in duties(house.keeper)}
    submitted(of(round_, "B1"), house.keeper)
    assert "报表" not in {d.kind for d in duties(house.keeper)}
    submitted(of(round_, "T1"), house.leader)
    told = {d.kind: d.what for d in duties(house.leader)}
    assert told["审核"] == "测试1镇总工会报来2026年上半年测试半年报表"
    assert told["报表"] == "2026年上半年测试半年报表"
