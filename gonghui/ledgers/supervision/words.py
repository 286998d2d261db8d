"""Other words that keepers use for the columns and classes of 劳动法律监督台账 and its companions."""

from __future__ import annotations

HEADINGS: dict[str, list[str]] = {
    "inspected_on": ["监督检查日期", "监督日期", "走访检查日期"],
    "kind": ["检查类别", "监督检查类别"],
    "inspectors": ["监督人员", "走访人员"],
    "partners": ["参加部门"],
    "matter": ["检查事项", "检查内容"],
    "clause": ["合同条款"],
    "checked": ["检查合同份数", "检查人数"],
    "sites": ["工地数"],
    "breaches": ["发现问题数", "问题数"],
    "violation": ["问题情况", "违约情况", "发现问题"],
    "unsigned": ["未签合同人数"],
    "insurance_types": ["保险险种"],
    "insurance_period": ["所属期"],
    "due": ["应缴保险费"],
    "arrears": ["欠缴金额", "欠缴社会保险费"],
    "settled": ["已补缴金额"],
    "workers": ["涉及职工人数"],
    "letter": ["一函两书类别"],
    "letter_no": ["文书编号"],
    "issued_on": ["发出日期"],
    "reply_due_on": ["回复期限"],
    "replied_on": ["用人单位回复日期"],
    "reply": ["回复意见"],
    "corrected": ["整改数"],
    "corrected_on": ["整改日期"],
    "result": ["检查结果"],
}
VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "law": ["日常监督", "劳动法律监督检查"],
        "contract": ["集体合同履行检查", "履约监督"],
        "labour": ["劳动合同检查", "劳动合同签订督促"],
        "insurance": ["社会保险督促", "社保监督", "社会保险缴纳监督"],
        "arrears": ["清欠检查"],
        "visit": ["走访", "联合走访"],
    },
    "letter": {
        "reminder": ["工会劳动法律监督提示函"],
        "opinion": ["工会劳动法律监督意见书"],
        "proposal": ["工会劳动法律监督建议书"],
    },
}
WARNINGS_HEADINGS: dict[str, list[str]] = {
    "raised_on": ["发现日期"],
    "kind": ["风险信号", "风险类别"],
    "level": ["预警级别", "风险等级"],
    "sign": ["苗头情况"],
    "measures": ["化解措施"],
    "closed_on": ["化解日期"],
}
WARNINGS_VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "arrears": ["欠薪", "拖欠工资"],
        "layoff": ["裁员", "停产"],
        "petition": ["上访"],
        "dispute": ["劳动争议"],
    },
    "level": {
        "red": ["一级"],
        "orange": ["二级"],
        "yellow": ["三级"],
        "blue": ["四级"],
    },
}
