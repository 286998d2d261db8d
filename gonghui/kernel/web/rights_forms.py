"""Forms about a person's rights: a consent, a request."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.people.models import Consent, Person
from gonghui.kernel.rights.erasing import reply_by
from gonghui.kernel.rights.holding import is_minor
from gonghui.kernel.rights.models import RightsRequest
from gonghui.kernel.web.fields import Day
from gonghui.kernel.web.plain import PlainForm


class _OfPerson(PlainForm):
    def __init__(self, person: Person, union: Union, user: Any, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.person, self.union, self.user = person, union, user


class ConsentForm(_OfPerson):
    """A consent that the person, or the guardian, gave on paper."""

    purpose = forms.ChoiceField(label=gettext_lazy("用途"), choices=Consent.Purpose.choices)
    notice = forms.CharField(
        label=gettext_lazy("告知书版本"), max_length=60, help_text=gettext_lazy("如 2026 年第 1 版")
    )
    given_on = Day(label=gettext_lazy("同意日期"), initial=timezone.localdate)
    ends_on = Day(label=gettext_lazy("截止日期"), required=False, help_text=gettext_lazy("不填为一直有效，可随时撤回"))
    evidence = forms.CharField(label=gettext_lazy("同意书存放处"), max_length=200)
    guardian = forms.CharField(label=gettext_lazy("监护人"), max_length=60, required=False)
    guardian_tie = forms.CharField(label=gettext_lazy("与本人关系"), max_length=30, required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        day, ends = given.get("given_on"), given.get("ends_on")
        if isinstance(day, dt.date) and day > timezone.localdate():
            self.add_error("given_on", _("同意日期不能晚于今天。"))
        if isinstance(day, dt.date) and isinstance(ends, dt.date) and ends < day:
            self.add_error("ends_on", _("截止日期不能早于同意日期。"))
        if isinstance(day, dt.date) and is_minor(self.person, day) and not given.get("guardian"):
            self.add_error("guardian", _("本人未满十四周岁，须由监护人同意：请填监护人姓名和与本人的关系。"))
        if given.get("guardian") and not given.get("guardian_tie"):
            self.add_error("guardian_tie", _("请填监护人与本人的关系。"))
        return given

    def save(self) -> Consent:
        with acting(self.user, gettext_noop("登记个人信息同意")):
            made: Consent = Consent.objects.create(
                union=self.union, person=self.person, person_name=self.person.name, **self.cleaned_data
            )
        return made


class RequestForm(_OfPerson):
    """What the person asks; who came is checked before anything is entered."""

    kind = forms.ChoiceField(label=gettext_lazy("请求"), choices=RightsRequest.Kind.choices)
    asked_on = Day(label=gettext_lazy("提出日期"), initial=timezone.localdate)
    proof_seen = forms.CharField(
        label=gettext_lazy("核对了什么证件"), max_length=100, help_text=gettext_lazy("不写号码，如：本人身份证原件")
    )
    guardian = forms.CharField(label=gettext_lazy("监护人或代理人"), max_length=60, required=False)
    said = forms.CharField(
        label=gettext_lazy("请求内容"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("如要更正：哪一项、应是什么"),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        day = given.get("asked_on")
        if isinstance(day, dt.date) and day > timezone.localdate():
            self.add_error("asked_on", _("提出日期不能晚于今天。"))
        if isinstance(day, dt.date) and is_minor(self.person, day) and not given.get("guardian"):
            self.add_error("guardian", _("本人未满十四周岁，须由监护人提出。"))
        if given.get("kind") == RightsRequest.Kind.CORRECT and not given.get("said"):
            self.add_error("said", _("请写明哪一项、应是什么。"))
        if any(char.isdigit() for char in given.get("proof_seen", "")) and len(given["proof_seen"]) > 10:
            digits = sum(char.isdigit() for char in given["proof_seen"])
            if digits >= 8:
                raise ValidationError(_("“核对了什么证件”里不要写证件号码。"))
        return given

    def save(self) -> RightsRequest:
        given = self.cleaned_data
        with acting(self.user, gettext_noop("登记个人信息请求")):
            made: RightsRequest = RightsRequest.objects.create(
                union=self.union, person=self.person, due_on=reply_by(given["asked_on"]), **given
            )
        return made
