"""Figures of safety supervisors."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Measure, Ratio, Stock
from gonghui.ledgers.safety_supervisors.models import Supervisor

IN_OFFICE = Stock("appointed_on", "ended_on")


def stock(key: str, name: StrOrPromise, unit: StrOrPromise, **rest: object) -> Measure:
    """A figure of supervisors in office on the last day."""
    return Measure(f"safety_supervisors.{key}", name, unit, of=Supervisor, when=IN_OFFICE, by=["team"], **rest)  # type: ignore[arg-type]


supervisors = stock("supervisors", _("群众安全监督员人数"), "人")
teams = stock("teams", _("有群监员的班组数"), "个", distinct="team", where=~Q(team=""))
examined = stock("examined", _("参加考试群监员人数"), "人", where=Q(exam_passed__isnull=False))
passed = stock("passed", _("考试合格群监员人数"), "人", where=Q(exam_passed=True))
Ratio(
    "safety_supervisors.pass_rate", _("群监员考试合格率"), "%", numerator=passed, denominator=examined,
    basis=_("分母为有考试结果的在任群监员人数"),
)  # fmt: skip
