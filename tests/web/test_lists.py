"""Work in a list: columns chosen, views kept, acts on several records, a cell changed in place, rows pasted, drafts, 照抄上次."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from gonghui.kernel.audit.models import Change
from gonghui.kernel.audit.veiling import unveil
from gonghui.kernel.desk.models import Draft, SavedView
from gonghui.kernel.ledger.declaration import ledger
from tests.generic.world import World
from tests.web.conftest import SignIn

LIST = "/ledgers/petitions/"


def petitions() -> Any:
    return ledger("petitions").model._default_manager


def uids() -> list[str]:
    return [str(uid) for uid in petitions().order_by("registered_on").values_list("uid", flat=True)]


@pytest.fixture
def desk(house: World, sign_in: SignIn) -> Client:
    return sign_in(house.keeper)


def test_columns_chosen_are_shown_in_that_order(desk: Client) -> None:
    html = desk.get(LIST + "?cols=subject&cols=registered_on&cols=nonsense").content.decode()
    head = html[html.index("<thead>") : html.index("</thead>")]
    assert head.count("<th ") == 2
    assert head.index("反映问题") < head.index("登记日期")


def test_a_view_opens_first_and_belongs_to_its_account(desk: Client, house: World, sign_in: SignIn) -> None:
    query = "period=2025&cols=subject"
    desk.post(LIST + "views/", {"name": "去年", "query": query, "opens_first": "on"})
    assert desk.get(LIST)["Location"] == f"{LIST}?{query}"
    desk.post(
        LIST + "views/", {"name": "去年", "query": "period=2026"}
    )  # the same name takes its place, and opens no longer first
    assert desk.get(LIST).status_code == 200
    view = SavedView.objects.get()
    assert (view.query, view.opens_first) == ("period=2026", False)
    other = sign_in(house.leader)
    assert "去年" not in other.get(LIST).content.decode()
    assert other.post(f"{LIST}views/{view.uid}/remove/").status_code == 404
    desk.post(f"{LIST}views/{view.uid}/remove/")
    assert desk.get(LIST).status_code == 200
    assert "去年" not in desk.get(LIST).content.decode()


def test_one_item_is_set_in_the_marked_records_after_a_preview(desk: Client) -> None:
    marked = uids()[:2]
    asked = {"act": "set", "record": marked, "item": "kind", "value": "call", "query": "period=2025"}
    preview = desk.post(LIST + "bulk/", asked).content.decode()
    assert "<del>来访</del> → <ins>来电</ins>" in preview
    assert petitions().filter(kind="call").count() == 0
    assert "没有写入：请写明事由" in desk.post(LIST + "bulk/", asked | {"sure": "1"}).content.decode()
    done = desk.post(LIST + "bulk/", asked | {"query": "", "sure": "1", "reason": "登记时选错"})
    assert done["Location"] == LIST + "?"
    assert petitions().filter(kind="call").count() == 2
    lines = Change.objects.filter(reason="登记时选错").values_list("model", "object_id", "after")
    assert unveil(list(lines)) == [{"kind": "call"}] * 2


def test_all_of_the_sentence_are_voided_and_no_others(desk: Client) -> None:
    desk.post(LIST + "bulk/", {"act": "void", "everything": "1", "query": "period=2026", "sure": "1", "reason": "重复"})
    assert petitions().filter(state="voided").count() == 3
    assert petitions().filter(state="active").count() == 1


def test_what_a_record_refuses_is_said_and_nothing_is_written(desk: Client) -> None:
    asked = {"act": "set", "everything": "1", "item": "closed_on", "value": "2026-03-01", "sure": "1", "reason": "办结"}
    html = desk.post(LIST + "bulk/", asked).content.decode()
    assert "有 2 条不能这样改" in html
    assert "办结日期不能早于登记日期" in html
    assert petitions().filter(closed_on__isnull=False).count() == 0


def test_nobody_acts_on_records_beyond_reach(house: World, sign_in: SignIn) -> None:
    asked = {"act": "void", "record": uids(), "sure": "1", "reason": "试"}
    sign_in(house.stranger).post(LIST + "bulk/", asked)
    assert sign_in(house.above).post(LIST + "bulk/", asked).status_code == 403
    assert petitions().filter(state="voided").count() == 0


def test_a_cell_is_changed_where_it_stands(desk: Client, house: World, sign_in: SignIn) -> None:
    address = f"{LIST}{uids()[0]}/cell/persons/"
    assert 'value="2"' in desk.get(address).content.decode()
    assert desk.post(address, {"persons": "5"}).json() == {"text": "5"}
    assert petitions().get(uid=uids()[0]).persons == 5
    assert desk.post(address, {"persons": "五个"}).status_code == 422
    assert sign_in(house.stranger).post(address, {"persons": "9"}).status_code == 404
    assert desk.get(f"{LIST}{uids()[0]}/cell/person_name/").status_code == 403  # confidential here
    assert desk.get(f"{LIST}{uids()[0]}/cell/union/").status_code == 403


def test_rows_are_read_in_the_keepers_spelling_and_written_together(desk: Client, house: World) -> None:
    rows = {
        "r0-visited_on": "2026.5.6", "r0-kind": "建会指导", "r0-matters": "甲",
        "r2-visited_on": "2026年5月", "r2-kind": "走访基层", "r2-employer": "测试1机械有限公司",
    }  # fmt: skip
    done = desk.post("/ledgers/visits/enter/", rows | {"union": house.branch.name})
    assert done.status_code == 302
    made = ledger("visits").model._default_manager.order_by("visited_on")
    assert [(f"{v.visited_on}", v.kind, v.union_id) for v in made] == [
        ("2026-05-01", "unit", house.branch.pk),
        ("2026-05-06", "founding", house.branch.pk),
    ]


def test_one_wrong_cell_keeps_the_whole_grid_unwritten(desk: Client, house: World) -> None:
    rows = {
        "r0-visited_on": "2026-05-06",
        "r1-visited_on": "2026-13-45",
        "r1-matters": "乙",
        "union": house.branch.name,
    }
    html = desk.post("/ledgers/visits/enter/", rows).content.decode()
    assert "还没有写入，1 行要改" in html
    assert html.count('<td class="faulty">') == 1
    assert 'value="2026-13-45"' in html
    assert ledger("visits").model._default_manager.count() == 0


def test_a_form_left_unfinished_is_found_again_sealed_and_forgotten_when_sent(
    desk: Client, house: World, sign_in: SignIn
) -> None:
    desk.post("/draft/", {"place": "new:visits", "matters": "说到一半的话", "visited_on": "2026-05-06"})
    assert "说到一半".encode() not in bytes(Draft.objects.get().sealed)
    html = desk.get("/ledgers/visits/new/").content.decode()
    assert "接着上次没填完的内容" in html
    assert "说到一半的话" in html
    assert "说到一半的话" not in sign_in(house.leader).get("/ledgers/visits/new/").content.decode()
    given = {"union": house.branch.name, "visited_on": "2026-05-06", "kind": "unit", "matters": "说到一半的话"}
    sent = desk.post("/ledgers/visits/new/", given)
    assert sent.status_code == 302
    assert Draft.objects.count() == 0


def test_as_last_time_copies_what_recurs_and_no_person_or_day(desk: Client) -> None:
    html = desk.get(LIST + "new/?copy=last").content.decode()
    assert 'value="测试1机械有限公司"' in html
    assert "2026-04-10反映加班费" in html
    assert "林小梅" not in html
    assert 'value="2026-04-10"' not in html


def test_a_form_is_checked_while_it_is_filled_and_nothing_is_written(desk: Client) -> None:
    wrong = desk.post("/ledgers/visits/check/", {"visited_on": "2031-01-01", "employer": "无此单位也可"}).json()
    assert wrong["visited_on"] == ["晚于今天 31 天以上，请核对年份。"]
    assert "employer" not in wrong
    assert ledger("visits").model._default_manager.count() == 0


def test_a_form_says_what_an_item_is_used_for(desk: Client) -> None:
    html = desk.get("/ledgers/visits/new/").content.decode()
    assert "用于：走访次数" in html


def test_a_new_form_knows_the_usual_kind(house: World, sign_in: SignIn) -> None:
    html = sign_in(house.keeper).get("/ledgers/targets/new/").content.decode()
    assert '<option value="letter" selected>' in html
    assert '<option value="benchmark" selected>' not in html


def test_what_changed_names_the_person_and_not_the_account(house: World, sign_in: SignIn) -> None:
    house.keeper.first_name = "林会计"
    house.keeper.save()
    client = sign_in(house.keeper)
    client.post("/ledgers/targets/new/", {"kind": "letter", "indicator": "来信来访件次", "union": house.branch.code})
    for address in ("/", "/ledgers/targets/history/"):
        html = client.get(address, follow=True).content.decode()
        assert "林会计</span>" in html or "林会计\u3000" in html, address
