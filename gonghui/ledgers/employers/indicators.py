"""用人单位: the bases of founding rates (rules.md §10.3), by size and by ownership."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Measure, Stock
from gonghui.kernel.organisations.models import NONPUBLIC, Employer, Operating

BY = ["ownership", "region", "industry", "operating"]
GROUP = _("用人单位")


def _count(
    key: str, name: StrOrPromise, where: Q, unit: StrOrPromise = "家", total: str = "", basis: StrOrPromise = ""
) -> Measure:
    return Measure(
        key=key,
        name=name,
        unit=unit,
        of=Employer,
        when=Stock(),
        where=where,
        total=total,
        by=BY,
        basis=basis,
        group=GROUP,
    )


ALL = _count(
    "employers.all", _("登记用人单位数"), Q(is_stub=False), basis=_("登记了基本情况的用人单位，不含仅有名称的")
)
NONPUBLIC_ALL = _count("employers.nonpublic", _("登记非公企业数"), Q(is_stub=False, ownership__in=NONPUBLIC))
LARGE = _count("employers.large", _("职工二十五人以上单位数"), Q(employees__gte=25))
OPERATING = _count("employers.operating", _("正常经营单位数"), Q(operating=Operating.NORMAL))
EMPLOYEES = _count("employers.employees", _("职工总数"), Q(), unit="人", total="employees")
WOMEN = _count("employers.women_employees", _("女职工总数"), Q(), unit="人", total="women_employees")
MIGRANTS = _count("employers.migrant_employees", _("农民工总数"), Q(), unit="人", total="migrant_employees")
STUBS = _count(
    "employers.name_only", _("仅有名称的单位数"), Q(is_stub=True), basis=_("由其他台账带入、尚未登记基本情况的单位")
)
