"""首页: what is due, the key figures drawn, what has changed."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gonghui.kernel.access.models import ADMINISTRATORS
from gonghui.kernel.access.reach import grants_of, home_union, one_reach, reach, reaches_all, records
from gonghui.kernel.audit.models import Change
from gonghui.kernel.documents.models import Document
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.ledger.declaration import Ledger, ledgers
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.web.asking import asked, words
from gonghui.kernel.web.changes import told
from gonghui.kernel.web.duties import Duty, duties
from gonghui.kernel.web.first_hour import is_fresh
from gonghui.kernel.web.goals import board
from gonghui.kernel.web.key_figures import key_indicators
from gonghui.kernel.web.tiles import tiles

CHANGES = 8
LOOKED_AT = 200  # changes read to tell the last ones; alike ones are told together


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """An empty house begins with its first hour; an account without a union is told so."""
    if not Union.objects.exists():
        return redirect("start")
    own = home_union(request.user)
    if own is None:
        role = grants_of(request.user, ADMINISTRATORS).first()
        return render(request, "web/home_nothing.html", {"administrator": role})
    ask = asked(request)
    due = duties(request.user)
    context = {
        "tiles": tiles(key_indicators(), ask, request.user), "duties": _groups(due), "due": len(due), "today": timezone.localdate(),
        "goals": board(ask, request.user), "waiting": sum(duty.waits for duty in due), "changes": recent(request.user),
        "documents": Document.objects.filter(union__in=reach(request.user)).order_by("-pk")[:3],
        "intakes": Intake.objects.filter(union__in=reach(request.user),
        state=Intake.State.DONE).select_related("union").order_by("-pk")[:3],
        "fresh": is_fresh(own, request.user), **words(request, ask),
    }  # fmt: skip
    return render(request, "web/home.html", context)


@require_safe
@login_required
def duty_list(request: HttpRequest) -> HttpResponse:
    """待办与到期: everything due within three months, by how near it is."""
    due = duties(request.user)
    waiting = sum(duty.waits for duty in due)
    context = {"duties": _groups(due), "due": len(due), "waiting": waiting, "today": timezone.localdate()}
    return render(request, "web/duties.html", context)


def _groups(due: list[Duty]) -> list[tuple[str, list[Duty]]]:
    """What only waits for one's word first: it is a thumb's work. The rest by how near it is."""
    asks, rest = [duty for duty in due if duty.answers], [duty for duty in due if not duty.answers]
    near = [(str(name), list(each)) for name, each in groupby(rest, key=lambda duty: duty.group)]
    return [(_("等您审核"), asks), *near] if asks else near


@require_safe
@login_required
def duties_waiting(request: HttpRequest) -> HttpResponse:
    """How many things are due today or earlier: the number beside 待办与到期."""
    return JsonResponse({"waiting": sum(duty.waits for duty in duties(request.user))})


def recent(user: Any) -> list[dict[str, Any]]:
    """The last writes of records in reach, alike ones together; imports are told as batches."""
    kept: dict[str, list[Ledger]] = {}
    for each in ledgers().values():
        kept.setdefault(each.model._meta.label_lower, []).append(each)
    changes = (
        Change.objects.filter(batch_id__isnull=True, model__in=kept)
        .exclude(action="open")
        .select_related("actor")
        .order_by("-pk")[:LOOKED_AT]
    )
    everywhere = reaches_all(user)
    within = None if everywhere else one_reach(user)
    found: dict[tuple[str, str, str, int | None], dict[str, Any]] = {}
    for model, group in groupby(sorted(changes, key=lambda c: c.model), key=lambda c: c.model):
        written = list(group)
        for ledger in kept[model]:
            keys = _readable(written, ledger, user, everywhere, within)
            for change in written:
                if change.object_id in keys:
                    key = (ledger.slug, change.action, change.reason, change.actor_id)
                    entry = found.setdefault(key, {"change": change, "ledger": ledger, "count": 0})
                    entry["count"] += 1
            written = [change for change in written if change.object_id not in keys]
    return _in_words(sorted(found.values(), key=lambda entry: -entry["change"].pk)[:CHANGES])


def _in_words(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Only what is shown is put into words: that takes longer than to find it."""
    for _slug, group in groupby(
        sorted(entries, key=lambda each: each["ledger"].slug), key=lambda each: each["ledger"].slug
    ):
        alike = list(group)
        lines = told([entry["change"] for entry in alike], alike[0]["ledger"], with_records=True)
        for entry, line in zip(alike, lines, strict=True):
            entry["told"] = line
    return entries


def _readable(changes: list[Change], ledger: Ledger, user: Any, everywhere: bool, within: list[int] | None) -> set[int]:
    """Keys of those records of this ledger, of the ones that changed, that the account may read."""
    if not changes:
        return set()
    rows = records(ledger, user, everywhere, within)
    return set(rows.filter(pk__in={change.object_id for change in changes}).values_list("pk", flat=True))
