"""Other words that keepers use for the columns and classes of 经费收缴台账 and its companions."""

from __future__ import annotations

HEADINGS: dict[str, list[str]] = {
    "collected_on": ["缴款日期", "到账日期", "收款日期", "缴费日期"],
    "kind": ["收缴类别", "款项类别"],
    "fund_period": ["所属期", "所属时期"],
    "due_on": ["缴款期限"],
    "payroll": ["计提基数", "工资基数"],
    "rate": ["计提比例(%)", "缴纳比例(%)"],
    "budgeted": ["预算安排"],
    "due": ["应拨缴金额", "应收金额"],
    "paid": ["缴款金额", "实收金额", "收缴金额"],
    "channel": ["缴款渠道"],
    "receipt_no": ["收据号"],
    "batch": ["国库批次", "批次"],
    "fee": ["代征手续费"],
    "matched": ["是否相符"],
    "refunded": ["返还筹备金"],
    "person_name": ["会员姓名"],
    "wage": ["工资"],
    "due_month": ["所属月份"],
    "purpose": ["补助用途"],
    "county": ["县区"],
    "arrears": ["欠费金额"],
    "arrears_state": ["催缴结果"],
    "recovered": ["补缴金额"],
}
VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "levy": ["拨缴经费", "工会经费拨缴"],
        "treasury": ["财政统一划拨", "财政拨款"],
        "tax": ["地税代征", "税务代征"],
        "preparatory": ["筹备金"],
        "dues": ["会员会费"],
        "remit": ["上缴经费"],
        "grant": ["上级补助", "下拨补助"],
    },
}
SHARES_HEADINGS: dict[str, list[str]] = {
    "shared_on": ["对账日期"],
    "batch": ["批次"],
    "total": ["经费总额"],
    "grassroots_ratio": ["基层比例(%)"],
    "county_ratio": ["县级比例(%)"],
    "city_ratio": ["市级比例(%)"],
    "upper_ratio": ["上级比例(%)"],
    "grassroots_share": ["基层留成"],
    "county_share": ["县级分成"],
    "city_share": ["市级分成"],
    "upper_share": ["省级以上分成"],
    "remitted": ["划拨金额"],
    "difference": ["差额"],
}
BUDGETS_HEADINGS: dict[str, list[str]] = {
    "budget_year": ["年度", "决算年度"],
    "kind": ["报表类别"],
    "account": ["科目"],
    "budgeted": ["预算数"],
    "adjusted": ["调整数"],
    "spent": ["支出金额", "决算数"],
    "settled_on": ["截止日期"],
    "budget_period": ["期间"],
    "reviewer": ["经审会审查"],
    "approved_on": ["审批日期"],
}
SPENDING_HEADINGS: dict[str, list[str]] = {
    "booked_on": ["收支日期", "报销日期", "日期"],
    "direction": ["收支类别"],
    "voucher": ["凭证编号"],
    "item": ["摘要", "项目", "支出项目"],
    "budget_line": ["科目", "预算项目"],
    "amount": ["金额", "报销金额"],
    "payer": ["付款单位"],
    "payee": ["收款人", "领款人"],
    "person_name": ["经手人"],
    "fund": ["专项名称", "帮扶基金"],
    "purpose": ["用途"],
    "fund_source": ["资金来源"],
    "standard": ["标准"],
    "heads": ["人数"],
    "basis": ["依据"],
    "batch": ["批次"],
    "receipt": ["票据号"],
    "approvals": ["审批情况"],
    "claim": ["状态"],
    "paid_on": ["付款日期"],
    "misused": ["是否挪用"],
}
SPENDING_VALUES: dict[str, dict[str, list[str]]] = {
    "direction": {
        "income": ["收"],
        "expense": ["支"],
    },
    "claim": {
        "pending": ["待批"],
        "paid": ["已报销"],
        "rejected": ["退回"],
    },
}
CASH_HEADINGS: dict[str, list[str]] = {
    "closed_on": ["核对日期"],
    "kind": ["账簿种类"],
    "book": ["账户名称"],
    "opening": ["上期结余"],
    "income": ["收入金额"],
    "outgo": ["支出金额"],
    "closing": ["账面余额"],
    "counted": ["对账单余额", "实存金额"],
    "agreed": ["核对相符"],
    "receipts_used": ["使用份数"],
    "receipts_void": ["作废份数"],
    "receipts_left": ["结存份数"],
}
CASH_VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "cash": ["库存现金"],
        "bank": ["银行"],
        "receipt": ["收据"],
    },
}
POSTS_HEADINGS: dict[str, list[str]] = {
    "recorded_on": ["任岗日期", "财务培训日期"],
    "kind": ["事项类别"],
    "post": ["岗位名称"],
    "person_name": ["人员姓名"],
    "duties": ["职责"],
    "incompatible": ["职务未分离"],
    "session": ["培训班名称"],
    "persons": ["参训人数"],
    "documents": ["培训文件"],
}
POSTS_VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "post": ["岗位"],
        "training": ["培训"],
    },
}
