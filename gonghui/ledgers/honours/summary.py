"""What honours tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "guidance",
    30,
    "弘扬劳模精神、劳动精神、工匠精神",
    [
        "{half}，{area}职工和集体获得各类表彰{honours.honours}"
        "[，其中<五一劳动奖状{honours.may_day_awards}|五一劳动奖章{honours.medals}|工人先锋号{honours.pioneers}>]。",
        "[现有劳动模范{model_workers.model_workers}[，其中退休劳模{model_workers.retired}]"
        "[，{half}发放劳模津贴{allowances.amount}]。]",
        Case("honours.honours"),
    ],
    weight=7,
)
