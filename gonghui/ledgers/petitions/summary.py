"""What petitions tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, hint, passage

passage(
    "rights",
    30,
    "畅通职工诉求渠道",
    [
        "受理职工来信来访{petitions.items}[，{petitions.items:change}]"
        "[，其中<来访{petitions.visit_items}|来电{petitions.calls}|网络反映{petitions.online}|扫码反映{petitions.scans}>]。",
        "[到期应答复的{petitions.on_time_rate:whole}中按期答复{petitions.on_time_rate:part}，按期答复率{petitions.on_time_rate}。]",
        Case("petitions.items", "对“{.subject}”一事，{.done}[{.effect}]", rank=("persons",)),
    ],
    single=[
        "受理职工来信来访{petitions.items}[，办结{petitions.closed}]。",
        Case("petitions.items", "对“{.subject}”一事，{.done}[{.effect}]", rank=("persons",)),
    ],
    weight=8,
)
hint("problems", "{asof}尚有{petitions.open}信访事项未办结")
