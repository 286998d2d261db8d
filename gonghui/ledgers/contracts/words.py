"""Other words that keepers use for the columns and classes of 集体合同台账 and its companions."""

from __future__ import annotations

HEADINGS: dict[str, list[str]] = {
    "kind": ["合同类型", "合同种类", "协议类别", "协议名称"],
    "scope": ["签订形式", "合同层次"],
    "contract_no": ["合同号"],
    "employers_covered": ["涵盖企业数", "覆盖企业(家)", "覆盖企业", "覆盖单位数"],
    "employees_covered": ["覆盖人数", "覆盖职工(人)", "覆盖职工", "涵盖职工数", "覆盖职工人数"],
    "women_covered": ["覆盖女职工", "其中女职工", "其中女工"],
    "offered_on": ["要约时间", "发出要约日期"],
    "replied_on": ["应约时间"],
    "negotiators": ["双方代表", "协商双方代表"],
    "talks_on": ["协商时间", "协商会议日期"],
    "rounds": ["协商轮次"],
    "vote_entitled": ["应到代表"],
    "vote_present": ["实到代表"],
    "vote_for": ["赞成人数"],
    "voted_on": ["职代会通过日期", "职代会通过时间"],
    "signed_on": ["签约日期", "签约时间", "签订时间"],
    "filed_on": ["报送备案日期", "备案时间"],
    "filing_no": ["备案号", "审查编号"],
    "review": ["备案审查结果", "审查意见"],
    "effective_on": ["起始日期", "生效时间", "起始时间", "合同起始日期"],
    "expires_on": ["终止日期", "有效期至", "到期时间", "截止日期", "合同到期日期"],
    "is_renewal": ["是否续订", "是否续签", "续订", "续签合同"],
    "previous_no": ["上一份合同编号"],
    "changes": ["修订内容", "续订变更内容"],
    "wage_items": ["协商工资项目"],
    "raise_rate": ["工资增长幅度(%)", "增资幅度(%)", "工资增长率(%)"],
    "minimum_wage": ["最低工资约定"],
    "hazards": ["危害因素"],
    "duties": ["双方责任", "双方义务"],
    "checked_on": ["履行检查日期"],
    "performance": ["履行情况"],
    "status": ["合同情况"],
    "rollout": ["推广安排"],
}
VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "general": ["综合集体合同", "平等协商集体合同", "综合合同", "集体合同(综合)"],
        "wage": [
            "工资专项集体合同",
            "工资集体合同",
            "工资集体协议",
            "工资专项协议",
            "工资集体协商协议",
            "工资协商协议",
            "工资专项合同",
        ],
        "women": [
            "女职工专项集体合同",
            "女职工权益保护专项集体合同",
            "女职工特殊权益专项合同",
            "女职工合同",
            "女职工权益保护专项合同",
        ],
        "safety": ["劳动安全卫生专项集体合同", "劳动安全卫生专项合同", "安全卫生专项合同", "劳动保护专项合同"],
        "disease": ["职业病防治专项集体合同", "职业病防治专项"],
    },
    "scope": {
        "single": ["单个企业", "企业"],
        "regional": ["区域性集体合同", "区域"],
        "industry": ["行业性集体合同", "行业"],
    },
    "review": {
        "passed": ["已备案", "无异议", "通过"],
        "objected": ["异议"],
        "pending": ["未备案", "待备案"],
    },
}
RECOGNITION_HEADINGS: dict[str, list[str]] = {
    "kind": ["示范类别", "创建类别"],
    "level": ["级别"],
    "criteria": ["评定条件", "创建标准"],
    "score": ["得分"],
    "certified_on": ["认定日期", "授牌日期"],
    "model_year": ["年度"],
    "rules_posted": ["制度是否上墙"],
    "result": ["评定结果"],
    "rollout": ["推广计划"],
}
RECOGNITION_VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "harmony": ["和谐企业", "和谐劳动关系企业"],
        "model": ["工资集体协商示范单位", "精细化示范单位"],
        "pilot": ["集体用工合同试点", "试点企业"],
    },
}
