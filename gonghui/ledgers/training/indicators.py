"""Figures of training: classes, persons in classes (person-times over classes), hours and person-days."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio
from gonghui.ledgers.training.models import Training

BY = ["kind", "level"]
IN_PERIOD = Flow("held_on")


def flow(
    key: str, name: StrOrPromise, unit: StrOrPromise, total: str = "", where: Q | None = None, **rest: object
) -> Measure:
    """A figure of classes held in the period."""
    return Measure(
        f"training.{key}",
        name,
        unit,
        of=Training,
        when=IN_PERIOD,
        total=total,
        where=where or Q(),
        by=BY,
        **rest,  # type: ignore[arg-type]
    )


rows = flow("classes", _("培训登记条数"), "条")
sessions = flow("sessions", _("培训班期数"), "期", "sessions")
person_times = flow(
    "person_times", _("受训职工人次"), "人次", "participants", basis=_("各期培训人数相加，同一人参加几期计几次")
)
hours = flow("hours", _("培训学时"), "学时", "hours")
days = flow("days", _("培训天数"), "天", "days")
person_days = flow("person_days", _("培训人天"), "人天", "person_days")
women = flow("women_times", _("女职工受训人次"), "人次", "women")
certificates = flow("certificates", _("取得证书人数"), "人", "certificates")
notes = flow("notes_handed", _("上交学习笔记份数"), "份", "notes_handed")
books = flow("books", _("送书册数"), "册", "books")
clubs = flow("club_members", _("读书俱乐部成员数"), "人", "club_members")
employers = flow("employers", _("开展培训单位数"), "家", distinct="employer")

_SKILL = Q(kind=Training.Kind.SKILL)
skill_sessions = flow("skill_sessions", _("职业技能培训期数"), "期", "sessions", _SKILL)
skill_people = flow("skill_people", _("职业技能培训人数"), "人", "participants", _SKILL)
_CADRE = Q(kind=Training.Kind.CADRE)
cadre_sessions = flow("cadre_sessions", _("工会干部培训班期数"), "期", "sessions", _CADRE)
cadre_people = flow("cadre_people", _("工会干部培训人次"), "人次", "participants", _CADRE)
_INTERNAL = Q(kind=Training.Kind.INTERNAL)
internal_sessions = flow("internal_sessions", _("内部业务培训期数"), "期", "sessions", _INTERNAL)
internal_hours = flow("internal_hours", _("内部业务培训学时"), "学时", "hours", _INTERNAL)
internal_people = flow("internal_people", _("内部业务培训人次"), "人次", "participants", _INTERNAL)
_POLITICAL = Q(kind=Training.Kind.POLITICAL)
political_sessions = flow("political_sessions", _("政治理论学习次数"), "次", where=_POLITICAL)
political_people = flow("political_people", _("政治理论学习人次"), "人次", "participants", _POLITICAL)
lectures = flow("lectures", _("专题讲座场次"), "场次", where=Q(kind=Training.Kind.LECTURE))
lecture_people = flow("lecture_people", _("专题讲座人次"), "人次", "participants", Q(kind=Training.Kind.LECTURE))
law_sessions = flow("law_sessions", _("法规学习期数"), "期", "sessions", Q(kind=Training.Kind.LAW))
law_people = flow("law_people", _("法规学习人次"), "人次", "participants", Q(kind=Training.Kind.LAW))
night_schools = flow(
    "night_schools", _("职工夜校数"), "所", where=Q(kind=Training.Kind.NIGHT_SCHOOL), distinct="employer"
)
night_people = flow("night_people", _("职工夜校人次"), "人次", "participants", Q(kind=Training.Kind.NIGHT_SCHOOL))
exchanges = flow("exchanges", _("交流观摩次数"), "次", where=Q(kind=Training.Kind.EXCHANGE))
exchange_people = flow("exchange_people", _("交流观摩人次"), "人次", "participants", Q(kind=Training.Kind.EXCHANGE))
policy_sessions = flow("policy_sessions", _("再就业政策辅导场次"), "场次", where=Q(kind=Training.Kind.POLICY))
policy_people = flow("policy_people", _("再就业政策辅导人次"), "人次", "participants", Q(kind=Training.Kind.POLICY))
team_people = flow("team_people", _("三支队伍培训人次"), "人次", "participants", Q(kind=Training.Kind.TEAMS))
_WOMEN = Q(kind=Training.Kind.WOMEN)
women_sessions = flow("women_sessions", _("女职工培训期数"), "期", "sessions", _WOMEN)
women_technical = flow("women_technical", _("女职工技术培训期数"), "期", "sessions", _WOMEN & Q(is_technical=True))
women_people = flow("women_people", _("女职工培训人次"), "人次", "participants", _WOMEN)

_JOBS = Q(kind=Training.Kind.REEMPLOYMENT)
retrained = flow("retrained", _("转岗再就业培训人数"), "人", "participants", _JOBS)
placed = flow("placed", _("培训后就业人数"), "人", "placed", _JOBS)
Ratio(
    "training.placement_rate", _("培训就业率"), "%", numerator=placed, denominator=retrained,
    basis=_("分母为同期转岗再就业培训人数"),
)  # fmt: skip
examined = flow("examined", _("培训考试人数"), "人", "examined")
passed = flow("passed", _("培训考试合格人数"), "人", "passed")
Ratio(
    "training.pass_rate", _("培训考试合格率"), "%", numerator=passed, denominator=examined,
    basis=_("分母为同期参加考试人数"),
)  # fmt: skip
