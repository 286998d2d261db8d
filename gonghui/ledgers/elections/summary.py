"""What re-elections tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, hint, passage

passage(
    "base",
    20,
    "规范基层工会换届",
    [
        "{half}完成换届的工会{elections.reelected}"
        "[，其中<召开会员大会选举的{elections.by_meeting}|召开会员代表大会选举的{elections.by_congress}>]。",
        Case("elections.reelected"),
    ],
    single=["按期完成工会换届选举{elections.reelected:number}次。", Case("elections.reelected")],
    weight=6,
)
hint(
    "problems",
    "{half}任期届满的{elections.on_time_rate:whole}中按期换届{elections.on_time_rate:part}，{asof}超期未换届{elections.overdue}",
)
hint("plans", "督促{elections.overdue}超期工会完成换届")
