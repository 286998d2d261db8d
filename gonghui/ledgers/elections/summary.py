"""What re-elections tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, hint, passage

passage(
    "base",
    20,
    "规范基层工会换届",
    [
        "{half}任期届满的工会{elections.expiring}，完成换届{elections.reelected}[，按期换届率{elections.on_time_rate}]。",
        Case("elections.reelected"),
    ],
    single=["按期完成工会换届选举{elections.reelected:number}次。", Case("elections.reelected")],
    weight=6,
)
hint("problems", "{asof}超期未换届工会{elections.overdue}")
hint("plans", "督促{elections.overdue}超期工会完成换届")
