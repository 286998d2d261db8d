"""What study and training tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "guidance",
    10,
    "抓实理论学习",
    [
        "{months}，{unions}组织政治理论学习{training.political_sessions}[，参加{training.political_people}]"
        "[，举办专题讲座{training.lectures}]。",
        "[面向职工开展法律法规学习{training.law_sessions}[，参加{training.law_people}]。]",
        Case("training.political_sessions"),
    ],
    weight=8,
)
passage(
    "merit",
    30,
    "提升职工技能素质",
    [
        "举办职业技能培训{training.skill_sessions}，培训职工{training.skill_people}[，{training.skill_people:change}]"
        "[，取得证书{training.certificates}]。",
        "[目前在册师徒结对{mentoring.pairs}[，{half}新结对{mentoring.formed}]。]",
        Case("training.skill_sessions"),
    ],
    weight=7,
)
passage(
    "self",
    30,
    "加强工会干部培训",
    [
        "举办工会干部培训{training.cadre_sessions}，培训{training.cadre_people}[，{training.cadre_people:change}]。",
        Case("training.cadre_sessions"),
    ],
    weight=5,
)
