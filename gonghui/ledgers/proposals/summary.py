"""What rational proposals tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "merit",
    20,
    "激发职工创新创造",
    [
        "职工提出合理化建议{proposals.items}[，{proposals.items:change}]"
        "[，采纳{proposals.adopted}，采纳率{proposals.adoption_rate}]。",
        "[已核定的建议创效{proposals.benefit_verified}。]",
        Case("proposals.items"),
        "[现有创新工作室{innovation_studios.studios}[，带徒{innovation_studios.apprentices}]。]",
    ],
    weight=8,
)
