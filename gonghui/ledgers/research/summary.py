"""What research tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "self",
    40,
    "加强调查研究",
    [
        "[完成调研报告{research.reports}[，走访企业{research.employers_visited}]。]",
        "[开展问卷调查{research.surveys}[，发放问卷{research.sent}，回收{research.returned}，回收率{research.return_rate}]。]",
        "[开展民意调查{surveys.surveys}[，职工对工会工作满意率{surveys.satisfaction_rate}]。]",
        Case("research.reports"),
        Case("surveys.surveys"),
    ],
    weight=5,
)
