"""What every page needs: the union at the top left, the menu, the reader's settings."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.access.models import ADMINISTRATORS, Role
from gonghui.kernel.access.reach import grants_of, home_union
from gonghui.kernel.web.files import named_release

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# what administrators look after; they see no records
ADMINISTRATION: dict[str, tuple[tuple[str, str, StrOrPromise], ...]] = {
    Role.SYSTEM: (
        ("home", "home", _("首页")),
        ("account-list", "person", _("账号与授权")),
        ("parameters", "pivot", _("参数")),
    ),
    Role.SECURITY: (
        ("home", "home", _("首页")),
        ("account-list", "person", _("账号与授权")),
        ("parameters", "pivot", _("参数")),
    ),
    Role.AUDIT: (("home", "home", _("首页")), ("audit-log", "tick", _("操作记录")), ("parameters", "pivot", _("参数"))),
}
OWNER = (
    ("account-list", "person", _("账号与授权")),
    ("audit-log", "tick", _("操作记录")),
    ("parameters", "pivot", _("参数")),
)
MENU = (
    (("home", "home", _("首页")), ("duties", "clock", _("待办与到期")), ("intake", "intake", _("导入台账"))),
    (
        ("ledger-index", "ledger", _("台账")),
        ("figure-catalogue", "figure", _("指标")),
        ("return-list", "return", _("报表")),
        ("document-list", "document", _("材料")),
        ("proof", "tick", _("材料核对")),
    ),
    (("union-tree", "union", _("工会与单位")), ("rights", "person", _("个人信息"))),
)
_PLACES = {"ledger": "ledger-index", "record": "ledger-index", "figure": "figure-catalogue", "indicator": "figure-catalogue",
           "document": "document-list", "union": "union-tree", "intake": "intake", "home": "home", "return": "return-list",
           "duties": "duties", "matching": "union-tree", "match": "ledger-index", "rules": "intake",
           "account": "account-list", "invitation": "account-list", "audit": "audit-log", "parameters": "parameters", "rights": "rights",
           "pocket": "pocket", "pivot": "figure-catalogue", "goals": "figure-catalogue",
           "proof": "proof"}  # fmt: skip

PART = "X-Part"  # `page`: what stands in the frame is asked for alone (static/web/going.js)
# pages that are always opened whole: with a store or a library of their own, or outside the frame
WHOLE = ("pocket", "pivot", "login", "logout", "account_login", "mfa_index", "metrics", "health")


@cache
def _whole() -> tuple[str, ...]:
    """How their addresses begin."""
    return (*(reverse(name) for name in WHOLE), "/api/", "/static/")


def _place(name: str) -> str:
    """The menu entry that the page of this name belongs to, by the first word of it."""
    return _PLACES.get(name.split("-")[0], "")


def entry_of(name: str) -> str:
    """What the menu calls the entry that the page of this name belongs to; empty where there is none."""
    entries = {place: said for group in (*MENU, OWNER, *ADMINISTRATION.values()) for place, _icon, said in group}
    return str(entries.get(_place(name), ""))


def menu(user: Any, home: Any) -> tuple[Any, ...]:
    """What stands at the side: the work, for whoever works at a union; for an administrator what that one looks after."""
    if not user.is_authenticated:
        return ()
    if home:
        return (*MENU, OWNER) if user.is_superuser else MENU
    held = grants_of(user, ADMINISTRATORS).values_list("role", flat=True)
    return tuple(ADMINISTRATION[role] for role in held[:1])


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: nothing is asked of the database before a template uses it."""
    if not hasattr(request, "user"):
        return {}
    home = SimpleLazyObject(lambda: home_union(request.user) if request.user.is_authenticated else None)
    return {
        "menu": SimpleLazyObject(lambda: menu(request.user, home)),
        "place": _place((request.resolver_match.url_name or "") if request.resolver_match else ""),
        "part": request.user.is_authenticated and request.headers.get(PART) == "page",
        "release": named_release(),
        "opened_whole": " ".join(_whole()),
        "home_union": home,
        "theme": request.COOKIES.get("theme", ""),
        "size": request.COOKIES.get("size", ""),
    }
