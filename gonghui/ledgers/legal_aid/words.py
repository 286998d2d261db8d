"""Other words that keepers use for the columns and classes of 法律援助台账 and its companions."""

from __future__ import annotations

HEADINGS: dict[str, list[str]] = {
    "aided_on": ["办理日期", "受理时间", "援助时间", "受理日期", "登记日期"],
    "kind": ["服务类别", "援助形式", "援助方式", "服务类型"],
    "person_name": ["受援人姓名", "申请人", "咨询人", "当事人"],
    "person_kind": ["受援人类别"],
    "cause": ["事由", "咨询事项", "案件类型"],
    "persons": ["人数"],
    "case_no": ["案件编号"],
    "tribunal": ["受理法院(仲裁委)", "受理法院"],
    "stage": ["案件阶段", "审级"],
    "is_free": ["是否免费", "免费"],
    "claimed": ["案件标的", "标的额", "诉讼标的"],
    "standard_fee": ["应收费用", "收费标准"],
    "waived": ["减免收费", "减免金额"],
    "cost": ["办案补贴", "援助经费"],
    "recovered": ["挽回损失", "挽回金额"],
    "lawyer": ["律师", "代理人"],
    "document_kind": ["文书类型"],
    "file_by_on": ["文书递交期限"],
    "delivered_on": ["交付日期"],
    "hearing_on": ["开庭时间"],
    "appeal_by_on": ["上诉期限"],
    "result": ["处理情况", "处理结果", "办理情况"],
    "closed_on": ["结案时间"],
}
VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "consult": ["咨询"],
        "draft": ["代书", "代写法律文书"],
        "litigation": ["诉讼代理", "代理诉讼案件", "代理"],
        "arbitration": ["仲裁代理"],
        "mediation": ["调解代理", "协商代理"],
        "centre": ["外来务工维权中心咨询"],
    },
    "person_kind": {
        "migrant": ["外来务工人员"],
    },
}
SESSIONS_HEADINGS: dict[str, list[str]] = {
    "held_on": ["普法时间", "宣传日期", "授课日期", "培训日期"],
    "kind": ["宣传形式"],
    "title": ["宣传主题", "讲座主题"],
    "laws": ["法律法规", "宣讲法律"],
    "place": ["宣传地点", "地点"],
    "audience": ["听众", "对象"],
    "attendance": ["听课人数", "参加人数"],
    "materials": ["宣传资料份数"],
    "tested": ["考试人数"],
    "passed": ["合格人数"],
    "test_result": ["测试成绩"],
}
SESSIONS_VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "lecture": ["讲座", "法律培训"],
        "consultation": ["广场咨询", "法律咨询服务"],
        "campaign": ["法治宣传", "宣传活动"],
        "rights": ["六项权利"],
    },
}
