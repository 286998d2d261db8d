"""Single sign-on through a provider that really answers: an invited account comes in, nobody else, and nothing works twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import get_user_model
from django.test import Client

from gonghui import sign_on
from gonghui.kernel.access.models import Grant, Role
from tests.access.provider import CLIENT, SECRET, Provider
from tests.generic.world import World

LOGIN = "/account/oidc/federation/login/"


class Env:
    """The environment of a house with a provider."""

    def __init__(self, server: str) -> None:
        self.told = {"OIDC_SERVER": server, "OIDC_CLIENT": CLIENT, "OIDC_SECRET": SECRET}

    def str(self, name: str, default: str = "") -> str:
        return self.told.get(name, default)


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    found = Provider()
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": sign_on.providers(Env(found.address))}}  # type: ignore[arg-type]
    yield found
    found.close()


def sent_there(client: Client) -> dict[str, str]:
    """What the house asks of the provider when somebody wants to sign in."""
    answer = client.post(LOGIN)
    assert answer.status_code == 302
    return dict(parse_qsl(urlsplit(answer["Location"]).query))


def come_back(client: Client, provider: Provider, **person: str) -> Any:
    provider.person = person
    return client.get(provider.authorize(sent_there(client)))


def who(client: Client) -> str:
    """The account that the client is signed in with."""
    key = client.session.get("_auth_user_id")
    return str(get_user_model().objects.get(pk=key).get_username()) if key else ""


def test_an_invited_account_comes_in_and_is_known_again_by_its_own_mark(world: World, provider: Provider) -> None:
    client = Client()
    assert "统一身份认证" in client.get("/login/").content.decode()
    assert come_back(client, provider, sub="s-1", preferred_username="keeper").status_code == 302
    assert who(client) == "keeper"
    assert client.get("/").status_code == 200
    assert SocialAccount.objects.get().uid == "s-1"
    again = Client()
    come_back(again, provider, sub="s-1", preferred_username="renamed")
    assert who(again) == "keeper"


@pytest.mark.parametrize("named", ["nobody", "", "KEEPER "])
def test_an_unknown_person_is_refused_and_gets_no_account(world: World, provider: Provider, named: str) -> None:
    before = get_user_model().objects.count()
    client = Client()
    answer = come_back(client, provider, sub="s-2", preferred_username=named)
    assert who(client) == ""
    assert (
        "请联系管理员" in client.get(answer["Location"]).content.decode()
        if answer.status_code == 302
        else answer.content
    )
    assert get_user_model().objects.count() == before
    assert not SocialAccount.objects.exists()


def test_another_mark_does_not_take_over_a_linked_account(world: World, provider: Provider) -> None:
    come_back(Client(), provider, sub="s-1", preferred_username="keeper")
    other = Client()
    come_back(other, provider, sub="s-9", preferred_username="keeper")
    assert who(other) == ""


def test_a_stopped_account_stays_out(world: World, provider: Provider) -> None:
    come_back(Client(), provider, sub="s-1", preferred_username="keeper")
    get_user_model().objects.filter(username="keeper").update(is_active=False)
    client = Client()
    come_back(client, provider, sub="s-1", preferred_username="keeper")
    assert who(client) == ""


def test_an_answer_works_once_and_in_the_session_that_asked(world: World, provider: Provider) -> None:
    provider.person = {"sub": "s-1", "preferred_username": "keeper"}
    asking, other = Client(), Client()
    back = provider.authorize(sent_there(asking))
    other.get(back)
    assert who(other) == ""
    asking.get(back)
    assert who(asking) == "keeper"
    asking.post("/logout/")
    assert who(asking) == ""
    asking.get(back)
    assert who(asking) == ""


def test_a_code_got_elsewhere_is_of_no_use_here(world: World, provider: Provider) -> None:
    """Injected into another's sign-in: the challenge of that session does not fit it."""
    provider.person = {"sub": "s-1", "preferred_username": "keeper"}
    stolen = dict(parse_qsl(urlsplit(provider.authorize(sent_there(Client()))).query))["code"]
    client = Client()
    asked = sent_there(client)
    client.get(f"{asked['redirect_uri']}", {"code": stolen, "state": asked["state"]})
    assert provider.refused == ["code"]
    assert who(client) == ""
    client.get(f"{asked['redirect_uri']}", {"code": stolen, "state": "made-up"})
    assert who(client) == ""


def test_an_administrator_still_needs_the_second_factor(world: World, provider: Provider) -> None:
    admin = get_user_model().objects.create_user("admin")
    Grant.objects.create(user=admin, union=world.city, role=Role.SYSTEM)
    client = Client()
    come_back(client, provider, sub="s-3", preferred_username="admin")
    assert who(client) == "admin"
    assert client.get("/")["Location"].startswith("/account/2fa/")


# --- the library's own pages ------------------------------------------------------------------------------------------


def chinese(page: str) -> str:
    """The text of a page without its markup, its scripts and what stays Latin everywhere."""
    text = re.sub(r"<(script|style|svg)\b.*?</\1>|<[^>]+>", " ", re.split(r"<body[^>]*>", page)[1], flags=re.S)
    return re.sub(r"\b(Mozilla|Gonghui|keeper|NIST)\b", "", text)


@pytest.mark.parametrize(
    "address",
    ["/account/2fa/", "/account/2fa/totp/activate/", "/account/2fa/webauthn/", "/account/2fa/webauthn/add/",
     "/account/sessions/", "/account/password/change/", "/account/reauthenticate/"],
)  # fmt: skip
def test_the_pages_of_the_account_are_ours_and_chinese(world: World, address: str) -> None:
    client = signed_in(world)
    page = client.get(address, follow=True)
    assert page.status_code == 200
    text = page.content.decode()
    assert '<main class="alone"' in text  # the frame of our own pages
    assert re.findall(r"[A-Za-z]{4,}", chinese(text)) == []


def signed_in(world: World) -> Client:
    """Somebody who signed in a moment ago, as the library asks before it changes what guards the account."""
    if not world.keeper.check_password("Keeper-2026-x"):
        world.keeper.set_password("Keeper-2026-x")
        world.keeper.save()
    client = Client()
    client.post("/login/", {"login": "keeper", "password": "Keeper-2026-x"})
    assert who(client) == "keeper"
    return client


def test_a_session_elsewhere_is_listed_and_ended(world: World) -> None:
    here, elsewhere = signed_in(world), signed_in(world)
    assert elsewhere.get("/").status_code == 200
    page = here.get("/account/sessions/").content.decode()
    assert page.count("127.0.0.1") == 2
    here.post("/account/sessions/")
    assert elsewhere.get("/").status_code == 302
    assert here.get("/").status_code == 200


@pytest.mark.parametrize("address", ["/account/signup/", "/account/password/reset/", "/account/email/"])
def test_no_account_and_no_password_is_had_by_oneself(world: World, address: str) -> None:
    page = Client().get(address, follow=True)
    assert page.request["PATH_INFO"] == "/login/"
    assert "请找本级或上级的系统管理员" in page.content.decode()
    before = get_user_model().objects.count()
    Client().post(
        address, {"username": "x", "email": "a@b.cn", "password1": "Keeper-2026-x", "password2": "Keeper-2026-x"}
    )
    assert get_user_model().objects.count() == before


def test_the_librarys_own_door_leads_to_ours(world: World) -> None:
    assert Client().get("/account/login/?next=/figures/")["Location"] == "/login/?next=/figures/"
