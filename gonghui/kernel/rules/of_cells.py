"""Rules of single cells, checked while a sheet is read: what breaks them cannot be stored, so none can be made milder."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gonghui.kernel.rules.registry import Rule, Severity, enter

_ID = _("GB 11643-1999")
_CODE = _("GB 32100-2015")


def _fixed(key: str, title: object, mend: object, source: object, *reasons: str) -> None:
    enter(Rule(key, title, mend, source, Severity.REFUSE, fixed=True, reasons=reasons))  # type: ignore[arg-type]  # lazy words


_fixed(
    "cell.id_length",
    _("居民身份证号是18位"),
    _("对照身份证补齐或删去多余的数字；15位旧号会自动升为18位"),
    _ID,
    "身份证号不足18位",
    "身份证号超过18位",
)
_fixed(
    "cell.id_characters",
    _("居民身份证号只有数字，末位可以是X"),
    _("对照身份证改正；字母O和数字0容易混淆"),
    _ID,
    "身份证号含有数字以外的字符",
)
_fixed(
    "cell.id_check", _("居民身份证号的校验码正确"), _("多为抄错一位，请对照身份证逐位核对"), _ID, "身份证号校验码错误"
)
_fixed(
    "cell.id_birth",
    _("居民身份证号里的出生日期存在"),
    _("请对照身份证核对第7到14位"),
    _ID,
    "身份证号中的出生日期不存在",
)
_fixed(
    "cell.id_as_number",
    _("身份证号按文本填写"),
    _("先把这一列设成“文本”再重新录入；存成数字的末几位已经丢失，不能找回"),
    _("录入规范"),
    "身份证号被存成数字",
)
_fixed("cell.masked", _("不导入隐去后的内容"), _("请用导出的未隐去的表，或填写完整内容"), _("录入规范"), "隐去后的")
_fixed(
    "cell.code_length",
    _("统一社会信用代码是18位"),
    _("对照营业执照或登记证书补齐"),
    _CODE,
    "统一社会信用代码不足",
    "统一社会信用代码超过",
)
_fixed(
    "cell.code_characters",
    _("统一社会信用代码不用字母I、O、S、V、Z"),
    _("O多为数字0，I多为数字1，请对照证书改正；系统不会擅自改"),
    _CODE,
    "统一社会信用代码含有",
)
_fixed(
    "cell.code_check",
    _("统一社会信用代码的校验位正确"),
    _("多为抄错一位，请对照证书逐位核对"),
    _CODE,
    "统一社会信用代码校验位错误",
)
_fixed("cell.required", _("必填项不空"), _("补上这一格再导入"), _("录入规范"), "必填项为空", "没有写明所属工会")
_fixed(
    "cell.union_known",
    _("所属工会在工会组织台账中"),
    _("先导入或新登记这个工会，或改成台账里的名称或编码"),
    _("录入规范"),
    "所属工会不在工会组织台账中",
)
_fixed(
    "cell.date",
    _("日期写得认得出"),
    _("写成 2026-06-30 或 2026年6月30日；整张表的日期都没有年份的，在标题里写上年份"),
    _("录入规范"),
    "日期写法认不出",
    "日期不存在",
    "日期缺少年份",
)
_fixed(
    "cell.year",
    _("年份和月份写得认得出"),
    _("写成 2026年 或 2026年6月；末尾的零丢失的（11.1 还是 11.10）请把这一格改成文字再写"),
    _("录入规范"),
    "年份写法认不出",
    "月份写法认不出",
    "存成数字的日期末尾的零已丢失",
)
_fixed(
    "cell.amount",
    _("金额是数"),
    _("一格只写一个数，可带单位（5000元、1.5万元）；几笔钱请分行写"),
    _("录入规范"),
    "金额栏为文字",
)
_fixed(
    "cell.count",
    _("人数、数量是整数"),
    _("一格只写一个整数，可带单位（35人）；说明写进备注"),
    _("录入规范"),
    "人数栏为文字",
    "数量栏为文字",
    "数字栏为文字",
    "人数不是整数",
    "数量不是整数",
)
_fixed(
    "cell.bool",
    _("是否栏写是或否"),
    _("写是或否（√、×、有、无也可）；还没有定的留空，说明写进备注"),
    _("录入规范"),
    "是否栏看不懂",
)
_fixed(
    "cell.future",
    _("日期不晚于填报日期"),
    _("改正日期；确是以后的日子（合同到期日）请填在到期一栏"),
    _("录入规范"),
    "晚于本表",
)
_fixed("cell.formula", _("公式算得出来"), _("在表里改好公式，或复制后“选择性粘贴”为数值"), _("录入规范"), "公式错误")
_fixed("cell.length", _("文字不超过栏目的长度"), _("缩短这一格的文字，其余写进备注"), _("录入规范"), "文字超过")
_fixed("cell.order", _("结束的日期不早于开始的日期"), _("两个日期多半填反了，请核对"), _("录入规范"), "早于")
