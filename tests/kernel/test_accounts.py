"""Accounts by command: made with a password told once, granted a role, administrators kept apart."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command

from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.access.reach import reach, writable
from tests.generic.world import World


def said(*words: str) -> str:
    out = StringIO()
    call_command("account", *words, stdout=out)
    return out.getvalue()


def test_a_new_account_can_sign_in_and_reaches_its_union(world: World) -> None:
    told = said("add", "wanglan", "--union", "B1", "--role", "keeper")
    password = told.strip().rsplit("：", 1)[1]
    user = authenticate(username="wanglan", password=password)
    assert user is not None
    assert list(writable(user)) == [world.branch]


def test_a_grant_by_pairing_reads_some_ledgers_only(world: World) -> None:
    said("grant", "keeper", "--union", "B2", "--role", "keeper", "--pairing", "--ledger", "visits")
    assert world.beside in reach(world.keeper, "visits")
    assert world.beside not in reach(world.keeper, "hardship")
    assert world.beside not in writable(world.keeper, "visits")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["add", "keeper", "--union", "B1"], "已有“keeper”"),
        (["grant", "nobody", "--union", "B1"], "没有“nobody”"),
        (["add", "x", "--union", "XX"], "没有编码或名称为“XX”的工会"),
        (["add", "x", "--union", "B1", "--ledger", "nothing"], "没有“nothing”这本台账"),
        (["grant", "keeper", "--union", "B1", "--role", "audit"], "不能与其他角色"),
        (["add", "x", "--union", "B1", "--as", "leader"], "须由本机管理者"),
        (["add"], "请写明账号和工会"),
    ],
)
def test_what_cannot_be_is_said_and_leaves_nothing(words: list[str], told: str, world: World) -> None:
    before = (get_user_model().objects.count(), Grant.objects.count())
    with pytest.raises(CommandError, match=told):
        said(*words)
    assert (get_user_model().objects.count(), Grant.objects.count()) == before


def test_the_list_names_everybody(world: World) -> None:
    assert f"keeper\t{Role.KEEPER.label}\t{world.branch.name}" in said("list")
