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
        "[组织中心组学习{meetings.study}。]",
        "[面向职工开展法律法规学习{training.law_sessions}[，参加{training.law_people}]。]",
        "[开办职工夜校{training.night_schools}[，参加学习{training.night_people}]。]",
        Case("training.political_sessions"),
        Case("meetings.study"),
        Case("training.night_schools"),
        Case("publicity.model_deeds"),
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
