"""Other words that keepers use for the columns and classes of 再就业服务台账 and its companions."""

from __future__ import annotations

HEADINGS: dict[str, list[str]] = {
    "served_on": ["服务日期", "登记日期", "培训日期", "介绍日期", "发布日期"],
    "ended_on": ["结束日期"],
    "kind": ["服务类别", "再就业服务类别"],
    "person_name": ["姓名", "失业人员姓名", "职工姓名"],
    "jobless_kind": ["失业类别"],
    "unable": ["是否丧失劳动能力"],
    "skills": ["技能", "特长"],
    "wish": ["就业意向"],
    "persons": ["服务人数", "培训人数"],
    "person_times": ["人次", "培训人次"],
    "course": ["课程名称"],
    "organiser": ["培训机构"],
    "certificate": ["证书名称"],
    "job": ["介绍岗位"],
    "offers": ["提供岗位数"],
    "accepted": ["是否接受"],
    "employed_on": ["上岗日期"],
    "kept": ["是否稳定就业"],
    "postings": ["信息条数"],
    "openings": ["岗位数"],
    "employers_count": ["参会单位数"],
    "certificate_no": ["证号"],
    "step": ["服务步骤"],
    "completed": ["是否完成"],
    "result": ["就业结果"],
}
VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "register": ["失业人员登记", "失业摸排", "失业人员摸排"],
        "training": ["技能培训", "再就业技能培训"],
        "placement": ["岗位提供", "岗位推荐"],
        "information": ["信息发布"],
        "certificate": ["优惠证", "再就业优惠证"],
        "guidance": ["创业指导", "就业咨询", "一条龙服务"],
        "post": ["岗位调整"],
        "fair": ["招聘大集", "就业招聘会"],
    },
    "jobless_kind": {
        "laid_off": ["下岗"],
        "never": ["新生劳动力"],
    },
}
LOANS_HEADINGS: dict[str, list[str]] = {
    "lent_on": ["放款日期"],
    "kind": ["贷款品牌"],
    "person_name": ["借款人", "户主姓名"],
    "bank": ["经办银行", "贷款机构"],
    "amount": ["放款金额"],
    "rate": ["利率(%)"],
    "due_on": ["到期日期", "还款期限"],
    "repaid": ["还款金额"],
    "repaid_on": ["还清日期"],
    "result": ["脱贫情况"],
    "verified_on": ["脱贫日期"],
}
LOANS_VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "poor": ["信用联社贷款"],
        "startup": ["品牌贷款", "创业小额贷款"],
    },
}
