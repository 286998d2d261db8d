"""Other words that keepers use for the columns and classes of 互助保障台账 and its companions."""

from __future__ import annotations

HEADINGS: dict[str, list[str]] = {
    "enrolled_on": ["参加日期", "投保日期", "入保日期"],
    "kind": ["险种类别", "保障类型"],
    "scheme": ["计划名称", "保险产品", "产品名称", "险种名称"],
    "cover_year": ["参保年度"],
    "since_on": ["保险起期"],
    "until_on": ["保险止期"],
    "insured": ["投保人数", "参加人数"],
    "premium": ["互助金缴费", "缴费金额", "保费"],
    "payer": ["出资方"],
    "contribution": ["个人缴纳"],
    "person_name": ["参保人", "会员姓名"],
    "claimed_on": ["理赔日期", "申请日期"],
    "claims": ["理赔人次", "赔付人次"],
    "claim": ["赔付事由"],
    "payout": ["理赔金额", "给付金额"],
}
VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "medical": ["职工医疗互助", "医疗互助"],
        "commercial": ["商业保险", "补充保险"],
        "critical": ["大病保险", "重疾险"],
        "fund": ["互助金", "互助互济金"],
    },
}
