"""What a person says a wording means is kept for the office, and offered by the checker and by the next old file."""

from __future__ import annotations

import io
import json
import re

import docx
import pytest
from django.core.management import call_command
from django.test import Client

from gonghui.kernel.documents import old_services
from gonghui.kernel.periods import Period
from gonghui.kernel.proof.models import KeptMeaning
from tests.generic.world import World
from tests.web.conftest import SignIn

TEXT = "测试市总工会2026年上半年工作总结\n上半年，上门听取意见3件次。"
ASKED = {"text": TEXT, "union": "C", "period": "2026H1"}


@pytest.fixture
def client(house: World, sign_in: SignIn) -> Client:
    return sign_in(house.leader)


def wording(client: Client) -> str:
    html = client.post("/proof/", ASKED).content.decode()
    return re.findall(r'name="wording" value="([^"]+)"', html)[0]


def line(client: Client, text: str = TEXT) -> dict[str, object]:
    asked = {**ASKED, "text": text}
    (found,) = client.post("/api/v1/proof/", json.dumps(asked), "application/json").json()["ledger"]
    return dict(found)


def bind(client: Client, key: str, **more: str) -> str:
    data = {"union": "C", "wording": wording(client), "key": key, **more}
    answer = client.post("/proof/bind/", data)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_wording_bound_once_is_known_from_then_on(client: Client) -> None:
    assert line(client)["key"] != "petitions.items"
    assert "已记住" in bind(client, "petitions.items")
    assert (line(client)["key"], line(client)["verdict"]) == ("petitions.items", "same")
    other = TEXT.replace("3件次", "7件次")  # other numbers, the same words
    assert (line(client, other)["verdict"], line(client, other)["difference"]) == ("differs", 4)
    assert KeptMeaning.objects.get().kept_by is not None


def test_the_command_and_an_old_file_know_it_too(client: Client, tmp_path: object, house: World) -> None:
    bind(client, "petitions.items")
    path = tmp_path / "总结.txt"  # type: ignore[operator]  # a path
    path.write_text(TEXT, encoding="utf-8")
    out = io.StringIO()
    call_command("check", str(path), "--union", "C", "--period", "2026H1", "--json", stdout=out)
    assert [each["key"] for each in json.loads(out.getvalue())["ledger"]] == ["petitions.items"]
    file, data = docx.Document(), io.BytesIO()
    for each in TEXT.split("\n"):
        file.add_paragraph(each)
    file.save(data)
    row = old_services.taken_in("去年.docx", data.getvalue(), house.city, Period.parse("2026H2"), None)
    assert [(one.key, one.confirmed) for one in old_services.bounds_of(row)] == [("petitions.items", False)]


def test_what_an_old_file_confirmed_the_checker_knows(client: Client, house: World) -> None:
    file, data = docx.Document(), io.BytesIO()
    for each in TEXT.split("\n"):
        file.add_paragraph(each)
    file.save(data)
    row = old_services.taken_in("去年.docx", data.getvalue(), house.city, Period.parse("2026H2"), None)
    (one,) = old_services.bounds_of(row)
    one.key = "petitions.items"
    old_services.confirm(row, [one], None)
    assert line(client)["key"] == "petitions.items"


def test_no_figure_of_the_ledgers_is_an_answer_too(client: Client) -> None:
    bind(client, "petitions.items")
    bind(client, "")
    assert (line(client)["key"], line(client)["verdict"]) == (None, "unmatched")
    assert KeptMeaning.objects.count() == 1


def test_only_who_writes_there_may_say_and_no_name_is_kept(client: Client, house: World, sign_in: SignIn) -> None:
    words = wording(client)
    assert "没有“x.y”这个指标" in bind(client, "x.y")
    for user, status in ((house.stranger, 403), (house.looker if hasattr(house, "looker") else house.stranger, 403)):
        other = sign_in(user)
        assert other.post("/proof/bind/", {"union": "C", "wording": words, "key": ""}).status_code == status
    house.leader.last_name, house.leader.first_name = "周", "淑兰"
    house.leader.save()
    assert "有姓名" in bind(client, "petitions.items", wording="周淑兰接访＿件次＿。")
    assert not KeptMeaning.objects.exists()


def test_another_office_is_not_bound_by_it(client: Client, house: World, sign_in: SignIn) -> None:
    bind(client, "petitions.items")
    asked = {**ASKED, "union": house.branch.code}
    answer = sign_in(house.keeper).post("/api/v1/proof/", json.dumps(asked), "application/json").json()["ledger"]
    assert [each["key"] for each in answer] != ["petitions.items"]


def test_a_text_with_nothing_wrong_is_shown_and_says_so(client: Client) -> None:
    html = client.post("/proof/", {"text": "上半年走访120户。", "union": "C"}).content.decode()
    assert "没有发现算不对的地方" in html
    assert "文稿里没有写明期间" in html
