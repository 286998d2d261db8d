"""Form fields of the generic form: a foreign key is written by name, as on paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.kernel.intake.checks import document_kind, id_check
from gonghui.kernel.organisations.models import Employer
from gonghui.kernel.organisations.names import name_key


class NameInput(forms.TextInput):
    """A text input with a list of suggestions fetched while typing (see views/finding.py)."""

    def __init__(self, source: str) -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.source = source

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["source"] = self.source
        return context


class Named(forms.CharField):
    """A record of another table by its name, its code or its public identifier. Names match after normalising, never by likeness."""

    by = "name"

    def __init__(self, queryset: QuerySet[Any], source: str, **options: Any) -> None:
        super().__init__(widget=NameInput(source), **options)
        self.queryset = queryset

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            found = self.queryset.model._default_manager.filter(pk=value).first()
            return str(found) if found else ""
        return value

    def _lookup(self, text: str) -> Q:
        names = {field.name for field in self.queryset.model._meta.concrete_fields}
        key = (
            Q(name_key=name_key(text))
            if "name_key" in names
            else Q(**{next(n for n in ("name", "title", "person_name") if n in names): text})
        )
        return key | Q(code=text) if "code" in names else key

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = list(self.queryset.filter(self._lookup(text))[:2])
        if len(found) == 1:
            return found[0]
        return self.unknown(text) if not found else self.several(text)

    def unknown(self, text: str) -> Any:
        raise ValidationError(_("没有“%(name)s”。请从列表中选，或先登记它。"), params={"name": text})

    def several(self, text: str) -> Any:
        raise ValidationError(_("有几个都叫“%(name)s”，请改用编码。"), params={"name": text})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "")


class NamedEmployer(Named):
    """An employer by name or credit code; an unknown one is entered with its name alone when the form is saved."""

    def _lookup(self, text: str) -> Q:
        return Q(name_key=name_key(text)) | Q(credit_code=text.upper())

    def unknown(self, text: str) -> Employer:
        return Employer(name=text, is_stub=True)


class DocumentNumber(forms.CharField):
    """证件号码: check digit and date of an identity card, or the shape of another document."""

    def clean(self, value: Any) -> str:
        text = str(super().clean(value) or "").replace(" ", "").upper()
        if text and document_kind(text) == "id_card" and (wrong := id_check(text)):
            raise ValidationError(_("%(why)s，请核对原件。"), params={"why": wrong})
        return text


class Day(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Month(forms.DateField):
    """A month, kept as its first day."""

    widget = forms.DateInput(attrs={"type": "month"}, format="%Y-%m")
    input_formats = ["%Y-%m", "%Y-%m-%d"]


class YesNo(forms.TypedChoiceField):
    """是, 否 or not known: three answers, not two."""

    def __init__(self, **options: Any) -> None:
        choices = [("", gettext_lazy("不清楚")), ("yes", gettext_lazy("是")), ("no", gettext_lazy("否"))]
        super().__init__(
            choices=choices, coerce=lambda text: text in ("yes", "True", "true", "1"), empty_value=None, **options
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: ""}.get(value, value)

    def valid_value(self, value: Any) -> bool:
        return str(value) in ("", "yes", "no", "True", "False", "true", "false", "1", "0")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial) != self.prepare_value(data))
