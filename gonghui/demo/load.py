"""Fill an empty database with the demo city, in one transaction."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.db import transaction

from gonghui.demo import accounts, changes, organisation, papers, returns, roster, stories
from gonghui.demo.world import World
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.documents import services
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import Period

Progress = Callable[[int, int, str], None]  # steps done, steps in all, what is being done


class NotEmpty(ValueError):
    """The database already holds unions: the demo city would mix with an office's own work."""


def steps() -> list[tuple[str, Callable[[World], object]]]:
    from gonghui.demo import finish
    from gonghui.demo.ledgers import PARTS

    return [
        ("工会组织和用人单位", organisation.build),
        ("会员花名册", roster.build),
        ("组织变动", changes.build),
        *PARTS,
        ("三个故事", stories.build),
        ("建账登记和自定义指标", finish.build),
    ]


def draft(world: World) -> None:
    """The half-year summary as begun by the office: its author's parts are still to be written."""
    author = get_user_model().objects.get(username=accounts.AUTHOR)
    services.compose(world.unions["市"], Period.parse("2026H1"), author)
    papers.build(world, author, get_user_model().objects.get(username=accounts.LEADER))


def load(progress: Progress = lambda done, total, what: None) -> list[dict[str, str]]:
    """Write everything; returns the demo accounts with their passwords. Raises NotEmpty."""
    if Union.objects.exists():
        raise NotEmpty("数据库中已有工会组织，演示数据只能载入空数据库")
    world, todo = World(), steps()
    with transaction.atomic(), acting(None, "演示数据"):
        for done, (what, build) in enumerate(todo):
            progress(done, len(todo) + 1, what)
            build(world)
        progress(len(todo), len(todo) + 1, "演示账号")
        told = accounts.build(world)
        draft(world)
        returns.build(world)
    progress(len(todo) + 1, len(todo) + 1, "完成")
    return told
