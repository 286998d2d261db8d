"""绩效积分: sheets, people paid and allowance."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure
from gonghui.ledgers.officer_points.models import PointsSheet

BY = ["allowance_class", "union"]


def _count(
    key: str, name: StrOrPromise, unit: StrOrPromise, when: Flow, where: Q, total: str = "", distinct: str = ""
) -> Measure:
    return Measure(
        key=key, name=name, unit=unit, of=PointsSheet, when=when, where=where, total=total, distinct=distinct, by=BY
    )


ASSESSED = _count("officer_points.assessed", _("绩效积分考核人次"), "人次", Flow("period_month"), Q())
PEOPLE = _count("officer_points.paid_people", _("发放绩效津贴人次"), "人次", Flow("paid_on"), Q())
ALLOWANCE = _count("officer_points.allowance", _("发放绩效津贴金额"), "元", Flow("paid_on"), Q(), "allowance")
OBJECTIONS = _count("officer_points.objections", _("绩效积分申诉件数"), "件", Flow("period_month"), Q(), "objections")
