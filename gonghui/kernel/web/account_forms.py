"""Forms about accounts: inviting, delegating, taking up an invitation."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.kernel.access.granting import Refused, accept, delegate, fellows, grants_to_give, invite, roles_to_give
from gonghui.kernel.access.models import READS_RECORDS, Grant, Role
from gonghui.kernel.access.reach import grants_of
from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.organisations.models import Department, Union
from gonghui.kernel.organisations.names import name_key
from gonghui.kernel.web.fields import Day
from gonghui.kernel.web.plain import PlainForm


class InvitationForm(PlainForm):
    """Whom to invite, where, as what."""

    name = forms.CharField(label=gettext_lazy("姓名"), max_length=60)
    union = forms.CharField(
        label=gettext_lazy("工会"),
        help_text=gettext_lazy("工会编码或全称"),
        widget=forms.TextInput(attrs={"list": "unions"}),
    )
    role = forms.ChoiceField(label=gettext_lazy("角色"))
    ledgers = forms.MultipleChoiceField(
        label=gettext_lazy("限于台账"), required=False, help_text=gettext_lazy("不选为全部台账")
    )
    department = forms.ModelChoiceField(
        Department.objects.none(),
        label=gettext_lazy("限于部门分管"),
        required=False,
        empty_label=gettext_lazy("不限部门"),
        help_text=gettext_lazy("只办这个部门分管的台账"),
    )
    until = Day(label=gettext_lazy("授权至"), required=False, help_text=gettext_lazy("不填为一直有效；到这一天失效"))

    def __init__(self, user: Any, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.user = user
        self.fields["role"].choices = [(role.value, role.label) for role in roles_to_give(user)]  # type: ignore[attr-defined]  # a choice field
        self.fields["ledgers"].choices = [(slug, each.title) for slug, each in ledgers().items()]  # type: ignore[attr-defined]  # a choice field

        there = Department.objects.filter(union__in=grants_to_give(user), state="active").select_related("union")
        self.fields["department"].queryset = there.order_by("union__code", "pk")  # type: ignore[attr-defined]  # likewise
        self.fields["department"].label_from_instance = lambda one: f"{one.union.name} {one.name}"  # type: ignore[attr-defined]  # likewise

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        department, union = given.get("department"), given.get("union")
        if department is not None and union is not None and department.union_id != union.pk:
            raise ValidationError(_("“%(name)s”不是这家工会的部门。") % {"name": department.name})
        return given

    def clean_union(self) -> Union:
        text = self.cleaned_data["union"]
        found = list(grants_to_give(self.user).filter(code=text)[:2])
        found = found or list(grants_to_give(self.user).filter(name_key=name_key(text), state="active")[:2])
        if len(found) != 1:
            raise ValidationError(_("您管理的范围内没有“%(name)s”这家工会。") % {"name": text})
        return found[0]

    def save(self) -> str:
        """The token of the link. Raises Refused."""
        given = self.cleaned_data
        more = {"ledgers": given["ledgers"], "department": given["department"], "until": given["until"]}
        return invite(self.user, given["name"], given["union"], given["role"], **more)[1]


class DelegationForm(PlainForm):
    """Who works in one's place, with which of one's grants, from when to when."""

    grant = forms.ModelChoiceField(Grant.objects.none(), label=gettext_lazy("交出的权限"), empty_label=None)
    to = forms.ModelChoiceField(Grant.objects.none(), label=gettext_lazy("代办人"), empty_label=gettext_lazy("请选择"))
    since = Day(label=gettext_lazy("从"), initial=timezone.localdate)
    until = Day(label=gettext_lazy("到（不含当天）"))

    def __init__(self, user: Any, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.user = user
        own = grants_of(user, READS_RECORDS).filter(by_pairing=False, on_behalf_of=None).select_related("union")
        self.fields["grant"].queryset = own  # type: ignore[attr-defined]  # a choice field
        self.fields["grant"].label_from_instance = lambda grant: f"{grant.union.name} {grant.get_role_display()}"  # type: ignore[attr-defined]  # likewise
        self.fields["to"].queryset = fellows(user)  # type: ignore[attr-defined]  # likewise
        self.fields["to"].label_from_instance = lambda to: to.get_full_name() or to.get_username()  # type: ignore[attr-defined]  # likewise

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if isinstance(since, dt.date) and isinstance(until, dt.date) and until <= since:
            raise ValidationError(_("代办的结束日期要晚于开始日期。"))
        return given

    def save(self) -> Grant:
        """The other's grant. Raises Refused."""
        given = self.cleaned_data
        return delegate(self.user, given["grant"], given["to"], given["since"], given["until"])


class AcceptForm(PlainForm):
    """The invited one's account name and password."""

    username = forms.SlugField(
        label=gettext_lazy("账号"), max_length=60, help_text=gettext_lazy("字母和数字，登录时用")
    )
    password = forms.CharField(
        label=gettext_lazy("密码"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("至少 8 位，含大写字母、小写字母、数字、符号中的三类"),
    )

    def take_up(self, token: str) -> Any:
        """The new account, or None with the reason beside the field."""
        try:
            return accept(token, self.cleaned_data["username"], self.cleaned_data["password"])
        except Refused as error:
            self.add_error("username", str(error))
        except ValidationError as error:
            self.add_error("password", error)
        return None


__all__ = ["AcceptForm", "DelegationForm", "InvitationForm", "Refused", "Role"]
