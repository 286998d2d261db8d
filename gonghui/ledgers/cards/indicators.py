"""会员证卡: cards issued and activated; issued cards above members are a mistake to explain."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Cumulative, Flow, Measure, Ratio, When
from gonghui.kernel.figures.standard import MEMBERS
from gonghui.ledgers.cards.models import Card, Kind

BY = ["kind", "card_state", "union"]


def _count(
    key: str, name: StrOrPromise, unit: StrOrPromise, when: When, where: Q, total: str = "", distinct: str = ""
) -> Measure:
    return Measure(
        key=key, name=name, unit=unit, of=Card, when=when, where=where, total=total, distinct=distinct, by=BY
    )


PAPER = Q(kind=Kind.PAPER)
ELECTRONIC = Q(kind=Kind.ELECTRONIC)
ISSUED = _count("cards.issued", _("办理会员证数"), "张", Flow("issued_on"), PAPER)
SCHOOL = _count("cards.school", _("发放社校一卡通数"), "张", Flow("issued_on"), Q(kind=Kind.SCHOOL))
COURSES = _count("cards.courses", _("一卡通兑换课程门次"), "门次", Flow("issued_on"), Q(kind=Kind.SCHOOL), "courses")
E_CARDS = _count("cards.electronic", _("电子会员证数"), "张", Cumulative("issued_on"), ELECTRONIC)
ACTIVATED = _count(
    "cards.activated",
    _("已激活电子会员证数"),
    "张",
    Cumulative("issued_on"),
    ELECTRONIC & Q(activated_on__isnull=False),
)
Ratio(
    key="cards.activation_rate",
    name=_("电子会员证激活率"),
    unit="%",
    numerator=ACTIVATED,
    denominator=E_CARDS,
    basis=_("已激活电子会员证÷电子会员证"),
)
HOLDERS = _count("cards.holders", _("累计办证会员数"), "人", Cumulative("issued_on"), PAPER, distinct="person")
Ratio(
    key="cards.holding_rate",
    name=_("会员持证率"),
    unit="%",
    numerator=HOLDERS,
    denominator=MEMBERS,
    part=False,
    basis=_("累计办证会员数÷会员总数；超过百分之百说明证多于人，应予核实"),
)
SIGN_UPS = _count("cards.sign_ups", _("线上活动报名人次"), "人次", Flow("signed_up_on"), Q(kind=Kind.BENEFIT))
CLAIMS = _count("cards.claims", _("线上福利领取人次"), "人次", Flow("claimed_on"), Q(kind=Kind.BENEFIT))
