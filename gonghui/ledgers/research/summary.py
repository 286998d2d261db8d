"""What research tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "self",
    40,
    "加强调查研究",
    [
        "[完成调研报告{research.reports}[，走访企业{research.employers_visited}]。]",
        "[开展问卷调查{research.surveys}[，回收问卷{research.returned}][，回收率{research.return_rate}]。]",
        Case("research.reports"),
    ],
    weight=5,
)
