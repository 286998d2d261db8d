"""参数: what law and local practice set, each with its day and source; the security administrator enters a new one."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods

from gonghui.kernel.access.models import ADMINISTRATORS, SETS
from gonghui.kernel.access.reach import at_the_top, grants_of
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.writing import log
from gonghui.kernel.rules.models import Parameter
from gonghui.kernel.rules.parameters import NoParameter, defaults, in_force
from gonghui.kernel.web.fields import Day
from gonghui.kernel.web.plain import PlainForm

# values that are kept as a word of the system
WORDS = {
    "none": gettext_lazy("不要求"),
    "administrators": gettext_lazy("三员"),
    "sensitive": gettext_lazy("三员和能看记录的账号"),
}


def title(key: str) -> str:
    """What a parameter sets, in words: the source of its first value says it."""
    return defaults()[key][0].source if key in defaults() else key


class ParameterForm(PlainForm):
    """A new value from a day on; the old one stays for the days before."""

    key = forms.ChoiceField(label=gettext_lazy("参数"))
    value = forms.CharField(label=gettext_lazy("取值"), max_length=200)
    since = Day(label=gettext_lazy("从哪天起"), initial=timezone.localdate)
    source = forms.CharField(label=gettext_lazy("依据"), max_length=300, help_text=gettext_lazy("文件名称和文号"))

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["key"].choices = sorted(((key, title(key)) for key in defaults()), key=itemgetter(1))  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        key, value, since = given.get("key"), given.get("value", "").strip(), given.get("since")
        if key and value and since:
            like = defaults()[key][0].value
            given["value"] = value = next((kept for kept, said in WORDS.items() if value == str(said)), value)
            if like.isdigit() and not value.isdigit():
                raise ValidationError(_("这一项要填整数，如 %(like)s。") % {"like": like})
            if Parameter.objects.filter(key=key, region="", since=since).exists():
                raise ValidationError(_("这一天已经有一个取值，请换一个日期。"))
        return given


@require_http_methods(["GET", "POST"])
@login_required
def parameter_page(request: HttpRequest) -> HttpResponse:
    """Every parameter as it holds today; earlier and later values beside it."""
    user = request.user
    if not user.is_superuser and not grants_of(user, ADMINISTRATORS).exists():
        raise PermissionDenied
    # what is set holds for the whole installation: it is for the federation at the top to set
    may_write = user.is_superuser or at_the_top(grants_of(user, SETS)).exists()
    form = ParameterForm(request.POST or None)
    if request.method == "POST":
        if not may_write:
            raise PermissionDenied
        if form.is_valid():
            with transaction.atomic(), acting(user, gettext_noop("设置参数")):
                made = Parameter.objects.create(**form.cleaned_data)
                said = {"key": made.key, "value": made.value, "since": str(made.since), "source": made.source}
                log("add", [(made, Parameter, {}, said)])
            messages.success(request, _("已登记，从 %(day)s 起有效。") % {"day": made.since})
            return redirect("parameters")
    today = timezone.localdate()
    held = []
    for key in sorted(defaults()):
        try:
            rule = in_force(key, today)
            held.append((title(key), WORDS.get(rule.value, rule.value), rule))
        except NoParameter:
            continue
    kept = Parameter.objects.order_by("key", "region", "since")
    others = [(title(each.key), WORDS.get(each.value, each.value), each) for each in kept]
    context = {"held": held, "others": others, "form": form, "may_write": may_write}
    return render(request, "web/parameters.html", context, status=422 if form.is_bound and form.errors else 200)
