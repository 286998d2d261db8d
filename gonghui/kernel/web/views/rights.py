"""个人信息权利: what is held about a person, consents, requests and their answers."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from gonghui.kernel.access.masking import mask_number, mask_phone
from gonghui.kernel.access.opening import TooMany, note_openings
from gonghui.kernel.access.persons import decides
from gonghui.kernel.access.reach import home_union, reach, writable
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.people.identity import number_of, phone_of
from gonghui.kernel.people.models import Consent, Person
from gonghui.kernel.rights.answering import answer
from gonghui.kernel.rights.erasing import is_erased, withdraw
from gonghui.kernel.rights.holding import answering, held, is_minor, is_reached, minors_without_consent, rule_of
from gonghui.kernel.rights.models import RightsRequest
from gonghui.kernel.web import rights_sheet as sheet
from gonghui.kernel.web.finding import people
from gonghui.kernel.web.rights_forms import ConsentForm, RequestForm
from gonghui.kernel.web.sought import by_post, text_of
from gonghui.kernel.web.tags import person as name_of
from gonghui.kernel.web.views.ledgers import XLSX

PER_PAGE = 30
FOUND = 20
MINORS = 200  # looked at for the notice


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@by_post
def rights(request: HttpRequest) -> HttpResponse:
    """Requests within reach, the open ones first; a person to look for; children without a guardian's consent."""
    if home_union(request.user) is None:
        raise PermissionDenied
    sought = text_of(request.GET, request.user) or ""
    asked = RightsRequest.objects.filter(union__in=reach(request.user)).select_related("person", "union")
    waiting = asked.filter(outcome=RightsRequest.Outcome.WAITING).order_by("due_on", "pk")
    today = timezone.localdate()
    young = minors_without_consent(today).order_by("pk")[:MINORS]
    context = {
        "sought": sought,
        "found": people(request.user, sought).select_related("person", "union")[:FOUND] if sought else None,
        "asked": waiting,
        "page": Paginator(asked.exclude(outcome=RightsRequest.Outcome.WAITING).order_by("-pk"), PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "today": today,
        "minors": [one for one in young if is_reached(one, request.user)],
    }
    return render(request, "web/rights.html", context)


def _person(request: HttpRequest, uid: uuid.UUID, write: bool = False) -> Person:
    """A person of whom the account may read a record; 404 for all others, so that nobody learns who exists."""
    found = Person.objects.filter(uid=uid).first()
    if found is None or not is_reached(found, request.user):
        raise Http404
    if write and not writable(request.user, "roster").exists():
        raise PermissionDenied
    return found


@require_http_methods(["GET", "POST"])
@login_required
def rights_person(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One person: what is held and until when, consents, requests, who looked; forms to enter a consent or a request."""
    kind = request.POST.get("form", "")
    found = _person(request, uid, write=bool(kind))
    union, today = home_union(request.user), timezone.localdate()
    assert union is not None  # whoever reaches a record works somewhere
    consent = ConsentForm(found, union, request.user, request.POST if kind == "consent" else None)
    asking = RequestForm(found, union, request.user, request.POST if kind == "request" else None)
    form = consent if kind == "consent" else asking
    if request.method == "POST" and kind in ("consent", "request") and form.is_valid():
        form.save()
        messages.success(request, _("已登记。"))
        return redirect("rights-person", uid)
    holdings = held(found, request.user)
    requests = RightsRequest.objects.filter(person=found, union__in=reach(request.user)).select_related("union")
    near = sheet.is_near(found, request.user)
    context = {
        "person": found, "name": sheet.called(found, request.user), "number": mask_number(number_of(found)),
        "phone": mask_phone(phone_of(found)) if near else "", "born_on": found.born_on if near else None,
        "minor": is_minor(found, today), "erased": is_erased(found), "union": union, "today": today,
        "holdings": [(each, rule_of(each.ledger, today)) for each in holdings],
        "kept": sheet.kept(found, request.user, union, today),
        "consents": [(each, sheet.consent_words(each)) for each in sheet.consents_of(found, request.user)],
        "requests": sheet.requests(requests.order_by("-pk"), request.user),
        "openings": sheet.openings(holdings), "consent": consent, "asking": asking,
        "may_write": writable(request.user, "roster").exists(),
    }  # fmt: skip
    return render(request, "web/rights_person.html", context, status=422 if form.is_bound and form.errors else 200)


@require_POST
@login_required
def rights_copy(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The copy for the person, in the open: for a stated reason, counted and logged like any opening."""
    found = _person(request, uid)
    reason = request.POST.get("reason", "").strip()
    if not reason:
        messages.error(request, _("请写明为什么要生成副本。"))
        return redirect("rights-person", uid)
    mark = f"{name_of(request.user)} {timezone.localtime():%Y-%m-%d %H:%M}"
    try:
        shown = [(list(each.rows), each.ledger.model) for each in held(found, request.user)]
        note_openings(request.user, shown, f"{_('个人信息副本')}：{reason}")
        if request.POST.get("as") == "pdf":
            union = home_union(request.user)
            content, kind, ending = (
                sheet.paper(found, request.user, union.name if union else "", mark),
                "application/pdf",
                "pdf",
            )
        else:
            with sheet.workbook(found, request.user, mark) as file:
                content, kind, ending = file.read(), XLSX, "xlsx"
    except (TooMany, Refused) as error:
        messages.error(request, str(error))
        return redirect("rights-person", uid)
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, f"{_('个人信息副本')}.{ending}") or ""
    response["Cache-Control"] = "no-store, private"
    return response


@require_POST
@login_required
def rights_withdraw(request: HttpRequest, uid: uuid.UUID, consent: uuid.UUID) -> HttpResponse:
    """One consent withdrawn from today."""
    found = _person(request, uid, write=True)
    own = Consent.objects.filter(uid=consent, person=found, union__in=writable(request.user), state="active")
    row = get_object_or_404(own)
    with acting(request.user, gettext_noop("本人撤回同意")):
        withdraw([row], timezone.localdate())
    messages.success(request, _("已撤回，今天起不再据此处理。"))
    return redirect("rights-person", uid)


@require_POST
@login_required
def rights_answer(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Answer a request: what was asked is done in the same act, or refused with a reason."""
    asked = RightsRequest.objects.filter(union__in=reach(request.user), outcome=RightsRequest.Outcome.WAITING)
    found = get_object_or_404(asked.select_related("person", "union"), uid=uid)
    if not decides(request.user, answering(found.person, found.kind, found.union)):
        raise PermissionDenied
    said, refused = request.POST.get("answer", "").strip(), request.POST.get("act") == "refuse"
    if not said and (refused or found.kind in (RightsRequest.Kind.CORRECT, RightsRequest.Kind.ACCESS)):
        messages.error(request, _("请写明答复，本人会看到。"))
        return redirect("rights-person", found.person.uid)
    made = answer(found, request.user, timezone.localdate(), said, refused)
    messages.success(request, f"{made.get_kind_display()}：{made.get_outcome_display()}。")
    return redirect("rights-person", found.person.uid) if not is_erased(made.person) else redirect("rights")
