"""What funds tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, hint, passage

passage(
    "self",
    10,
    "依法收好管好用好经费",
    [
        "{months}收缴工会经费{funds.levy_paid}[，{funds.levy_paid:change}][，收缴率{funds.levy_rate}]。",
        "[年度预算执行率{funds.execution_rate}。]",
        Case("funds.levy_paid", "{.done}[{.effect}]"),
        Case("funds.paid", "{.done}[{.effect}]"),
    ],
    weight=8,
)
hint("problems", "{half}欠缴工会经费{funds.unpaid}")
