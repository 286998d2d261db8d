"""Figures of tasks: due, done, overdue."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Day, Flow, Measure, Ratio, Stock
from gonghui.ledgers.tasks.models import Task

K = Task.Kind
BY = ["kind", "stage", "owner", "result", "employer_class"]


def pair(
    key: str, kinds: list[str], raised: StrOrPromise, done: StrOrPromise, rate: StrOrPromise, basis: StrOrPromise
) -> None:
    """What was raised in the period, what of it is done by its last day, and the rate."""
    where = Q(kind__in=kinds) if kinds else Q()
    first = Measure(f"tasks.{key}", raised, "项", of=Task, when=Flow("raised_on"), where=where, by=BY)
    second = Measure(
        f"tasks.{key}_done", done, "项", of=Task, when=Flow("raised_on"), where=where & Q(done_on__lte=Day.LAST), by=BY
    )
    Ratio(f"tasks.{key}_rate", rate, "%", numerator=second, denominator=first, basis=basis)


pair("tasks", [], _("登记工作任务数"), _("已完成工作任务数"), _("工作任务完成率"), _("分母为本期登记的任务数"))
pair(
    "plans",
    [K.PLAN],
    _("年度计划事项数"),
    _("年度计划完成事项数"),
    _("年度计划完成率"),
    _("分母为本期登记的计划事项数"),
)
pair("stages", [K.STAGE], _("阶段任务数"), _("阶段任务完成数"), _("阶段任务完成率"), _("分母为本期登记的阶段任务数"))
pair(
    "problems",
    [K.PROBLEM, K.SELF_CHECK],
    _("自查问题数"),
    _("整改问题数"),
    _("问题整改率"),
    _("分母为本期查找的问题数"),
)
pair(
    "integrity",
    [K.INTEGRITY],
    _("廉洁自查问题数"),
    _("廉洁自查整改数"),
    _("廉洁自查整改率"),
    _("分母为本期廉洁自查问题数"),
)
pair(
    "inspections",
    [K.INSPECTION],
    _("督导检查发现问题数"),
    _("督导检查整改数"),
    _("督导整改率"),
    _("分母为本期督导发现的问题数"),
)
pair("pledges", [K.PLEDGE], _("公开承诺事项数"), _("已兑现承诺事项数"), _("承诺兑现率"), _("分母为本期公开承诺事项数"))
pair(
    "projects",
    [K.PROJECT],
    _("党建带工建项目数"),
    _("党建带工建项目完成数"),
    _("党建带工建项目完成率"),
    _("分母为本期登记的项目数"),
)

overdue = Measure(
    "tasks.overdue", _("逾期未完成任务数"), "项", of=Task, when=Stock("raised_on", "done_on"), where=Q(due_on__lt=Day.LAST), by=BY
)  # fmt: skip
visits = Measure(
    "tasks.contact_visits", _("领导联系点走访次数"), "次", of=Task, when=Flow("raised_on"), where=Q(kind=K.CONTACT), total="visits", by=BY
)  # fmt: skip
solved = Measure(
    "tasks.contact_solved", _("领导联系点解决问题数"), "个", of=Task, when=Flow("raised_on"), where=Q(kind=K.CONTACT), total="solved", by=BY
)  # fmt: skip
guidance = Measure(
    "tasks.guidance", _("分类指导次数"), "次", of=Task, when=Flow("raised_on"), where=Q(kind=K.GUIDANCE), by=BY
)  # fmt: skip
gaps = Measure(
    "tasks.advanced_gaps", _("创建先进未达标项数"), "项", of=Task, when=Stock("raised_on", "done_on"), where=Q(kind=K.ADVANCED), by=BY
)  # fmt: skip
