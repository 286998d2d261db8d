"""Unions: the tree, and the page of one."""

from __future__ import annotations

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
from gonghui.kernel.web.profile import profile
from gonghui.kernel.web.views.acts import may_act


def _with_counts(unions: QuerySet[Union]) -> list[Any]:
    """The unions with live members and grassroots unions below each: two grouped queries for all of them."""
    standing = Union.objects.filter(parent=OuterRef("pk"), dissolved_on__isnull=True, state="active")
    rows: list[Any] = list(
        unions.annotate(has_children=Exists(standing)).select_related("employer").order_by("dissolved_on", "code")
    )
    above = Ancestry.objects.filter(tree=Tree.TERRITORIAL, ancestor__in=rows, until=NEVER)
    below = dict(above.filter(union__dissolved_on__isnull=True).values_list("ancestor").annotate(n=Count("pk")))
    members = dict(
        Membership.objects.filter(state="active", left_on__isnull=True,
        union__above__ancestor__in=rows, union__above__tree=Tree.TERRITORIAL, union__above__until=NEVER)
        .order_by().values_list("union__above__ancestor").annotate(n=Count("pk"))
    )  # fmt: skip
    for union in rows:
        union.below_count = below.get(union.pk, 1) - 1
        union.members_count = members.get(union.pk, 0)
    return rows


@require_safe
@login_required
def tree(request: HttpRequest) -> HttpResponse:
    """The unions at the top of the account's reach, with the level below them."""
    reached = figures_reach(request.user).filter(state="active")
    tops = _with_counts(reached.exclude(parent__in=reached.values("pk")))
    below = _with_counts(reached.filter(parent__in=tops)) if len(tops) == 1 else []
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
    return render(request, "web/parts/union_rows.html", {"unions": _with_counts(below), "may_move": may_move})


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
    context: dict[str, Any] = profile(found, request)
    record = "unions" if "unions" in ledgers() and ledger("unions").model is Union else ""
    context |= {
        "union": found,
        "today": timezone.localdate(),
        "own_ledger": record,
        "in_reach": reach(request.user).filter(pk=found.pk).exists(),
        "may_act": found.dissolved_on is None and may_act(request.user, found),
        "may_reverse": may_act(request.user, found),
    }
    return render(request, "web/union.html", context)
