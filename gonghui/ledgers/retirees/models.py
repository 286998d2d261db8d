"""Events for retirees: a view of events."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EVENT
from gonghui.kernel.matters.models import Event, Theme

retirees = Ledger(
    of=Event,
    slug="retirees",
    name=_("离退休活动台账"),
    preset={"theme": Theme.RETIREES},
    date="held_on",
    columns=["held_on", "title", "kind", "attendance", "cost"],
    filters=["kind"],
    search=["title", "lead", "place"],
    first=["held_on", "title", "kind", "attendance"],
    headings=EVENT
    | {
        "title": ["活动项目", "活动主题", "名称", "座谈会名称"],
        "topic": ["内容", "主题", "活动内容", "反映意见", "场合"],
    },
    sheets=[Sheet("离退休活动台账", also=["离退休工作台账", "退休职工活动台账", "老干部活动台账", "退管会台账"])],
    rule=_("离退休工作的规定和本单位的服务制度"),
    group="service",
)
