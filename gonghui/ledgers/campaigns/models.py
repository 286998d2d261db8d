"""Campaigns (创争 …): a view of events, one row for each unit taking part."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EVENT
from gonghui.kernel.matters.models import Event, Theme

campaigns = Ledger(
    of=Event,
    slug="campaigns",
    name=_("创建活动台账"),
    preset={"theme": Theme.CAMPAIGN},
    date="held_on",
    columns=["title", "employer", "attendance", "held_on"],
    filters=["kind", "result"],
    search=["title", "lead", "place"],
    first=["title", "employer", "attendance", "held_on"],
    headings=EVENT
    | {
        "title": ["活动项目", "活动主题", "名称", "创建活动"],
        "households": ["走访家庭数", "家庭户数"],
    },
    sheets=[Sheet("创建活动台账", also=["创争活动台账", "创建活动登记表", "争创活动台账", "主题活动台账"])],
    rule=_("《工会法》关于组织职工开展合理化建议、技术革新、劳动和技能竞赛的规定"),
    group="skills",
)
