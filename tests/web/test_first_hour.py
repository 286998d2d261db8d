"""第一次使用: from an empty database to a union that can take its ledgers in."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from gonghui.kernel.access.models import Grant
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.web.first_hour import _reported

ACCOUNT = {"name": "周敏", "username": "zhoumin", "password": "a-long-pass-2026"}
OFFICE = {
    "name": "示例县总工会",
    "level": "county",
    "upper": "示例市总工会",
    "term_years": "5",
    "vocabulary": "factory",
    "elected_on": "2024-05-01",
}


@pytest.mark.django_db
def test_an_empty_house_leads_from_account_to_union_to_the_list_of_what_is_next() -> None:
    client = Client()
    assert client.get("/login/")["Location"] == "/start/"
    assert "先建自己的账号" in client.get("/start/").content.decode()
    client.post("/start/", ACCOUNT)
    user: Any = get_user_model().objects.get()
    assert (user.is_superuser, user.last_name) == (True, "周敏")
    assert client.get("/")["Location"] == "/start/"
    client.post("/start/", OFFICE)
    own = Union.objects.get(name="示例县总工会")
    assert own.parent is not None
    assert (own.parent.name, own.parent.is_stub, own.parent.level) == ("示例市总工会", True, "city")
    assert (own.term_years, str(own.elected_on)) == (5, "2024-05-01")
    assert Grant.objects.get(user=user).union == own
    html = client.get("/start/").content.decode()
    assert "还没有放入台账" in html
    assert "未建台账" in html
    assert "放入上一次的总结" in html
    assert "报第一张报表" in html
    assert "<h3>民主管理与集体协商</h3>" in html
    assert client.get("/").context["ask"].union == own
    assert "从这里开始" in client.get("/").content.decode()
    assert [step.name for step in client.get("/start/").context["steps"] if step.is_next] == ["放入现有台账"]
    Intake.objects.create(union=own, by=user, reason="旧台账", state="done", sheet_day=dt.date(2004, 7, 5))
    assert "/documents/new/?period=2004H1" in client.get("/start/").content.decode()
    assert "2004H1" in dict(client.get("/").context["periods"])


@pytest.mark.django_db
def test_only_the_machine_itself_makes_the_first_account() -> None:
    response = Client(REMOTE_ADDR="192.0.2.7").post("/start/", ACCOUNT)
    assert response.status_code == 403
    assert not get_user_model().objects.exists()


@pytest.mark.django_db
def test_a_weak_password_is_refused_and_a_second_account_needs_to_sign_in() -> None:
    assert "password" in Client().post("/start/", ACCOUNT | {"password": "12345"}).context["form"].errors
    get_user_model().objects.create_user("someone", password="x")
    assert Client().post("/start/", ACCOUNT)["Location"].startswith("/login/")


@pytest.mark.parametrize(
    ("day", "period"),
    [("2025-03-31", "2025H1"), ("2025-06-30", "2025H1"), ("2025-07-05", "2025H1"), ("2025-11-02", "2025H2")],
)
def test_the_first_draft_is_about_the_half_year_of_the_sheets(day: str, period: str) -> None:
    assert _reported(dt.date.fromisoformat(day)).text == period


def test_a_proxy_that_nobody_declared_gives_no_first_account(db: Any, settings: Any) -> None:
    settings.TRUSTED_PROXIES = 0
    assert Client().get("/start/").status_code == 200
    assert Client().get("/start/", headers={"x-forwarded-for": "10.0.0.9"}).status_code == 403
    settings.TRUSTED_PROXIES = 1
    assert Client().get("/start/", headers={"x-forwarded-for": "10.0.0.9"}).status_code == 403
