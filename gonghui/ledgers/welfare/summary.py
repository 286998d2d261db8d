"""What welfare and service tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "service",
    30,
    "办好普惠服务",
    [
        "[已建成工会服务阵地{welfare.stations}[、户外劳动者服务站点{venues.stations}]。]",
        "[组织职工疗休养{welfare.recuperated}。]",
        "[开办职工子女托管班{welfare.childcare_sites}，服务儿童{welfare.childcare_children}。]",
        "[举办青年职工交友活动{welfare.matchmaking}，参加{welfare.matchmaking_persons}。]",
        Case("welfare.childcare_children"),
        Case("welfare.stations"),
    ],
    weight=6,
)
