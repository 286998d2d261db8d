"""Figures of selections."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio
from gonghui.ledgers.honours_nominations.models import HonourNomination

BY = ["kind", "result", "title"]
ELECTED = Q(result=HonourNomination.Outcome.ELECTED)
candidates = Measure(
    "honours_nominations.candidates", _("评选推荐候选数"), "个", of=HonourNomination, when=Flow("nominated_on"), by=BY
)  # fmt: skip
elected = Measure(
    "honours_nominations.elected", _("评选当选数"), "个", of=HonourNomination, when=Flow("nominated_on"), where=ELECTED, by=BY
)  # fmt: skip
teachers = Measure(
    "honours_nominations.teachers", _("满意教师当选人数"), "人", of=HonourNomination, when=Flow("nominated_on"),
    where=ELECTED & Q(kind=HonourNomination.Kind.TEACHER), by=BY,
)  # fmt: skip
votes = Measure(
    "honours_nominations.votes", _("评选得票数"), "票", of=HonourNomination, when=Flow("nominated_on"), total="votes", by=BY
)  # fmt: skip
Ratio(
    "honours_nominations.elected_rate", _("评选当选率"), "%", numerator=elected, denominator=candidates,
    basis=_("分母为同期推荐候选数"),
)  # fmt: skip
