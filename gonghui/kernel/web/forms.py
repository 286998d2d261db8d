"""The form of any ledger, made from its declaration: the few items asked first, the rest folded."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import models
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.kernel.access.reach import matters, reach, writable
from gonghui.kernel.access.writing import fixed
from gonghui.kernel.audit.models import Change
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.matters.models import Event, Matter, Theme
from gonghui.kernel.organisations import past
from gonghui.kernel.organisations.models import Employer, Union
from gonghui.kernel.web.columns import Column, all_columns
from gonghui.kernel.web.fields import Day, DocumentNumber, Month, Named, NamedEmployer, NameInput, YesNo
from gonghui.kernel.web.plain import PlainForm

LATEST = dt.timedelta(days=31)  # a day later than this after today is a slip of the pen (unless declared as future)
TEXT_ROWS = 3


def _relation(field: models.Field[Any, Any], ledger: Ledger, user: Any, options: dict[str, Any]) -> forms.Field:
    model: Any = field.related_model
    if field.many_to_many:
        return forms.ModelMultipleChoiceField(queryset=reach(user, ledger.slug), to_field_name="code", **options)
    if model is Union:
        return Named(
            writable(user, ledger.slug) if field.name in (ledger.reach, "parent") else Union.objects.all(),
            "unions",
            **options,
        )
    if model is Employer:
        return NamedEmployer(Employer.objects.filter(state="active"), "employers", **options)
    if model is Matter:
        return Named(matters(user, ledger.slug).filter(state="active"), "matters", **options)
    raise ImproperlyConfigured(
        f"{ledger.slug}.{field.name}: no form reaches {model._meta.label}; say here who may choose which"
    )


def _choice(field: models.Field[Any, Any], current: Any, options: dict[str, Any]) -> forms.Field:
    choices: list[Any] = [(value, label) for value, label in field.flatchoices if value != ""]
    if current and str(current) not in {str(value) for value, _label in choices}:
        choices.append((current, _("%(word)s（原表写法）") % {"word": current}))
    return forms.ChoiceField(choices=[("", "—"), *choices], **options)


def _form_field(column: Column, user: Any, instance: models.Model) -> forms.Field:
    """The form field of one item."""
    field = column.field
    required = column.name in column.ledger.first[:1] or (
        field is not None and not column.of_person and not field.blank and not field.has_default() and not field.null
    )
    options: dict[str, Any] = {"label": column.label, "required": required}
    if field is None:
        return (
            DocumentNumber(max_length=32, **options)
            if column.name == "id_number"
            else forms.CharField(max_length=40, **options)
        )
    if field.help_text:
        options["help_text"] = field.help_text
    if field.is_relation:
        return _relation(field, column.ledger, user, options)
    if column.kind == "choice":
        return _choice(field, getattr(instance, column.name, None), options)
    if column.kind == "yes":
        return YesNo(**options)
    if column.kind == "day":
        return Day(**options)
    if column.kind == "month":
        return Month(**options)
    made: Any = field.formfield(**options)
    if column.ledger.goal is not None and column.name == column.ledger.goal.figure:
        made.widget = NameInput(
            "figures"
        )  # a target tied to its figure by name; any other text stays a target of its own
    if column.kind == "long":
        made.widget = forms.Textarea(attrs={"rows": TEXT_ROWS})
    if column.kind == "number":
        made.min_value = 0
        made.widget.attrs.update({"inputmode": "numeric", "min": 0})
    return made  # type: ignore[no-any-return]


class RecordForm(PlainForm):
    """One record of a ledger. `reason` is asked when something is changed or voided, never for a new record."""

    def __init__(self, ledger: Ledger, user: Any, instance: Any, data: Any = None) -> None:
        self.ledger, self.user, self.instance = ledger, user, instance
        stands = fixed(user, ledger, instance)
        self.items = [column for column in all_columns(ledger) if column.name not in stands]
        super().__init__(data, initial=self._initial())
        for column in self.items:
            self.fields[column.name] = _form_field(column, user, instance)
            if column.sensitive and instance.pk is not None:
                self.fields[column.name].required = False
                self.fields[column.name].help_text = _("保密项，留空即不改动。现为 %(masked)s") % {
                    "masked": column.text(instance)
                }
        if ledger.model is Union and instance.pk is None and not user.is_superuser:
            self.fields["parent"].required = True  # only the owner makes a union that stands under none
        if ledger.model is Event:
            themes = [(value, label) for value, label in Theme.choices if value != ledger.preset.get("theme")]
            self.fields["themes"] = forms.MultipleChoiceField(
                label=_("同时计入"), choices=themes, required=False, widget=forms.CheckboxSelectMultiple,
                help_text=_("一次活动只登记一次，在每个主题中各计一次"),
            )  # fmt: skip
        self.dated = sorted(name for name in ledger.dated if name in self.fields) if instance.pk is not None else []
        if self.dated:
            self._ask_since_when()
        self.seen = self._last_change()
        self.left_alone: list[
            str
        ] = []  # items of the person that were given and, on saving, not written: another's to tell
        if instance.pk is not None:
            self.fields["reason"] = forms.CharField(label=gettext_lazy("修改事由"), max_length=200)

    def _last_change(self) -> str:
        """What the form was filled in upon: the last line that the log has of the record."""
        if self.instance.pk is None:
            return ""
        lines = Change.objects.filter(model=self.ledger.model._meta.label_lower, object_id=self.instance.pk)
        return str(lines.aggregate(last=Max("pk"))["last"] or "")

    def _check_seen(self) -> None:
        """Somebody else changed the record while the form was open: said, and written only when it is sent once more."""
        told = self.data.get("seen")
        if not told or str(told) == self.seen or not str(told).isdecimal():
            return
        model = self.ledger.model._meta.label_lower
        later = Change.objects.filter(model=model, object_id=self.instance.pk, pk__gt=int(told)).order_by("-pk").first()
        if later is not None:
            words = _(
                "您填写的时候，%(who)s刚刚改过这条记录，您的改动还没有写入。请先看看改了什么，仍要按下面的写入，就再提交一次。"
            )
            self.add_error(None, words % {"who": later.actor_name})

    def _ask_since_when(self) -> None:
        """What a dated item was before stays true of earlier days, unless it was a slip of the pen."""
        words = _("、").join(str(self.fields[name].label) for name in self.dated)
        self.fields["changed_on"] = Day(
            label=_("变动自"), required=False,
            help_text=_("%(items)s有变动的，从这一天起按新的统计，以前各期仍按原来的；不填即今天") % {"items": words},
        )  # fmt: skip
        self.fields["correction"] = forms.BooleanField(
            label=_("是更正"), required=False, help_text=_("以前就填错了：过去各期也按新的统计")
        )

    def _initial(self) -> dict[str, Any]:
        """What the record has; sensitive items are never sent out to be edited."""
        if self.instance.pk is None:
            return {}
        found = {}
        for column in self.items:
            if column.sensitive:
                continue
            value = column.value(self.instance)
            if column.field is not None and column.field.is_relation:
                value = (
                    [each.code for each in value.all()]
                    if hasattr(value, "all")
                    else (str(value) if value is not None else "")
                )
            found[column.name] = value
        if self.ledger.model is Event:
            found["themes"] = [theme.theme for theme in self.instance.themes.all()]
        return found

    @property
    def first(self) -> list[forms.BoundField]:
        """The items asked at once: those the ledger names and whatever must be given."""
        must = [name for name, field in self.fields.items() if field.required and name != "reason"]
        names = [name for name in self.ledger.first if name in self.fields]
        return [self[name] for name in (*names, *(name for name in must if name not in names))]

    @property
    def others(self) -> list[forms.BoundField]:
        asked = {bound.name for bound in self.first} | {"reason"}
        return [self[name] for name in self.fields if name not in asked]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        limit = timezone.localdate() + LATEST
        for column in self.items:
            value = data.get(column.name)
            late = isinstance(value, dt.date) and value > limit and column.kind in ("day", "month")
            if late and column.name not in self.ledger.future and not column.of_person:
                self.add_error(column.name, _("晚于今天 31 天以上，请核对年份。"))
        self._check_seen()
        if not self.errors:
            self._check_record(data)
        if self.dated and not self.errors and not data["correction"]:
            self._check_since(data)
        return data

    def _check_since(self, data: dict[str, Any]) -> None:
        """The day of a change lies neither ahead nor before one that is known already."""
        data["changed_on"] = day = data["changed_on"] or timezone.localdate()
        names = past.changed(self.instance, self.dated)
        last = past.last_change(self.instance, names)
        if names and day > timezone.localdate():
            self.add_error("changed_on", _("变动的日期还没有到；到那一天再改，或填已经发生的日期。"))
        elif names and last is not None and day <= last:
            told = _("这一项在 %(day)s 已经变动过一次，请填以后的日期；那次记错了的，勾选更正。")
            self.add_error("changed_on", told % {"day": last.isoformat()})

    def _check_record(self, data: dict[str, Any]) -> None:
        """Let the record's own constraints speak, in their own words."""
        self.fill(data)
        try:
            self.instance.validate_constraints(exclude=["uid"])
        except ValidationError as error:
            self.add_error(None, error)

    def fill(self, data: dict[str, Any]) -> None:
        """Write the answers into the instance, not yet into the database; the person's items wait for saving.py."""
        for column in self.items:
            field = column.field
            if (
                column.of_person
                or field is None
                or field.many_to_many
                or (column.sensitive and self.instance.pk and not data.get(column.name))
            ):
                continue
            value = data.get(column.name)
            if isinstance(value, models.Model) and value.pk is None:
                continue  # an employer still to be entered
            if value is None and not field.null:
                if field.has_default():
                    value = field.get_default()
                elif isinstance(field, models.CharField | models.TextField):
                    value = ""
            setattr(self.instance, column.name, value)

    @property
    def told_apart(self) -> str:
        """What is said where items of the person were left as another union has them."""
        names = _("、").join(column.label for column in self.items if column.name in self.left_alone)
        words = _(
            "这个证件号码已有人员档案，%(items)s没有改动，由会籍所在工会维护；要更正的，请在“个人信息”中登记更正请求。"
        )
        return words % {"items": names} if names else ""

    def personal(self) -> dict[str, Any]:
        """The answers that belong to the person behind the record."""
        names = {column.name for column in self.items if column.of_person}
        return {name: value for name, value in self.cleaned_data.items() if name in names and value not in (None, "")}


def blank_record(ledger: Ledger) -> Any:
    """A new record with what every record of the ledger has."""
    preset = {name: value for name, value in ledger.preset.items() if ledger.has(name) and name != "theme"}
    return ledger.model(**preset)
