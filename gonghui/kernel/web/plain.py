"""What a form says of a wrong answer: which item it is and what to do, in the house's words."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

# a library fills these in when the fault is there
LIMIT, HAS = "%(limit_value)s", "%(show_value)s"


def words(field: forms.Field) -> dict[str, str]:
    """Code of a fault -> its sentence, for one field."""
    name = str(field.label or "").replace("%", "％")  # a per cent sign would be taken for something to be filled in
    given = {"name": name, "limit": LIMIT, "has": HAS}
    digits = _("“%(name)s”位数太多，请看看是不是多写了零。") % given
    choice = _("“%(name)s”里没有这一项，请从列表中选。") % given
    said = {
        "required": _required(field) % given,
        "max_length": _("“%(name)s”最多 %(limit)s 个字，现在有 %(has)s 个，请改短一些。") % given,
        "min_length": _("“%(name)s”至少 %(limit)s 个字，现在只有 %(has)s 个。") % given,
        "min_value": _("“%(name)s”不能小于 %(limit)s，请核对。") % given,
        "max_value": _("“%(name)s”不能大于 %(limit)s，请核对。") % given,
        "max_decimal_places": _("“%(name)s”小数点后位数太多，请改短。") % given,
        "max_digits": digits, "max_whole_digits": digits, "invalid_choice": choice, "invalid_list": choice,
    }  # fmt: skip
    if invalid := _invalid(field):
        said["invalid"] = invalid % given
    return said


def _required(field: forms.Field) -> str:
    if isinstance(field, forms.BooleanField):
        return _("请先勾选“%(name)s”。")
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField | forms.DateField):
        return _("“%(name)s”还没有选，请选好再提交。")
    return _("“%(name)s”还没有填，请填好再提交。")


def _invalid(field: forms.Field) -> str:
    if isinstance(field, forms.DateField):
        return _("“%(name)s”认不出是哪一天，请写成 2026-07-08 这样。")
    if isinstance(field, forms.DecimalField | forms.FloatField):
        return _("“%(name)s”要填数字，例如 1200.50。")
    if isinstance(field, forms.IntegerField):
        return _("“%(name)s”要填整数，例如 12。")
    if isinstance(field, forms.SlugField):
        return _("“%(name)s”只能用字母、数字和短横线。")
    return ""


class PlainForm(forms.Form):
    """A form whose faults name their item: every form of the house is one."""

    def full_clean(self) -> None:
        for field in self.fields.values():
            field.error_messages = {**field.error_messages, **words(field)}
        super().full_clean()
