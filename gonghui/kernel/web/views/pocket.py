"""随手记: a piece of work recorded on a phone in three screens, with or without a line."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gonghui.kernel.access.reach import home_union, writable
from gonghui.kernel.access.writing import may_add
from gonghui.kernel.desk.sending import receive
from gonghui.kernel.figures.declaration import INDICATORS, Measure
from gonghui.kernel.ledger.declaration import Ledger, ledgers
from gonghui.kernel.organisations.models import NEVER, Employer
from gonghui.kernel.web.duties import duties
from gonghui.kernel.web.forms import RecordForm, blank_record
from gonghui.kernel.web.tags import person
from gonghui.kernel.web.views.errors import bare
from gonghui.kernel.web.views.ledgers import ledger_or_404

CHIPS = 8  # choices shown side by side; more open as a list
KNOWN = 300  # employers that the device knows without a line
DUTIES = 5
COUNTED = 4
STATUS = {"saved": 201, "known": 200, "same": 409, "other": 409, "refused": 422}


@require_safe
@login_required
def pocket(request: HttpRequest) -> HttpResponse:
    """Everything the device needs, in one page that it keeps: the duties of the day and the short forms."""
    home = home_union(request.user)
    if home is None:
        raise PermissionDenied
    offered = [each for each in ledgers().values() if each.quick and may_add(request.user, each)]
    context = {
        "forms": [_short(each, request.user, home.name) for each in offered],
        "employers": _employers(request.user),
        "duties": duties(request.user)[:DUTIES],
        "today": timezone.localdate(),
    }
    return render(request, "web/pocket.html", context)


def _short(ledger: Ledger, user: Any, union: str) -> dict[str, Any]:
    """The few fields of a ledger, few choices as chips, the rest as the desk's own form shows them."""
    form = RecordForm(ledger, user, blank_record(ledger))
    form.auto_id = f"{ledger.slug}_%s"
    names = [name for name in ledger.quick if name in form.fields]
    for name in names:
        asked = form.fields[name]
        choices: list[Any] = list(asked.choices) if isinstance(asked, forms.ChoiceField) else []  # type: ignore[arg-type]
        if isinstance(asked, forms.ChoiceField) and len(choices) <= CHIPS + 1:
            asked.widget = forms.RadioSelect()
            asked.choices = [(value, label) for value, label in choices if value != ""]
            default = ledger.model._meta.get_field(name).get_default()  # type: ignore[union-attr]
            form.initial[name] = default or ""
    own_name = next((name for name in ("visitor", "recorder") if name in names), "")
    if own_name:
        form.initial[own_name] = person(user)
    if "union" in form.fields:
        form.initial["union"] = union
    counted = [str(each.name) for each in INDICATORS.values() if isinstance(each, Measure) and each.of is ledger.model]
    return {
        "ledger": ledger, "fields": [form[name] for name in names], "union": form["union"] if "union" in form.fields else None,
        "counted": counted[:COUNTED],
    }  # fmt: skip


def _employers(user: Any) -> list[tuple[str, str]]:
    """Names and initials of the employers that the account's unions cover."""
    mine = writable(user)
    found = Employer.objects.filter(unions__in=mine, state="active") | Employer.objects.filter(
        covers__union__in=mine, covers__until=NEVER, state="active"
    )
    return list(found.distinct().order_by("name_key").values_list("name", "initials")[:KNOWN])


@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """One piece from the device. Answers in JSON what became of it; never writes the same piece twice."""
    if not request.user.is_authenticated:
        return JsonResponse({"state": "sign-in"}, status=401)
    try:
        client_id = uuid.UUID(request.POST.get("client_id", ""))
    except ValueError:
        return JsonResponse({"state": "refused", "errors": {}}, status=422)
    ledger = ledger_or_404(request.POST.get("ledger", ""))
    if not may_add(request.user, ledger):
        return JsonResponse({"state": "refused", "errors": {"union": [_("您没有这本台账的填报权限。")]}}, status=403)
    own = {"client_id", "ledger", "again", "csrfmiddlewaretoken"}
    data = {name: str(value) for name, value in request.POST.items() if name not in own}
    answer = receive(
        request.user, ledger, client_id, data, request.FILES.getlist("files"), request.POST.get("again") == "1"
    )
    where = reverse("record", args=[ledger.slug, answer.uid]) if answer.uid else ""
    labels = {column.name: column.label for column in RecordForm(ledger, request.user, blank_record(ledger)).items}
    told = [f"{labels[name]}：{e}" if name in labels else e for name, errors in answer.errors.items() for e in errors]
    return JsonResponse(
        {"state": answer.state, "where": where, "errors": told, "said": answer.said}, status=STATUS[answer.state]
    )


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers for the pocket's page while there is no line; of other pages it says that there is none."""
    text = (Path(__file__).resolve().parent.parent / "static" / "web" / "worker.js").read_text(encoding="utf-8")
    away = bare(
        request, _("现在没有网络，这一页打不开。"), _("已经写入的数据都在，不受影响；手机里没发出的，有网络时自动发送。"),
        _("接通网络后刷新这一页；要记一笔，可以先打开“随手记”，没有网络也能记。"),
    )  # fmt: skip
    text = text.replace('"AWAY"', json.dumps(away).replace("</", "<\\/"))
    return HttpResponse(text, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to keep the pocket beside its other programs."""
    icons = [
        {
            "src": static(f"web/icon-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": "any maskable",
        }
        for size in (192, 512)
    ]
    told = {
        "name": _("工会工作台账"), "short_name": _("工会台账"), "lang": "zh-CN", "start_url": reverse("pocket"), "scope": "/",
        "display": "standalone", "background_color": "#ffffff", "theme_color": "#8f1d22", "icons": icons,
    }  # fmt: skip
    return JsonResponse(told, content_type="application/manifest+json")
