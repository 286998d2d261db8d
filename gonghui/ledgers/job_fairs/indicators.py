"""Figures of job fairs."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio
from gonghui.ledgers.job_fairs.models import JobFair


def flow(key: str, name: StrOrPromise, unit: StrOrPromise, total: str = "", where: Q | None = None) -> Measure:
    """A figure of fairs begun in the period."""
    return Measure(
        f"job_fairs.{key}", name, unit, of=JobFair, when=Flow("held_on"), total=total, where=where or Q(), by=["title"]
    )


fairs = flow("fairs", _("就业招聘会场次"), "场次")
firms = flow("firms", _("招聘会进场企业数"), "家", "firms")
vacancies = flow("vacancies", _("招聘会提供岗位数"), "个", "vacancies")
hired = flow("hired", _("招聘会达成就业人数"), "人", "hired")
applicants = flow("applicants", _("招聘会求职人数"), "人", "applicants")
Ratio(
    "job_fairs.hire_rate",
    _("招聘会就业率"),
    "%",
    numerator=hired,
    denominator=applicants,
    basis=_("分母为同期招聘会求职人数"),
)
women = flow("women_hired", _("招聘会安置女职工数"), "人", "women_hired")
hardship = flow("women_hardship", _("安置困难女职工数"), "人", "women_hardship_hired")
