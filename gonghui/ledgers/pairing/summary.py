"""What pairing tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "base",
    40,
    "开展结对帮建",
    [
        "{asof}，工会结对{pairing.union_pairs}，受帮扶工会{pairing.helped_unions}[，{half}结对走访{pairing.visits}]。",
        Case("pairing.visits"),
        Case("pairing.union_pairs"),
    ],
    weight=7,
)
