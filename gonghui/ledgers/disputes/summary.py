"""What disputes tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, hint, passage

passage(
    "rights",
    40,
    "及时化解劳动争议",
    [
        "{months}，{unions}受理劳动争议{disputes.filed}[，{disputes.filed:change}][，涉及职工{disputes.filed_persons}]"
        "[；除撤回外办结{disputes.settlement_rate:whole}，其中调解成功{disputes.settlement_rate:part}，"
        "调解成功率{disputes.settlement_rate}]。",
        "[为职工追回劳动报酬、社会保险等款项{disputes.received}[，{disputes.received:change}]。]",
        Case("disputes.closed", rank=("persons", "received")),
    ],
    single=[
        "受理劳动争议{disputes.filed}[，涉及职工{disputes.filed_persons}][，调解成功{disputes.settled}]"
        "[，为职工追回款项{disputes.received}]。",
        Case("disputes.closed", rank=("persons", "received")),
    ],
    weight=9,
)
hint("problems", "{asof}尚有{disputes.pending}劳动争议未结案")
hint("plans", "跟踪生效裁判履行，{half}逾期未履行{disputes.obligations_missed}")
