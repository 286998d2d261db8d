"""Other words that keepers use for the columns and classes of 结对帮扶台账 and its companions."""

from __future__ import annotations

HEADINGS: dict[str, list[str]] = {
    "started_on": ["结对时间", "开始日期"],
    "ended_on": ["结束日期"],
    "kind": ["帮扶形式"],
    "helped_union": ["结对工会", "被帮扶工会"],
    "helper": ["结对方", "帮扶人", "帮扶单位"],
    "person_name": ["受助人", "困难学生姓名"],
    "school": ["学校"],
    "aims": ["帮扶目标"],
    "need": ["困难情况"],
    "support": ["帮扶措施"],
    "support_value": ["帮扶金额"],
    "score": ["年度考核得分"],
    "result": ["考核等次"],
}
VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "union": ["链式帮带", "帮带结对"],
        "pupil": ["贫困学生结对"],
        "household": ["困难户结对"],
    },
}
VISITS_HEADINGS: dict[str, list[str]] = {
    "visited_on": ["走访日期"],
    "helped_union": ["受帮扶工会"],
    "visitors": ["走访人员"],
    "content": ["走访内容", "指导内容"],
    "next_step": ["下一步措施"],
}
SCORES_HEADINGS: dict[str, list[str]] = {
    "scored_on": ["评分日期"],
    "score_year": ["年度"],
    "helped_union": ["受帮扶工会"],
    "item": ["评分项目"],
    "full_score": ["满分"],
    "score": ["得分"],
    "reason": ["评分说明"],
}
