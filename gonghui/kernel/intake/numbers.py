"""Amounts, counts, years and booleans."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from gonghui.kernel.intake import numerals
from gonghui.kernel.intake.text import bracketed, cell_text, heading, squeeze
from gonghui.kernel.intake.words import _

Result = tuple[object, str | None, str | None]  # value, rule, error

_AMOUNT = re.compile(r"(?:人民币|RMB|¥|￥)?([-+]?[\d,]*\.?\d+)(?:(亿|千万|百万|万|千)?(元整?|圆整?|块)?|\.-)")
_SCALES = {"亿": 100_000_000, "千万": 10_000_000, "百万": 1_000_000, "万": 10_000, "千": 1_000}
_COUNT = re.compile(
    r"(?:约|共|计|近|达)?([-+]?\d[\d,]*(?:\.\d+)?)(?:万)?(?:余|多)?(?:[人家个件条项期次批户名场份届年岁步天册页家台套只张本辆部把]|人次|件次|批次|人数|公里)*(?:整|左右)?"
)
_ABOUT = re.compile(r"约|余|多|近|左右")
_MEASURE = re.compile(r"(?:人次|件次|批次|人数|[人家个件条项期次批户名场份届年岁步天册页台套只张本辆部把])$")
_UNITS = (("亿元", 100_000_000), ("百万元", 1_000_000), ("万元", 10_000), ("千元", 1_000), ("元", 1))
_STATED = re.compile(r"单位[::]?(亿元|百万元|万元|千元|元)")
_NUMBER = re.compile(r"([-+]?[\d,]*\.?\d+(?:e[-+]?\d+)?)(?:[%％‰]|[分个小时课学亩平方米㎡倍元岁年月天]+)?")
_CENT = Decimal("0.01")
_TRUE = frozenset(
    {
        "是",
        "有",
        "√",
        "✓",
        "✔",
        "☑",
        "1",
        "Y",
        "YES",
        "TRUE",
        "T",
        "对",
        "已",
        "⊙",
        "●",
        "■",
        "V",
        "达标",
        "合格",
        "采纳",
    }
)
_FALSE = frozenset(
    {"否", "无", "×", "✗", "✘", "0", "N", "NO", "FALSE", "F", "未", "没有", "没", "不是", "不", "X", "○", "□", "☐"}
)
_NOT_ANY_MORE = re.compile(
    r"撤|取消|注销|吊销|解散|终止|停|过期|到期|失效|作废|有待|待建|筹备|申请"
)  # 已撤销, 有待建立
_UNDECIDED = re.compile(r"待[定议审批研]\w{0,4}|[\u3400-\u9fff]{0,3}(研究|讨论|办理|审核|论证|评审|考虑)中")
_YES_START, _NO_START = ("已", "有", "是", "采纳", "实施"), ("未", "不", "没", "无", "非", "否", "尚未")


def unit_of(head: str, otherwise: int = 1) -> int:
    """The factor of a heading's unit: 减免收费(万元) -> 10000; `otherwise` where it states none."""
    inner = bracketed(head) or heading(head)
    for word, factor in _UNITS:
        if word in inner:
            return factor
    return otherwise


def stated_unit(text: str) -> int | None:
    """The factor of a line such as 金额单位:万元 beside a table."""
    found = _STATED.search(squeeze(text))
    return dict(_UNITS)[found[1]] if found else None


def _number(raw: float) -> Decimal:
    """A cell's number as the spreadsheet shows it, without the noise of binary fractions: 15 digits."""
    return Decimal(repr(raw) if isinstance(raw, int) else f"{raw:.15g}")


def rounded(value: Decimal, places: int) -> tuple[Decimal, bool]:
    """四舍五入 (rules.md §0.4), and whether anything was cut off."""
    found = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return found, found != value


def parse_amount(raw: object, factor: int = 1) -> Result:
    """Decimal yuan. `factor` is the heading's unit; a unit in the cell itself goes before it."""
    if isinstance(raw, bool | dt.date | dt.time):
        return None, None, _("金额栏为文字")
    rule = None
    if isinstance(raw, int | float):
        value = _number(raw)
        if not value.is_finite():
            return None, None, _("金额栏为文字")
    else:
        text = squeeze(str(raw)).upper()
        found = _AMOUNT.fullmatch(text)
        if not found:
            said = numerals.money(text)
            return (
                (rounded(said, 2)[0], _("大写数字转为数字"), None)
                if said is not None
                else (None, None, _("金额栏为文字"))
            )
        try:
            value = Decimal(found[1].replace(",", ""))
        except InvalidOperation:
            return None, None, _("金额栏为文字")
        if found[2] or found[3]:
            factor = _SCALES.get(found[2], 1)
        if text != str(raw) or not re.fullmatch(r"[-+]?\d*\.?\d+", text):
            rule = _("去掉千分位、单位或全角")
    if value < 0:
        return None, None, _("金额为负数")
    if factor != 1:
        value, rule = value * factor, _("万元换算为元") if factor == 10_000 else _("按单位换算为元")
    value, cut = rounded(value, 2)
    return value, _("四舍五入到分") if cut else rule, None


def parse_number(raw: object, places: int | None = None) -> Result:
    """A plain number that is no money: a rate (3.5%), hours, points; rounded to what its field holds."""
    if isinstance(raw, bool | dt.date | dt.time):
        return None, None, _("数字栏为文字")
    text = squeeze(f"{raw:.15g}" if isinstance(raw, float) else cell_text(raw))
    found = _NUMBER.fullmatch(text)
    if not found:
        return None, None, _("数字栏为文字")
    value = Decimal(found[1].replace(",", ""))
    rule = None if found[1] == text else _("去掉千分位、单位或全角")
    if places is None:
        return value, rule, None
    value, cut = rounded(value, places)
    return value, _("按保存的小数位四舍五入") if cut else rule, None


def parse_count(raw: object, people: bool = True) -> Result:
    """A whole number that is not negative: 323人, 3人次, 1,200, numbers as text."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        return (raw, None, None) if raw >= 0 else (None, None, _("人数为负数") if people else _("数量为负数"))
    words = _("人数栏为文字") if people else _("数量栏为文字")
    if isinstance(raw, bool | dt.date | dt.time):
        return None, None, words
    rule = None
    if isinstance(raw, float):
        value = _number(raw)
    else:
        text = squeeze(str(raw))
        found = _COUNT.fullmatch(text)
        if not found:
            said = numerals.whole(_MEASURE.sub("", text))
            return (said, _("汉字数字转为数字"), None) if said is not None and said < 2**31 else (None, None, words)
        value = Decimal(found[1].replace(",", "")) * (10_000 if "万" in text else 1)
        if _ABOUT.search(text):
            rule = _("约数按写明的数")
        elif text != str(raw) or not text.isdigit():
            rule = _("去掉千分位、单位或全角")
    if not value.is_finite():
        return None, None, words
    if value < 0:
        return None, None, _("人数为负数") if people else _("数量为负数")
    if abs(value) >= 2**31 or value % 1 != 0:
        return None, None, _("人数不是整数") if people else _("数量不是整数")
    return int(value), rule, None


def parse_year(raw: object) -> Result:
    """A year: 1997, "1997年", a date of it."""
    if isinstance(raw, dt.date):
        return raw.year, None, None
    text = squeeze(cell_text(raw))
    found = re.fullmatch(r"(\d{4})(?:年度?)?(?:[-./年].*)?", text)
    if not found or not 1900 <= int(found[1]) <= 2100:
        return None, None, _("年份写法认不出")
    return int(found[1]), None if text == found[1] else _("年份写法统一"), None


_ASKED = re.compile(r"([\u3400-\u9fff])[没不]\1|([\u3400-\u9fff])没有?$")
_ANSWER = re.compile(r"^已|[了过]$")


def parse_bool(raw: object, head: str = "") -> Result:
    """√ 是 有 1 已建 -> True; × 否 无 0 未建 -> False. 已撤销 is no, but under a heading that asks just that (是否撤销)."""
    if isinstance(raw, bool):
        return raw, None, None
    text = squeeze(cell_text(raw)).upper()
    if text in _TRUE:
        return True, None if text == "是" else _("是否写法统一"), None
    if text in _FALSE:
        return False, None if text == "否" else _("是否写法统一"), None
    if len(text) <= 6 and text.startswith(_NO_START):
        return False, _("是否写法统一"), None
    if len(text) <= 6 and text.startswith(_YES_START):
        if (gone := _NOT_ANY_MORE.search(text)) and gone[0] not in head:
            return False, _("已不再有或还没有，作否"), None
        return True, _("是否写法统一"), None
    if len(text) >= 2 and "是否" in head and text in head:
        return True, _("是否写法统一"), None  # 参与 under 是否参与
    if (asked := _ASKED.search(head)) and _ANSWER.sub("", text) == (asked[1] or asked[2]):
        return True, _("是否写法统一"), None  # 用了 under 用没用
    if "是否" in head and _UNDECIDED.fullmatch(text):  # what stands open is an answer where a decision is asked for
        return None, _("尚未定下，作空白"), None
    return None, None, _("是否栏看不懂")
