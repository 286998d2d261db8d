"""Figures of persons' own study."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio
from gonghui.ledgers.training_study.models import Study

K = Study.Kind


def flow(key: str, name: StrOrPromise, unit: StrOrPromise, kinds: list[str], **rest: object) -> Measure:
    """A figure of study of these kinds in the period."""
    where = Q(kind__in=kinds) & rest.pop("where", Q())  # type: ignore[operator]
    return Measure(
        f"training_study.{key}",
        name,
        unit,
        of=Study,
        when=Flow("held_on"),
        where=where,
        by=["kind", "level"],
        **rest,  # type: ignore[arg-type]
    )


external = flow("external_times", _("外派培训人次"), "人次", [K.EXTERNAL])
external_days = flow("external_days", _("外派培训人天"), "人天", [K.EXTERNAL], total="days")
officers = flow("officers", _("参加培训工会干部数"), "人", [K.CADRE], distinct="person")
officer_times = flow("officer_times", _("工会干部培训个人记录"), "人次", [K.CADRE])
new_officers = flow("new_officers", _("新任工会干部培训人次"), "人次", [K.CADRE], where=Q(is_new_officer=True))
notes = flow("notes", _("学习笔记体会论文篇数"), "篇", [K.NOTES, K.REFLECTION, K.ESSAY], total="items")
notes_people = flow("notes_times", _("学习笔记体会论文上交人次"), "人次", [K.NOTES, K.REFLECTION, K.ESSAY])
degrees = flow("degrees", _("学历进修人次"), "人次", [K.DEGREE])
rewarded = flow("paper_rewards", _("论文奖励人次"), "人次", [K.PUBLISHED, K.SUBMITTED])
papers = flow("papers", _("获奖励论文篇数"), "篇", [K.PUBLISHED, K.SUBMITTED], total="items")
paid = flow("paper_payment", _("论文奖励金额"), "元", [K.PUBLISHED, K.SUBMITTED], total="payment", decimals=2)
projects = Measure(
    "training_study.projects", _("课题研究项数"), "项", of=Study, when=Flow("held_on"), where=Q(kind=K.PROJECT), by=["stage", "level"]
)  # fmt: skip
concluded = flow("concluded", _("结题课题项数"), "项", [K.PROJECT], where=Q(ended_on__isnull=False))
examined = flow("examined", _("法律法规考试人次"), "人次", [K.EXAM], where=Q(passed__isnull=False))
passed = flow("passed", _("法律法规考试合格人次"), "人次", [K.EXAM], where=Q(passed=True))
Ratio(
    "training_study.pass_rate", _("法律法规考试合格率"), "%", numerator=passed, denominator=examined,
    basis=_("分母为同期有考试结果的人次"),
)  # fmt: skip
exhibitions = flow("exhibitions", _("业务展评人次"), "人次", [K.EXHIBITION])
teams = flow("teams", _("三支队伍个人培训人次"), "人次", [K.TEAM])
