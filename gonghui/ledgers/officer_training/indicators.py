"""干部培训: courses and persons by group; delegates trained as a share of those due."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio
from gonghui.ledgers.officer_training.models import Course, Kind

BY = ["kind", "level", "union"]


def _count(key: str, name: StrOrPromise, unit: StrOrPromise, where: Q, total: str = "") -> Measure:
    return Measure(key=key, name=name, unit=unit, of=Course, when=Flow("held_on"), where=where, total=total, by=BY)


COURSES = _count("officer_training.courses", _("工会干部培训期数"), "期", Q(kind=Kind.OFFICERS))
PERSONS = _count("officer_training.persons", _("工会干部受训人次"), "人次", Q(kind=Kind.OFFICERS), "persons")
CHAIR_COURSES = _count("officer_training.chair_courses", _("民营企业工会主席培训期数"), "期", Q(kind=Kind.CHAIRS))
CHAIRS = _count("officer_training.chairs", _("民营企业工会主席受训人次"), "人次", Q(kind=Kind.CHAIRS), "persons")
DELEGATES = _count("officer_training.delegates", _("职工代表受训人次"), "人次", Q(kind=Kind.DELEGATES), "persons")
DELEGATES_DUE = _count("officer_training.delegates_due", _("职工代表应训人次"), "人次", Q(kind=Kind.DELEGATES), "due")
Ratio(
    key="officer_training.delegate_rate",
    name=_("职工代表培训率"),
    unit="%",
    numerator=DELEGATES,
    denominator=DELEGATES_DUE,
    part=False,
    basis=_("职工代表受训人次÷应训人次"),
)
PASSED = _count("officer_training.passed", _("培训考核合格人次"), "人次", Q(), "passed")
VISITS = _count("officer_training.visits", _("外出培训参观次数"), "次", Q(kind=Kind.VISIT))
STUDIES = _count("officer_training.studies", _("学习研究政策件数"), "件", Q(kind=Kind.STUDY))
