"""Pages that say what went wrong: in our look, in the reader's language, with what happened, what is safe and what to do."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.conf import settings as own
from django.db import connection
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from gonghui.kernel.web.views import errors
from tests.generic.world import World
from tests.web.conftest import SignIn


def parts(html: str) -> list[str]:
    """The headline and what stands beside 数据 and 怎么办."""
    return re.findall(r"<(?:h1|dd)>(.*?)</(?:h1|dd)>", html)


@override_settings(DEBUG_PROPAGATE_EXCEPTIONS=False)
@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "zh-hans",
            ["这一页没有打开，程序出了错。", "没有写完的改动已全部撤销，原有数据不受影响。",
                "请稍后再试；仍不行，请把时间告诉管理员。"],
        ),
        ("en", ["This page did not open: the program failed.", "", ""]),
    ],
)  # fmt: skip
def test_a_failed_page_is_in_our_look_and_asks_nothing_of_the_house(language: str, words: list[str], db: Any) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["theme"] = "dark"
    with translation.override(language), CaptureQueriesContext(connection) as asked:
        answer = errors.failed(request)
    html = answer.content.decode()
    assert (answer.status_code, len(asked)) == (500, 0)
    assert len(parts(html)) == 3
    assert [told for told, word in zip(parts(html), words, strict=True) if word and told != word] == []
    assert 'data-theme="dark"' in html
    assert ("这一页" in html) == (language != "en")
    assert "web/tokens.css" in html


def test_a_failed_page_without_its_template_still_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> str:
        raise RuntimeError

    monkeypatch.setattr(errors, "bare", broken)
    assert "程序出了错" in errors.failed(RequestFactory().get("/")).content.decode()


def test_a_form_from_elsewhere_is_refused_in_our_words(house: World, sign_in: SignIn) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("login"), {"login": "keeper", "password": "x"})
    assert answer.status_code == 403
    assert parts(answer.content.decode()) == [
        "页面停留过久，这次提交没有被接受。",
        "没有改动任何数据。",
        "请返回上一页刷新后再试。",
    ]


@pytest.mark.parametrize("name", ["keeper", "nobody"])
def test_whoever_tries_too_often_is_told_when_to_come_back_and_not_whether_the_name_is_there(
    name: str, house: World
) -> None:
    client = Client()
    seen = [
        client.post(reverse("login"), {"login": name, "password": "not this one"}).content.decode() for _ in range(6)
    ]
    told = [bool(re.search(r"连续 5 次没有登录成功，\d+ 分钟内不能再试。", html)) for html in seen]
    assert told == [False] * 4 + [True] * 2
    assert ["账号或密码不对" in html for html in seen] == [True] * 4 + [False] * 2
    other = client.post(reverse("login"), {"login": "another", "password": "x"}).content.decode()
    assert "账号或密码不对" in other


def test_the_worker_holds_the_page_for_no_line_in_the_readers_language(db: Any) -> None:
    client = Client()
    for language, word in (("zh-hans", "现在没有网络，这一页打不开。"), ("en", "There is no connection")):
        client.cookies[own.LANGUAGE_COOKIE_NAME] = language
        text = client.get(reverse("pocket-worker")).content.decode()
        held = re.search(r'^const AWAY_PAGE = (".*"); //', text, re.M)
        assert held is not None
        page = json.loads(held[1])
        assert word in page
        assert len(parts(page)) == 3


def test_the_page_for_a_stopped_program_needs_no_other_file() -> None:
    html = (own.PACKAGE.parent / "deploy" / "away.html").read_text(encoding="utf-8")
    assert not re.search(r"\b(?:src|href)=", html)
    assert len(parts(html)) == 3
    conf = (own.PACKAGE.parent / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    assert "error_page 502 503 504 /away.html;" in conf
