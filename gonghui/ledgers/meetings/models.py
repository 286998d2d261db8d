"""Meetings: a view of events."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EVENT
from gonghui.kernel.matters.models import Event, Theme

meetings = Ledger(
    of=Event,
    slug="meetings",
    name=_("会议台账"),
    preset={"theme": Theme.MEETING},
    date="held_on",
    columns=["held_on", "title", "kind", "place", "lead", "attendance"],
    filters=["kind"],
    search=["title", "lead", "place"],
    quick=["held_on", "title", "place", "attendance", "topic"],
    first=["held_on", "title", "kind", "place", "lead", "attendance"],
    headings=EVENT
    | {
        "title": ["活动项目", "活动主题", "名称", "会议名称"],
        "kind": ["活动类型", "类别", "活动形式", "会议类别", "会议类型"],
        "held_on": ["活动时间", "举办日期", "举办时间", "开展日期", "日期", "时间", "会议日期", "会议时间", "召开日期"],
        "place": ["地点", "举办地点", "会议地点"],
        "lead": ["组织单位", "举办单位", "牵头单位", "党支部", "主持单位", "召集单位"],
        "attendance": [
            "参加职工数",
            "参与职工(人)",
            "参与人数",
            "参加职工",
            "人数",
            "到会人数",
            "参会人数",
            "出席人数",
        ],
        "topic": ["内容", "主题", "活动内容", "议题", "议程", "会议内容", "会议议题"],
        "decisions": ["决定事项", "会议决定", "会议决议", "布置任务"],
    },
    sheets=[Sheet("会议台账", also=["会议活动台账", "会议登记表", "会议记录台账", "三会一课台账", "座谈会台账"])],
    rule=_("本机关的工作制度"),
    group="office",
)
