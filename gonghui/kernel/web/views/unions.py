"""Unions: the tree, and the page of one."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gonghui.kernel.access.reach import figures_reach, reach, writable
from gonghui.kernel.ledger.declaration import ledger, ledgers
from gonghui.kernel.organisations.models import NEVER, Ancestry, Tree, Union
from gonghui.kernel.people.models import Membership
from gonghui.kernel.web.profile import is_only_top, profile, rest
from gonghui.kernel.web.views.acts import may_act


def _shown(unions: QuerySet[Union]) -> list[Any]:
    """The unions in their order, those that ended last."""
    standing = Union.objects.filter(parent=OuterRef("pk"), dissolved_on__isnull=True, state="active")
    return list(
        unions.annotate(has_children=Exists(standing)).select_related("employer").order_by("dissolved_on", "code")
    )


def _count(rows: list[Any]) -> list[Any]:
    """Live members and unions below each. Members are counted by union first, once, and then added up along the tree."""
    above = Ancestry.objects.filter(tree=Tree.TERRITORIAL, ancestor__in=rows, until=NEVER)
    live = Membership.objects.filter(state="active", left_on__isnull=True)
    if not any(is_only_top(union) for union in rows):
        live = live.filter(union__in=above.values("union"))
    members = dict(live.order_by().values_list("union").annotate(n=Count("pk")))
    below, inside = Counter[int](), Counter[int]()
    for ancestor, union, ended in above.values_list("ancestor", "union", "union__dissolved_on"):
        below[ancestor] += ended is None
        inside[ancestor] += members.get(union, 0)
    for each in rows:
        each.below_count = max(0, below[each.pk] - 1)
        each.members_count = inside[each.pk]
    return rows


@require_safe
@login_required
def tree(request: HttpRequest) -> HttpResponse:
    """The unions at the top of the account's reach, with the level below them."""
    reached = figures_reach(request.user).filter(state="active")
    tops = _shown(reached.exclude(parent__in=reached.values("pk")))
    below = _shown(reached.filter(parent__in=tops)) if len(tops) == 1 else []
    _count([*tops, *below])
    return render(
        request,
        "web/union_tree.html",
        {
            "tops": tops,
            "below": below,
            "may_move": bool(below)
            and (request.user.is_superuser or writable(request.user).filter(pk=tops[0].pk).exists()),
            "may_add": "unions" in ledgers(),
            "empty": not tops and not Union.objects.exists(),
        },
    )


@require_safe
@login_required
def children(request: HttpRequest, code: str) -> HttpResponse:
    """The unions directly below one: the part of the tree that opens."""
    below = figures_reach(request.user).filter(parent__code=code, state="active")
    may_move = bool(request.user.is_superuser) or writable(request.user).filter(code=code).exists()
    return render(request, "web/parts/union_rows.html", {"unions": _count(_shown(below)), "may_move": may_move})


@require_safe
@login_required
def union(request: HttpRequest, code: str) -> HttpResponse:
    """One union: who leads it, its term, employers, members, ledgers, acts."""
    found = (
        figures_reach(request.user)
        .select_related("parent", "industry_parent", "employer", "successor")
        .filter(code=code)
        .first()
    )
    if found is None:
        raise Http404
    piece, whole = request.GET.get("piece") == "rest", request.GET.get("whole") == "1"
    context: dict[str, Any] = {"union": found, "today": timezone.localdate(), "whole": whole}
    if piece or whole:
        context |= rest(found, request) | {
            "may_act": found.dissolved_on is None and may_act(request.user, found),
            "may_reverse": may_act(request.user, found),
        }
    if piece:
        return render(request, "web/parts/union_rest.html", context)
    record = "unions" if "unions" in ledgers() and ledger("unions").model is Union else ""
    context |= profile(found, request) | {
        "own_ledger": record,
        "in_reach": reach(request.user).filter(pk=found.pk).exists(),
    }
    return render(request, "web/union.html", context)
