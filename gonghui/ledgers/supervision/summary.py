"""What labour law supervision tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "rights",
    60,
    "强化劳动法律监督",
    [
        "开展劳动法律监督检查{supervision.inspections}，发现问题{supervision.breaches}"
        "[，督促整改{supervision.corrected}][，发出“一函两书”{supervision.letters}[，用人单位已回复{supervision.replied}]]。",
        Case("supervision.inspections"),
    ],
    weight=6,
)
