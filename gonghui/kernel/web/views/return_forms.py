"""Forms: brought in from upper unions, bound to figures on a page; and their exports held against the records."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from gonghui.kernel.access.own_figures import offered
from gonghui.kernel.access.reach import home_union, reach, writable
from gonghui.kernel.figures.catalogue import catalogue
from gonghui.kernel.figures.units import unit_words
from gonghui.kernel.organisations.models import Level
from gonghui.kernel.periods.period import BadPeriod
from gonghui.kernel.returns import binding, forms
from gonghui.kernel.returns.definition import BadForm, CellData, FormData
from gonghui.kernel.returns.difference import Difference, compare
from gonghui.kernel.returns.grid import BadBook, is_xls
from gonghui.kernel.returns.models import Form
from gonghui.kernel.returns.rebinding import rebound
from gonghui.kernel.returns.refusing import Refused
from gonghui.kernel.returns.working import Work
from gonghui.kernel.web.listing import period_choices
from gonghui.kernel.web.views.ledgers import XLSX
from gonghui.kernel.web.views.return_work import XLS, return_or_404
from gonghui.kernel.web.views.returns import fitting


def may_keep(user: Any) -> bool:
    """Forms are kept by those who collect: writers of a federation."""
    return writable(user).exclude(level=Level.GRASSROOTS).exists()


def owns(user: Any, form: Form) -> bool:
    """Whether the account may make a new version of a form: whoever writes at the union that put it in, for all that use it;
    of a shipped form, at the top."""
    own = writable(user)
    return own.filter(pk=form.union_id).exists() if form.union_id else own.filter(parent=None).exists()


@require_safe
@login_required
def form_list(request: HttpRequest) -> HttpResponse:
    """Every current form, with how much of it the records fill."""
    found = forms.available()
    for form in found:
        cells = list(form.data.by_id.values())
        form.share = round(100 * sum(1 for c in cells if c.kind != "typed") / max(1, len(cells)))  # type: ignore[attr-defined]  # for the page
    return render(request, "web/return_forms.html", {"forms": found, "may_write": may_keep(request.user)})


@require_http_methods(["GET", "POST"])
@login_required
def form_new(request: HttpRequest) -> HttpResponse:
    """A blank .xls/.xlsx is read and bound; a saved definition is taken as it is."""
    if not may_keep(request.user):
        raise PermissionDenied
    refused = ""
    if request.method == "POST":
        try:
            made = _taken(request)
            return redirect("return-form", made.key)
        except (Refused, BadBook, BadForm, binding.NoTable) as error:
            refused = str(error)
    return render(request, "web/return_form_new.html", {"refused": refused}, status=422 if refused else 200)


def _taken(request: HttpRequest) -> Form:
    file, union = request.FILES.get("file"), home_union(request.user)
    if file is None or union is None:
        raise Refused(_("请选文件。"))
    data, name = file.read(), str(file.name)
    if name.lower().endswith(".json"):
        try:
            given = FormData.from_json(json.loads(data))
            current = forms.find(given.key)
            if current is not None and not owns(request.user, current):
                raise Refused(_("“%(name)s”是上级的报表，请换一个编号，或请上级修改。") % {"name": current.name})
            return forms.keep(given, request.user, union, reason=gettext_noop("放入报表定义"))
        except (ValueError, UnicodeDecodeError) as error:
            raise Refused(str(error) if isinstance(error, BadForm) else _("这不是报表定义文件。")) from error
    form = binding.bind(data, name, union)
    return forms.keep(form, request.user, union, data, name, _("上传上级的空表"))


def form_or_404(key: str) -> Form:
    found = forms.find(key)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@login_required
def form_page(request: HttpRequest, key: str) -> HttpResponse:
    """The form's cells with the figures they take; saving makes a new version."""
    form, writes, refused = form_or_404(key), may_keep(request.user), ""
    if request.method == "POST":
        if not writes or not owns(request.user, form):
            raise PermissionDenied
        try:
            data = rebound(form.data, _chosen(request, form.data), request.user, home_union(request.user))
            kept = forms.keep(data, request.user, reason=gettext_noop("确认报表取数"))
            messages.success(request, _("已保存为第 %s 版。") % kept.version)
            return redirect("return-form", key)
        except (Refused, BadForm) as error:
            refused = str(error)
    cells = list(form.data.by_id.values())
    context = {
        "form": form, "data": form.data, "tables": _tables(form.data), "may_write": writes and owns(request.user, form), "refused": refused,
        "bound": sum(1 for c in cells if c.figure), "formulas": sum(1 for c in cells if c.formula and not c.figure),
        "open": sum(1 for c in cells if c.kind == "typed"), "indicators": _indicators(request.user) if writes else [],
        "periods": period_choices(), "fill_period": period_choices()[0][0] if forms.blank_of(form) else "",
    }  # fmt: skip
    return render(request, "web/return_form.html", context, status=422 if refused else 200)


def _chosen(request: HttpRequest, form: FormData) -> dict[str, str]:
    by_name = {label: key for key, label in _indicators(request.user)}
    out = {}
    for identity in form.by_id:
        if f"figure-{identity}" in request.POST:
            other = request.POST.get(f"other-{identity}", "").strip()
            out[identity] = by_name.get(other, other) or request.POST[f"figure-{identity}"]
    return out


def _indicators(user: Any) -> list[tuple[str, str]]:
    words = _("%(a)s（%(b)s）")
    return [(key, words % {"a": each.name, "b": unit_words(each.unit)}) for key, each in offered(user).items()]


def _tables(form: FormData) -> list[tuple[Any, list[tuple[str, CellData, str, list[tuple[str, str]]]]]]:
    known = catalogue()
    out = []
    for table in form.tables:
        rows = []
        for cell in table.cells:
            offers = {_offer(each): _offer_words(each) for each in cell.offered}
            name = str(known[cell.figure].name) if cell.figure in known else cell.figure
            if cell.figure:
                offers.setdefault(cell.figure, name)
            rows.append((form.identity(table.key, cell.code), cell, name, list(offers.items())))
        out.append((table, rows))
    return out


def _offer(each: dict[str, Any]) -> str:
    return f"{each['figure']}|{each['narrowed']}" if each.get("narrowed") else str(each["figure"])


def _offer_words(each: dict[str, Any]) -> str:
    from gonghui.kernel.returns.matching import NARROWING

    return (
        f"{each['name']}（{_('只计')}{_(NARROWING[each['narrowed']])}）" if each.get("narrowed") else str(each["name"])
    )


@require_safe
@login_required
def form_file(request: HttpRequest, key: str) -> HttpResponse:
    """The definition as a file; with a period, the upper union's own blank filled for the account's union."""
    form = form_or_404(key)
    text = request.GET.get("period", "")
    if not text:
        body = json.dumps(form.data.to_json(), ensure_ascii=False, indent=1)
        response = HttpResponse(body, content_type="application/json; charset=utf-8")
        response["Content-Disposition"] = content_disposition_header(True, f"{form.key}-{form.version}.json") or ""
        return response
    blank, union = forms.blank_of(form), home_union(request.user)
    if blank is None or union is None or not reach(request.user).filter(pk=union.pk).exists():
        raise Http404
    try:
        period = fitting(form.data.period, text)
    except BadPeriod:
        raise Http404 from None
    made, _rows = binding.fill(blank[1], form.data, union, period, request.user)
    response = HttpResponse(made, content_type=XLS if is_xls(made) else XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"{union.name}{blank[0]}") or ""
    return response


@require_http_methods(["GET", "POST"])
@login_required
def return_difference(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """An upper union's export held against the records: only ours, only theirs, different."""
    ret = return_or_404(request.user, uid)
    found: Difference | None = None
    refused = ""
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            if file is None:
                raise Refused(_("请选文件。"))
            found = compare(Work(ret, request.user), file.read(), str(file.name))
        except Refused as error:
            refused = str(error)
    context = {"ret": ret, "found": found, "refused": refused}
    return render(request, "web/return_difference.html", context, status=422 if refused else 200)
