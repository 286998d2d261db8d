"""The catalogue: indicators by key, declared and saved, with definitions in words."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.models import SavedIndicator
from gonghui.kernel.figures.result import HALF_UP
from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.ledger.declaration import REGISTRY, Ledger


class UnknownFigure(KeyError):
    """No indicator of that key; the message is for the user."""

    def __str__(self) -> str:
        return str(self.args[0])


def saved() -> dict[str, d.Indicator]:
    """The offices' own indicators, current versions; one query."""
    from gonghui.kernel.figures.saved import build

    rows = list(SavedIndicator.objects.filter(is_current=True))
    known: dict[str, d.Indicator] = {}
    for row in rows:
        known[row.key] = build(row)
    return known


def catalogue() -> dict[str, d.Indicator]:
    """All indicators by key, in order of key."""
    return dict(sorted({**d.INDICATORS, **saved()}.items()))


def find(key: str) -> d.Indicator:
    """One indicator; raises UnknownFigure."""
    if key in d.INDICATORS:
        return d.INDICATORS[key]
    row = SavedIndicator.objects.filter(key=key, is_current=True).first()
    if row is None:
        raise UnknownFigure(f"没有“{key}”这个指标。可用 gonghui figures --list 查看全部指标。")
    from gonghui.kernel.figures.saved import build

    return build(row)


def ledger_of(measure: d.Measure) -> Ledger | None:
    """The ledger whose records a measure counts: by the key's first part, else by the model."""
    slug = measure.key.split(".")[0]
    if slug in REGISTRY and REGISTRY[slug].of is measure.of:
        return REGISTRY[slug]
    return next((ledger for ledger in REGISTRY.values() if ledger.of is measure.of), None)


def definition(indicator: d.Indicator) -> str:
    """What is counted, in words: the author's basis, or one made from the declaration."""
    return _definition(indicator) if indicator.saved else _known_definition(indicator, get_language() or "")


@lru_cache(maxsize=8192)
def _known_definition(indicator: d.Indicator, _language: str) -> str:
    """Of a declared indicator: the same as long as the process lives."""
    return _definition(indicator)


def _definition(indicator: d.Indicator) -> str:
    if indicator.basis:
        return str(indicator.basis)
    if isinstance(indicator, d.Measure):
        return _measure_words(indicator)
    if isinstance(indicator, d.Ratio):
        return _("%(a)s ÷ %(b)s") % {"a": indicator.numerator.name, "b": indicator.denominator.name}
    if isinstance(indicator, d.Shifted):
        return _("%(a)s（%(b)s）") % {"a": indicator.of.name, "b": _SHIFT[indicator.to]}
    if isinstance(indicator, d.Change):
        return _("（本期%(a)s − %(b)s）÷ %(b)s") % {"a": indicator.of.name, "b": _SHIFT[indicator.base]}
    plus, minus = " ＋ ".join(str(i.name) for i in indicator.plus), "".join(f" − {i.name}" for i in indicator.minus)
    return plus + minus


_SHIFT = {
    "last_year": gettext_lazy("上年同期"),
    "year_start": gettext_lazy("上年末"),
    "period_start": gettext_lazy("期初"),
}


def _measure_words(measure: d.Measure) -> str:
    ledger = ledger_of(measure)
    title = ledger.title if ledger else str(measure.of._meta.verbose_name)
    when = measure.when
    if isinstance(when, d.Flow):
        days = [label(measure.of, day) for day in (when.date, *getattr(when, "otherwise", ()))]
        span = _("%(field)s在期内") % {"field": _("，没有的按").join(days)}
    elif isinstance(when, d.Cumulative):
        span = _("%(field)s不晚于期末") % {"field": label(measure.of, when.date)}
    else:
        ends = [label(measure.of, f) for f in (when.since, when.until) if f]
        span = _("期末有效（%(fields)s）") % {"fields": _("、").join(ends)} if ends else _("期末在册")
    if measure.total:
        what = _("“%(field)s”合计") % {"field": label(measure.of, measure.total)}
    elif measure.distinct:
        what = _("“%(field)s”去重个数") % {"field": label(measure.of, measure.distinct)}
    else:
        what = _("条数")
    words = condition_words(measure.where, measure.of)
    return _("%(ledger)s中%(span)s%(where)s的%(what)s") % {
        "ledger": title, "span": span, "where": _("，") + words if words else "", "what": what,
    }  # fmt: skip


def label(model: type[models.Model], lookup: str) -> str:
    """The name of a field along a lookup."""
    from gonghui.kernel.figures.conditions import _resolve

    _path, owner, field, _operator = _resolve(model, lookup.split("__"))
    try:
        return str(getattr(owner._meta.get_field(field), "verbose_name", field))
    except FieldDoesNotExist:  # a lookup such as pk has no name of its own
        return field


def condition_words(node: Q, model: type[models.Model]) -> str:
    """A condition in words; the standing of a union said once."""
    parts: list[str] = []
    for child in node.children:
        if isinstance(child, Q):
            inner = condition_words(child, model)
            if inner:
                parts.append(inner)
            continue
        lookup, value = child  # type: ignore[misc]  # expressions are not used in declarations
        if str(value).startswith("§") or lookup.endswith("__isnull"):
            continue
        parts.append(_leaf_words(lookup, value, model))
    joined = (_("且") if node.connector == Q.AND else _("或")).join(dict.fromkeys(parts))
    return _("非（%(x)s）") % {"x": joined} if node.negated and joined else joined


def _leaf_words(lookup: str, value: Any, model: type[models.Model]) -> str:
    name = label(model, lookup.removesuffix("__in"))
    values = value if isinstance(value, (list, tuple, set)) else [value]
    words = _("、").join(
        _("是") if v is True else _("否") if v is False else str(getattr(v, "label", v)) for v in values
    )
    return _("%(field)s为%(values)s") % {"field": name, "values": words}


@in_chinese
def digest(indicator: d.Indicator) -> str:
    """A digest of the definition, frozen with an issued figure."""
    said = [getattr(indicator, name, "") for name in ("least", "followed", "once", "rounding")]
    later = [str(word) for word in said if word and word != HALF_UP]
    # what a declaration may say only since later is added where it is said: digests frozen before stay what they were
    return hashlib.sha256("|".join([repr(indicator), *later]).encode()).hexdigest()
