"""Figures of 再就业服务台账 and its companions."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Cumulative, Day, Flow, Measure, Ratio
from gonghui.ledgers.employment.models import EmploymentService, Loan


def _employment_in_period_served_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose served_on lies in the period."""
    return Measure(key, name, unit, of=EmploymentService, when=Flow("served_on"), where=where or Q(), **more)


def _loans_in_period_lent_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose lent_on lies in the period."""
    return Measure(key, name, unit, of=Loan, when=Flow("lent_on"), where=where or Q(), **more)


registered = _employment_in_period_served_on(
    "employment.registered",
    _("失业登记人数"),
    "人",
    Q(kind=EmploymentService.Kind.REGISTER),
    total="persons",
    by=["jobless_kind"],
)
laid_off = _employment_in_period_served_on(
    "employment.laid_off",
    _("下岗失业登记人数"),
    "人",
    Q(kind=EmploymentService.Kind.REGISTER, jobless_kind=EmploymentService.JoblessKind.LAID_OFF),
    total="persons",
)
unable = _employment_in_period_served_on(
    "employment.unable",
    _("丧失劳动能力人数"),
    "人",
    Q(kind=EmploymentService.Kind.REGISTER, unable=True),
    total="persons",
)
trained = _employment_in_period_served_on(
    "employment.trained",
    _("再就业培训人数"),
    "人",
    Q(kind=EmploymentService.Kind.TRAINING),
    total="persons",
    by=["course"],
)
trained_times = _employment_in_period_served_on(
    "employment.trained_times",
    _("再就业培训人次"),
    "人次",
    Q(kind=EmploymentService.Kind.TRAINING),
    total="person_times",
    by=["course"],
)
placed = _employment_in_period_served_on(
    "employment.placement_persons", _("职业介绍人数"), "人", Q(kind=EmploymentService.Kind.PLACEMENT), total="persons"
)
offers = _employment_in_period_served_on(
    "employment.offers", _("推荐岗位数"), "个", Q(kind=EmploymentService.Kind.PLACEMENT), total="offers"
)
offers_each = Ratio(
    "employment.offers_per_person",
    _("人均推荐岗位数"),
    "个",
    numerator=offers,
    denominator=placed,
    basis=_("分母为职业介绍人数"),
    times=1,
    part=False,
)
employed = _employment_in_period_served_on(
    "employment.employed",
    _("介绍就业人数"),
    "人",
    Q(kind=EmploymentService.Kind.PLACEMENT, accepted=True),
    total="persons",
)
placement_rate = Ratio(
    "employment.placement_rate",
    _("职业介绍成功率"),
    "%",
    numerator=employed,
    denominator=placed,
    basis=_("分母为职业介绍人数"),
)
postings = _employment_in_period_served_on(
    "employment.postings",
    _("就业信息发布条数"),
    "条",
    Q(kind=EmploymentService.Kind.INFORMATION),
    total="postings",
    by=["info_source"],
)
openings = _employment_in_period_served_on(
    "employment.openings", _("发布招聘岗位数"), "个", total="openings", by=["kind"]
)
certificates = _employment_in_period_served_on(
    "employment.certificates", _("再就业优惠证办理数"), "本", Q(kind=EmploymentService.Kind.CERTIFICATE)
)
guided = _employment_in_period_served_on(
    "employment.guided",
    _("就业咨询创业指导人数"),
    "人",
    Q(kind=EmploymentService.Kind.GUIDANCE),
    total="persons",
    by=["step"],
)
guided_done = _employment_in_period_served_on(
    "employment.guided_completed",
    _("一条龙服务完成人数"),
    "人",
    Q(kind=EmploymentService.Kind.GUIDANCE, completed=True),
    total="persons",
)
posts = _employment_in_period_served_on(
    "employment.post_changes", _("岗位协调人次"), "人次", Q(kind=EmploymentService.Kind.POST)
)
fairs = _employment_in_period_served_on("employment.fairs", _("招聘会场次"), "场", Q(kind=EmploymentService.Kind.FAIR))
fair_employers = _employment_in_period_served_on(
    "employment.fair_employers",
    _("招聘会参会单位数"),
    "家",
    Q(kind=EmploymentService.Kind.FAIR),
    total="employers_count",
)
borrowers = _loans_in_period_lent_on("employment.borrowers", _("小额贷款帮扶户数"), "户", by=["kind", "bank"])
lent = _loans_in_period_lent_on("employment.lent", _("小额贷款发放金额"), "元", total="amount", by=["kind", "bank"])
repaid = Measure(
    "employment.repaid", _("小额贷款已还金额"), "元", of=Loan, when=Cumulative("repaid_on"), total="repaid"
)
overdue = Measure(
    "employment.overdue",
    _("期末逾期未还贷款户数"),
    "户",
    of=Loan,
    when=Cumulative("due_on"),
    where=Q(repaid_on__isnull=True, due_on__lt=Day.LAST),
    by=["kind"],
)
escaped = Measure("employment.escaped_poverty", _("贷款帮扶脱贫户数"), "户", of=Loan, when=Flow("verified_on"))
