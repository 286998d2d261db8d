"""数据检查规则: every rule with its reason and mending, and how strict this office is; what its unions fall short of."""

from __future__ import annotations

from itertools import islice

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from gonghui.kernel.access.reach import home_union, reach, writable
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.writing import log
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.rules.models import RuleChoice
from gonghui.kernel.rules.of_house import shortfalls
from gonghui.kernel.rules.registry import Severity, rules, severities

MOST = 100  # unions told of


@require_http_methods(["GET", "POST"])
@login_required
def rules_page(request: HttpRequest) -> HttpResponse:
    """The rules as they hold where the account works; whoever may write there sets them for the subtree."""
    union = home_union(request.user)
    if union is None:
        raise PermissionDenied
    may_write = writable(request.user).filter(pk=union.pk).exists()
    if request.method == "POST":
        if not may_write:
            raise PermissionDenied
        _choose(request, union)
        return redirect("rules")
    held = severities(union)
    found = shortfalls(reach(request.user), dict(held))
    context = {
        "union": union,
        "may_write": may_write,
        "groups": [
            (title, [(rule, held[key]) for key, rule in rules().items() if key.startswith(f"{room}.")])
            for room, title in (
                ("roster", _("会员花名册逐行检查")),
                ("house", _("按工会检查")),
                ("cell", _("读取时检查")),
            )
        ],
        "severities": Severity.choices,
        "shortfalls": list(islice(found, MOST)),
    }
    return render(request, "web/rules.html", context)


def _choose(request: HttpRequest, union: Union) -> None:
    """Keep what differs from what holds already."""
    held = severities(union)
    changed = 0
    with acting(request.user, gettext_noop("设置数据检查规则")):
        for key, rule in rules().items():
            said = request.POST.get(key, "")
            if rule.fixed or said not in Severity.values or said == held[key]:
                continue
            choice, _new = RuleChoice.objects.update_or_create(union=union, rule=key, defaults={"severity": said})
            log("change", [(choice, RuleChoice, {key: held[key]}, {key: said})])
            changed += 1
    if changed:
        messages.success(request, _("已改 %(n)s 条，以后导入照此检查。") % {"n": changed})
