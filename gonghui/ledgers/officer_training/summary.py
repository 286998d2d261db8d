"""What officers' training tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "self",
    30,
    "建强工会干部队伍",
    [
        "{asof}，共有工会干部{officers.all}[，其中专职{officers.full_time}][，社会化工会工作者{officers.social}]。",
        "[举办工会干部培训{officer_training.courses}[，培训{officer_training.persons}]。]",
        "[民营企业工会主席受训{officer_training.chairs}。]",
        Case("officer_training.courses"),
        Case("officer_training.chair_courses"),
        Case("officer_training.delegates"),
    ],
    single=["参加和举办工会干部培训{officer_training.courses}。", Case("officer_training.courses")],
    weight=6,
)
