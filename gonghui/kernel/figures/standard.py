"""Standard stocks of unions and members, which ledgers take as denominators.

A union counts as 基层工会 only at grassroots level and when its own row is known: a federation, a town or
village committee and a union known by name alone do not. 企业 classes follow rules.md §1.2: the union's
kind is enterprise and its employer's ownership class is public or non-public.
"""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Stock, standing
from gonghui.kernel.organisations.models import NONPUBLIC, PUBLIC, Level, Operating, Ownership, Union, UnionKind
from gonghui.kernel.people.models import Membership, MembershipStatus, Sex

GROUP = _("工会组织")
MEMBERS_GROUP = _("会员")

KNOWN = Q(is_stub=False)
GRASSROOTS = KNOWN & Q(level=Level.GRASSROOTS)
ENTERPRISE = GRASSROOTS & Q(kind=UnionKind.ENTERPRISE)
STATE_OWNED = GRASSROOTS & Q(employer__ownership=Ownership.STATE)
OF_PUBLIC = ENTERPRISE & Q(employer__ownership__in=PUBLIC)
OF_NONPUBLIC = ENTERPRISE & Q(employer__ownership__in=NONPUBLIC)
NONPUBLIC_MEMBER = Q(union__kind=UnionKind.ENTERPRISE, union__employer__ownership__in=NONPUBLIC)

STANDING = Stock("founded_on", "dissolved_on")
BY = ["kind", "employer__ownership", "region", "stars"]


def _unions(key: str, name: StrOrPromise, where: Q, basis: StrOrPromise) -> Measure:
    return Measure(key=key, name=name, unit="家", of=Union, when=STANDING, where=where, by=BY, basis=basis, group=GROUP)


UNIONS = _unions(
    "unions.standing", _("基层工会组织数"), GRASSROOTS, _("期末存续的基层工会，不含地方总工会、乡镇街道工会")
)
UNIONS_ALL = _unions(
    "unions.all", _("各级工会组织数"), KNOWN, _("期末存续的各级工会，含地方总工会、乡镇街道工会和分会")
)
UNIONS_ENTERPRISES = _unions("unions.enterprises", _("企业工会数"), ENTERPRISE, _("期末存续的基层企业工会"))
UNIONS_PUBLIC = _unions("unions.public", _("公有制企业数"), OF_PUBLIC, _("期末存续、单位性质为国有或集体的企业工会"))
UNIONS_STATE = _unions("unions.state", _("国有企业数"), STATE_OWNED, _("期末存续、单位性质为国有的基层工会"))
UNIONS_NONPUBLIC = _unions(
    "unions.nonpublic", _("非公企业工会总数"), OF_NONPUBLIC, _("期末存续、单位性质为非公有制的企业工会")
)
UNIONS_NONPUBLIC_OPERATING = _unions(
    "unions.nonpublic_operating",
    _("非公企业应建制数"),
    OF_NONPUBLIC & Q(employer__operating=Operating.NORMAL),
    _("期末存续、生产经营正常的非公企业工会"),
)
UNIONS_PRIVATE = _unions(
    "unions.private",
    _("私营企业工会数"),
    GRASSROOTS & Q(employer__ownership=Ownership.PRIVATE),
    _("期末存续、单位性质为私营企业的工会"),
)
UNIONS_FOUNDED = Measure(
    key="unions.founded",
    name=_("新建工会数"),
    unit="家",
    of=Union,
    when=Flow("founded_on"),
    where=GRASSROOTS,
    by=BY,
    group=GROUP,
)

EMPLOYEES_STATED = Measure(
    key="unions.employees_stated",
    name=_("建会单位职工人数"),
    unit="人",
    of=Union,
    when=STANDING,
    where=GRASSROOTS,
    total="employees_stated",
    by=BY,
    basis=_("基层工会填报的职工人数之和，是覆盖职工类比率的分母"),
    group=GROUP,
)

MEMBERSHIP = Stock("joined_on", "left_on")
MEMBER_BY = ["union__kind", "status", "person__sex"]


def _members(
    key: str, name: StrOrPromise, when: Stock | Flow, where: Q | None = None, basis: StrOrPromise = ""
) -> Measure:
    return Measure(
        key=key,
        name=name,
        unit="人",
        of=Membership,
        when=when,
        where=where or Q(),
        by=MEMBER_BY,
        basis=basis,
        group=MEMBERS_GROUP,
    )


MEMBERS = _members(
    "members.standing", _("会员总数"), MEMBERSHIP, basis=_("会员花名册期末在会人数，不取手工填报的会员人数")
)
MEMBERS_PRESENT = _members(
    "members.of_standing_unions",
    _("存续工会会员数"),
    MEMBERSHIP,
    standing("union__"),
    basis=_("会员花名册期末在会、所在工会期末存续的人数；工会撤销后保留会籍的不在内"),
)
MEMBERS_WOMEN = _members("members.women", _("女会员数"), MEMBERSHIP, Q(person__sex=Sex.FEMALE))
MEMBERS_MIGRANT = _members("members.migrant", _("农民工会员数"), MEMBERSHIP, Q(person__is_migrant=True))
ADMITTED = Q(came_from__isnull=True)  # rules.md §2.4: one joins once; a transfer is neither joining nor leaving
MOVED = Q(status=MembershipStatus.MOVED)
MEMBERS_JOINED = _members(
    "members.joined", _("新增会员数"), Flow("joined_on"), ADMITTED, _("本期入会的会员，从其他工会转入的不算")
)
MEMBERS_LEFT = _members(
    "members.left", _("减少会员数"), Flow("left_on"), ~MOVED, _("本期离会的会员，转到其他工会的不算")
)
MEMBERS_MOVED_IN = _members(
    "members.moved_in", _("转入会员数"), Flow("joined_on"), ~ADMITTED, _("本期从其他工会转来的会籍，含同一上级内的转接")
)
MEMBERS_MOVED_OUT = _members(
    "members.moved_out", _("转出会员数"), Flow("left_on"), MOVED, _("本期转到其他工会的会籍，含同一上级内的转接")
)
MEMBERS_NONPUBLIC = _members("members.nonpublic", _("非公企业会员数"), MEMBERSHIP, NONPUBLIC_MEMBER)
MEMBERS_NONPUBLIC_JOINED = _members(
    "members.nonpublic_joined", _("非公企业发展新会员数"), Flow("joined_on"), NONPUBLIC_MEMBER & ADMITTED
)
