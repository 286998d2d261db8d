"""Other words that keepers use for the columns and classes of 固定资产台账 and its companions."""

from __future__ import annotations

HEADINGS: dict[str, list[str]] = {
    "card_no": ["资产编号", "卡号"],
    "name": ["物品名称", "设备名称", "名称", "品名"],
    "kind": ["资产分类"],
    "spec": ["规格", "型号"],
    "quantity": ["数量"],
    "cost": ["原值", "购置金额", "金额", "总价"],
    "opening": ["年初价值"],
    "change": ["本期增值"],
    "closing": ["年末价值"],
    "acquired_on": ["购置日期", "购买日期", "入账日期"],
    "disposed_on": ["报废日期"],
    "acquired_by": ["资产来源"],
    "place": ["使用地点"],
    "user": ["保管人"],
    "status": ["资产状态"],
}
VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "building": ["房屋", "房屋建筑物"],
        "equipment": ["通用设备", "专用设备"],
        "relic": ["文物"],
        "books": ["图书", "图书", "档案"],
        "furniture": ["家具", "家具用具装具"],
    },
}
COUNTS_HEADINGS: dict[str, list[str]] = {
    "counted_on": ["盘点时间"],
    "name": ["资产名称"],
    "card_no": ["卡片编号"],
    "booked": ["账存数量"],
    "counted": ["实存数量"],
    "difference": ["差异数量"],
    "handling": ["处理意见"],
    "agreed": ["是否相符"],
}
SUPPLIES_HEADINGS: dict[str, list[str]] = {
    "moved_on": ["采购日期", "领用日期"],
    "kind": ["出入库"],
    "name": ["物品名称"],
    "quantity": ["数量"],
    "cost": ["金额"],
    "receiver": ["接收人"],
    "left": ["结存"],
}
SUPPLIES_VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "in": ["采购", "入库"],
        "out": ["领用", "出库"],
    },
}
CHECKS_HEADINGS: dict[str, list[str]] = {
    "checked_on": ["检查日期", "调研日期"],
    "kind": ["资产工作类别"],
    "county": ["县区", "单位"],
    "scope": ["报表种类"],
    "institution": ["企事业单位"],
    "assets_value": ["资产金额"],
    "lines_count": ["报表行数"],
    "finding": ["发现问题"],
    "fix": ["整改情况"],
    "submitted_on": ["报送日期"],
    "due_on": ["报送期限"],
}
CHECKS_VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "inspection": ["资产检查"],
        "return": ["资产年报"],
        "research": ["资产调研"],
    },
    "scope": {
        "admin": ["行政单位"],
        "institution": ["事业单位"],
    },
}
