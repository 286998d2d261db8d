"""待我审批: documents, returns and imports answered where they are listed; the number beside the menu."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.test import Client
from django.utils import timezone

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.documents.models import Document
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.ledger.declaration import ledger
from gonghui.kernel.returns.models import Return, Round
from tests.generic.world import World
from tests.returns.test_rounds import of, round_, submitted
from tests.web.conftest import SignIn

__all__ = ["round_"]


def waiting(client: Client) -> int:
    return int(client.get("/duties/waiting/").json()["waiting"])


def under_review(house: World, **more: Any) -> Document:
    return Document.objects.create(
        union=house.branch, kind="notice", period="2026H1", title="关于走访的通知", state="review", **more
    )


def test_a_document_under_review_is_sent_back_from_the_list(house: World, sign_in: SignIn) -> None:
    document, leader = under_review(house), sign_in(house.leader)
    before = waiting(leader)
    page = leader.get("/duties/").content.decode()
    assert "关于走访的通知" in page
    assert f"/documents/{document.uid}/step/back/" in page
    answer = leader.post(
        f"/documents/{document.uid}/step/back/", {"from": "duties", "act": "", "reason": "文字还要修改"}
    )
    assert answer["Location"] == "/duties/"
    document.refresh_from_db()
    assert (document.state, document.state_reason) == ("draft", "文字还要修改")
    assert waiting(leader) == before - 1


def test_a_term_that_ends_is_due_once(house: World, sign_in: SignIn) -> None:
    """The union says when its committee was elected, the ledger of elections until when: one duty, not two."""
    today = timezone.localdate()
    ends = today + dt.timedelta(days=30)
    elections = ledger("elections").model._default_manager
    with acting(None, "测试"):
        for union in (house.branch, house.beside):
            elections.create(union=union, held_on=dt.date(2021, 1, 4), expires_on=ends)
        house.branch.elected_on, house.branch.term_years = ends.replace(year=ends.year - 5, day=min(ends.day, 28)), 5
        house.branch.save()
    html = sign_in(house.leader).get("/duties/").content.decode()
    about = [line for line in html.split("</li>") if house.branch.name in line]
    assert len(about) == 1
    assert "任期届满" in about[0]


def test_what_waits_for_a_word_stands_before_what_is_overdue(house: World, sign_in: SignIn) -> None:
    today = timezone.localdate()
    with acting(None, "测试"):
        house.branch.elected_on, house.branch.term_years = (
            (today - dt.timedelta(days=20)).replace(year=today.year - 5),
            5,
        )
        house.branch.save()
    under_review(house)
    for address in ("/duties/", "/?period=2026H1"):
        html = sign_in(house.leader).get(address).content.decode()
        places = [
            html.index(words) for words in ("等您审核", "关于走访的通知", ">已逾期", f"{house.branch.name}任期届满")
        ]
        assert places == sorted(places)
    assert re.search(r'class="due-line"><a href="#due">\d+ 项今天要办或已逾期', html)


def test_who_may_not_review_is_not_asked(house: World, sign_in: SignIn) -> None:
    under_review(house)
    assert "关于走访的通知" not in sign_in(house.keeper).get("/duties/").content.decode()


def test_a_return_is_accepted_from_the_list(house: World, sign_in: SignIn, round_: Round) -> None:
    ret, leader = submitted(of(round_, "T1"), house.leader), sign_in(house.leader)
    assert f"/returns/{ret.uid}/act/" in leader.get("/duties/").content.decode()
    answer = leader.post(f"/returns/{ret.uid}/act/", {"from": "home", "act": "accept"})
    assert answer["Location"] == "/"
    assert Return.objects.get(pk=ret.pk).status == "accepted"


def test_an_import_waiting_says_what_it_will_do(house: World, sign_in: SignIn) -> None:
    report = {"totals": {"taken": 12, "updated": 3, "refused": 1}}
    batch = Intake.objects.create(union=house.city, by=house.leader, reason="上半年台账", report=report)
    page = sign_in(house.leader).get("/duties/").content.decode()
    assert "可新增 12 行、更新 3 行，退回 1 行" in page
    assert f"/intake/{batch.uid}/apply/" in page


def test_the_tree_offers_the_move_to_whoever_may_and_comes_back(house: World, sign_in: SignIn) -> None:
    assert house.branch.parent is not None
    code = house.branch.parent.code
    address = f"/unions/{code}/acts/move/?from=tree"
    assert address in sign_in(house.leader).get("/unions/").content.decode()
    assert "acts/move" not in sign_in(house.above).get("/unions/").content.decode()
    other = house.city.children.exclude(code=code).first()
    assert other is not None
    branch = f"/unions/{house.branch.code}/acts/move/?from=tree"
    given = {"other": other.code, "on": "2026-07-01", "document_no": "", "confirm": "1"}
    assert sign_in(house.leader).post(branch, given)["Location"] == "/unions/"
    house.branch.refresh_from_db()
    assert house.branch.parent_id == other.pk
