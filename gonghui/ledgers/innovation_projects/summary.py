"""What innovation projects tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "merit",
    25,
    "攻克生产技术难题",
    [
        "实施技术攻关和革新项目{innovation_projects.projects}[，形成“五小”成果{innovation_projects.five_small}]"
        "[，获得职工专利{innovation_projects.patents}][，项目创效{innovation_projects.benefit}]。",
        Case("innovation_projects.projects"),
    ],
    weight=5,
)
