"""What staff congresses tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "rights",
    20,
    "深化民主管理",
    [
        "{half}召开{congress}{congress.sessions}[，审议事项{congress_items.items}]。",
        "[已建立{congress}制度的单位{congress.employers}、实行{openness}的单位{disclosure.employers}。]",
        "[代表提案立案{motions.filed}[，已办结{motions.filed_closed}][，办结率{motions.closing_rate}]。]",
        Case("congress.sessions"),
        Case("disclosure.items"),
    ],
    single=[
        "{half}召开{congress}{congress.sessions}[，审议事项{congress_items.items}]。",
        "[代表提案立案{motions.filed}[，已办结{motions.filed_closed}]。]",
        "[{openness}事项{disclosure.items}。]",
        Case("congress.sessions"),
        Case("disclosure.items"),
    ],
    weight=8,
)
