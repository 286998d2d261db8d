"""Making an indicator without code: a measure of a ledger with conditions, or a rate of two indicators."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from gonghui.kernel.access.own_figures import offered
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.writing import log
from gonghui.kernel.figures.models import SavedIndicator
from gonghui.kernel.figures.result import HALF_UP, ROUNDINGS
from gonghui.kernel.figures.saved import BadIndicator, make
from gonghui.kernel.figures.units import unit_words
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.web.columns import Column, all_columns
from gonghui.kernel.web.plain import PlainForm

ROWS = 4  # conditions
HOWS = [
    ("equals", gettext_lazy("等于")), ("not", gettext_lazy("不等于")),
    ("in", gettext_lazy("是其中之一（用顿号分开）")), ("contains", gettext_lazy("含有")),
    ("between", gettext_lazy("在两者之间（用顿号分开）")), ("blank", gettext_lazy("未填")), ("filled", gettext_lazy("已填")),
]  # fmt: skip


def _conditioned(ledger: Ledger) -> list[Column]:
    """Items that a condition may name: real, open fields of the record."""
    return [
        c
        for c in all_columns(ledger)
        if not c.sensitive and not c.sealed and not c.of_person and c.field is not None and not c.field.is_relation
    ]


def _rounding() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("取整方式"),
        choices=[(how, gettext_lazy(name)) for how, name in ROUNDINGS.items()],
        initial=HALF_UP,
        required=False,
        help_text=gettext_lazy("截尾只去掉多余的小数，不进位；指标页同时列出另一种结果"),
    )


class MeasureForm(PlainForm):
    """A count, a count of different values, or a sum, of one ledger."""

    name = forms.CharField(label=gettext_lazy("指标名称"), max_length=120)
    unit = forms.CharField(
        label=gettext_lazy("单位"), max_length=12, help_text=gettext_lazy("如 件、人、人次、户、元、万元")
    )
    count = forms.ChoiceField(
        label=gettext_lazy("怎么数"),
        choices=[
            ("rows", gettext_lazy("数条数")),
            ("distinct", gettext_lazy("数不同的个数")),
            ("sum", gettext_lazy("合计数量或金额")),
        ],
    )
    field = forms.ChoiceField(label=gettext_lazy("数哪一项"), required=False, help_text=gettext_lazy("数条数时不用选"))
    when = forms.ChoiceField(
        label=gettext_lazy("时间"),
        choices=[
            ("flow", gettext_lazy("本期发生")),
            ("stock", gettext_lazy("期末有效")),
            ("cumulative", gettext_lazy("累计到期末")),
        ],
    )
    since = forms.ChoiceField(label=gettext_lazy("按哪个日期"), required=False)
    until = forms.ChoiceField(
        label=gettext_lazy("到哪个日期止"), required=False, help_text=gettext_lazy("期末有效时选，如到期日期")
    )
    decimals = forms.IntegerField(label=gettext_lazy("小数位"), min_value=0, max_value=4, initial=0)
    rounding = _rounding()

    def __init__(self, ledger: Ledger, data: Any = None) -> None:
        super().__init__(data)
        self.ledger = ledger
        items = _conditioned(ledger)
        days = [("", "—"), *((c.name, c.label) for c in items if c.kind in ("day", "month"))]
        counted = [
            (c.name, c.label)
            for c in all_columns(ledger)
            if not c.sensitive
            and not c.sealed
            and not c.of_person
            and c.kind in ("number", "money", "link", "choice", "text")
        ]
        self._choose("field", [("", "—"), *counted], "")
        self._choose("since", days, ledger.date)
        self._choose("until", days, "")
        for place in range(ROWS):
            self.fields[f"item{place}"] = forms.ChoiceField(
                choices=[("", "—"), *((c.name, c.label) for c in items)], required=False, label=_("项目")
            )
            self.fields[f"how{place}"] = forms.ChoiceField(choices=HOWS, required=False, label=_("条件"))
            self.fields[f"value{place}"] = forms.CharField(max_length=200, required=False, label=_("值"))

    def _choose(self, name: str, choices: list[tuple[str, str]], initial: str) -> None:
        chosen = self.fields[name]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices, chosen.initial = choices, initial

    @property
    def head(self) -> list[forms.BoundField]:
        return [
            self[name] for name in ("name", "unit", "count", "field", "when", "since", "until", "decimals", "rounding")
        ]

    @property
    def conditions(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        return [(self[f"item{n}"], self[f"how{n}"], self[f"value{n}"]) for n in range(ROWS)]

    def data_of(self) -> dict[str, Any]:
        """The indicator in the grammar of figures/saved.py."""
        given = self.cleaned_data
        until_valid = (
            any(word in str(_label(self.ledger, given["until"])) for word in ("到期", "届满", "有效期"))
            if given["until"]
            else False
        )
        when = {"flow": {"flow": given["since"]}, "cumulative": {"cumulative": given["since"]}}.get(
            given["when"], {"stock": [given["since"], given["until"]], "until_valid": until_valid}
        )
        rows = [self._row(n) for n in range(ROWS) if given[f"item{n}"]]
        return {
            "kind": "measure",
            "ledger": self.ledger.slug,
            "count": given["count"],
            "field": given["field"],
            "when": when,
            "where": rows,
            "decimals": given["decimals"],
            "rounding": given["rounding"] or HALF_UP,
        }

    def _row(self, place: int) -> list[Any]:
        item, how, text = (self.cleaned_data[f"{name}{place}"] for name in ("item", "how", "value"))
        value: Any = (
            [part.strip() for part in text.replace(",", "、").replace("，", "、").split("、")]
            if how in ("in", "between")
            else text.strip()
        )
        return [item, how, value]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("count") in ("distinct", "sum") and not given.get("field"):
            self.add_error("field", _("请选要数的项目。"))
        if (
            given.get("count") == "sum"
            and given.get("field")
            and not isinstance(_field(self.ledger, given["field"]), models.IntegerField | models.DecimalField)
        ):
            self.add_error("field", _("这一项不是数量，不能合计。"))
        if given.get("when") in ("flow", "cumulative") and not given.get("since"):
            self.add_error("since", _("请选日期项目。"))
        if not self.errors:
            _try(self, self.data_of(), given)
        return given


class RatioForm(PlainForm):
    """One indicator as a share of another."""

    name = forms.CharField(label=gettext_lazy("指标名称"), max_length=120)
    unit = forms.CharField(label=gettext_lazy("单位"), max_length=12, initial="%")
    numerator = forms.ChoiceField(label=gettext_lazy("分子"))
    denominator = forms.ChoiceField(label=gettext_lazy("分母"))
    part = forms.BooleanField(label=gettext_lazy("分子是分母的一部分"), required=False, initial=True)
    decimals = forms.IntegerField(label=gettext_lazy("小数位"), min_value=0, max_value=4, initial=1)
    rounding = _rounding()

    def __init__(self, user: Any, data: Any = None) -> None:
        super().__init__(data)
        choices = [
            ("", "—"),
            *(
                (key, _("%(a)s（%(b)s）") % {"a": each.name, "b": unit_words(each.unit)})
                for key, each in offered(user).items()
                if each.kind in ("stock", "flow", "cumulative")
            ),
        ]
        for name in ("numerator", "denominator"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def data_of(self) -> dict[str, Any]:
        given = self.cleaned_data
        times = 100 if given["unit"] == "%" else 1
        return {
            "kind": "ratio",
            **{name: given[name] for name in ("numerator", "denominator", "part", "decimals")},
            "rounding": given["rounding"] or HALF_UP,
            "times": times,
        }

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors:
            _try(self, self.data_of(), given)
        return given


def _field(ledger: Ledger, name: str) -> Any:
    return ledger.model._meta.get_field(name)


def _label(ledger: Ledger, name: str) -> str:
    return Column(ledger, name).label


def _try(form: forms.Form, data: dict[str, Any], given: dict[str, Any]) -> None:
    """Make it once: what cannot be made is refused in words, before anything is kept."""
    try:
        make(data, "own.trial", given.get("name", ""), given.get("unit", ""))
    except (BadIndicator, ValueError) as error:
        form.add_error(None, str(error))
    finally:
        _forget_trial()


def _forget_trial() -> None:
    from gonghui.kernel.figures.declaration import INDICATORS

    INDICATORS.pop("own.trial", None)


@transaction.atomic
def keep(form: MeasureForm | RatioForm, user: Any, union: Union | None) -> SavedIndicator:
    """Keep the indicator as its first version; the log says who made it."""
    given = form.cleaned_data
    row = SavedIndicator.objects.create(
        key=f"own.{uuid.uuid4().hex[:10]}", name=given["name"], unit=given["unit"], data=form.data_of(), union=union
    )
    with acting(user, gettext_noop("新建自定义指标")):
        log("add", [(row, SavedIndicator, {}, {"name": row.name, "data": row.data})])
    return row
