"""Other words that keepers use for the columns and classes of 职工福利台账 and its companions."""

from __future__ import annotations

HEADINGS: dict[str, list[str]] = {
    "given_on": ["发放日期", "发放时间"],
    "kind": ["福利项目类别"],
    "festival": ["节日名称"],
    "item": ["物品名称", "品名"],
    "quantity": ["数量"],
    "stock": ["库存"],
    "per_head": ["人均金额", "每人标准"],
    "recipients": ["发放人数", "享受人数"],
    "amount": ["发放总额", "合计金额"],
    "sign_off": ["签收"],
    "budget_line": ["经费科目"],
    "issue_month": ["所属月份"],
    "person_name": ["领用人", "职工姓名"],
}
VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "festival": ["节日慰问品"],
        "goods": ["实物"],
        "voucher": ["洗头票", "电影票", "月票"],
        "clothes": ["劳保服装"],
        "family_day": ["母亲节", "父亲节", "六一慰问金"],
        "birthday": ["生日蛋糕"],
    },
}
SERVICES_HEADINGS: dict[str, list[str]] = {
    "held_on": ["体检日期", "实施日期", "出发日期", "活动日期"],
    "ended_on": ["返回日期", "结束日期"],
    "kind": ["项目类别", "服务项目"],
    "name": ["项目名称", "服务内容"],
    "place": ["地点", "目的地"],
    "provider": ["体检机构", "承办医院", "医院"],
    "items": ["体检项目"],
    "quota": ["分配名额"],
    "attended": ["体检人数", "参加人数", "受益人数"],
    "women": ["其中女性"],
    "men": ["其中男性"],
    "children": ["托管人数"],
    "absent": ["未检人数"],
    "batch": ["批次"],
    "person_name": ["疗休养人员", "姓名"],
    "job_type": ["工种"],
    "staff": ["医护人员数", "志愿者人数"],
    "cards": ["诊疗卡数"],
    "diagnoses": ["确诊数"],
    "medicines_value": ["送药价值"],
    "cost": ["费用", "经费支出"],
    "follow_up": ["跟进情况"],
    "need": ["需求内容"],
    "need_met": ["是否满足"],
    "finished_on": ["完成日期"],
    "respondents": ["问卷人数"],
    "needs_ranked": ["主要需求"],
    "weekday": ["每周时间"],
}
SERVICES_VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "checkup": ["体检", "健康体检"],
        "clinic": ["大型义诊", "社区公益"],
        "recuperation": ["疗养", "旅游", "外出学习考察"],
        "epidemic": ["防疫"],
        "conditions": ["食堂改善", "通勤改善", "办公条件改善"],
        "childcare": ["假日学校", "托管班"],
        "fitness": ["健身"],
        "matchmaking": ["联谊", "相亲"],
        "survey": ["职工需求调查"],
    },
}
STATIONS_HEADINGS: dict[str, list[str]] = {
    "kind": ["站点类别"],
    "name": ["站点名称", "中心名称"],
    "level": ["级别"],
    "opened_on": ["成立日期"],
    "closed_on": ["撤销日期"],
    "services": ["服务内容"],
    "staff": ["工作人员数"],
    "service_volume": ["服务人次"],
    "standard_met": ["是否达标"],
    "rent_free": ["是否免租"],
}
STATIONS_VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "centre": ["帮扶中心"],
        "service": ["服务站"],
        "studio": ["调处工作室"],
    },
}
