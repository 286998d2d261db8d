"""Figures of places for workers."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Stock
from gonghui.ledgers.venues.models import Venue

K, S = Venue.Kind, Venue.Status
OPEN = Stock("opened_on", "closed_on")
_OPENED = ~Q(status__in=[S.BUILDING, S.CLOSED])


def stock(key: str, name: StrOrPromise, unit: StrOrPromise, kinds: list[str], total: str = "") -> Measure:
    """A figure of places in use on the last day."""
    where = _OPENED & (Q(kind__in=kinds) if kinds else ~Q(kind=K.EQUIPMENT))
    return Measure(
        f"venues.{key}", name, unit, of=Venue, when=OPEN, where=where, total=total, by=["kind", "level", "asset_source"]
    )  # fmt: skip


venues = stock("venues", _("活动阵地数"), "个", [])
libraries = stock("libraries", _("职工书屋数"), "个", [K.LIBRARY])
books = stock("books", _("职工书屋藏书册数"), "册", [K.LIBRARY], "books")
loans = stock("loans", _("职工书屋借阅册次"), "册次", [K.LIBRARY], "loans")
stations = stock("stations", _("户外劳动者服务站点数"), "个", [K.STATION])
mothers = stock("mothers_rooms", _("妈咪暖心小屋数"), "个", [K.MOTHERS])
centres = stock("centres", _("职工活动中心和健身房数"), "个", [K.CENTRE, K.GYM])
centre_visits = stock("centre_visits", _("职工活动中心使用人次"), "人次", [K.CENTRE, K.GYM], "visits")
bookings = stock("bookings", _("活动阵地预约次数"), "次", [K.CENTRE, K.GYM], "bookings")
equipment = stock("equipment", _("文体设施器材件数"), "件", [K.EQUIPMENT], "quantity")
equipment_cost = stock("equipment_cost", _("文体设施器材金额"), "元", [K.EQUIPMENT], "cost")
opened = Measure("venues.opened", _("新启用活动阵地数"), "个", of=Venue, when=Flow("opened_on"), by=["kind"])
preparing = Measure(
    "venues.mothers_preparing", _("筹建妈咪小屋数"), "个", of=Venue, when=Stock("", "closed_on"),
    where=Q(kind=K.MOTHERS, status=S.BUILDING),
)  # fmt: skip
