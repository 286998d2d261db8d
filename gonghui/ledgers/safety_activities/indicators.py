"""Figures of safety activities."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio
from gonghui.ledgers.safety_activities.models import SafetyActivity

K = SafetyActivity.Kind


def flow(key: str, name: StrOrPromise, unit: StrOrPromise, where: Q | None = None, **rest: object) -> Measure:
    """A figure of activities of the period."""
    return Measure(
        f"safety_activities.{key}",
        name,
        unit,
        of=SafetyActivity,
        when=Flow("held_on"),
        where=where or Q(),
        by=["kind", "team"],
        **rest,  # type: ignore[arg-type]
    )


activities = flow("activities", _("安全活动次数"), "次")
ankang_units = flow("ankang_units", _("安康杯竞赛单位数"), "家", Q(kind=K.ANKANG), distinct="employer")
ankang_people = flow("ankang_people", _("安康杯竞赛参加人数"), "人", Q(kind=K.ANKANG), total="people")
education = flow("education", _("安全教育场次"), "场次", Q(kind=K.EDUCATION))
education_people = flow("education_people", _("安全教育人次"), "人次", Q(kind=K.EDUCATION), total="people")
examined = flow("examined", _("安全考试人数"), "人", total="examined")
passed = flow("passed", _("安全考试合格人数"), "人", total="passed")
Ratio(
    "safety_activities.pass_rate", _("安全考试合格率"), "%", numerator=passed, denominator=examined,
    basis=_("分母为同期安全考试人数"),
)  # fmt: skip
drills = flow("drills", _("消防防震演练次数"), "次", Q(kind__in=[K.FIRE_DRILL, K.QUAKE_DRILL]))
drill_people = flow(
    "drill_people", _("消防防震演练人次"), "人次", Q(kind__in=[K.FIRE_DRILL, K.QUAKE_DRILL]), total="people"
)
violations = flow("violations", _("违章次数"), "次", Q(kind=K.STREAK), total="violations")
streak = flow("streak_days", _("班组无事故天数"), "天", Q(kind=K.STREAK), total="accident_free_days")
posts = flow("two_duty_posts", _("一岗双责岗位数"), "个", Q(kind=K.TWO_DUTIES))
