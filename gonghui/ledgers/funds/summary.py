"""What funds tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, hint, passage

passage(
    "self",
    10,
    "依法收好管好用好经费",
    [
        "{months}收缴工会经费{funds.levy_paid}[，{funds.levy_paid:change}][，收缴率{funds.levy_rate}]。",
        "[{year}预算执行率{funds.execution_rate}。]",
        Case("funds.levy_paid"),
        Case("funds.paid"),
    ],
    weight=8,
)
hint("problems", "{half}欠缴工会经费{funds.unpaid}")
