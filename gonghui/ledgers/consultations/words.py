"""Other words that keepers use for the columns and classes of 集体协商会议台账 and its companions."""

from __future__ import annotations

HEADINGS: dict[str, list[str]] = {
    "kind": ["协商类别", "协商形式"],
    "title": ["会议(事项)名称", "协商事项", "事项名称"],
    "session_no": ["届次"],
    "held_on": ["协商日期", "要约日期", "召开日期", "发出日期"],
    "offering_side": ["提出方"],
    "addressee": ["应约方"],
    "replied_on": ["回应日期", "应约日期"],
    "outcome": ["要约结果", "回应结果"],
    "participants": ["与会人员", "参会人员"],
    "attendance": ["参会人数", "参加人数"],
    "government_side": ["人社方代表"],
    "employer_side": ["用人单位方代表"],
    "union_side": ["职工方代表"],
    "topics": ["协商议题", "议题", "协商内容"],
    "topics_count": ["提交议题数"],
    "decisions": ["会议决定", "形成决议"],
    "decisions_count": ["形成决议数"],
    "settled_count": ["落实事项数", "已答复事项数"],
    "follow_up": ["跟踪落实"],
    "minutes": ["纪要文号"],
    "opinions_count": ["意见条数"],
    "opinions": ["主要意见"],
    "draft_version": ["方案版本"],
    "round_no": ["轮次"],
    "objections": ["异议"],
    "contract_no": ["合同编号"],
    "activity_plan": ["年度活动计划"],
}
VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "offer": ["要约", "发出要约"],
        "meeting": ["平等协商", "协商会议", "集体协商"],
        "opinion": ["征求意见"],
        "tripartite": ["三方会议", "协调劳动关系三方会议"],
        "joint": ["联席会议", "政府工会联席会议"],
        "plan": ["分配方案", "核算方案"],
        "posts": ["岗位聘任", "岗位设置"],
    },
    "outcome": {
        "accepted": ["应约", "接受", "同意"],
        "refused": ["拒绝应约"],
        "none": ["未回应"],
    },
}
NEGOTIATORS_HEADINGS: dict[str, list[str]] = {
    "role": ["协商员身份"],
    "since_on": ["任职日期"],
    "until_on": ["任期届满日期"],
    "expertise": ["特长"],
    "talks_count": ["协商次数"],
}
NEGOTIATORS_VALUES: dict[str, dict[str, list[str]]] = {
    "role": {
        "member": ["协商员"],
        "guide": ["指导员", "专职指导员"],
    },
}
RULES_HEADINGS: dict[str, list[str]] = {
    "kind": ["机制类别"],
    "name": ["机制名称", "预案名称", "规则名称"],
    "version": ["版本"],
    "document_no": ["文号"],
    "adopted_on": ["制定日期"],
    "started_on": ["启动日期"],
    "owner": ["牵头部门"],
    "content": ["正文", "规则内容"],
    "votes_for": ["表决赞成数"],
    "activated_on": ["启动预案日期"],
    "activation": ["启用情况"],
    "reviewed_on": ["复核日期"],
    "spending_limit": ["限额"],
    "breaches": ["违规次数"],
}
RULES_VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "rule": ["会议规则", "工作制度"],
        "plan": ["预案", "应急预案"],
        "funds": ["财务制度"],
    },
}
