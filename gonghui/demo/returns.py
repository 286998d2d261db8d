"""The half-year return as the office finds it in July: some in, one sent back, one waiting, the rest still to come."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from gonghui.demo.world import World
from gonghui.kernel.periods import Period
from gonghui.kernel.returns import forms, rounds
from gonghui.kernel.returns.models import Return
from gonghui.kernel.returns.refusing import Refused

FORM = "half_year_federation"
DUE = dt.date(2026, 7, 15)
# who reported on which day of July, and what became of it
REPORTED = {
    "望溪市直机关工会联合会": (6, "accept"),
    "望溪市教育工会": (9, "wait"),
    "望溪市货运物流行业工会联合会": (10, "back"),
}
WHY = "专项工作集中在上半年开展，数量与上年同期不可比"
BACK = "新增会员与花名册入会日期对不上，请核实后再报"


def build(world: World) -> None:
    """Open the round for the city's direct children; three of them have reported."""
    city = world.unions["市"]
    made = rounds.open_round(forms.taken(FORM, None), city, Period.parse("2026H1"), DUE, None, rounds.DIRECT)
    for ret in made.returns.select_related("union", "upper", "round__form").order_by("pk"):
        if ret.union.name in REPORTED:
            report(ret, *REPORTED[ret.union.name])


def report(ret: Return, day: int, outcome: str) -> None:
    """Explained, signed, submitted on that day; a return that a check holds back stays open."""
    rounds.sign(ret, ret.union.chair or "陈立新", "周晓燕", "14000010001", None)
    rounds.explain_all(ret, WHY, None)
    try:
        rounds.submit(ret, None)
    except Refused:
        return
    at = dt.datetime(2026, 7, day, 10, 20, tzinfo=ZoneInfo("Asia/Shanghai"))
    Return.objects.filter(pk=ret.pk).update(submitted_at=at)
    ret.refresh_from_db()
    if outcome == "accept":
        rounds.accept(ret, None)
    elif outcome == "back":
        rounds.send_back(ret, BACK, None)
