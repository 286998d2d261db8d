"""What every page owes: it opens, it runs only what the installation serves, it shows no more than it may."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.ledger.declaration import ledger
from gonghui.kernel.rules.models import Parameter
from gonghui.kernel.web.middleware import POLICY
from tests.generic.world import World, id_number
from tests.web.conftest import SignIn

PAGES = [
    "/",
    "/ledgers/",
    "/ledgers/petitions/",
    "/ledgers/petitions/?q=加班&period=2026H1&union=T1&sort=-registered_on&kind=visit",
    "/ledgers/petitions/new/",
    "/ledgers/petitions/history/",
    "/record/",
    "/unions/",
    "/unions/C/",
    "/unions/B1/",
    "/unions/C/children/",
    "/figures/",
    "/figures/?group=信访登记表",
    "/figures/?q=件次",
    "/figures/petitions.items/",
    "/figures/members.standing/?tree=now&as_of=2026-05-01",
    "/figures/petitions.items/records/?part=0",
    "/figures/new/",
    "/figures/new/?ledger=petitions",
    "/figures/new/?kind=ratio",
    "/intake/",
    "/documents/",
    "/documents/new/",
    "/search/?q=测试",
    "/search/",
    "/start/",
    "/voice/B1/",
    "/voice/query/",
    "/ledgers/petitions/?page=99&period=那年&union=无",
]


@pytest.mark.parametrize("address", PAGES)
def test_page_opens_and_runs_nothing_foreign(address: str, house: World, sign_in: SignIn) -> None:
    response = sign_in(house.leader).get(address)
    html = response.content.decode()
    assert response.status_code == 200
    assert response["Content-Security-Policy"] == POLICY
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"\son\w+=|\sstyle=|javascript:", html)
    assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", html)


@pytest.mark.parametrize("address", PAGES[:-1])
def test_page_speaks_chinese(address: str, house: World, sign_in: SignIn) -> None:
    """No Latin word stands on a Chinese page but names people chose (codes, keys in addresses)."""
    html = sign_in(house.leader).get(address).content.decode()
    text = re.sub(
        r"<(script|svg|option)\b.*?</\1>|<[^>]+>", " ", html.rpartition("<main")[2].partition(">")[2], flags=re.S
    )
    words = set(re.findall(r"[A-Za-z]{3,}", text)) - {"keeper", "leader"}
    assert words == set()


@pytest.mark.parametrize("address", [address for address in PAGES if not address.startswith("/voice/")])
def test_page_asks_who_is_there(address: str, house: World) -> None:
    response = Client().get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/login/")


def test_reader_of_figures_sees_the_figure_but_none_of_its_records(house: World, sign_in: SignIn) -> None:
    html = sign_in(house.above).get("/figures/petitions.items/?period=2026H1&whole=1").content.decode()
    assert "反映加班费" in sign_in(house.leader).get("/figures/petitions.items/?period=2026H1&whole=1").content.decode()
    assert "反映加班费" not in html
    assert (
        "反映加班费"
        not in sign_in(house.above).get("/figures/petitions.items/?period=2026H1&piece=rest").content.decode()
    )
    assert re.search(r'class="hero">3<small>件次', html)


def test_record_masks_until_opened_with_a_reason_that_is_logged(house: World, sign_in: SignIn) -> None:
    from gonghui.kernel.audit.models import Change
    from gonghui.kernel.people.models import Membership

    member = Membership.objects.first()
    assert member is not None
    client, number = sign_in(house.keeper), id_number(1)
    address = reverse("record", args=["roster", member.uid])
    assert number not in client.get(address).content.decode()
    assert (
        number not in client.post(reverse("record-open", args=["roster", member.uid]), {"reason": ""}).content.decode()
    )
    assert (
        number
        in client.post(reverse("record-open", args=["roster", member.uid]), {"reason": "核对原件"}).content.decode()
    )
    logged = Change.objects.get(action="open")
    assert (logged.reason, logged.object_id, logged.actor) == ("核对原件", member.pk, house.keeper)


def test_error_pages_say_what_happened_whether_data_are_safe_and_what_to_do(house: World, sign_in: SignIn) -> None:
    client = sign_in(house.stranger)
    record = ledger("petitions").model._default_manager.first()
    missing = client.get(reverse("record", args=["petitions", record.uid]))
    assert missing.status_code == 404
    assert all(word in missing.content.decode() for word in ("没有找到这一页", "数据不受影响", "请从首页"))
    forbidden = sign_in(house.above).get("/ledgers/petitions/new/")
    assert forbidden.status_code == 403
    assert all(word in forbidden.content.decode() for word in ("不在您的授权范围内", "没有改动任何数据", "申请授权"))


@override_settings(DEBUG_PROPAGATE_EXCEPTIONS=False)
def test_failed_page_needs_nothing_of_the_house(house: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    from gonghui.kernel.web.views import home

    def broken(_user: object) -> list[object]:
        raise RuntimeError

    monkeypatch.setattr(home, "duties", broken)
    client = sign_in(house.leader)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert all(word in response.content.decode() for word in ("程序出了错", "已全部撤销", "请稍后再试"))


def test_look_and_language_are_kept_and_lead_back_only_into_the_house(house: World, sign_in: SignIn) -> None:
    client = sign_in(house.leader)
    back = client.post("/settings/look/", {"size": "large", "theme": "dark", "next": "https://example.org/"})
    assert back["Location"] == "/"
    html = client.get("/ledgers/").content.decode()
    assert 'data-theme="dark"' in html
    assert 'data-size="large"' in html
    assert client.post("/settings/language/", {"language": "en", "next": "/ledgers/"})["Location"] == "/ledgers/"
    assert '<html lang="en"' in client.get("/ledgers/").content.decode()
    client.post("/settings/look/", {"theme": "javascript", "size": "huge"})
    assert "huge" not in client.get("/ledgers/").content.decode()


def test_an_administrator_is_told_so_and_led_to_no_closed_door(house: World, sign_in: SignIn) -> None:
    Grant.objects.filter(user=house.keeper).update(role=Role.SYSTEM)
    Parameter.objects.create(key="factor.required", value="none", since=dt.date(2020, 1, 1), source="测试")
    html = sign_in(house.keeper).get("/").content.decode()
    assert "系统管理员" in html
    assert 'href="/figures/"' not in html
    assert 'href="/intake/"' not in html


def test_home_tells_changes_only_of_ledgers_that_may_be_read(house: World, sign_in: SignIn) -> None:
    assert "信访登记表" in sign_in(house.keeper).get("/").content.decode()
    Grant.objects.filter(user=house.keeper).update(ledgers=["roster"])
    assert not any(each["ledger"].slug == "petitions" for each in sign_in(house.keeper).get("/").context["changes"])


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/figures/petitions.items/?period=2026H1", ["最近 8 期", "下级工会"]),
        ("/unions/T1/?period=2026H1", ["所记台账"]),
        ("/figures/?period=2026H1", ["与上年同期比</th>"]),
        ("/search/?q=反映加班费", ["信访登记表"]),
    ],
)
def test_pieces_asked_for_later_are_those_of_the_whole_page(
    address: str, words: list[str], house: World, sign_in: SignIn
) -> None:
    client = sign_in(house.leader)
    first = client.get(address).content.decode()
    whole = client.get(f"{address}&whole=1").content.decode()
    pieces = [html.unescape(each) for each in re.findall(r'hx-get="([^"]+)" hx-trigger="load"', first)]
    answers = [client.get(address.partition("?")[0] + each).content.decode() for each in pieces]
    assert len(pieces) == len(words)
    for word, answer in zip(words, answers, strict=True):
        assert [word in each for each in (answer, whole, first)] == [True, True, False]
        assert [each in answer for each in ("<html", "piece=")] == [False, False]


def test_a_part_of_a_page_is_the_page_without_its_frame(house: World, sign_in: SignIn) -> None:
    client = sign_in(house.leader)
    whole, part = (
        client.get("/ledgers/petitions/", headers=each).content.decode() for each in ({}, {"X-Part": "page"})
    )
    main = re.compile(r'<main class="page".*</main>', re.S)
    bare = [re.sub(r'value="[A-Za-z0-9]{64}"', "", main.search(each)[0]) for each in (whole, part)]  # type: ignore[index]
    assert bare[0] == bare[1]
    for words, stands in (
        ('class="side"', False),
        ("site.js", False),
        ("list.js", True),
        ('data-place="ledger-index"', True),
    ):
        assert words in whole
        assert (words in part) == stands


def test_a_unions_page_asks_only_those_ledgers_that_hold_something_below_it(house: World, sign_in: SignIn) -> None:
    client = sign_in(house.leader)
    kept = [each.ledger.slug for each in client.get("/unions/T1/?piece=rest").context["kept"]]
    assert kept == ["petitions", "roster", "employers"]
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/unions/T1/?piece=rest").status_code == 200
    counts = [each["sql"] for each in asked if ' AS "below"' in each["sql"]]
    assert (len(counts), len(asked) < 100) == (3, True)


def test_a_unions_page_names_who_holds_a_post_today_each_once(house: World, sign_in: SignIn) -> None:
    officers = ledger("officers").model._default_manager
    with acting(None, "测试"):
        for name, post, until in (
            ("何甲", "主席", None),
            ("何甲", "经审委员", None),
            ("邹乙", "女工委主任", None),
            ("雷丙", "委员", dt.date(2024, 1, 1)),
            ("史丁", "", None),
        ):
            officers.create(
                union=house.branch, person_name=name, post=post, until=until, appointed_on=dt.date(2021, 1, 4)
            )
    html = sign_in(house.leader).get(f"/unions/{house.branch.code}/?whole=1").content.decode()
    held = re.search(r'<dl class="pairs held">(.*?)</dl>', html)
    assert held is not None
    assert re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", held[1]) == [("主席、经审委员", "何甲"), ("女工委主任", "邹乙")]


def test_the_figures_sections_stand_on_the_ledgers_shelves(house: World, sign_in: SignIn) -> None:
    html = sign_in(house.leader).get("/figures/").content.decode()
    shelf = re.findall(r'<li class="shelf">(.*?)</li>', html)
    assert shelf[-1] == "未建台账"
    assert len(shelf) == len(set(shelf))
