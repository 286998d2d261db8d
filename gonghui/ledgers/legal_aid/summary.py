"""What legal aid tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "rights",
    50,
    "做实法律援助和普法宣传",
    [
        "办理法律援助{legal_aid.cases}[，{legal_aid.cases:change}][，提供法律咨询{legal_aid.consultations}]"
        "[，为受援职工挽回经济损失{legal_aid.recovered}]。",
        Case("legal_aid.cases", rank=("claimed",)),
        "[举办普法宣传{legal_aid.sessions}[，受教育职工{legal_aid.reached}]。]",
    ],
    weight=7,
)
