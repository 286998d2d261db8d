"""职工反映: pages without an account."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gonghui.kernel.access.reach import figures_reach
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.web.middleware import address
from gonghui.kernel.web.qr import drawing
from gonghui.kernel.web.voice import VoiceForm, answer_for, receiver, take, too_many, voice_ledger


@require_http_methods(["GET", "POST"])
def voice(request: HttpRequest, code: str) -> HttpResponse:
    """The page behind a scanned code."""
    union = (
        Union.objects.select_related("parent", "employer")
        .filter(code=code, state="active", dissolved_on__isnull=True)
        .first()
    )
    if union is None:
        raise Http404
    form = VoiceForm(voice_ledger(), union.employer.name if union.employer else "", request.POST or None)
    heard_by = receiver(union)
    if request.method == "POST" and form.is_valid():
        if too_many("voice", address(request)):
            form.add_error(None, _("这个网络一小时内反映得太多，请稍后再试。"))
        else:
            return render(request, "web/voice_done.html", {"union": heard_by, "code": take(form, union)})
    return render(
        request,
        "web/voice.html",
        {"union": union, "heard_by": heard_by, "form": form},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def voice_query(request: HttpRequest) -> HttpResponse:
    """How far it is, for whoever has the code; asked by POST, so that no code stays in an address."""
    asked = request.method == "POST"
    if asked and too_many("query", address(request)):
        return render(request, "web/voice_query.html", {"asked": False, "wait": True}, status=429)
    found, stages = answer_for(request.POST.get("code", "")) if asked else (None, [])
    return render(request, "web/voice_query.html", {"asked": asked, "found": found, "stages": stages})


@require_safe
@login_required
def poster(request: HttpRequest, code: str) -> HttpResponse:
    """The code to print and put up where workers pass."""
    union = figures_reach(request.user).select_related("parent").filter(code=code, state="active").first()
    if union is None:
        raise Http404
    address = request.build_absolute_uri(reverse("voice", args=[code]))
    picture = drawing(address, _("扫码向%(union)s反映") % {"union": receiver(union).name})
    context = {"union": union, "heard_by": receiver(union), "address": address, "picture": picture}
    return render(request, "web/voice_poster.html", context)
