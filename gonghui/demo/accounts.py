"""One demo account for each role, with a random password that only the caller learns."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import NamedTuple

from django.contrib.auth import get_user_model

from gonghui.demo.stories import PAIRED
from gonghui.demo.world import World
from gonghui.kernel.access.models import Grant
from gonghui.kernel.rules.models import Parameter


class Account(NamedTuple):
    username: str
    name: str
    role: str
    union: str
    paired: tuple[str, ...] = ()


LEADER = "lingdao"
AUTHOR = "shenhe"  # begins the half-year summary
ACCOUNTS = [
    Account("lingdao", "陆景行", "leader", "市"),
    Account("shenhe", "周敏", "reviewer", "市"),
    Account("qinghe", "徐建国", "keeper", "清河"),
    Account("hengtai", "苏秀英", "keeper", "恒泰"),
    Account("huasheng", "韩海涛", "keeper", "华晟"),
    Account("shifan", "秦振华", "keeper", "鑫源", paired=tuple(PAIRED)),
    Account("caiwu", "钱玉珍", "finance", "市"),
    Account("chayue", "谢文静", "reader", "市"),
    Account("xitong", "丁志刚", "system", "市"),
    Account("anquan", "孔维民", "security", "市"),
    Account("shenji", "向雪梅", "audit", "市"),
]
# What paired unions show each other; never files of hardship or cases
SHARED = [
    "unions",
    "pairing",
    "pairing_visits",
    "pairing_scores",
    "congress",
    "disclosure",
    "contracts",
    "training",
    "contests",
    "homes",
    "standards",
    "culture",
    "venues",
]
_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_DIGITS = "23456789"


def password() -> str:
    """Sixteen signs without the ones that eyes confuse: about 70 bits."""
    groups = ["".join(secrets.choice(_LETTERS + _DIGITS) for _ in range(5)) for _ in range(3)]
    return "-".join(groups)


def build(world: World) -> list[dict[str, str]]:
    """Write the accounts and their grants; returns role, username, password and union of each, in words."""
    told: list[dict[str, str]] = []
    # so that the three administrators of the demo city open at once; a real installation asks them a second factor
    source = "演示城市：管理员不要求第二重验证"
    Parameter.objects.create(key="factor.required", value="none", since=dt.date(2020, 1, 1), source=source)
    for row in ACCOUNTS:
        secret = password()
        user = get_user_model().objects.create_user(row.username, password=secret, first_name=row.name)
        grant = Grant.objects.create(user=user, union=world.unions[row.union], role=row.role)
        for other in row.paired:
            Grant.objects.create(user=user, union=world.unions[other], role="keeper", by_pairing=True, ledgers=SHARED)
        told.append(
            {
                "role": str(grant.get_role_display()),
                "username": row.username,
                "password": secret,
                "union": world.unions[row.union].name,
                "name": row.name,
            }
        )
    return told
