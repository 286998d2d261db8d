"""目标责任: targets signed, reached and missed."""

from __future__ import annotations

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio
from gonghui.ledgers.targets.models import Kind, Target

BY = ["kind", "target_year", "union"]
LETTER = Q(kind=Kind.LETTER)


def _count(key: str, name: StrOrPromise, when: Flow, where: Q) -> Measure:
    return Measure(key=key, name=name, unit="项", of=Target, when=when, where=where, by=BY)


SIGNED = _count("targets.signed", _("签订目标项数"), Flow("signed_on"), LETTER)
SETTLED = _count("targets.settled", _("已考核目标项数"), Flow("settled_on"), LETTER & Q(target__isnull=False))
MET = _count("targets.met", _("完成目标项数"), Flow("settled_on"), LETTER & Q(actual__gte=F("target")))
MISSED = _count("targets.missed", _("未完成目标项数"), Flow("settled_on"), LETTER & Q(actual__lt=F("target")))
Ratio(
    key="targets.met_rate",
    name=_("目标完成率"),
    unit="%",
    numerator=MET,
    denominator=SETTLED,
    basis=_("完成目标项数÷已考核目标项数"),
)
BENCHMARKS = _count("targets.benchmarks", _("对标指标项数"), Flow("settled_on"), Q(kind=Kind.BENCHMARK))
