"""Figures of women's organisations: due, built, in step with the union (rules §1.6)."""

from __future__ import annotations

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio, Stock, standing
from gonghui.ledgers.women_bodies.models import WomenBody

STANDING = Stock("established_on", "ended_on")
EVER = Stock("", "ended_on")
BY = ["level", "kind"]
_BUILT = Q(established_on__isnull=False)
bodies = Measure("women_bodies.bodies", _("女职工组织数"), "个", of=WomenBody, when=STANDING, where=_BUILT, by=BY)
built = Measure(
    "women_bodies.due_built", _("应建已建女职工组织数"), "个", of=WomenBody, when=STANDING,
    where=_BUILT & Q(is_due=True) & standing("union__"), by=BY,
)  # fmt: skip
due = Measure(
    "women_bodies.due", _("应建女职工组织数"), "个", of=WomenBody, when=EVER, where=Q(is_due=True) & standing("union__"), by=BY
)  # fmt: skip
Ratio(
    "women_bodies.built_rate", _("女职工组织组建率"), "%", numerator=built, denominator=due,
    basis=_("分母为应建女职工组织数，免建的不计入"),
)  # fmt: skip
newly = Measure("women_bodies.new", _("新建女职工组织数"), "个", of=WomenBody, when=Flow("established_on"), by=BY)
members = Measure(
    "women_bodies.members", _("女职工组织会员数"), "人", of=WomenBody, when=STANDING, where=_BUILT, total="members"
)
covered = Measure(
    "women_bodies.covered", _("女职工组织覆盖企业数"), "家", of=WomenBody, when=STANDING, where=_BUILT, total="covered_employers", by=BY
)  # fmt: skip
Ratio(
    "women_bodies.covered_average", _("平均每个女职工组织覆盖企业数"), "家", numerator=covered, denominator=bodies, part=False,
    times=1, basis=_("覆盖企业数除以女职工组织数"),
)  # fmt: skip
dated = Measure(
    "women_bodies.dated", _("有工会和女职委成立日期的组织数"), "个", of=WomenBody, when=STANDING,
    where=_BUILT & Q(union_founded_on__isnull=False),
)  # fmt: skip
in_step = Measure(
    "women_bodies.in_step", _("与工会同步成立的女职工组织数"), "个", of=WomenBody, when=STANDING,
    where=_BUILT & Q(established_on__lte=F("union_founded_on")),
)  # fmt: skip
Ratio(
    "women_bodies.in_step_rate", _("女职工组织同步成立率"), "%", numerator=in_step, denominator=dated,
    basis=_("分母为两个成立日期都有记载的女职工组织数"),
)  # fmt: skip
