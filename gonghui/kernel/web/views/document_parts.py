"""Sections of a document given to departments, handed in, and put together."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gonghui.kernel.access.models import Grant
from gonghui.kernel.access.reach import today
from gonghui.kernel.documents import assigning, services
from gonghui.kernel.documents.models import Assignment, Document
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.organisations.models import Department
from gonghui.kernel.web.views.documents import document_or_404, indicators, may_edit


@require_http_methods(["GET", "POST"])
@login_required
def document_sections(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Who writes which section until when."""
    found = document_or_404(request.user, uid)
    refused = ""
    if request.method == "POST":
        if not may_edit(request.user, found):
            raise PermissionDenied
        try:
            _assign(request, found)
            messages.success(request, _("已分配。"))
            return redirect("document-sections", uid)
        except (Refused, ValueError) as error:
            refused = str(error) if isinstance(error, Refused) else _("请写完成期限。")
    held = {one.section: one for one in found.assignments.select_related("department", "account", "delivered_by")}
    rows = [(section, text, held.get(section)) for section, text in assigning.sections(services.content(found))]
    context = {
        "document": found, "rows": rows, "refused": refused, "may_edit": may_edit(request.user, found), "today": today(),
        "departments": Department.objects.filter(union=found.union, state="active").order_by("pk"),
        "accounts": _accounts(found),
    }  # fmt: skip
    return render(request, "web/document_sections.html", context)


def _accounts(found: Document) -> Any:
    holders = Grant.objects.filter(union=found.union).values("user")
    return get_user_model()._default_manager.filter(pk__in=holders, is_active=True).order_by("username")


def _assign(request: HttpRequest, found: Document) -> None:
    to = request.POST.get("to", "")
    department = Department.objects.filter(pk=to[2:], union=found.union).first() if _is(to, "d") else None
    account = _accounts(found).filter(pk=to[2:]).first() if _is(to, "a") else None
    due_on = dt.date.fromisoformat(request.POST.get("due_on", ""))
    section = request.POST.get("section", "")
    assigning.assign(found, request.user, section, due_on, department=department, account=account)


def _is(to: str, letter: str) -> bool:
    return to.startswith(f"{letter}-") and to[2:].isdecimal()


@require_http_methods(["GET", "POST"])
@login_required
def document_section(request: HttpRequest, uid: uuid.UUID, pk: int) -> HttpResponse:
    """One section as its holder writes and hands it in."""
    found = document_or_404(request.user, uid)
    one = get_object_or_404(Assignment.objects.select_related("department", "account"), pk=pk, document=found)
    one.document = found
    refused, text = "", request.POST.get("text", one.text)
    if request.method == "POST":
        if not may_edit(request.user, found):
            raise PermissionDenied
        try:
            assigning.deliver(one, request.user, text)
            messages.success(request, _("已提交，等办公室并入。"))
            return redirect("document-sections", uid)
        except Refused as error:
            refused = str(error)
    name = dict(assigning.sections(services.content(found))).get(one.section, "")
    context = {
        "document": found,
        "one": one,
        "name": name,
        "text": text,
        "refused": refused,
        "indicators": indicators(request.user),
    }
    return render(request, "web/document_section.html", context, status=422 if refused else 200)


@require_POST
@login_required
def document_section_take(request: HttpRequest, uid: uuid.UUID, pk: int) -> HttpResponse:
    """Put a section that was handed in into the document."""
    found = document_or_404(request.user, uid)
    one = Assignment.objects.filter(pk=pk, document=found).first()
    if one is None:
        raise Http404
    one.document = found
    if not may_edit(request.user, found):
        raise PermissionDenied
    try:
        assigning.take(one, request.user)
        messages.success(request, _("已并入材料。"))
    except Refused as error:
        messages.error(request, str(error))
    return redirect("document-sections", uid)
