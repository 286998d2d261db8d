"""Figures of accidents."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio
from gonghui.ledgers.safety_accidents.models import Accident


def flow(key: str, name: StrOrPromise, unit: StrOrPromise, **rest: object) -> Measure:
    """A figure of accidents of the period."""
    return Measure(f"safety_accidents.{key}", name, unit, of=Accident, when=Flow("happened_on"), **rest)  # type: ignore[arg-type]


accidents = flow("accidents", _("安全事故起数"), "起")
deaths = flow("deaths", _("事故死亡人数"), "人", total="deaths")
injuries = flow("injuries", _("事故受伤人数"), "人", total="injuries")
sanctioned = flow("sanctioned", _("事故处理人数"), "人", total="sanctioned")
joined = flow("union_took_part", _("工会参与调查事故起数"), "起", where=Q(union_took_part=True))
Ratio(
    "safety_accidents.participation_rate", _("工会参与事故调查率"), "%", numerator=joined, denominator=accidents,
    basis=_("分母为同期安全事故起数"),
)  # fmt: skip
