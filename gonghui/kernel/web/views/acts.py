"""组织变动: what it will do is told first, then it is done, and can be taken back."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gonghui.kernel.access.reach import writable
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.organisations.acts import NotPossible
from gonghui.kernel.organisations.ancestry import Circle
from gonghui.kernel.organisations.consequences import consequences
from gonghui.kernel.organisations.models import Act, Union
from gonghui.kernel.organisations.reversals import reverse, reversible
from gonghui.kernel.web.act_forms import FORMS


def may_act(user: Any, union: Union) -> bool:
    """Whether the account may change where a union stands: that is for the level above."""
    if user.is_active and user.is_superuser:
        return True
    return union.parent_id is not None and writable(user).filter(pk=union.parent_id).exists()


def _union(request: HttpRequest, code: str) -> Union:
    found = writable(request.user).select_related("parent").filter(code=code, state="active").first()
    if found is None:
        raise Http404
    if not may_act(request.user, found):
        raise PermissionDenied
    return found


@require_http_methods(["GET", "POST"])
@login_required
def act(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Fill in, read what will happen, confirm."""
    union = _union(request, code)
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](union, request.user, request.POST or None)
    told: list[str] = []
    if request.method == "POST" and form.is_valid():
        if request.POST.get("confirm"):
            try:
                with acting(request.user, form.title):
                    form.act()
            except (NotPossible, Circle) as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("已办理，并记入大事；各级数字已随之更新。"))
                return redirect("union-tree") if request.GET.get("from") == "tree" else redirect("union", union.code)
        else:
            chosen = form.cleaned_data.get("children")
            told = consequences(form.kind, union, form.partner(), len(chosen) if chosen is not None else None)
    context = {"union": union, "form": form, "kind": kind, "told": told}
    return render(request, "web/act_form.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def act_reverse(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take an act back, with the reason."""
    found = get_object_or_404(Act.objects.select_related("union", "other"), uid=uid)
    _union(request, found.union.code)
    why = reversible(found)
    reason = request.POST.get("reason", "").strip()
    if request.method == "POST" and reason and not why:
        try:
            with acting(request.user, reason):
                reverse(found, request.POST.get("document_no", "").strip()[:60])
        except NotPossible as error:
            why = str(error)
        else:
            messages.success(request, _("已撤回，各级数字已恢复；原变动和这次撤回都留在大事里。"))
            return redirect("union", found.union.code)
    missing = request.method == "POST" and not reason
    return render(request, "web/act_reverse.html", {"act": found, "union": found.union, "why": why, "missing": missing})
