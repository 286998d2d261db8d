"""谁能看到什么: the table says of each role what the pages really let it do."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from gonghui.kernel.access.abilities import ABILITIES
from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.documents.models import Document
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import Period
from gonghui.kernel.returns import forms, rounds
from gonghui.kernel.returns.models import Return
from gonghui.kernel.rules.models import Parameter
from tests.generic.world import World
from tests.web.conftest import house, sign_in

__all__ = ["house", "sign_in"]


def client(role: Role, union: Union) -> Client:
    user = get_user_model().objects.create_user(f"测试{role}", password="x")
    Grant.objects.create(user=user, union=union, role=role, since=dt.date(2020, 1, 1))
    source = "测试：本页不问第二重验证"
    Parameter.objects.create(key="factor.required", value="none", since=dt.date(2020, 1, 2), source=source)
    made = Client()
    made.force_login(user)
    return made


def can(client: Client, ability: str) -> bool:
    """What a page lets this account do, tried."""
    if ability == "figures":
        return ">3<" in client.get("/figures/petitions.items/?union=C&period=2026H1").content.decode()
    if ability == "records":
        return "林*梅" in client.get("/ledgers/petitions/").content.decode()
    if ability == "open":
        record = REGISTRY["petitions"].model._default_manager.order_by("pk").first()
        return client.post(f"/ledgers/petitions/{record.uid}/open/", {"reason": "核对"}).status_code == 200
    if ability == "decide":
        document = Document.objects.get()
        client.post(f"/documents/{document.uid}/step/back/", {"reason": "再核对"})
        document.refresh_from_db()
        return document.state == Document.State.DRAFT
    if ability == "receive":
        given = Return.objects.order_by("-union_id").first()
        assert given is not None
        return (
            client.post(f"/api/v1/returns/{given.uid}/accept").status_code == 422
        )  # not submitted yet: asked, and refused in words
    if ability == "manage":
        other = get_user_model().objects.get(username="stranger")
        return client.post(f"/accounts/{other.pk}/", {"act": "sessions", "reason": "离岗"}).status_code == 302
    if ability == "write":
        return client.get("/ledgers/petitions/new/").status_code == 200
    if ability == "grant":
        return client.get("/accounts/invite/").status_code == 200
    if ability == "parameters":
        return client.get("/settings/parameters/").status_code == 200
    if ability == "set":
        return client.post("/settings/parameters/", {"value": "9"}).status_code == 422
    if ability == "log":
        return client.get("/audit/").status_code == 200
    raise KeyError(ability)


@pytest.fixture
def work(house: World) -> None:
    """A document of the city under review, and a round that its branch reports in."""
    Document.objects.create(union=house.city, title="测试", state=Document.State.REVIEW, period="2026H1")
    half = Period.parse("2026H1")
    form = forms.taken(next(each.key for each in forms.available() if each.data.period == half.kind), None)
    rounds.open_round(form, house.city, half, dt.date(2026, 7, 10), None, rounds.ALL)


@pytest.mark.mechanism("B.DAT09")
@pytest.mark.parametrize("role", list(Role))
def test_the_table_is_what_pages_do(house: World, work: None, role: Role) -> None:
    one = client(role, house.city)
    said = {key: role in roles for key, _name, roles in ABILITIES}
    assert {key: can(one, key) for key in said} == said


def test_everybody_signed_in_may_read_it(house: World, sign_in: Any) -> None:
    page = sign_in(house.keeper).get("/settings/access/").content.decode()
    assert "我的岗位" in page
    row = re.search(r'<tr><th scope="row">信访登记表</th>.*?</tr>', page)
    assert row, "信访登记表 has confidential items"
    assert "359981********0010" in row[0]
    assert "140****0000" in row[0]
    assert Client().get("/settings/access/").status_code == 302
