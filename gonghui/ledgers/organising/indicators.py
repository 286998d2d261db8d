"""组建: lists, stages and founding rates (rules.md §10.3: the base is shown beside each rate)."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Cumulative, Flow, Measure, Ratio, Stock, Sum, When
from gonghui.kernel.figures.standard import UNIONS, UNIONS_NONPUBLIC
from gonghui.kernel.organisations.models import NONPUBLIC
from gonghui.ledgers.organising.kinds import Listing, Match, Mode, Stage
from gonghui.ledgers.organising.models import Prospect

BY = ["listing", "stage", "mode", "reason", "employer__ownership", "employer__region"]
LISTED = Cumulative("surveyed_on")


def _count(
    key: str,
    name: StrOrPromise,
    where: Q,
    when: When = LISTED,
    unit: StrOrPromise = "家",
    total: str = "",
    basis: StrOrPromise = "",
) -> Measure:
    return Measure(key=key, name=name, unit=unit, of=Prospect, when=when, where=where, total=total, by=BY, basis=basis)


UNORGANISED = _count(
    "organising.unorganised",
    _("未建会企业数"),
    Q(listing=Listing.GAP),
    Stock("surveyed_on", "founded_on"),
    basis=_("未建会企业台账中期末尚未建会的企业"),
)
UNORGANISED_NONPUBLIC = _count(
    "organising.unorganised_nonpublic",
    _("未建会非公企业数"),
    Q(listing=Listing.GAP, employer__ownership__in=NONPUBLIC),
    Stock("surveyed_on", "founded_on"),
)
BASE = Sum(
    key="organising.nonpublic_base",
    name=_("非公企业应建会数"),
    unit="家",
    plus=[UNIONS_NONPUBLIC, UNORGANISED],
    basis=_("非公企业工会总数＋未建会企业数"),
)
Ratio(
    key="organising.nonpublic_rate",
    name=_("非公企业工会组建率"),
    unit="%",
    numerator=UNIONS_NONPUBLIC,
    denominator=BASE,
    basis=_("非公企业工会总数÷（非公企业工会总数＋未建会企业数）"),
)
BASE_ALL = Sum(key="organising.base", name=_("应建会单位数"), unit="家", plus=[UNIONS, UNORGANISED])
Ratio(
    key="organising.rate",
    name=_("工会组建率"),
    unit="%",
    numerator=UNIONS,
    denominator=BASE_ALL,
    basis=_("基层工会组织数÷（基层工会组织数＋未建会企业数）"),
)

SCALE = Q(listing=Listing.SCALE)
SCALE_ALL = _count("organising.scale", _("规模企业应建未建数"), SCALE, basis=_("规模企业建会台账所列企业，不论现状"))
SCALE_FOUNDED = _count("organising.scale_founded", _("规模企业已组建数"), SCALE & Q(stage=Stage.FOUNDED))
SCALE_UNDERWAY = _count("organising.scale_underway", _("规模企业正在组建数"), SCALE & Q(stage=Stage.UNDERWAY))
SCALE_UNTOUCHED = _count("organising.scale_untouched", _("规模企业未组建数"), SCALE & Q(stage=Stage.UNTOUCHED))
Ratio(
    key="organising.scale_rate",
    name=_("规模企业组建完成率"),
    unit="%",
    numerator=SCALE_FOUNDED,
    denominator=SCALE_ALL,
    basis=_("规模企业已组建数÷规模企业应建未建数"),
)

SURVEYED = _count("organising.surveyed", _("摸底单位数"), Q(), Flow("surveyed_on"))
APPLICATIONS = _count("organising.applications", _("建会申请受理数"), Q(), Flow("applied_on"))
APPROVED = _count("organising.approved", _("批准建会数"), Q(), Flow("approved_on"))
FOUNDED = _count("organising.founded", _("攻坚新建会数"), Q(), Flow("founded_on"))
UNDERWAY = _count(
    "organising.underway", _("正在组建数"), Q(stage__in=[Stage.UNDERWAY, Stage.APPLIED, Stage.APPROVED, Stage.ELECTED])
)
CONTACTS = _count("organising.contacts", _("联系走访次数"), Q(), Flow("contacted_on"), "次", "contacts")
REFUSED = _count("organising.refused", _("不同意建会企业数"), Q(stage=Stage.REFUSED))
MIGRANT_MODE = _count("organising.migrant_mode", _("新建农民工工会数"), Q(mode=Mode.MIGRANT), Flow("founded_on"))
ALONE = _count("organising.alone", _("新建单独工会数"), Q(mode=Mode.ALONE), Flow("founded_on"))
JOINT = _count("organising.joint", _("新建社区联合工会数"), Q(mode=Mode.TERRITORIAL), Flow("founded_on"))
SELF_EMPLOYED = _count(
    "organising.self_employed", _("新建个体工商户联合工会数"), Q(mode=Mode.SELF_EMPLOYED), Flow("founded_on")
)
SHOPS = _count("organising.shops", _("摸底个体工商户数"), Q(listing=Listing.SHOP), unit="户")
SHOPS_UNCOVERED = _count(
    "organising.shops_uncovered", _("未入会个体工商户数"), Q(listing=Listing.SHOP, owner_joined=False), unit="户"
)
JOINED = _count("organising.joined", _("组建中发展会员数"), Q(), Flow("founded_on"), "人", "joined")
NEW_FORM = _count("organising.new_form", _("两新组织数"), Q(listing=Listing.NEW_FORM))
NEW_FORM_FOUNDED = _count(
    "organising.new_form_founded", _("两新组织建会数"), Q(listing=Listing.NEW_FORM, stage=Stage.FOUNDED)
)
Ratio(
    key="organising.new_form_rate",
    name=_("两新组织建会率"),
    unit="%",
    numerator=NEW_FORM_FOUNDED,
    denominator=NEW_FORM,
    basis=_("两新组织建会数÷两新组织数"),
)
MATCHED = _count("organising.matched", _("比对一致单位数"), Q(match=Match.MATCHED), Flow("data_on"))
UNMATCHED = _count(
    "organising.unmatched", _("比对未匹配单位数"), Q(match__in=[Match.UNMATCHED, Match.CONFLICT]), Flow("data_on")
)
ELIGIBLE = _count("organising.eligible", _("应建会单位登记数"), Q(eligible=True))
