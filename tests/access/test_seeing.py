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
from gonghui.kernel.organisations.models import Union
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


TRIED = ["figures", "records", "write", "grant", "parameters", "set", "log"]


@pytest.mark.mechanism("B.DAT09")
@pytest.mark.parametrize("role", list(Role))
def test_the_table_is_what_pages_do(house: World, role: Role) -> None:
    one = client(role, house.city)
    said = {key: role in roles for key, _name, roles in ABILITIES if key in TRIED}
    assert {key: can(one, key) for key in TRIED} == said


def test_everybody_signed_in_may_read_it(house: World, sign_in: Any) -> None:
    page = sign_in(house.keeper).get("/settings/access/").content.decode()
    assert "我的岗位" in page
    row = re.search(r'<tr><th scope="row">信访登记表</th>.*?</tr>', page)
    assert row, "信访登记表 has confidential items"
    assert "359981********0010" in row[0]
    assert "140****0000" in row[0]
    assert Client().get("/settings/access/").status_code == 302
