"""What every page needs: the union at the top left, the menu, the reader's settings."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.access.reach import home_union

MENU = (
    (("home", "home", _("首页")), ("duties", "clock", _("待办与到期")), ("intake", "intake", _("导入台账"))),
    (
        ("ledger-index", "ledger", _("台账")),
        ("figure-catalogue", "figure", _("指标")),
        ("return-list", "return", _("报表")),
        ("document-list", "document", _("材料")),
        ("proof", "tick", _("材料核对")),
    ),
    (("union-tree", "union", _("工会与单位")),),
)
_PLACES = {"ledger": "ledger-index", "record": "ledger-index", "figure": "figure-catalogue", "indicator": "figure-catalogue",
           "document": "document-list", "union": "union-tree", "intake": "intake", "home": "home", "return": "return-list",
           "duties": "duties", "matching": "union-tree", "match": "ledger-index", "rules": "intake",
           "pocket": "pocket", "pivot": "figure-catalogue",
           "proof": "proof"}  # fmt: skip


def _place(request: HttpRequest) -> str:
    """The menu entry that the page belongs to, by the first word of its name."""
    match = request.resolver_match
    return _PLACES.get((match.url_name or "").split("-")[0], "") if match else ""


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: nothing is asked of the database before a template uses it."""
    if not hasattr(request, "user"):
        return {}
    return {
        "menu": MENU,
        "place": _place(request),
        "home_union": SimpleLazyObject(lambda: home_union(request.user) if request.user.is_authenticated else None),
        "theme": request.COOKIES.get("theme", ""),
        "size": request.COOKIES.get("size", ""),
    }
