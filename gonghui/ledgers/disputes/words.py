"""Other words that keepers use for the columns and classes of 劳动争议台账 and its companions."""

from __future__ import annotations

HEADINGS: dict[str, list[str]] = {
    "filed_on": ["受理日期", "登记时间", "受理时间", "收案日期"],
    "case_no": ["案件编号", "案号", "编号"],
    "employer": ["被申请人", "被申请单位", "企业名称", "用人单位", "所在单位"],
    "kind": ["争议类型", "纠纷类型", "案件类别"],
    "person_name": ["当事人", "申请人姓名", "职工代表"],
    "cause": ["起因", "案由", "争议事项", "争议事由", "纠纷事项"],
    "persons": ["职工人数", "涉及职工数", "涉及职工人数"],
    "claimed": ["拖欠金额", "涉案金额", "争议金额", "申请金额", "标的金额"],
    "awarded": ["判决金额", "调解确认金额"],
    "received": ["追回损失", "已追回金额", "到位金额", "挽回损失"],
    "received_wages": ["其中追回工资"],
    "received_insurance": ["其中追回社会保险费"],
    "received_living": ["其中追回生活费"],
    "received_on": ["款项到位日期", "追回日期"],
    "union_costs": ["垫付费用", "垫付诉讼费", "工会垫付金额"],
    "cost_kind": ["费用种类"],
    "cost_voucher": ["凭证号"],
    "handling": ["办理方式", "解决方式", "处理途径"],
    "channel": ["来源渠道"],
    "mediator": ["调解人"],
    "outcome": ["调解结果", "结案结果"],
    "agreement_no": ["协议书号", "协议编号"],
    "performed": ["是否履行"],
    "stage": ["案件阶段"],
    "next_step": ["下一步"],
    "is_collective": ["集体争议", "是否集体"],
    "closed_on": ["办结日期", "结案时间", "办结时间"],
}
VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "wages": ["工资拖欠", "欠薪", "劳动报酬", "工资争议"],
        "living": ["生活费社保", "生活费及社会保险"],
        "injury": ["工伤"],
        "contract": ["解除劳动合同"],
        "severance": ["经济补偿金"],
        "medical": ["医疗费争取"],
        "cadre": ["干群矛盾", "同事矛盾"],
    },
    "outcome": {
        "settled": ["达成协议", "调解结案"],
        "withdrawn": ["撤诉"],
        "awarded": ["仲裁裁决"],
        "judged": ["法院判决"],
        "transferred": ["转仲裁"],
        "failed": ["调解失败", "调解不成", "未达成协议"],
    },
}
OBLIGATIONS_HEADINGS: dict[str, list[str]] = {
    "person_name": ["职工姓名"],
    "obligation": ["履行事项", "判决事项"],
    "rhythm": ["支付周期"],
    "people": ["职工人数"],
    "per_head": ["月生活费标准", "月标准"],
    "group_fee": ["整体社保费"],
    "months": ["月数"],
    "due_on": ["应履行日期", "应付时间"],
    "due": ["应履行金额"],
    "paid_on": ["实际履行日期", "支付日期"],
    "paid": ["已履行金额", "已付金额"],
    "shortfall": ["差额", "未履行金额"],
}
MEDIATORS_HEADINGS: dict[str, list[str]] = {
    "kind": ["人员类别"],
    "organisation": ["所在调解组织", "工作室名称"],
    "experience": ["从业经历"],
    "since_on": ["聘期起始日"],
    "until_on": ["聘期届满日"],
    "cases": ["办理案件数"],
}
MEDIATORS_VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "retired": ["返聘"],
        "full": ["专职"],
        "part": ["兼职"],
    },
}
