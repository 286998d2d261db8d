"""Who acts in the small world: accounts, their browsers, and what is written down without anybody's hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

from gonghui.kernel.access.models import Grant
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.rules.models import Parameter


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def account(name: str, role: str, union: Union, **more: Any) -> Any:
    """A new user with one grant; more: the grant's other fields."""
    user = get_user_model().objects.create_user(name)
    Grant.objects.create(user=user, union=union, role=role, **more)
    return user


def kept(model: Any, **given: Any) -> Any:
    """A row, written as the program itself writes."""
    with acting(None, "测试"):
        return model.objects.create(**given)


def without_factor() -> None:
    """Nobody is asked for a second factor."""
    Parameter.objects.create(
        key="factor.required", value="none", since=dt.date(2020, 1, 1), source="测试：不问第二重验证"
    )
