"""What contests tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "merit",
    10,
    "广泛开展劳动和技能竞赛",
    [
        "{months}，{area}开展劳动竞赛{contests.contests}[，参赛单位{contests.employers}][，参赛职工{contests.people}]"
        "[，{contests.people:change}]。",
        "[通过竞赛晋升技能等级{contests.promoted}。]",
        "[岗位练兵、技术比赛参加{contests.skill_times}。]",
        Case("contests.contests", "在{.title}中，{.done}[{.effect}]"),
    ],
    single=[
        "{half}组织劳动竞赛{contests.contests}[，参赛职工{contests.people}][，{contests.people:change}]。",
        Case("contests.contests", "在{.title}中，{.done}[{.effect}]"),
    ],
    weight=9,
)
