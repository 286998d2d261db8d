"""What taking part at the source tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "rights",
    25,
    "加强源头参与",
    [
        "参与企业改制{participation.employers}、涉及职工{participation.employees}，"
        "提出意见{participation.raised}、采纳{participation.adopted}，采纳率{participation.adoption_rate}。",
        Case("participation.employers"),
        Case("participation.raised"),
        Case("participation.joint_meetings"),
    ],
    weight=4,
)
