"""Other words that keepers use for the columns and classes of 款物募集台账 and its companions."""

from __future__ import annotations

HEADINGS: dict[str, list[str]] = {
    "received_on": ["捐款日期", "捐赠日期"],
    "kind": ["捐赠类别"],
    "campaign": ["活动名称", "募集活动"],
    "purpose": ["用途"],
    "donor": ["捐赠单位(个人)", "捐款人"],
    "donors": ["捐赠人数"],
    "amount": ["捐款金额", "捐赠金额"],
    "goods": ["物资名称"],
    "goods_value": ["物资折价"],
    "person_name": ["患者姓名", "受益人"],
    "paid_out": ["发放金额", "拨付金额"],
    "paid_on": ["拨付日期"],
}
VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "cash": ["募捐", "捐款资金"],
        "goods": ["物资"],
        "payout": ["支出", "拨付"],
    },
}
