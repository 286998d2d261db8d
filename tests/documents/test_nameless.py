"""脱敏版: nobody and no place can be told from the copy, the same name is the same stand-in, and the log keeps that it was made."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.audit.models import Change
from gonghui.kernel.documents import services
from gonghui.kernel.documents.nameless import Options, nameless, stem
from gonghui.kernel.organisations.models import Employer
from tests.documents.county import PERIOD, County


@pytest.fixture
def letter(county: County) -> Any:
    Employer.objects.create(name="示例县恒泰纺织有限公司", union=county.mill)
    text = (
        "2026年上半年，示例纺织厂工会走访恒泰纺织有限公司职工126人，恒泰纺织职工周小燕同志（身份证号359981198001010010，"
        "电话14012345678）反映加班费问题。示例县其他单位照此办理，示例纺织厂工会再次走访。"
    )
    made = services.compose(
        county.union, PERIOD, None, "request",
        fields={"主送机关": "示例市总工会", "事由": "走访情况", "理由": text, "请示事项": text, "联系人": "周某", "电话": "0999-1400012"},
    )  # fmt: skip
    assert "周小燕" in services.content(made).plain_text()
    return made


@pytest.mark.mechanism("B.DAT05")
def test_no_name_is_left_and_each_has_one_stand_in(letter: Any) -> None:
    made = nameless(letter)
    text = made.content.plain_text()
    for name in ("示例", "恒泰", "周小燕", "周某", "359981198001010010", "14012345678", "0999-1400012"):
        assert name not in text, name
    told = {old: new for new, old in made.stand_ins}
    assert text.count(told["示例纺织厂工会"]) == 2
    assert told["恒泰纺织有限公司"] == told["恒泰纺织"]
    assert "126人" in text
    assert "2026年" in text


def test_figures_and_years_go_where_asked(letter: Any) -> None:
    text = nameless(letter, Options(figures=True, years=True)).content.plain_text()
    assert "126" not in text
    assert "××人" in text
    assert "20××年上半年" in text
    assert "2026" not in text


def test_the_copy_is_looked_at_then_taken_away(letter: Any, county: County) -> None:
    user = get_user_model().objects.create_user("测试写稿人", password="x")
    Grant.objects.create(user=user, union=county.union, role=Role.KEEPER)
    client = Client()
    client.force_login(user)
    page = client.get(f"/documents/{letter.uid}/nameless/").content.decode()
    assert "换掉的名字" in page
    data = client.post(f"/documents/{letter.uid}/nameless/", {"years": "1"}).content
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        words = "".join(file.read(name).decode("utf-8", "ignore") for name in file.namelist())
    assert "周小燕" not in words
    assert "示例县" not in words
    logged = Change.objects.filter(reason="制作脱敏版").get()
    assert (logged.actor, logged.after["years"], len(logged.after["digest"])) == (user, True, 64)
    reader = get_user_model().objects.create_user("测试查阅人", password="x")
    Grant.objects.create(user=reader, union=county.union, role=Role.READER)
    client.force_login(reader)
    assert client.get(f"/documents/{letter.uid}/nameless/").status_code in (403, 404)


def test_stand_ins_never_run_out() -> None:
    assert [stem(n) for n in (0, 9, 10, 21)] == ["甲", "癸", "甲甲", "乙乙"]
    assert len({stem(n) for n in range(500)}) == 500
