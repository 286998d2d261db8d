"""Women's events: a view of events."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EVENT
from gonghui.kernel.matters.models import Event, Theme

women = Ledger(
    of=Event,
    slug="women",
    name=_("女职工活动台账"),
    preset={"theme": Theme.WOMEN},
    date="held_on",
    columns=["held_on", "title", "kind", "women", "attendance"],
    filters=["kind"],
    search=["title", "lead", "place"],
    first=["held_on", "title", "kind", "employer", "women"],
    headings=EVENT
    | {
        "title": ["活动项目", "活动主题", "名称"],
        "entries": ["作品数", "参赛作品数", "征集件数", "征集金点子件数", "参赛作品"],
        "adopted": ["采纳金点子数", "采纳条数"],
    },
    sheets=[
        Sheet(
            "女职工活动台账",
            about=["女工", "女职工", "三八", "妇女"],
            also=["女职工工作台账", "三八活动台账", "女职工讲座台账", "女职工会议台账"],
        )
    ],
    rule=_("《工会女职工委员会工作条例》"),
    group="service",
)
