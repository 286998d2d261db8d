"""Stages of one matter: what should be and what is, what came of it, what is left over."""

from __future__ import annotations

import re
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.context import Context, money
from gonghui.kernel.proof.relations.outline import Outline, near, outlines, same_unit

_LEFT = re.compile(
    r"(?:还差|尚差|相差|还欠|另(?:有|外)?|其余|余下|剩余|剩下|尚有|还有|仍有|尚余|还剩|未[^，；。\d]{0,6}|漏[检报查缴]|缺[席勤编考]?|请假|淘汰|剔除|废票?|无效[^，；。\d]{0,3}|弃权|转[办交]|移[交送]|正在[^，；。\d]{0,4}|待[^，；。\d]{0,4}|交办|限期[^，；。\d]{0,4}|不[合及达]格?[^，；。\d]{0,3}|不符合[^，；。\d]{0,4}|流失|退回|退还|下余|结余|节余)(?:了|的|为|有|仅|只|约)*$"
)
_SOURCE = re.compile(
    r"应[^，；。]{0,6}$|共[^，；。]{0,6}$|总|实有|现有|报名|受理|征集|排查|梳理|发[出放]|收[到回]|查[出处找]|接待|申请|申报|检查|提出|立案|参[加赛训评]|候选|在[档册]|代理|发现|送审|采购|购[买置]|确定|调查|摸底|入户|筹[集措]|收入|到账|合计|[总共]计"
)
_SPENT = re.compile(r"发放|支出|使用|拨付|兑付|报销|[支付用]")
_LEFT_AFTER = re.compile(
    r"[^，；。\d]{0,5}?(?:正在|需补考|需重|补考|未|尚|待|转入|移交|移送|仍|没有|因[^，。；]{0,10}(?:未|无法|暂))"
)
_OUT = re.compile(r"(?:淘汰|剔除|请假|扣除|缺席|缺勤|作废|退回)[^，；。\d]{0,6}$")
_SHOULD = re.compile(r"应[^，；。\d]{0,8}$")
_IS = re.compile(r"实[际有到参检交收]?[^，；。\d]{0,6}$")
_WINDOW = 5


def relate_stages(ctx: Context, used: set[str]) -> None:
    """What is left over, paragraph by paragraph."""
    borne = {f.id for r in ctx.out if r.rule in ("sum", "difference") and r.verdict == "holds" for f in r.figures}
    for outline in outlines(ctx):
        for place, rest in enumerate(outline.core):
            if rest.id not in borne and rest.exact and rest.kind != "target" and _is_rest(rest):
                _left_over(ctx, outline, place, used)
        _outcomes(ctx, outline)


_DONE = re.compile(r"已[^，；。\d]{0,8}$")
_DOING = re.compile(r"正在?[^，；。\d]{0,8}$")
_NOT = re.compile(r"(?:未|暂|尚|待|不|无法)[^，；。\d]{0,10}$")


def _outcomes(ctx: Context, outline: Outline) -> None:
    """已落实44件，正在落实6件，暂不能落实3件: between them they make what was told before, or were meant to."""
    for place in range(len(outline.core) - 2):
        parts = outline.core[place : place + 3]
        if not all(words.search(f.before) for words, f in zip((_DONE, _DOING, _NOT), parts, strict=True)) or not all(
            f.exact and same_unit(f, parts[0]) and f.sentence == parts[0].sentence for f in parts
        ):
            continue
        if any(r.rule == "sum" and parts[2] in r.figures for r in ctx.out):
            continue
        value = sum((Fraction(f.value) for f in parts), Fraction(0))
        before = [f for f in outline.core[max(0, place - 12) : place] if same_unit(f, parts[0]) and f.exact]
        before = [f for f in before if near(f.size, float(value), 0.9, 1.12)]
        if before:
            whole = min(before, key=lambda f: abs(f.size - float(value)))
            verdict = "holds" if value == whole.value else "fails"
            ctx.add(Relation([*parts, whole], "sum", verdict, whole.value, value))


def _short_of(ctx: Context, before: list[Figure], rest: Figure) -> None:
    """新建68家，占任务80家的85%，还差12家: the aim is what is done and what is still to do."""
    aims = [f for f in before if re.search(r"任务|计划|目标|应|指标", f.before[-12:])]
    done = [f for f in before if f not in aims]
    if aims and done:
        value = Fraction(done[-1].value) + Fraction(rest.value)
        verdict = "holds" if value == aims[-1].value else "fails"
        if verdict == "holds" or near(float(value), aims[-1].size):
            ctx.add(Relation([done[-1], rest, aims[-1]], "sum", verdict, aims[-1].value, value))


def _is_rest(f: Figure) -> bool:
    return bool(_LEFT.search(re.split(r"[，；。：（]", f.before)[-1]) or _LEFT_AFTER.match(f.after))


def _left_over(ctx: Context, outline: Outline, place: int, used: set[str]) -> None:
    """应检1045人，实检998人，漏检47人: the whole is the part and what is left; the three follow each other in their unit."""
    rest = outline.core[place]
    around = outline.core[max(0, place - 14) : place + 8]
    short = bool(re.search(r"差|欠", rest.before[-4:]))
    around = outline.figures if short else around
    kin = [f for f in around if same_unit(f, rest) and f.exact and (f.kind != "target" or short)]
    at = kin.index(rest)
    before = [f for f in kin[max(0, at - _WINDOW) : at] if rest.sentence - f.sentence <= 2]
    if short:
        _short_of(ctx, [f for f in before if f.part == rest.part and f.sentence == rest.sentence], rest)
        return
    after = [f for f in kin[at + 1 : at + 2] if f.sentence == rest.sentence]
    ways = [(whole, part) for part in reversed(before) for whole in reversed(before) if whole.at < part.at]
    ways += [(whole, part) for part in after for whole in reversed(before)]
    for whole, part in ways:
        if part.value + rest.value == whole.value:
            ctx.add(Relation([part, rest, whole], "sum", "holds", whole.value, Fraction(whole.value)))
            return
    if after and before and _OUT.search(rest.before):  # 报名312人，淘汰187人，125人进入复赛
        whole, part = before[-1], after[0]
        left = Fraction(whole.value) - Fraction(rest.value)
        if _SOURCE.search(whole.before[-12:]) and near(part.size, float(left), 0.8, 1.25):
            made = Fraction(part.value) + Fraction(rest.value)
            ctx.add(Relation([part, rest, whole], "sum", "fails", whole.value, made))
            return
    if len(before) > 1:
        _worded(ctx, before[-2], before[-1], rest, used)


def _worded(ctx: Context, whole: Figure, part: Figure, rest: Figure, used: set[str]) -> None:
    """What does not add up, where the words say that the three belong together: 应到, 实到, 请假; 中有, 其余; a source and what is left."""
    made = Fraction(part.value) + Fraction(rest.value)
    fails = Relation([part, rest, whole], "sum", "fails", whole.value, made)
    should = _SHOULD.search(whole.before) and _IS.search(part.before) and whole.sentence == rest.sentence
    if should and near(whole.size, float(made)):
        ctx.add(fails)
        return
    if whole.sentence != part.sentence != rest.sentence or rest.sentence - part.sentence > 1:
        return
    others = re.search(r"其余|余下|剩余", rest.before)
    if (
        others
        and re.match(r"[^，；。\d]{0,14}中[，有]", ctx.between(whole, part))
        and near(whole.size, float(made), 0.85, 1.18)
    ):
        ctx.add(fails)
        return
    left = Fraction(whole.value) - Fraction(part.value)
    if money(rest) and not (re.search(r"[结余节]余", rest.before[-6:]) and _SPENT.search(part.before[-10:])):
        return
    if rest.after.startswith("，占") or not _SOURCE.search(whole.before[-12:]):
        return
    if left > 0 and "其中" not in ctx.between(part, rest) and near(rest.size, float(left), 0.6, 1.7):
        ctx.add(fails)
        used.add(rest.id)
