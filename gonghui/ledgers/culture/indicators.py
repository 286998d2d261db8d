"""Figures of culture and sport; performers and audience are two counts."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure
from gonghui.kernel.figures.standard import BY, GRASSROOTS, STANDING
from gonghui.kernel.matters.models import Event, Theme
from gonghui.kernel.organisations.models import Union


def flow(
    key: str, name: StrOrPromise, unit: StrOrPromise, total: str = "", where: Q | None = None, **rest: object
) -> Measure:
    """A figure of events of this theme in the period; a joint event is one row, counted once."""
    return Measure(
        f"culture.{key}", name, unit, of=Event, when=Flow("held_on"), total=total,
        where=Q(themes__theme=Theme.CULTURE) & (where or Q()), by=["kind", "level"], **rest,  # type: ignore[arg-type]
    )  # fmt: skip


events = flow("events", _("文体活动场次"), "场次")
people = flow("people", _("文体活动参加人数"), "人", "attendance")
times = flow("times", _("文体活动参加人次"), "人次", "attendance_times")
employers = flow("employers", _("文体活动参加企业数"), "家", "employers_count", basis=_("各场活动参加企业数之和"))
cost = flow("cost", _("文体活动经费"), "元", "cost", decimals=2)
performers = flow("performers", _("文艺演出演职人员"), "人次", "performers")
winners = flow("winners", _("文体活动获奖数"), "个", "winners")
entries = flow("entries", _("文体征集作品件数"), "件", "entries")
hosts = flow("hosts", _("开展文体活动单位数"), "家", distinct="employer")
unions = flow("unions", _("开展文体活动工会数"), "家", distinct="union")
below_minimum = Measure(
    "culture.below_minimum", _("文体活动未达年最低场次工会数"), "家", of=Union, when=STANDING, where=GRASSROOTS,
    outside=[(events, "union")], least="culture.events_per_year", by=BY,
    basis=_("期末存续的基层工会中，本期登记的文体活动少于全年最低场次的；年中看，是还差场次的"),
)  # fmt: skip
_SHOW = Q(title__contains="汇演") | Q(kind__in=["文艺", "文艺演出", "晚会", "文艺汇演", "巡演"])
shows = flow("shows", _("文艺演出场次"), "场次", where=_SHOW)
show_people = flow("show_people", _("文艺演出参加人数"), "人", "attendance", _SHOW)
gala = flow("gala_employers", _("文艺汇演参与企业数"), "家", "employers_count", Q(title__contains="文艺汇演"))
_SPORT = Q(kind__in=["体育", "体育比赛", "运动会", "健身", "球赛", "健步走"])
sports = flow("sports", _("体育活动场次"), "场次", where=_SPORT)
sport_people = flow("sport_people", _("体育活动参加人数"), "人", "attendance", _SPORT)
matches = flow("matches", _("友谊赛场次"), "场次", where=Q(kind="友谊赛"))
walks = flow("walks", _("健步走参加人数"), "人", "attendance", Q(kind="健步走") | Q(title__contains="健步走"))
meets = flow("meets", _("运动会晚会届次"), "届", where=Q(kind__in=["运动会", "晚会"]))
lectures = flow("lectures", _("职工讲座场次"), "场次", where=Q(kind__in=["讲座", "专题讲座"]))
lecture_people = flow("lecture_people", _("职工讲座参加人数"), "人", "attendance", Q(kind__in=["讲座", "专题讲座"]))
films = flow("films", _("观影兴趣班期数"), "期", where=Q(kind__in=["观影", "兴趣班", "电影放映"]))
dating = flow("dating_people", _("交友活动参加人数"), "人", "attendance", Q(kind__in=["交友", "交友联谊", "玫瑰之约"]))
sign_ups = flow("sign_ups", _("活动报名人数"), "人", "sign_ups")
festivals = flow("festivals", _("节日庆祝活动场次"), "场次", where=Q(kind__in=["节日庆祝", "节庆活动"]))
holiday = flow("holiday", _("留厂职工假日活动场次"), "场次", where=Q(kind__contains="留厂"))
holiday_people = flow("holiday_people", _("留厂职工假日活动人数"), "人", "attendance", Q(kind__contains="留厂"))
outside = flow("outside", _("参加上级文体活动次数"), "次", where=Q(is_outside=True))
outside_teams = flow("outside_teams", _("参加上级活动派出队数"), "队", "teams", Q(is_outside=True))
enterprise = flow("enterprise", _("企业文化活动场次"), "场次", where=Q(kind__in=["企业文化", "企业文化活动"]))
contests = flow(
    "contests", _("读书演讲征文摄影场次"), "场次", where=Q(kind__in=["读书", "演讲", "征文", "摄影", "征文摄影"])
)
quizzes = flow("quizzes", _("知识竞赛场次"), "场次", where=Q(kind="知识竞赛"))
quiz_teams = flow("quiz_teams", _("知识竞赛参赛队数"), "队", "teams", Q(kind="知识竞赛"))
places = flow("places", _("文化走进活动次数"), "次", where=Q(kind__in=["五走进", "文化五上"]))
monthly = flow("monthly", _("教工月度文体活动次数"), "次", where=Q(kind__in=["教工活动", "月度活动"]))
audience = flow("audience", _("文艺演出观众人数"), "人", "attendance", _SHOW & Q(performers__isnull=False))
