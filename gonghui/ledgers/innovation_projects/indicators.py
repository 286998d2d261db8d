"""Figures of innovation projects, and the benefit of contests, proposals and projects together."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Sum
from gonghui.ledgers.innovation_projects.models import Project

K = Project.Kind
BY = ["kind", "level"]


def flow(
    key: str, name: StrOrPromise, unit: StrOrPromise, total: str = "", kinds: list[str] | None = None, **rest: object
) -> Measure:
    """A figure of projects finished in the period."""
    where = Q(kind__in=kinds) if kinds else Q()
    return Measure(
        f"innovation_projects.{key}",
        name,
        unit,
        of=Project,
        when=Flow("finished_on"),
        total=total,
        where=where,
        by=BY,
        **rest,  # type: ignore[arg-type]
    )


projects = flow("projects", _("技术攻关革新项目数"), "项")
benefit = flow("benefit", _("技术攻关革新创效"), "元", "benefit", decimals=2)
breakthroughs = flow("breakthroughs", _("技术攻关项目数"), "项", kinds=[K.BREAKTHROUGH, K.DIFFUSION])
groups = flow("groups", _("技术攻关小组数"), "个", kinds=[K.GROUP])
five_small = flow(
    "five_small", _("五小成果数"), "项", kinds=[K.INVENTION, K.CREATION, K.SMALL_INNOVATION, K.DESIGN, K.SUGGESTION]
)
science = flow("science", _("科技创新成果数"), "项", kinds=[K.SCIENCE])
patents = flow("patents", _("职工专利数"), "项", kinds=[K.PATENT])
methods = flow("methods", _("先进操作法数"), "项", kinds=[K.METHOD])
observers = flow("observers", _("先进操作法观摩人数"), "人", "observers", [K.METHOD])
quality = flow("quality", _("优质产品优质工程项目数"), "项", kinds=[K.QUALITY])
major = flow("major", _("较大经济成果项目数"), "项", kinds=[K.MAJOR])
saving = flow("saving", _("双增双节项目创效"), "元", "benefit", [K.SAVING], decimals=2)
employers = flow("employers", _("开展技术创新单位数"), "家", distinct="employer")


def _benefit(label: str, date: str) -> Measure:
    """The benefit kept in another ledger, counted here only as a part of the total."""
    return Measure("", "", "元", of=apps.get_model(label), when=Flow(date), total="benefit")


Sum(
    "innovation_projects.total_benefit", _("经济技术创新创效合计"), "元", decimals=2,
    plus=[_benefit("contests.Contest", "held_on"), _benefit("proposals.Proposal", "proposed_on"), benefit],
    basis=_("劳动竞赛、合理化建议和技术创新创效之和"),
)  # fmt: skip
