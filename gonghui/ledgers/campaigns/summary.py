"""What campaigns tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "guidance",
    40,
    "开展群众性创建活动",
    [
        "组织创建活动{campaigns.events}，参加职工{campaigns.people}[，参与单位{campaigns.units}]。",
        Case("campaigns.events"),
    ],
    weight=4,
)
