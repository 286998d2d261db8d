"""Figures of research; forms sent and returned are separate columns."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio
from gonghui.ledgers.research.models import Research

K = Research.Kind


def flow(key: str, name: StrOrPromise, unit: StrOrPromise, where: Q | None = None, total: str = "") -> Measure:
    """A figure of research of the period."""
    return Measure(
        f"research.{key}", name, unit, of=Research, when=Flow("held_on"), where=where or Q(), total=total, by=["kind"]
    )


reports = flow("reports", _("调研报告篇数"), "篇", Q(kind=K.REPORT))
answered = flow("reports_with_measures", _("提出对策的调研报告篇数"), "篇", Q(kind=K.REPORT) & ~Q(measures=""))
surveys = flow("surveys", _("问卷调查次数"), "次", Q(kind=K.SURVEY))
sent = flow("sent", _("发放问卷份数"), "份", Q(kind=K.SURVEY), "sent")
returned = flow("returned", _("回收问卷份数"), "份", Q(kind=K.SURVEY), "returned")
Ratio(
    "research.return_rate",
    _("问卷回收率"),
    "%",
    numerator=returned,
    denominator=sent,
    basis=_("分母为同期发放问卷份数"),
)
visited = flow("employers_visited", _("调研走访企业数"), "家", total="employers_visited")
people = flow("people", _("调研调查人数"), "人", total="people")
proposals = flow("proposals", _("提案建议件数"), "件", Q(kind=K.PROPOSAL))
quarterly = flow("quarterly", _("季度分析篇数"), "篇", Q(kind=K.QUARTERLY))
accepted = flow("proposals_accepted", _("被采纳提案建议件数"), "件", Q(kind=K.PROPOSAL, is_accepted=True))
replied = flow("proposals_open", _("未答复提案建议件数"), "件", Q(kind=K.PROPOSAL, replied_on__isnull=True))
