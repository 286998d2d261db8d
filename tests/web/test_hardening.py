"""Every header and limit that stands between the pages and the network, stated one by one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings as house_settings
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from gonghui.kernel.access.accounts import Tries
from gonghui.kernel.web.middleware import POLICY
from gonghui.kernel.web.voice import PER_HOUR, too_many
from tests.generic.world import World
from tests.web.conftest import SignIn

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": POLICY,
}


def test_the_policy_runs_nothing_that_stands_in_a_page() -> None:
    parts = dict(part.strip().split(" ", 1) for part in POLICY.split(";"))
    assert (parts["default-src"], parts["script-src"], parts["style-src"]) == ("'self'",) * 3
    assert (parts["object-src"], parts["base-uri"], parts["frame-ancestors"]) == ("'none'",) * 3
    assert parts["form-action"] == "'self'"
    assert "unsafe" not in POLICY


@pytest.mark.parametrize("name", ["login", "home", "health"])
def test_every_answer_brings_the_headers(house: World, sign_in: SignIn, name: str) -> None:
    answer = sign_in(house.keeper).get(reverse(name))
    assert {key: answer.headers.get(key) for key in HEADERS} == HEADERS


def test_the_api_brings_them_too(house: World, sign_in: SignIn) -> None:
    answer = sign_in(house.keeper).get("/api/v1/petitions/")
    assert {key: answer.headers.get(key) for key in HEADERS} == HEADERS


def test_no_template_has_script_or_style_of_its_own() -> None:
    inside = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\son[a-z]+=\"|\sstyle=\"|javascript:", re.I
    )
    folder = house_settings.PACKAGE
    found = [
        f"{path.relative_to(folder)}: {hit.group()}"
        for path in folder.rglob("*.html")
        if (hit := inside.search(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_cookies_are_not_for_scripts_nor_for_other_sites(house: World, settings: Any) -> None:
    house.keeper.set_password("long-Enough-7-words")
    house.keeper.save()
    client = Client()
    client.get(reverse("login"))
    answer = client.post(reverse("login"), {"username": "keeper", "password": "long-Enough-7-words", "login": "keeper"})
    session = client.cookies["gonghui_session"]
    assert answer.status_code == 302
    assert (session["httponly"], session["samesite"], session["path"]) == (True, "Lax", "/")
    assert client.cookies["csrftoken"]["samesite"] == "Strict"


def test_https_makes_cookies_secure_and_is_kept_to() -> None:
    """What GONGHUI_HTTPS switches, read from the settings' own text: the suite runs without it."""
    text = (house_settings.PACKAGE / "settings.py").read_text(encoding="utf-8")
    for line in (
        "SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS",
        "SECURE_SSL_REDIRECT = HTTPS",
        "SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0",
    ):
        assert line in text


def test_more_than_the_limit_is_refused_before_it_is_read(house: World, sign_in: SignIn, settings: Any) -> None:
    settings.UPLOAD_MOST = 1024 * 1024
    client = sign_in(house.keeper)
    heavy = {"CONTENT_LENGTH": str(settings.UPLOAD_MOST + 1)}
    page = client.post(reverse("home"), **heavy)
    assert (page.status_code, "1 MB" in page.content.decode()) == (413, True)
    told = client.generic("POST", "/api/v1/petitions/", b"{}", "application/json", **heavy)
    assert (told.status_code, told.json()["message"]) == (413, "一次提交不能超过 1 MB。")


def test_an_account_that_asks_too_fast_waits_and_others_do_not(house: World, sign_in: SignIn, settings: Any) -> None:
    settings.RATE_ACCOUNT = 3
    caches["process"].clear()
    keeper, other = sign_in(house.keeper), sign_in(house.stranger)
    seen = [keeper.get("/api/v1/figures/").status_code for _ in range(4)]
    assert seen == [200, 200, 200, 429]
    assert keeper.get(reverse("home"))["Retry-After"] == "60"
    assert other.get("/api/v1/figures/").status_code == 200


def test_an_address_that_knocks_too_often_waits(db: Any, settings: Any) -> None:
    settings.RATE_SIGN_IN = 2
    caches["process"].clear()
    wrong = {"username": "nobody", "password": "x", "login": "nobody"}
    seen = [Client().post(reverse("login"), wrong, REMOTE_ADDR="10.0.0.1").status_code for _ in range(3)]
    assert seen[-1] == 429
    assert 429 not in seen[:2]
    assert Client().post(reverse("login"), wrong, REMOTE_ADDR="10.0.0.2").status_code != 429


def test_strangers_are_counted_for_all_processes_and_named_nowhere(db: Any, settings: Any) -> None:
    settings.RATE_SIGN_IN = 2
    wrong = {"username": "nobody", "password": "x", "login": "nobody"}

    def knock() -> int:
        for cache in caches.all(initialized_only=True):
            if not isinstance(cache, DatabaseCache):
                cache.clear()  # as if every request met another process
        return Client().post(reverse("login"), wrong, REMOTE_ADDR="10.0.0.1").status_code

    assert [knock() == 429 for _time in range(3)] == [False, False, True]
    assert not any("10.0.0" in key for key in Tries.objects.values_list("key", flat=True))
    Tries.objects.update(until=timezone.now())
    assert knock() != 429
    assert Tries.objects.count() == 1  # what has run out is forgotten


def test_workers_words_are_counted_for_all_processes(db: Any) -> None:
    said = [too_many("voice", "10.0.0.1") for _time in range(PER_HOUR["voice"] + 1)]
    assert said == [False] * PER_HOUR["voice"] + [True]
    assert not too_many("voice", "10.0.0.2")
    assert not too_many("query", "10.0.0.1")


def test_a_code_of_the_second_factor_works_once_for_all_processes(db: Any) -> None:
    """What the library remembers of used codes lies where every process looks."""
    one, other = caches.create_connection("default"), caches.create_connection("default")
    assert one.add("used", True, 30) is True
    assert other.add("used", True, 30) is False


@pytest.mark.parametrize(
    "there", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_no_redirect_leaves_the_house(db: Any, there: str) -> None:
    for name, field in (("set-language", "next"), ("login", "next")):
        answer = Client().post(f"{reverse(name)}?next={there}", {field: there, "language": "en"})
        if answer.status_code in (301, 302):
            assert "evil" not in answer.headers["Location"].split("?")[0]
            assert not answer.headers["Location"].startswith("javascript:")


def test_an_unknown_host_is_refused(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["union.example.cn"]
    from django.core.exceptions import DisallowedHost

    with pytest.raises(DisallowedHost):
        RequestFactory().get("/", headers={"host": "evil.example"}).get_host()
