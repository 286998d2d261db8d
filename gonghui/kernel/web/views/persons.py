"""人员核对: who may be one person, side by side; who stands in two unions; merges that can be taken back."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from gonghui.kernel.access.masking import mask_number, mask_phone
from gonghui.kernel.access.persons import away
from gonghui.kernel.access.reach import home_union, reach, writable
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.ledger.record import State
from gonghui.kernel.matching import merging
from gonghui.kernel.matching.models import PersonMerge, PersonPair
from gonghui.kernel.matching.persons import ask, likely
from gonghui.kernel.matching.twice import twice
from gonghui.kernel.people.identity import number_of, phone_of
from gonghui.kernel.people.models import Membership, Person

PER_PAGE = 10


@dataclass
class Side:
    """One person as the queue shows it: masked, with the unions it is a member of."""

    person: Person
    number: str
    phone: str
    memberships: list[Membership]
    is_away: bool  # whether its items are another union's to tell
    elsewhere: bool  # whether it is a member where the account does not read


@require_safe
@login_required
def persons(request: HttpRequest) -> HttpResponse:
    """The queue of doubtful pairs, the alerts of persons in two unions, and the merges made."""
    mine = reach(request.user, "roster")
    pairs = PersonPair.objects.filter(union__in=mine, decision="").select_related("one", "other", "union")
    page = Paginator(pairs.order_by("-weight", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    merges = PersonMerge.objects.filter(pair__union__in=mine, undone_at=None).select_related("kept", "pair__union")
    context = {
        "page": page,
        "sides": _sides(page.object_list, mine, request.user),
        "twice": twice(request.user),
        "merges": merges.order_by("-pk")[:PER_PAGE],
        "may_write": writable(request.user, "roster").exists(),
    }
    return render(request, "web/persons.html", context)


def _sides(pairs: Any, mine: Any, user: Any) -> list[tuple[PersonPair, Side, Side]]:
    """Both persons of each pair, with the memberships within reach (`mine`): those elsewhere are others' to show."""
    ids = {pk for pair in pairs for pk in (pair.one_id, pair.other_id)}
    every = Membership.objects.filter(person_id__in=ids).exclude(state=State.VOIDED)
    beyond = set(every.exclude(union__in=mine).values_list("person_id", flat=True))
    rows = every.filter(union__in=mine).select_related("union")
    of: dict[int, list[Membership]] = {}
    for row in rows.order_by("pk"):
        of.setdefault(row.person_id, []).append(row)

    apart = away(user, "roster", ids)

    def side(person: Person) -> Side:
        if person.pk in apart:
            return Side(person, "", "", of.get(person.pk, []), True, person.pk in beyond)
        number, phone = mask_number(number_of(person)), mask_phone(phone_of(person))
        return Side(person, number, phone, of.get(person.pk, []), False, person.pk in beyond)

    return [(pair, side(pair.one), side(pair.other)) for pair in pairs]


@require_POST
@login_required
def persons_look(request: HttpRequest) -> HttpResponse:
    """Look for persons who may be one, in the union where the account works and below."""
    union = home_union(request.user)
    if union is None or not writable(request.user, "roster").filter(pk=union.pk).exists():
        raise PermissionDenied
    with acting(request.user, gettext_noop("查找疑似同一人")):
        found = ask(union, likely(union))
    messages.info(request, _("新找到 %(n)s 对。") % {"n": found} if found else _("没有新的疑似同一人。"))
    return redirect("match-persons")


@require_POST
@login_required
def persons_decide(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whether two are one person."""
    pair = PersonPair.objects.filter(uid=uid, decision="", union__in=reach(request.user, "roster")).first()
    if pair is None:
        raise Http404
    if not writable(request.user, "roster").filter(pk=pair.union_id).exists():
        raise PermissionDenied
    is_same = request.POST.get("act") == "same"
    try:
        with acting(request.user, gettext_noop("认定是否同一人")):
            merging.decide(pair, is_same)
    except merging.CannotMerge as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("已合为一人，可在下面撤回。") if is_same else _("已记下：不是同一人，以后不再询问。")
        )
    return redirect("match-persons")


@require_POST
@login_required
def persons_undo(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take two merged persons apart again."""
    made = PersonMerge.objects.filter(uid=uid, pair__union__in=reach(request.user, "roster")).first()
    if made is None or made.pair is None:
        raise Http404
    if not writable(request.user, "roster").filter(pk=made.pair.union_id).exists():
        raise PermissionDenied
    try:
        with acting(request.user, gettext_noop("撤回人员合并")):
            merging.take_apart(made)
        messages.success(request, _("已撤回，两人各归原处。"))
    except merging.CannotMerge as error:
        messages.error(request, str(error))
    return redirect("match-persons")
