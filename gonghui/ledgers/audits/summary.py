"""What audits tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "self",
    20,
    "强化经费审查监督",
    [
        "开展经审审计{audits.audits}[，审计单位{audits.audited}]"
        "[，发现问题{audits.findings}[，已整改{audits.rectified}，整改率{audits.rectify_rate}]]。",
        Case("audits.audits"),
    ],
    weight=5,
)
