"""Figures of health checks; gynaecological checks are apart from general ones."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Day, Flow, Measure, Ratio, Stock
from gonghui.ledgers.health_checks.models import HealthCheck

K = HealthCheck.Kind
_WOMEN = Q(kind__in=[K.GYNAECOLOGY, K.TWO_CANCERS, K.WOMEN])


def flow(key: str, name: StrOrPromise, unit: StrOrPromise, where: Q | None = None, **rest: object) -> Measure:
    """A figure of checks of the period."""
    return Measure(
        f"health_checks.{key}",
        name,
        unit,
        of=HealthCheck,
        when=Flow("held_on"),
        where=where or Q(),
        by=["kind", "cost_bearer"],
        **rest,  # type: ignore[arg-type]
    )


rounds = flow("rounds", _("体检批次"), "批")
examined = flow("examined", _("体检人次"), "人次", total="examined")
women = flow("women", _("女职工健康检查人数"), "人", total="women_examined")
gynaecology = flow(
    "gynaecology", _("妇科检查人数"), "人", Q(kind__in=[K.GYNAECOLOGY, K.TWO_CANCERS]), total="women_examined"
)
employers = flow("employers", _("组织女职工体检单位数"), "家", _WOMEN, distinct="employer")
abnormal = flow("abnormal", _("体检异常人数"), "人", total="abnormal")
cost = flow("cost", _("体检费用"), "元", total="cost", decimals=2)
women_due = flow("women_due", _("应检女职工人数"), "人", Q(women_due__isnull=False), total="women_due")
women_done = flow("women_done", _("应检女职工中已检人数"), "人", Q(women_due__isnull=False), total="women_examined")
Ratio(
    "health_checks.women_rate", _("女职工体检率"), "%", numerator=women_done, denominator=women_due,
    basis=_("分母为同期应检女职工人数"),
)  # fmt: skip
later = Measure(
    "health_checks.women_checked_ever", _("已有体检记录单位数"), "家", of=HealthCheck, when=Stock("held_on"), where=_WOMEN,
    distinct="employer",
)  # fmt: skip
current = Measure(
    "health_checks.women_current", _("女职工体检在有效期内单位数"), "家", of=HealthCheck, when=Stock("held_on"),
    where=_WOMEN & Q(next_due_on__gte=Day.LAST), distinct="employer",
)  # fmt: skip
overdue = Measure(
    "health_checks.women_overdue", _("女职工体检逾期单位数"), "家", of=HealthCheck, when=Stock("held_on"),
    where=_WOMEN & Q(next_due_on__lt=Day.LAST), distinct="employer", outside=[(current, "employer")],
    basis=_("下次应检日期已过且没有更新检查的单位"),
)  # fmt: skip
