"""Other words that keepers use for the columns of 会计凭证台账 and its companions."""

from __future__ import annotations

HEADINGS: dict[str, list[str]] = {
    "booked_on": ["凭证日期", "制单日期"],
    "kind": ["分录种类"],
    "voucher": ["凭证号", "凭证编号", "记账凭证号"],
    "line": ["行号", "分录号"],
    "text": ["凭证摘要", "业务摘要"],
    "account": ["科目代码", "会计科目代码"],
    "account_name": ["会计科目", "一级科目"],
    "debit": ["借方", "借方发生额"],
    "credit": ["贷方", "贷方发生额"],
    "papers": ["附单据数", "附件数"],
    "maker": ["制单"],
    "checker": ["复核人", "凭证复核"],
}
VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {"opening": ["期初", "年初余额"], "ordinary": ["日常"], "carry": ["结转", "年末结转"]},
}
ACCOUNTS_HEADINGS: dict[str, list[str]] = {
    "code": ["会计科目代码", "编码"],
    "name": ["名称"],
    "element": ["科目类别", "要素"],
    "edition": ["版本", "会计制度版本"],
    "valid_from": ["启用日期"],
    "valid_until": ["停用日期"],
    "use": ["核算说明"],
}
CLOSINGS_HEADINGS: dict[str, list[str]] = {
    "closed_on": ["报表日期", "结账日"],
    "span": ["结账类别"],
    "assets": ["资产合计", "资产总计"],
    "liabilities": ["负债合计"],
    "net": ["净资产合计"],
    "income": ["收入合计"],
    "expense": ["支出合计"],
    "keeper": ["专人记账", "记账人员"],
    "is_own": ["单独设账", "是否独立设账"],
}
