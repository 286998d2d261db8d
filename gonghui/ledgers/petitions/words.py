"""Other words that keepers use for the columns and classes of 信访登记表 and its companions."""

from __future__ import annotations

HEADINGS: dict[str, list[str]] = {
    "registered_on": ["登记时间", "信访日期", "来信来访日期", "来访日期", "受理日期"],
    "kind": ["信访类别", "方式", "信访方式", "来信来访形式", "信访渠道", "来电/来访", "来访方式"],
    "person_name": ["信访人姓名", "姓名", "来信来访人", "来访人", "投诉人"],
    "items": ["件数", "件"],
    "batches": ["批", "批数"],
    "persons": ["人数"],
    "category": ["问题分类", "信访事项类别"],
    "nature": ["诉求性质"],
    "subject": ["主要内容", "信访事由", "反映内容", "诉求内容", "信访内容", "反映事项"],
    "is_repeat": ["是否重复", "重信重访"],
    "is_anonymous": ["是否匿名"],
    "bypasses_employer": ["越过本单位工会"],
    "query_code": ["查询编号"],
    "received_by": ["接访人", "接听人"],
    "handler": ["经办人", "办理人", "承办", "承办人"],
    "due_on": ["办理期限", "办结期限"],
    "answered_on": ["答复时间", "回复日期"],
    "answer": ["答复内容"],
    "result": ["处理结果", "处理情况", "办理情况"],
    "closed_on": ["办结时间", "结案日期"],
    "transferred_to": ["转办单位", "转交部门"],
    "escalated_to": ["上报对象"],
    "escalation_answer": ["上级答复"],
    "satisfaction": ["满意情况"],
}
VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "letter": ["信", "书信", "信件"],
        "visit": ["访", "走访", "上访"],
        "call": ["电话", "电", "热线", "12351"],
        "online": ["网上", "网络信访", "邮件", "微信"],
        "scan": ["扫码投诉", "扫码反映"],
    },
    "category": {
        "wages": ["拖欠工资", "工资"],
        "insurance": ["养老保险接续", "养老保险"],
        "injury": ["工伤保险待遇", "工伤"],
        "severance": ["经济补偿金"],
        "restructuring": ["改制后身份认定", "改制"],
        "democracy": ["职代会民主权利"],
    },
    "nature": {
        "advice": ["建议意见", "建议"],
        "charge": ["举报"],
        "appeal": ["求决", "诉求"],
    },
}
DAYS_HEADINGS: dict[str, list[str]] = {
    "held_on": ["接待日"],
    "leader": ["接待领导"],
    "visitors": ["来访接待人次"],
    "solved_count": ["解决事项数"],
}
