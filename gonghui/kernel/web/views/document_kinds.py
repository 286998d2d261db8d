"""文种模板: what kinds there are, and an editor with a live preview for whoever looks after the installation."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonghui.kernel.access.models import LOOKS_AFTER
from gonghui.kernel.access.reach import at_the_top, grants_of, home_union
from gonghui.kernel.documents import kinds as known
from gonghui.kernel.documents.drafting import Draft
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.template_files import keep, remove
from gonghui.kernel.web.listing import current_period
from gonghui.kernel.web.paper import parts


def may_write_templates(user: Any) -> bool:
    """The owner and the system administrator at the top: templates hold for the whole installation."""
    return bool(user.is_superuser) or at_the_top(grants_of(user, LOOKS_AFTER)).exists()


@require_safe
@login_required
def kind_list(request: HttpRequest) -> HttpResponse:
    """All kinds, those of the installation marked, faulty ones with their fault."""
    good, bad = known.kinds()
    context = {
        "kinds": [(one, one.path.startswith(str(known.own_folder()))) for one in good],
        "bad": bad, "may_write": may_write_templates(request.user), "folder": known.own_folder(),
    }  # fmt: skip
    return render(request, "web/document_kinds.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def kind_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """One template with its preview; saving keeps it in the installation's own folder."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,18}", slug):
        raise Http404
    may_write = may_write_templates(request.user)
    path = known.path_of(slug)
    if path is None and not may_write:
        raise Http404
    source = request.POST.get("source", "") if request.method == "POST" else known.source_of(path) if path else ""
    source = source.replace("\r\n", "\n")
    if request.method == "POST":
        if not may_write:
            raise PermissionDenied
        if request.POST.get("remove"):
            remove(slug, request.user)
            messages.success(request, _("已恢复为随系统提供的模板。"))
            return redirect("document-kinds")
        try:
            known.read(slug, source)
            keep(slug, source, request.user)
        except known.BadKind as error:
            return _editor(request, slug, source, may_write, str(error), status=422)
        messages.success(request, _("模板已保存，新起草的材料按它写。"))
        return redirect("document-kind", slug)
    return _editor(request, slug, source, may_write)


def _editor(
    request: HttpRequest, slug: str, source: str, may_write: bool, refused: str = "", status: int = 200
) -> HttpResponse:
    path = known.path_of(slug)
    own = path is not None and path.is_relative_to(known.own_folder())
    context = {"slug": slug, "source": source, "may_write": may_write, "refused": refused, "own": own}
    return render(request, "web/document_kind.html", {**context, **_preview(request, slug, source)}, status=status)


@require_POST
@login_required
def kind_preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The paper that a template makes, or its fault with the line, while it is being written."""
    context = _preview(request, slug, request.POST.get("source", "").replace("\r\n", "\n"))
    return render(request, "web/parts/kind_preview.html", context)


def _preview(request: HttpRequest, slug: str, source: str) -> dict[str, Any]:
    union = home_union(request.user)
    try:
        one = known.read(slug, source)
        if union is None:
            return {"kind": one}
        content = Draft(one, union, current_period(), request.user).content()
    except known.BadKind as error:
        return {"fault": error}
    shown = Document(union=union, kind=slug, period=current_period().text, title=content.title)
    return {"kind": one, "content": content, "blocks": parts(shown, content), "document": shown}
