"""记下一步: one dated stage of a matter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy, gettext_noop

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.matters.models import Matter, Stage
from gonghui.kernel.web.fields import Day
from gonghui.kernel.web.plain import PlainForm

LAST = Stage.Kind.CLOSED


class StageForm(PlainForm):
    """What was done, when, and what came of it."""

    kind = forms.ChoiceField(label=gettext_lazy("做了什么"), choices=Stage.Kind.choices, initial=Stage.Kind.HEARD)
    on = Day(label=gettext_lazy("日期"), initial=timezone.localdate)
    result = forms.CharField(label=gettext_lazy("结果"), max_length=200)
    note = forms.CharField(label=gettext_lazy("说明"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    @transaction.atomic
    def save(self, matter: Matter, user: Any) -> Stage:
        """Keep the stage; 办结 closes the matter on its day."""
        given = self.cleaned_data
        with acting(user, gettext_noop("登记事项经过")):
            stage: Stage = Stage.objects.create(matter=matter, **given)
            if given["kind"] == LAST and matter.closed_on is None and given["on"] >= matter.opened_on:
                matter.closed_on = given["on"]
                matter.save()
        return stage
