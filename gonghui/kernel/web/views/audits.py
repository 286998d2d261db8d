"""The change log for the audit administrator: who did what, when, from where and why; never what the records say."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.apps import apps
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from gonghui.kernel.access.models import READS_LOG, Grant
from gonghui.kernel.access.reach import at_the_top, below, grants_of
from gonghui.kernel.audit.folding import kept_models
from gonghui.kernel.audit.models import Change, Seal
from gonghui.kernel.audit.sealing import anchor

PER_PAGE = 100


@require_safe
@login_required
def audit_log(request: HttpRequest) -> HttpResponse:
    """Filtered by account, action, kind of record, days and words of the reason; newest first."""
    grants = grants_of(request.user, READS_LOG)
    if not request.user.is_superuser and not grants.exists():
        raise PermissionDenied
    asked = {name: request.GET.get(name, "").strip() for name in ("who", "action", "model", "since", "until", "reason")}
    lines = _filtered(asked)
    if (
        not request.user.is_superuser and not at_the_top(grants).exists()
    ):  # below the top: what accounts working there did
        lines = lines.filter(actor__in=Grant.objects.filter(union__in=below(grants)).values("user"))
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    for line in page:
        line.what = _name(line.model)  # type: ignore[attr-defined]  # for the template
        line.fields = _fields(line)  # type: ignore[attr-defined]  # likewise
    last = Seal.objects.order_by("-number").first()
    context = {
        "page": page,
        "asked": asked,
        "actions": Change.Action.choices,
        "models": sorted((m._meta.label_lower, _name(m._meta.label_lower)) for m in kept_models()),
        "seal": last,
        "anchor": anchor(last) if last else "",
    }
    return render(request, "web/audit_log.html", context)


def _filtered(asked: dict[str, str]) -> QuerySet[Change]:
    found = Change.objects.order_by("-pk")
    given: dict[str, Any] = {
        "actor_name__iexact": asked["who"],
        "action": asked["action"],
        "model": asked["model"],
        "reason__icontains": asked["reason"],
        "at__date__gte": _day(asked["since"]),
        "at__date__lte": _day(asked["until"]),
    }
    return found.filter(**{lookup: value for lookup, value in given.items() if value})


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


# what no form shows has no name of its own; items not named here are not told
_PARTS = {"kernel.party": _("当事人"), "kernel.stage": _("办理阶段"), "kernel.payment": _("到位款项")}
_ITEMS = {
    "ledger": _("台账"), "user": _("账号"), "person": _("人员"), "matter": _("事项"), "query": _("筛选"), "ret": _("报表"),
    "about": _("说明对象"), "by": _("操作人"), "made_by": _("操作人"), "content": _("内容"), "counts": _("计数"), "file": _("文件"),
    "details": _("详情"), "submitted_by": _("报送人"), "accepted_by": _("审核人"), "kept": _("保留"), "undone_at": _("撤回时间"),
}  # fmt: skip


def _name(label: str) -> str:
    try:
        return str(_PARTS.get(label) or apps.get_model(label)._meta.verbose_name)
    except LookupError:
        return str(_("已停用的项目"))


def _fields(line: Change) -> str:
    """The names of the items written, without what stands in them: the log's reader reads no records by it."""
    try:
        model = apps.get_model(line.model)
    except LookupError:
        return ""
    named = {f.name: str(getattr(f, "verbose_name", "")) for f in model._meta.get_fields()}
    bare = {name for name, title in named.items() if title == name.replace("_", " ")}
    told = [str(_ITEMS.get(name, "" if name in bare else named.get(name, ""))) for name in line.after]
    return "、".join(dict.fromkeys(filter(None, told)))
