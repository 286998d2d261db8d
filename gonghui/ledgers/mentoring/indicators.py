"""Figures of mentoring."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio, Stock
from gonghui.ledgers.mentoring.models import Mentoring

R = Mentoring.Result
BY = ["kind", "trade", "result"]
pairs = Measure("mentoring.pairs", _("师徒结对对数"), "对", of=Mentoring, when=Stock("signed_on", "ended_on"), by=BY)
formed = Measure("mentoring.formed", _("新结师徒对数"), "对", of=Mentoring, when=Flow("signed_on"), by=BY)
masters = Measure(
    "mentoring.masters", _("名师带高徒对数"), "对", of=Mentoring, when=Stock("signed_on", "ended_on"),
    where=Q(kind=Mentoring.Kind.MASTER), by=BY,
)  # fmt: skip
tutors = Measure(
    "mentoring.tutors", _("导师带徒一帮一对数"), "对", of=Mentoring, when=Stock("signed_on", "ended_on"),
    where=Q(kind__in=[Mentoring.Kind.TUTOR, Mentoring.Kind.ONE_TO_ONE]), by=BY,
)  # fmt: skip
ended = Measure("mentoring.ended", _("期满结束师徒对数"), "对", of=Mentoring, when=Flow("ended_on"), by=BY)
judged = Measure(
    "mentoring.judged", _("已考核师徒对数"), "对", of=Mentoring, when=Flow("signed_on"),
    where=Q(result__in=[R.ON_TARGET, R.FAILED]), by=BY,
)  # fmt: skip
on_target = Measure(
    "mentoring.on_target", _("考核达标师徒对数"), "对", of=Mentoring, when=Flow("signed_on"), where=Q(result=R.ON_TARGET), by=BY
)  # fmt: skip
Ratio(
    "mentoring.on_target_rate", _("师徒考核达标率"), "%", numerator=on_target, denominator=judged,
    basis=_("分母为本期结对且已考核的师徒对数"),
)  # fmt: skip
