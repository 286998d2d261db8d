"""What aid and visits tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, hint, passage

passage(
    "service",
    10,
    "做实常态化帮扶",
    [
        "[{asof}，在档困难职工{hardship.files}。]",
        "{half}慰问帮扶职工{aid.times}，发放慰问帮扶资金{aid.amount}[，{aid.amount:change}]"
        "[，其中<送温暖{aid.warmth_amount}|大病资助{aid.illness_amount}|金秋助学{aid.study_amount}>]。",
        "[为{mutual_aid.insured}办理互助保障[，赔付{mutual_aid.claims}、{mutual_aid.payout}]。]",
        Case("mutual_aid.insured"),
        Case("mutual_aid.claims"),
        Case("welfare.centres"),
        Case("employment.borrowers"),
    ],
    weight=9,
)
hint("problems", "{half}必访慰问不及时{aid.must_late}")
