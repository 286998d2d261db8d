"""What culture and sports tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "service",
    50,
    "丰富职工文化生活",
    [
        "开展职工文体活动{culture.events}[，参加职工{culture.people}][，其中文艺演出{culture.shows}、体育活动{culture.sports}]。",
        Case("culture.events", rank=("attendance",)),
        "[现有职工书屋{venues.libraries}[，藏书{venues.books}]。]",
    ],
    weight=6,
)
