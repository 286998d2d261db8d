"""Figures of honours, by level and kind of holder."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure
from gonghui.ledgers.honours.models import Honour

K = Honour.Kind
_PERSON = Q(holder_kind=Honour.HolderKind.PERSON)
_UNIT = Q(holder_kind=Honour.HolderKind.UNIT)
_MEDAL = Q(title__contains="五一劳动奖章") | Q(kind=K.MAY_DAY_MEDAL)


def flow(key: str, name: StrOrPromise, unit: StrOrPromise, where: Q | None = None, **rest: object) -> Measure:
    """Honours granted in the period."""
    return Measure(
        f"honours.{key}", name, unit, of=Honour, when=Flow("granted_on"), where=where or Q(),
        by=["level", "holder_kind", "kind", "title"], **rest,  # type: ignore[arg-type]
    )  # fmt: skip


honours = flow("honours", _("表彰荣誉项数"), "项")
persons = flow("persons", _("受表彰个人数"), "人", _PERSON)
units = flow("units", _("受表彰集体数"), "个", _UNIT)
teams = flow("teams", _("受表彰班组数"), "个", Q(holder_kind=Honour.HolderKind.TEAM))
medals = flow("medals", _("五一劳动奖章人数"), "人", _MEDAL & _PERSON)
medals_province = flow("medals_province", _("省五一劳动奖章人数"), "人", Q(title="省五一劳动奖章") & _PERSON)
awards = flow("may_day_awards", _("五一劳动奖状数"), "个", Q(title__contains="五一劳动奖状") | Q(kind=K.MAY_DAY_AWARD))
openness = flow("openness_units", _("厂务公开先进集体数"), "个", Q(title__contains="厂务公开") & _UNIT)
pioneers = flow("pioneers", _("工人先锋号数"), "个", Q(title__contains="工人先锋号") | Q(kind=K.PIONEER))
posts = flow("posts", _("文明岗示范岗数"), "个", Q(kind=K.CIVIL_POST))
women_posts = flow("women_posts", _("巾帼标兵岗数"), "个", Q(kind=K.WOMEN_POST))
examples = flow("examples", _("先进典型数"), "个", Q(kind=K.EXAMPLE))
model_units = flow("model_units", _("模范集体数"), "个", Q(kind=K.MODEL_UNIT))
learning = flow("learning", _("学习型班组知识型职工数"), "个", Q(kind__in=[K.LEARNING_TEAM, K.KNOWLEDGE_WORKER]))
team_titles = flow(
    "team_titles", _("学习文明智能型班组数"), "个", Q(kind__in=[K.LEARNING_TEAM, K.CIVIL_TEAM, K.SMART_TEAM])
)
civil = flow("civil_units", _("文明行业窗口科室职工数"), "个", Q(kind=K.CIVIL_UNIT))
mutual_care = flow("mutual_care", _("双爱双评获奖数"), "个", Q(kind=K.MUTUAL_CARE))
selected = flow("selected", _("优秀企业家和优秀职工数"), "个", Q(kind__in=[K.ENTREPRENEUR, K.GOOD_WORKER]))
contest_awards = flow("contest_awards", _("竞赛获奖荣誉数"), "个", Q(kind=K.CONTEST))
prizes = flow("prizes", _("荣誉奖金"), "元", total="prize", decimals=2)
documented = flow("documented", _("有文号或证书的荣誉数"), "项", ~Q(document_no="") | ~Q(certificate_no=""))
