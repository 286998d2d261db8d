"""What women workers' work tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "service",
    20,
    "关心关爱女职工",
    [
        "围绕女职工需求举办活动{women.events}[，参加{women.people}][，举办女职工讲座{women.lectures}]。",
        "[组织女职工健康检查{health_checks.women}。]",
        "[现建有妈咪暖心小屋{venues.mothers_rooms}。]",
        Case("women.events"),
    ],
    weight=7,
)
