"""What visits to the grassroots tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "base",
    50,
    "深入基层走访服务",
    [
        "{half}走访基层{visits.unit_visits}[，其中已跟进办理{visits.followed}，跟进率{visits.follow_rate}]"
        "[，现场受理职工诉求{visits.complaints}]。",
        Case("visits.visits"),
    ],
    single=[],
    weight=5,
)
