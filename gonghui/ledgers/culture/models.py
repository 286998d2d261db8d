"""Culture and sport: a view of events."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EVENT
from gonghui.kernel.matters.models import Event, Theme

culture = Ledger(
    of=Event,
    slug="culture",
    name=_("文体活动台账"),
    preset={"theme": Theme.CULTURE},
    date="held_on",
    columns=["held_on", "title", "kind", "employers_count", "attendance"],
    filters=["kind", "level", "is_outside"],
    search=["title", "lead", "place"],
    first=["held_on", "title", "kind", "employers_count", "attendance"],
    quick=["held_on", "title", "kind", "place", "attendance"],
    headings=EVENT
    | {
        "title": ["活动项目", "活动主题", "名称"],
        "attendance": ["参加职工数", "参与职工(人)", "参与人数", "参加职工", "人数", "观众人数", "参赛人数"],
        "attendance_times": ["参与人次", "人次", "观众人次"],
        "entries": ["作品数", "参赛作品数", "征集件数", "节目数"],
    },
    sheets=[
        Sheet(
            "文体活动台账",
            about=["文体", "运动会", "文艺", "体育", "球赛", "赛事", "演出"],
            also=[
                "文体活动登记表",
                "文化体育活动台账",
                "职工文体活动台账",
                "文娱活动台账",
                "工会活动",
                "职工活动",
                "活动一览",
                "活动记录",
                "活动登记",
            ],
        )
    ],
    rule=_("《工会法》关于教育职工和开展文化体育活动的规定"),
    group="culture",
)
