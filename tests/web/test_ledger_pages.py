"""Forms, lists and workbooks of the ledgers."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import python_calamine
from django.urls import reverse

from gonghui.kernel.figures.answering import value
from gonghui.kernel.figures.asking import question
from gonghui.kernel.figures.catalogue import find
from gonghui.kernel.ledger.declaration import ledger
from gonghui.kernel.organisations.models import Employer, PastValue
from gonghui.kernel.people.models import Identity, Membership
from gonghui.kernel.periods import Period
from gonghui.kernel.web.forms import RecordForm, blank_record
from tests.generic.world import World, id_number
from tests.web.conftest import SignIn

NEW = reverse("record-new", args=["roster"])


def member(**given: Any) -> dict[str, Any]:
    return {
        "person_name": "陈新",
        "union": "测试1机械有限公司工会",
        "joined_on": "2026-01-05",
        "status": "normal",
    } | given


def test_form_asks_the_few_first_and_folds_the_rest(house: World) -> None:
    form = RecordForm(ledger("petitions"), house.keeper, blank_record(ledger("petitions")))
    assert [field.name for field in form.first][:5] == list(ledger("petitions").first)
    assert {field.name for field in form.others}.isdisjoint(field.name for field in form.first)
    assert "done" in {field.name for field in form.others}


def test_wrong_check_digit_is_refused_in_words(house: World, sign_in: SignIn) -> None:
    number = id_number(5)
    wrong = number[:-1] + ("1" if number[-1] != "1" else "2")
    response = sign_in(house.keeper).post(NEW, member(id_number=wrong))
    assert "校验" in response.context["form"].errors["id_number"][0]
    assert Membership.objects.count() == 2


def test_end_before_start_is_refused_by_the_records_own_constraint(house: World, sign_in: SignIn) -> None:
    response = sign_in(house.keeper).post(NEW, member(left_on="2025-12-31"))
    assert "离会日期不能早于入会日期" in str(response.context["form"].non_field_errors())


def test_second_live_membership_of_a_person_is_held_and_counted_nowhere(house: World, sign_in: SignIn) -> None:
    response = sign_in(house.leader).post(NEW, member(id_number=id_number(1), union="测试2机械有限公司工会"))
    assert response.status_code == 302
    made = Membership.objects.get(person_name="陈新")
    assert (made.state, made.state_reason) == ("held", "同一人已是测试1机械有限公司工会会员")
    assert "同一人已是" in sign_in(house.leader).get(reverse("record", args=["roster", made.uid])).content.decode()


def test_new_member_carries_the_one_live_membership(house: World, sign_in: SignIn) -> None:
    sign_in(house.keeper).post(NEW, member(id_number=id_number(9), phone="14000001111"))
    made = Membership.objects.get(person_name="陈新")
    assert Identity.objects.get(person=made.person).membership == made
    sign_in(house.keeper).post(
        reverse("record-edit", args=["roster", made.uid]), member(left_on="2026-03-01", reason="离职")
    )
    assert Identity.objects.get(person=made.person).membership is None


def test_member_without_a_number_is_a_person_of_its_own(house: World, sign_in: SignIn) -> None:
    for _time in range(2):
        sign_in(house.keeper).post(NEW, member())
    made = list(Membership.objects.filter(person_name="陈新"))
    assert [each.is_identified for each in made] == [False, False]
    assert made[0].person_id != made[1].person_id


def test_a_name_that_is_not_known_is_refused_for_a_union_and_entered_for_an_employer(
    house: World, sign_in: SignIn
) -> None:
    client, new = sign_in(house.keeper), reverse("record-new", args=["petitions"])
    data = {"registered_on": "2026-05-01", "kind": "visit", "union": "没有的工会", "employer": "新来的公司"}
    assert "没有“没有的工会”" in client.post(new, data).context["form"].errors["union"][0]
    assert not Employer.objects.filter(name="新来的公司").exists()
    assert client.post(new, data | {"union": "测试１机械有限公司工会"}).status_code == 302
    stub = Employer.objects.get(name="新来的公司")
    assert (stub.is_stub, stub.union) == (True, house.branch)


def test_edit_needs_a_reason_and_keeps_what_was(house: World, sign_in: SignIn) -> None:
    record: Any = ledger("petitions").model._default_manager.order_by("pk").last()
    client, edit = sign_in(house.keeper), reverse("record-edit", args=["petitions", record.uid])
    data = {
        "registered_on": "2026-04-11",
        "kind": "visit",
        "union": "B1",
        "subject": record.subject,
        "items": 1,
        "batches": 1,
        "persons": 2,
    }
    assert "reason" in client.post(edit, data).context["form"].errors
    assert client.post(edit, data | {"reason": "登记日写错"}).status_code == 302
    record.refresh_from_db()
    assert record.registered_on == dt.date(2026, 4, 11)
    assert record.person_name == "林小梅"  # confidential, left blank: unchanged
    html = client.get(reverse("record", args=["petitions", record.uid])).content.decode()
    assert "<del>2026-04-10</del>" in html
    assert "登记日写错" in html


def test_export_has_the_ledgers_own_headings_and_keeps_masks(house: World, sign_in: SignIn) -> None:
    client = sign_in(house.keeper)
    rows = _rows(client.get(reverse("ledger-export", args=["roster"])).getvalue())
    assert {"姓名", "身份证号", "入会日期", "所属工会"} <= set(rows[0])
    numbers = {row[rows[0].index("身份证号")] for row in rows[1:]}
    assert len(rows) == 3
    assert all("*" in str(number) for number in numbers)
    opened = _rows(client.post(reverse("ledger-export-open", args=["roster"]), {"reason": "年检"}).content)
    assert {row[opened[0].index("身份证号")] for row in opened[1:]} == {id_number(1), id_number(2)}


def _rows(content: bytes) -> list[list[Any]]:
    return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_sentence_narrows_the_list(house: World, sign_in: SignIn) -> None:
    client, address = sign_in(house.leader), reverse("ledger-list", args=["petitions"])
    totals = [
        client.get(address, query).context["total"]
        for query in ({}, {"period": "2026H1"}, {"union": "T2"}, {"q": "03-10"}, {"kind": "letter"})
    ]
    assert totals == [4, 3, 0, 1, 0]


def test_names_are_suggested_while_they_are_typed(house: World, sign_in: SignIn) -> None:
    found = sign_in(house.keeper).get(reverse("suggestions", args=["unions"]), {"union": "测试1"}).content.decode()
    assert 'value="测试1机械有限公司工会"' in found
    assert sign_in(house.keeper).get(reverse("suggestions", args=["people"]), {"q": "王"}).status_code == 404


def test_a_change_of_class_holds_from_its_day_and_a_correction_always(house: World, sign_in: SignIn) -> None:
    employer, client = house.branch.employer, sign_in(house.leader)
    assert employer is not None
    address = reverse("record-edit", args=["employers", employer.uid])
    given = {name: value or "" for name, value in client.get(address).context["form"].initial.items()} | {
        "reason": "改制"
    }

    def state_owned() -> list[object]:
        return [
            value(find("unions.state"), question(house.city, Period.parse(span))).value for span in ("2025", "2026H1")
        ]

    told = client.post(address, given | {"ownership": "state", "changed_on": "2999-01-01"}).context["form"].errors
    assert "还没有到" in told["changed_on"][0]
    assert client.post(address, given | {"ownership": "state", "changed_on": "2026-04-01"}).status_code == 302
    assert state_owned() == [0, 1]
    told = client.post(address, given | {"ownership": "private", "changed_on": "2026-03-01"}).context["form"].errors
    assert "2026-04-01 已经变动过一次" in told["changed_on"][0]
    PastValue.objects.all().delete()
    assert client.post(address, given | {"ownership": "private", "correction": "on"}).status_code == 302
    assert client.post(address, given | {"ownership": "state", "correction": "on"}).status_code == 302
    assert state_owned() == [1, 1]
