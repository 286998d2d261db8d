"""Figures of young workers' growth."""

from __future__ import annotations

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio, Stock
from gonghui.ledgers.mentoring_growth.models import Growth

K = Growth.Kind
BY = ["kind", "milestone"]
due = Measure(
    "mentoring_growth.due", _("到期成长目标数"), "项", of=Growth, when=Flow("due_on"), where=Q(kind=K.LADDER), by=BY
)  # fmt: skip
reached = Measure(
    "mentoring_growth.reached", _("按期达成成长目标数"), "项", of=Growth, when=Flow("due_on"),
    where=Q(kind=K.LADDER, reached_on__lte=F("due_on")), by=BY,
)  # fmt: skip
Ratio(
    "mentoring_growth.reach_rate", _("成长目标按期达成率"), "%", numerator=reached, denominator=due,
    basis=_("分母为本期到期的成长目标数"),
)  # fmt: skip
plans = Measure(
    "mentoring_growth.plans", _("三年发展规划份数"), "份", of=Growth, when=Stock("since", "until"), where=Q(kind=K.PLAN), by=BY
)  # fmt: skip
fives = Measure(
    "mentoring_growth.five_done", _("五个一培养完成项数"), "项", of=Growth, when=Flow("reached_on"), where=Q(kind=K.FIVE), by=BY
)  # fmt: skip
