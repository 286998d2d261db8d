"""What retirees' work tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "service",
    60,
    "关心离退休职工",
    [
        "组织离退休职工活动{retirees.events}[，参加{retirees.people}][，慰问离退休职工{retirees_care.visits}]。",
        Case("retirees.events"),
    ],
    weight=3,
)
