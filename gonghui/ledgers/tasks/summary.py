"""What tasks and plans tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, hint, passage

passage(
    "self",
    50,
    "抓好任务落实",
    [
        "列入年度计划的事项{tasks.plans}，已完成{tasks.plans_done}[，完成率{tasks.plans_rate}]。",
        "[公开承诺事项兑现率{tasks.pledges_rate}。]",
        Case("tasks.tasks"),
    ],
    weight=4,
)
hint("problems", "{asof}逾期未完成任务{tasks.overdue}")
hint("plans", "年度计划事项{tasks.plans}中已完成{tasks.plans_done}")
