"""换届: unions re-elected, expiring and overdue (rules.md §1.7); unions are counted, not elections."""

from __future__ import annotations

from functools import partial

from django.db.models import F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Cumulative, Day, Flow, Measure, Ratio, Stock, When, standing
from gonghui.kernel.organisations.models import Level
from gonghui.ledgers.elections.models import Election, Kind, Nomination

BY = ["method", "kind", "step", "union__kind"]
DONE = ~Q(kind=Kind.POSTPONED)


def _unions(key: str, name: StrOrPromise, when: When, where: Q, basis: StrOrPromise = "") -> Measure:
    return Measure(
        key=key, name=name, unit="家", of=Election, when=when, where=where, distinct="union", by=BY, basis=basis
    )


REELECTED = _unions(
    "elections.reelected",
    _("换届工会数"),
    Flow("held_on"),
    DONE & ~Q(kind=Kind.BY_ELECTION),
    _("本期换届的工会，一家只计一次"),
)
BY_CONGRESS = _unions(
    "elections.by_congress", _("会员代表大会选举的工会数"), Flow("held_on"), DONE & Q(method="congress")
)
BY_MEETING = _unions("elections.by_meeting", _("会员大会选举的工会数"), Flow("held_on"), DONE & Q(method="meeting"))
BY_ELECTIONS = _unions("elections.by_elections", _("补选工会数"), Flow("held_on"), Q(kind=Kind.BY_ELECTION))


def _lasts(start: str, years: int) -> Q:
    """From `start` to expires_on is so many years: to the month, or to the last day of the month before."""
    anniversary = Q(expires_on__year=F(f"{start}__year") + years, expires_on__month=F(f"{start}__month"))
    eve = Q(expires_on__year=F(f"{start}__year") + years, expires_on__month=F(f"{start}__month") - 1)
    new_year = Q(expires_on__year=F(f"{start}__year") + years - 1, expires_on__month=12)
    first = Q(**{f"{start}__day": 1})
    return anniversary | (first & eve) | (first & Q(**{f"{start}__month": 1}) & new_year)


def _odd(start: str) -> Q:
    return Q(**{f"{start}__isnull": False}) & ~(_lasts(start, 3) | _lasts(start, 5))


TERM_ODD = Measure(
    key="elections.term_odd",
    name=_("届期不是三年或五年的工会数"),
    unit="家",
    of=Election,
    when=Stock("held_on", "expires_on", until_valid=True),
    where=Q(union__level=Level.GRASSROOTS, expires_on__isnull=False, held_on__isnull=False)
    & Q(kind__in=[Kind.REELECTION, Kind.FIRST])
    & standing("union__")
    & (_odd("term_since") | (Q(term_since__isnull=True) & _odd("held_on"))),
    distinct="union",
    by=BY,
    basis=_("在届的基层工会，从本届起始（没有填的从换届日期）到届满不是三年或五年，按年月比"),
)
ENDED = Q(union__dissolved_on__isnull=True) | Q(union__dissolved_on__gt=F("expires_on"))
EXPIRING = _unions(
    "elections.expiring", _("本期届满工会数"), Flow("expires_on"), ENDED, _("届满日期在本期，届满时尚未撤销的工会")
)
IN_TERM = Measure(
    key="elections.in_term",
    name=_("在届工会数"),
    unit="家",
    of=Election,
    when=Stock("held_on", "expires_on", until_valid=True),
    where=Q(expires_on__isnull=False, held_on__isnull=False) & standing("union__"),
    distinct="union",
    by=BY,
    basis=_("期末存续、任期未满的工会"),
)
OVERDUE = Measure(
    key="elections.overdue",
    name=_("超期未换届工会数"),
    unit="家",
    of=Election,
    when=Cumulative("expires_on"),
    where=Q(expires_on__isnull=False) & standing("union__"),
    distinct="union",
    outside=[(IN_TERM, "union")],
    by=BY,
    basis=_("期末存续的工会中，届满日期已过，且没有在届的新一届委员会"),
)
# the next term of the same union: held later, or ending later where this one's day is not known
NEXT = (
    Q(union=OuterRef("union"), kind__in=[Kind.REELECTION, Kind.FIRST], held_on__lte=Day.LAST)
    & (Q(held_on__gt=OuterRef("held_on")) | Q(expires_on__gt=OuterRef("expires_on")))
)  # fmt: skip
expired_and_followed = partial(Measure, unit="家", of=Election, when=Flow("expires_on"), where=ENDED, distinct="union")
RENEWED = expired_and_followed(
    key="elections.renewed",
    name=_("届满已换届工会数"),
    followed=NEXT,
    basis=_("本期届满、期末前已另行换届的工会，提前和逾期换届的都算"),
)
ON_TIME = expired_and_followed(
    key="elections.renewed_on_time",
    name=_("届满按期换届工会数"),
    followed=NEXT & Q(held_on__lte=OuterRef("expires_on")),
    basis=_("本期届满、在届满日期以前（含当日）已另行换届的工会"),
)
Ratio(
    key="elections.on_time_rate",
    name=_("按期换届率"),
    unit="%",
    numerator=ON_TIME,
    denominator=EXPIRING,
    basis=_("届满日期以前（含当日）已换届的工会÷本期届满工会"),
)
APPROVED = _unions("elections.approved", _("换届结果已批复工会数"), Flow("approved_on"), Q())
REQUESTED = _unions("elections.requested", _("请示换届工会数"), Flow("requested_on"), Q())
NOMINEES = Measure(
    key="elections.nominees",
    name=_("推荐候选人数"),
    unit="人",
    of=Nomination,
    when=Flow("nominated_on"),
    by=["event", "category", "decision"],
)
