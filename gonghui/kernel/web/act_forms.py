"""Forms of the changes of organisation; each says in words what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.kernel.access.reach import writable
from gonghui.kernel.organisations import acts
from gonghui.kernel.organisations.models import Act, Union
from gonghui.kernel.organisations.names import name_key
from gonghui.kernel.web.fields import NameInput
from gonghui.kernel.web.plain import PlainForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class ActForm(PlainForm):
    """Day and document number, which every act has."""

    kind = ""
    title: StrOrPromise = ""
    on = forms.DateField(
        label=gettext_lazy("生效日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    document_no = forms.CharField(label=gettext_lazy("批准文号"), max_length=60, required=False)

    def __init__(self, union: Union, user: Any, data: Any = None) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})
        self.union, self.user = union, user

    def partner(self) -> Union | None:
        """The other union of the act, where it names one."""
        found: Union | None = self.cleaned_data.get("other")
        return found

    def named(self, text: str) -> Union:
        """The union of a code or full name among those that this account may change. Raises ValidationError."""
        reach = writable(self.user).exclude(pk=self.union.pk).filter(state="active")
        found = list(reach.filter(code=text)[:1]) or list(reach.filter(name_key=name_key(text))[:2])
        if len(found) == 1:
            return found[0]
        if found:
            raise forms.ValidationError(_("有不止一家叫“%(text)s”的工会，请填工会编码") % {"text": text})
        raise forms.ValidationError(_("没有找到您有权办理的工会“%(text)s”，请填全称或编码") % {"text": text})

    def act(self) -> Any:
        """Do it. Raises acts.NotPossible, Circle."""
        raise NotImplementedError  # abstract: every act below says its own


class _ToOther(ActForm):
    other = forms.CharField(label=gettext_lazy("转到的工会（全称或编码）"), widget=NameInput("unions"))

    def clean_other(self) -> Union:
        return self.named(self.cleaned_data["other"].strip())


class MoveForm(_ToOther):
    kind = Act.Kind.MOVE
    title = gettext_lazy("变更隶属关系")

    def act(self) -> Any:
        return acts.move(
            self.union, self.cleaned_data["other"], self.cleaned_data["on"], self.cleaned_data["document_no"]
        )


class MergeForm(_ToOther):
    kind = Act.Kind.MERGE
    title = gettext_lazy("合并到另一家工会")

    def act(self) -> Any:
        return acts.merge(
            self.union, self.cleaned_data["other"], self.cleaned_data["on"], self.cleaned_data["document_no"]
        )


class CloseForm(ActForm):
    kind = Act.Kind.DISSOLVE
    title = gettext_lazy("撤销这家工会")
    reason = forms.CharField(label=gettext_lazy("撤销原因"), max_length=120)
    other = forms.CharField(
        label=gettext_lazy("承接会员的工会（全称或编码，可不填）"), required=False, widget=NameInput("unions")
    )
    end_memberships = forms.BooleanField(label=gettext_lazy("没有承接工会时，会员同日离会"), required=False)

    def clean_other(self) -> Union | None:
        text = self.cleaned_data["other"].strip()
        return self.named(text) if text else None

    def act(self) -> Any:
        data = self.cleaned_data
        return acts.dissolve(
            self.union, data["on"], data["reason"], data["other"], data["document_no"], data["end_memberships"]
        )


class SplitForm(ActForm):
    kind = Act.Kind.SPLIT
    title = gettext_lazy("分出一家新工会")
    code = forms.CharField(label=gettext_lazy("新工会编码"), max_length=40)
    name = forms.CharField(label=gettext_lazy("新工会名称"), max_length=120)
    children = forms.ModelMultipleChoiceField(
        Union.objects.none(),
        label=gettext_lazy("划到新工会的直属下级"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, union: Union, user: Any, data: Any = None) -> None:
        super().__init__(union, user, data)
        field: Any = self.fields["children"]
        field.queryset = union.children.filter(dissolved_on__isnull=True, state="active").order_by("code")

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].strip()
        if Union.objects.filter(code=code).exists():
            raise forms.ValidationError(_("编码“%(code)s”已被使用，编码不能重复。") % {"code": code})
        return code

    def act(self) -> Any:
        data = self.cleaned_data
        return acts.split(
            self.union, data["code"], data["name"], list(data["children"]), data["on"], data["document_no"]
        )


FORMS: dict[str, type[ActForm]] = {"move": MoveForm, "merge": MergeForm, "close": CloseForm, "split": SplitForm}
