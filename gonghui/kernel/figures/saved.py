"""Indicators made without code: a closed grammar of data, no formula language.

    {"kind": "measure", "ledger": "petitions", "count": "rows" | "distinct" | "sum", "field": "items",
     "when": {"flow": "registered_on"} | {"cumulative": "surveyed_on"} |
             {"stock": ["effective_on", "expires_on"], "until_valid": true, "begun": true},
     "where": [["kind", "equals", "letter"], ["title", "contains", "教育"]],
     "within": [[KEY or data, "employer"]], "outside": […], "scale": 10000, "decimals": 1, "rounding": "cut_off"}
    {"kind": "ratio", "numerator": KEY or data, "denominator": KEY or data, "times": 100, "decimals": 1, "part": true}
    {"kind": "sum", "plus": […], "minus": […], "scale": 1}      {"kind": "change", "of": …, "base": "last_year"}
    {"kind": "shifted", "of": …, "to": "year_start"}    {"kind": "narrowed", "of": KEY or data, "where": […]}

`begun`: a row without its first day has not begun (else it holds since ever).

Conditions: equals, in, contains, between, blank, filled, not. Choice values may be given by their Chinese label.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q

from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.models import SavedIndicator
from gonghui.kernel.figures.result import HALF_UP, ROUNDINGS
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.ledger.sealed import Sealed

CONDITIONS = ("equals", "in", "contains", "between", "blank", "filled", "not")


class BadIndicator(ValueError):
    """Data that is no indicator; the message is for the user."""


def build(row: SavedIndicator) -> d.Indicator:
    """The indicator that a saved row describes. Raises BadIndicator."""
    return make(row.data, row.key, row.name, row.unit, row.union_id)


def make(
    data: dict[str, Any] | str, key: str = "", name: str = "", unit: str = "", owner: int | None = None
) -> d.Indicator:
    """An indicator from its data, or the declared one when `data` is a key."""
    if isinstance(data, str):
        from gonghui.kernel.figures.catalogue import find

        return find(data)
    common: dict[str, Any] = {"key": key, "name": name, "unit": unit, "saved": True, "owner": owner}
    common["basis"] = data.get("basis", "")
    if "decimals" in data:
        common["decimals"] = int(data["decimals"])
    if data.get("rounding", HALF_UP) not in ROUNDINGS:
        raise BadIndicator(f"没有“{data['rounding']}”这种取整方式")
    common["rounding"] = data.get("rounding", HALF_UP)
    kind = data.get("kind", "measure")
    if kind == "measure":
        return _measure(data, common)
    if kind == "ratio":
        top, bottom = make(data["numerator"], key, name, unit, owner), make(data["denominator"], key, name, unit, owner)
        times, part = data.get("times", 100), data.get("part", True)
        return d.Ratio(numerator=top, denominator=bottom, times=times, part=part, **common)
    if kind == "sum":
        plus, minus = (
            [make(part, key, name, unit, owner) for part in data.get(side, [])] for side in ("plus", "minus")
        )
        return d.Sum(plus=plus, minus=minus, scale=int(data.get("scale", 1)), **common)
    if kind == "change":
        common["unit"] = unit or "%"
        return d.Change(of=make(data["of"], key, name, unit, owner), base=data.get("base", "last_year"), **common)
    if kind == "narrowed":
        return _narrowed(data, common)
    if kind == "shifted":
        return d.Shifted(of=make(data["of"], key, name, unit, owner), to=data["to"], **common)
    raise BadIndicator(f"没有“{kind}”这种指标")


def _narrowed(data: dict[str, Any], common: dict[str, Any]) -> d.Measure:
    """A measure with further conditions: 职代会数 of the state-owned alone."""
    base = make(data["of"], common["key"], common["name"], common["unit"], common["owner"])
    if not isinstance(base, d.Measure):
        raise BadIndicator("只有条数、合计或去重的指标可以再加条件")
    return replace(base, where=base.where & condition(data.get("where", []), base.of), **common)


def _measure(data: dict[str, Any], common: dict[str, Any]) -> d.Measure:
    slug = data.get("ledger", "")
    if slug not in REGISTRY:
        raise BadIndicator(f"没有“{slug}”这本台账")
    ledger = REGISTRY[slug]
    model = ledger.model
    how, field = data.get("count", "rows"), data.get("field", "")
    if how in ("sum", "distinct"):
        _field(model, field)
    where = condition(data.get("where", []), model)
    for name, value in ledger.preset.items():
        where &= Q(**{f"themes__{name}" if name == "theme" else name: value})
    if data.get("standing_union"):
        where &= d.standing("" if ledger.reach == "" else "union__")
    within, outside = (
        [
            (make(other, common["key"], common["name"], common["unit"], common["owner"]), on)
            for other, on in data.get(side, [])
        ]
        for side in ("within", "outside")
    )
    return d.Measure(
        of=model, when=_when(data.get("when"), ledger.date), where=where, scale=int(data.get("scale", 1)),
        distinct=field if how == "distinct" else "", total=field if how == "sum" else "", by=ledger.filters,
        within=within, outside=outside, **common,
    )  # fmt: skip


def _when(data: dict[str, Any] | None, date: str) -> d.When:
    if not data:
        return d.Flow(date)
    if "flow" in data:
        return d.Flow(data["flow"])
    if "cumulative" in data:
        return d.Cumulative(data["cumulative"])
    since, until = [*data.get("stock", []), "", ""][:2]
    kind = d.Begun if data.get("begun") else d.Stock
    return kind(since, until, until_valid=bool(data.get("until_valid")))


def condition(rows: list[list[Any]], model: type[models.Model]) -> Q:
    """A Q from rows of (field, condition, value)."""
    found = Q()
    for row in rows:
        lookup, how, value = [*row, None, None][:3]
        field = _field(model, lookup)
        if how not in CONDITIONS:
            raise BadIndicator(f"没有“{how}”这种条件")
        found &= _one(lookup, how, _value(field, value), field)
    return found


def _one(lookup: str, how: str, value: Any, field: Any) -> Q:
    if how == "in":
        return Q(**{f"{lookup}__in": value})
    if how == "contains":
        return Q(**{f"{lookup}__contains": value})
    if how == "between":
        return Q(**{f"{lookup}__gte": value[0], f"{lookup}__lte": value[1]})
    if how in ("blank", "filled"):
        blank = Q(**{f"{lookup}__isnull": True})
        if isinstance(field, models.CharField | models.TextField):  # an empty text is "", not NULL
            blank |= Q(**{lookup: ""})
        return blank if how == "blank" else ~blank
    if how == "not":
        return ~Q(**{lookup: value})
    return Q(**{lookup: value})


def _field(model: type[models.Model], lookup: str) -> Any:
    owner: Any = model
    field: Any = None
    for part in lookup.split("__"):
        try:
            field = owner._meta.get_field(part)
        except FieldDoesNotExist as error:
            raise BadIndicator(f"“{model._meta.verbose_name}”没有“{lookup}”这一栏") from error
        owner = field.related_model or owner
    if isinstance(field, Sealed):
        raise BadIndicator(f"“{field.verbose_name}”是加密保存的，不能用来统计")
    return field


def _value(field: Any, value: Any) -> Any:
    """Values in the field's own terms: Chinese labels to codes, 是/否 to booleans, ISO days to dates."""
    if isinstance(value, (list, tuple)):
        return [_value(field, part) for part in value]
    if isinstance(value, str):
        codes = {str(label): code for code, label in (getattr(field, "choices", None) or [])}
        if value in codes:
            return codes[value]
        if isinstance(field, models.BooleanField) and value in ("是", "否"):
            return value == "是"
        if isinstance(field, models.DateField):
            return dt.date.fromisoformat(value)
    return value
