"""What labour protection tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, hint, passage

passage(
    "rights",
    70,
    "加强劳动保护",
    [
        "组织劳动保护监督检查{safety.inspections}，排查隐患{safety.found}[，整改{safety.fixed}，整改率{safety.fix_rate}]"
        "[，开展安全教育{safety_activities.education}[、受教育{safety_activities.education_people}]]。",
        Case("safety.inspections"),
        Case("safety_activities.activities"),
    ],
    weight=5,
)
hint("problems", "{asof}逾期未整改隐患{safety.overdue}")
