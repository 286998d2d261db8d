"""会员花名册: rates and movements over memberships (rules.md §2, §10.3). The stocks are in the standard figures."""

from __future__ import annotations

from functools import partial

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio, Shifted, Stock, Sum
from gonghui.kernel.figures.standard import (
    MEMBER_BY,
    MEMBERS,
    MEMBERS_GROUP,
    MEMBERS_JOINED,
    MEMBERS_LEFT,
    MEMBERS_MIGRANT,
    MEMBERS_MOVED_IN,
    MEMBERS_MOVED_OUT,
    MEMBERS_NONPUBLIC,
    MEMBERS_NONPUBLIC_JOINED,
    MEMBERS_WOMEN,
    MEMBERSHIP,
)
from gonghui.kernel.organisations.models import PUBLIC, UnionKind
from gonghui.kernel.people.models import Membership, MembershipStatus

_people = partial(Sum, unit="人", group=MEMBERS_GROUP)
_rate = partial(Ratio, unit="%", group=MEMBERS_GROUP)


def _members(key: str, name: StrOrPromise, when: Stock | Flow, where: Q, basis: StrOrPromise = "") -> Measure:
    return Measure(
        key=key,
        name=name,
        unit="人",
        of=Membership,
        when=when,
        where=where,
        by=MEMBER_BY,
        basis=basis,
        group=MEMBERS_GROUP,
    )


BEFORE_NONPUBLIC = _people(
    key="roster.nonpublic_before",
    name=_("非公企业期初会员数"),
    plus=[MEMBERS_NONPUBLIC],
    minus=[MEMBERS_NONPUBLIC_JOINED],
    basis=_("期末非公企业会员数－本期发展新会员数"),
)
_rate(
    key="roster.nonpublic_growth",
    name=_("非公企业会员增长率"),
    numerator=MEMBERS_NONPUBLIC_JOINED,
    denominator=BEFORE_NONPUBLIC,
    part=False,
    basis=_("本期发展新会员数÷（期末会员数－本期发展新会员数），限非公企业"),
)
BEFORE = _people(
    key="roster.before",
    name=_("发展前会员数"),
    plus=[MEMBERS],
    minus=[MEMBERS_JOINED],
    basis=_("期末会员总数－本期新增会员数"),
)
_rate(
    key="roster.growth",
    name=_("会员增长率"),
    numerator=MEMBERS_JOINED,
    denominator=BEFORE,
    part=False,
    basis=_("本期新增会员数÷（期末会员总数－本期新增会员数）"),
)
_rate(
    key="roster.women_share",
    name=_("女会员占比"),
    numerator=MEMBERS_WOMEN,
    denominator=MEMBERS,
    basis=_("女会员数÷会员总数；不是女职工占职工的比重"),
)
_rate(
    key="roster.migrant_share",
    name=_("农民工会员占比"),
    numerator=MEMBERS_MIGRANT,
    denominator=MEMBERS,
    basis=_("农民工会员数÷会员总数"),
)

OPENING = Shifted(key="roster.opening", name=_("期初会员数"), unit="人", of=MEMBERS, to="period_start")
ENTERED = _people(
    key="roster.entered",
    name=_("新增和转入会员数"),
    plus=[MEMBERS_JOINED, MEMBERS_MOVED_IN],
    basis=_("本期新增＋本期转入"),
)
ENDED = _people(
    key="roster.ended",
    name=_("减少和转出会员数"),
    plus=[MEMBERS_LEFT, MEMBERS_MOVED_OUT],
    basis=_("本期减少＋本期转出"),
)
NET = _people(
    key="roster.net",
    name=_("会员净增数"),
    plus=[ENTERED],
    minus=[ENDED],
    basis=_("本期新增－本期减少＋本期转入－本期转出"),
)
CLOSING = _people(
    key="roster.closing",
    name=_("按变动推算的期末会员数"),
    plus=[OPENING, ENTERED],
    minus=[ENDED],
    basis=_("期初＋本期新增－本期减少＋本期转入－本期转出，应等于期末会员总数；入会日期不详的不参与推算"),
)
IDENTIFIED = _members("roster.identified", _("实名会员数"), MEMBERSHIP, Q(is_identified=True))
_rate(
    key="roster.identified_rate",
    name=_("会员实名率"),
    numerator=IDENTIFIED,
    denominator=MEMBERS,
    basis=_("登记了证件号码的会员÷会员总数"),
)
# the roster's quality as a figure of its own: asked of any past period, it shows whether keeping gets better
COMPLETE = _members(
    "roster.complete",
    _("信息完整的会员数"),
    MEMBERSHIP,
    Q(is_identified=True, joined_on__isnull=False, person__born_on__isnull=False, person__phone_cipher__isnull=False)
    & ~Q(person__sex="0")
    & ~Q(person__ethnicity="")
    & ~Q(person__political="")
    & ~Q(person__education=""),
    basis=_("证件号码、性别、出生日期、民族、政治面貌、学历、联系电话、入会日期都有的会员"),
)
_rate(
    key="roster.complete_rate",
    name=_("会员信息完整率"),
    numerator=COMPLETE,
    denominator=MEMBERS,
    basis=_("信息完整的会员数÷会员总数"),
)
RETAINED = _members("roster.retained", _("保留会籍人数"), MEMBERSHIP, Q(status=MembershipStatus.RETAINED))
DISPATCHED = _members(
    "roster.dispatched",
    _("劳务派遣会员数"),
    MEMBERSHIP,
    Q(employment_form__contains="派遣"),
    _("用工形式登记为劳务派遣的会员"),
)
CARDED = _members("roster.carded", _("持会员证人数"), MEMBERSHIP, ~Q(card_no=""))
_rate(
    key="roster.carded_rate",
    name=_("会员证发放率"),
    numerator=CARDED,
    denominator=MEMBERS,
    basis=_("持会员证人数÷会员总数"),
)
NEW_FORM = _members("roster.new_form", _("新就业形态会员数"), MEMBERSHIP, ~Q(new_form_group=""))
RETIRED = _members("roster.retired", _("退休离会人数"), Flow("left_on"), Q(leave_reason__contains="退休"))
DIED = _members(
    "roster.died", _("去世会员数"), Flow("left_on"), Q(leave_reason__contains="死亡") | Q(leave_reason__contains="去世")
)
MOVED = _members(
    "roster.moved_out",
    _("转出会员数"),
    Flow("left_on"),
    Q(leave_reason__contains="转") | Q(leave_reason__contains="调"),
)
WOMEN_JOINED = _members("roster.women_joined", _("新增女会员数"), Flow("joined_on"), Q(person__sex="2"))
MEMBERS_PUBLIC = _members(
    "roster.public",
    _("公有制企业会员数"),
    MEMBERSHIP,
    Q(union__kind=UnionKind.ENTERPRISE, union__employer__ownership__in=PUBLIC),
)
