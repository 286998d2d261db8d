"""Figures of homes of workers and campaign units."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Begun, Flow, Measure, Ratio, Stock, standing
from gonghui.kernel.figures.standard import UNIONS
from gonghui.ledgers.homes.models import Home

K, R = Home.Kind, Home.Result
BY = ["kind", "result", "level"]
_OK = ~Q(result__in=[R.FAILED, R.ONGOING])


def flow(key: str, name: StrOrPromise, unit: StrOrPromise, where: Q | None = None, **rest: object) -> Measure:
    """Recognitions of the period."""
    return Measure(
        f"homes.{key}",
        name,
        unit,
        of=Home,
        when=Flow("certified_on"),
        where=where or Q(),
        by=BY,
        **rest,  # type: ignore[arg-type]
    )


certified = flow("certified", _("创建认定数"), "家", _OK)
nonpublic = flow("nonpublic_models", _("非公创新示范单位数"), "家", Q(kind=K.NONPUBLIC_MODEL))
rechecked = flow(
    "province_rechecked", _("省级模范职工之家复查数"), "家", Q(kind=K.PROVINCE_RECHECK, result=R.QUALIFIED)
)
failed = flow("failed", _("复查不合格数"), "家", Q(result=R.FAILED))
pilots = flow("pilots", _("职工之家试点乡镇数"), "个", Q(kind=K.PILOT))
key_units = Measure(
    "homes.key_units", _("创建重点单位数"), "家", of=Home, when=Stock("certified_on", "withdrawn_on"), where=Q(kind=K.KEY_UNIT), by=BY
)  # fmt: skip
standardising = Measure(
    "homes.standardising", _("规范化工会创建单位数"), "家", of=Home, when=Stock("certified_on", "withdrawn_on"),
    where=Q(kind=K.STANDARD), by=BY,
)  # fmt: skip
HOMES = [K.NATIONAL, K.PROVINCE, K.PROVINCE_RECHECK, K.CITY, K.QUALIFIED, K.SMALL]
homes = Measure(
    "homes.homes", _("职工之家数"), "家", of=Home, when=Begun("certified_on", "withdrawn_on"), where=_OK & Q(kind__in=HOMES), by=BY
)  # fmt: skip
unions = Measure(
    "homes.unions", _("已建家工会数"), "家", of=Home, when=Begun("certified_on", "withdrawn_on"),
    where=_OK & Q(kind__in=HOMES) & standing("union__"), distinct="union",
)  # fmt: skip
Ratio(
    "homes.home_rate", _("建家率"), "%", numerator=unions, denominator=UNIONS, part=False, basis=_("分母为期末工会组织数")
)  # fmt: skip
advanced = flow("advanced", _("创建工会工作先进单位项数"), "项", Q(kind=K.ADVANCED_CITY))
gaps = flow("with_gaps", _("对照条件有差距的创建项数"), "项", ~Q(gaps=""))
