"""Other words that keepers use for the columns and classes of 经费审查台账 and its companions."""

from __future__ import annotations

HEADINGS: dict[str, list[str]] = {
    "audited_on": ["审查日期", "核查日期"],
    "kind": ["审查类别", "审计种类"],
    "audited": ["被审单位", "被审计工会"],
    "audit_year": ["所属年度"],
    "audit_period": ["期间"],
    "scope": ["审查范围"],
    "finding": ["发现问题", "审计问题"],
    "findings": ["问题数"],
    "amount": ["涉及金额"],
    "arrears": ["欠缴金额"],
    "rectify_by_on": ["应整改日期"],
    "rectified": ["整改问题数"],
    "rectified_on": ["整改完成日期"],
    "opinion": ["审计意见"],
    "auditor": ["审查人员"],
    "result": ["结论"],
    "evidence": ["证明材料"],
}
VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "budget": ["预算执行"],
        "earmarked": ["专项资金审计"],
        "own": ["经费审查", "本级审查"],
        "leaving": ["经济责任审计"],
        "check": ["核查"],
    },
    "result": {
        "none": ["无问题", "无"],
        "found": ["有问题"],
    },
}
