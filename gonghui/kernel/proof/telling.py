"""A reading in words that a town officer understands, with the sentence to write instead."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from gonghui.kernel.proof.model import Figure, Reading, Relation
from gonghui.kernel.proof.proposing import turned

if TYPE_CHECKING:
    from gonghui.kernel.proof.matching import Match


def rule_words(rule: str) -> str:
    """The rule as it stands on the page."""
    return {
        "part_of_whole": _("部分与总数"), "sum": _("分项合计"), "rate": _("占比"), "hidden_denominator": _("占比（分母未写）"),
        "same_denominator": _("分母一致"), "growth": _("增减幅度"), "difference": _("增减数"), "cumulative": _("累计"),
        "times": _("倍数"), "per_head": _("人数×标准"), "mean": _("平均数"), "group_award": _("人数×标准×月数"), "equality": _("前后一致"),
        "contradiction": _("前后矛盾"), "unit_conflict": _("单位不同"), "kind_conflict": _("口径矛盾"),
    }.get(rule, rule)  # fmt: skip


def verdict_words(relation: Relation) -> str:
    if relation.verdict == "holds_rounded":
        return {
            "half_up": _("相符（四舍五入）"), "cut_off": _("只有截尾才相符"), "nearest_ten": _("只有取整到十才相符"),
        }[relation.rounding]  # fmt: skip
    return {"holds": _("相符"), "fails": _("不符"), "undecided": _("无法判断")}[relation.verdict]


def kind_words(figure: Figure) -> str:
    """The kind and the qualifier of a figure, as the table says them."""
    kind = {
        "count": _("数量"), "amount": _("金额"), "rate": _("比率"), "growth": _("增减"), "target": _("目标"), "cumulative": _("期末或累计"),
    }[figure.kind]  # fmt: skip
    qualifier = {
        "exact": "", "approx": _("约数"), "at_least": _("以上"), "at_most": _("以内"), "range": _("范围"),
    }[figure.qualifier]  # fmt: skip
    return f"{kind} {qualifier}".strip()


def plain(value: Decimal | Fraction, decimals: int) -> str:
    """A number with so many decimals, half up."""
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP):f}"


def shown(value: Decimal | Fraction, like: Figure) -> str:
    """A value as the figure is printed: in 万元 where it is in 万元."""
    scaled = Fraction(value) / Fraction(like.scale)
    decimals = like.decimals
    text = plain(scaled, max(decimals, 0))
    scale = {10000: "万", 10**8: "亿"}.get(int(like.scale), "")
    return f"{text}{scale}{like.unit}"


def explain(relation: Relation) -> str:
    """Why, in one sentence with the numbers."""
    words = _why(relation)
    if relation.unit_conflict:
        words += _("但%(a)s与%(b)s单位不同，请用同一单位。") % {
            "a": relation.figures[0].text,
            "b": relation.figures[1].text,
        }
    return words


def _why(relation: Relation) -> str:
    texts = [f.text.replace("\n", "") for f in relation.figures]
    if relation.rule == "hidden_denominator":
        return _hidden(relation, texts)
    if relation.rule == "same_denominator":
        return _("%(a)s（%(b)s）与%(c)s（%(d)s）用的不是同一个总数，请统一或写明。") % dict(
            zip("abcd", texts, strict=False)
        )
    if relation.rule == "part_of_whole":
        words = _("%(a)s是%(b)s的一部分，不能超过它。") if relation.verdict == "fails" else _("%(a)s在%(b)s之内。")
        return words % {"a": texts[0], "b": texts[1]}
    if relation.rule == "equality":
        return _("%(a)s与%(b)s说的是同一件事。") % {"a": texts[0], "b": texts[-1]}
    if relation.rule == "contradiction" and len(texts) == 1:
        return _("%(a)s有误：这样的比率是全体中的一部分，不会超过百分之百。") % {"a": texts[0]}
    if relation.rule == "contradiction":
        return _(
            "%(a)s与%(b)s矛盾：户不能多于人，批次、场次不能多于人次，会员卡不能多于会员，合同不应多于覆盖的企业，已建会的不能多于全部。"
        ) % {
            "a": texts[0],
            "b": texts[-1],
        }
    if relation.computed is None:
        return _("缺少条件，算不出来。")
    return _computed(relation, texts)


def _hidden(relation: Relation, texts: list[str]) -> str:
    if relation.implied is None:
        return _("%(a)s对应%(r)s，找不到合适的分母，请写明总数。") % {"a": texts[0], "r": texts[1]}
    low, high = relation.implied
    span = str(low) if low == high else f"{low}—{high}"
    return _("%(a)s占%(r)s，没有写总数，推算总数为%(span)s，请写明。") % {"a": texts[0], "r": texts[1], "span": span}


def _computed(relation: Relation, texts: list[str]) -> str:
    last = relation.figures[-1]
    assert relation.computed is not None
    sign = {
        "sum": "＋",
        "cumulative": "＋",
        "rate": "÷",
        "mean": "÷",
        "times": "÷",
        "per_head": "×",
        "group_award": "×",
        "difference": "－",
    }
    words = {
        "parts": sign.get(relation.rule, _("对")).join(texts[:-1]),
        "value": shown(relation.computed, last),
        "stated": texts[-1],
    }
    if relation.verdict == "fails" and relation.rule in ("growth", "difference") and turned(relation):
        return _("按%(parts)s计算是%(value)s，但增减方向与原文%(stated)s相反。") % words
    if relation.rounding == "cut_off":
        return _("按%(parts)s计算，四舍五入应为%(value)s，原文%(stated)s是截尾。") % words
    return _("按%(parts)s计算应为%(value)s，原文%(stated)s。") % words


def lines(reading: Reading, matches: Sequence[Match] | None) -> list[str]:
    """The reading as lines for the terminal."""
    out = [
        _("全文%(n)s字，数字%(f)s个，勾稽关系%(r)s条。")
        % {"n": len(reading.text), "f": len(reading.figures), "r": len(reading.relations)}
    ]
    for relation in reading.relations:
        mark = "✗" if relation.verdict == "fails" else "？" if relation.verdict == "undecided" else "✓"
        out.append(f"{mark} {rule_words(relation.rule)}　{verdict_words(relation)}　{explain(relation)}{relation.note}")
        if relation.proposal:
            out.append("　　" + _("建议写作：%(text)s") % {"text": relation.proposal})
    out += [
        _("空缺　%(subject)s %(text)s%(unit)s")
        % {"subject": h.subject, "text": h.text.strip() or "（　）", "unit": h.unit}
        for h in reading.holes
    ]
    out += [_("含糊　“%(text)s”，请写明%(wants)s") % {"text": v.text, "wants": v.wants} for v in reading.vague]
    for match in matches or ():
        out.append(_match(match))
    return out


def _match(match: Match) -> str:
    figure = match.figure
    if match.verdict == "unmatched":
        return _("台账　%(text)s　未找到对应的指标") % {"text": figure.text}
    return _("台账　%(text)s　%(name)s：台账%(value)s　%(verdict)s") % {
        "text": figure.text, "name": match.name, "value": match.text,
        "verdict": {"same": _("一致"), "differs": _("不一致"), "no_value": _("没有数")}[match.verdict],
    }  # fmt: skip
