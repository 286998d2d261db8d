"""自定义指标: made on a page, first-class everywhere."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gonghui.kernel.access.reach import keeps_at
from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.web.indicator_form import MeasureForm, RatioForm, keep
from gonghui.kernel.web.views.ledgers import grouped, ledger_or_404


@require_http_methods(["GET", "POST"])
@login_required
def indicator_new(request: HttpRequest) -> HttpResponse:
    """First of which ledger (or a rate), then what is counted."""
    slug = request.GET.get("ledger", "")
    office = keeps_at(request.user, slug)
    if office is None:
        raise PermissionDenied
    if slug == "" and request.GET.get("kind") != "ratio":
        return render(request, "web/indicator_choose.html", {"groups": grouped()})
    data = request.POST or None
    form = MeasureForm(ledger_or_404(slug), data) if slug else RatioForm(request.user, data)
    if request.method == "POST" and form.is_valid():
        row = keep(form, request.user, office)
        messages.success(request, _("指标已建好，可用于统计和材料。"))
        return redirect("figure", row.key)
    return render(request, "web/indicator_form.html", {"form": form, "ledger": ledgers().get(slug)})
