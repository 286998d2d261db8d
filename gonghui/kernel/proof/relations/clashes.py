"""What cannot be more is more, and what is told twice is told twice alike."""

from __future__ import annotations

import itertools
import re

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.context import Context, counted, money, overlap
from gonghui.kernel.proof.relations.words import is_base

_HEADS = ("人", "名", "位")
_CARD = re.compile(r"会员(?:服务|联名|优惠)?(?:卡|证)|服务卡|会员证")
_CONTRACT = re.compile(r"合同|协议")
_COVERED = re.compile(r"覆盖|涵盖|涉及")


def relate_clashes(ctx: Context) -> None:
    """Kinds that contradict each other, and repetitions."""
    for figures in ctx.sentences.values():
        for a, b in itertools.pairwise(figures):
            gap = ctx.between(a, b)
            if not (a.exact and b.exact):
                continue
            if a.unit == "户" and b.unit in _HEADS and b.value < a.value and _PERSONS_OF.fullmatch(gap):
                ctx.add(Relation([a, b], "contradiction", "fails"))
            if _no_less(a, b, gap):
                ctx.add(Relation([a, b], "contradiction", "fails"))
            if a.unit in _HEADS and b.unit == "人次" and b.value < a.value and re.fullmatch(r"[、，/]?(?:共|计)?", gap):
                ctx.add(Relation([a, b], "contradiction", "fails"))
            if (
                a.unit == "份"
                and b.unit in ("家", "个")
                and b.value < a.value
                and _CONTRACT.search(a.before[-12:])
                and _COVERED.search(gap)
                and "，" in gap
            ):
                ctx.add(Relation([a, b], "contradiction", "fails"))
    _cards(ctx)
    _over_all(ctx)
    _repeated(ctx)
    _told_otherwise(ctx)


_PERSONS_OF = re.compile(
    r"[、，,]?(?:家庭)?[、，,]?(?:共|计|涉及|惠及|覆盖)?(?:困难)?(?:职工|人口|人员|群众|家庭人口)?"
)
_MANY = ("人次", "人", "名")


def _no_less(a: Figure, b: Figure, gap: str) -> bool:
    """68批次、52人次: whoever comes in a batch, or to an event, is one person at least; 企业126家，已建会企业138家."""
    if a.unit in ("批", "批次", "场", "场次") and b.unit in _MANY and b.size < a.size:
        return gap in ("、", "", "，共", "、共")
    firms = a.unit == b.unit == "家" and b.size > a.size
    return firms and bool(
        re.search(r"企业$", a.before) and re.fullmatch(r"，(?:其中)?已(?:经)?建(?:立工)?会(?:的)?(?:企业)?", gap)
    )


_SHARES_OF_ALL = re.compile(
    r"(?:入会|建会|组建|覆盖|参与|参加|参保|到会|出席|出勤|办结|结案|整改|合格|满意|优秀|回收|签订|签约|录入|立案|落实|持证|体检|知晓|建制|达标)[率度]"
    r"(?:分别|均|已|也)?(?:达到?|为|是|到)?(?:了)?$"
)


def _over_all(ctx: Context) -> None:
    """入会率105%: a share of all there are is never more than all."""
    told = {r.figures[-1].id for r in ctx.out if r.verdict != "undecided"}
    for f in ctx.prose:
        if (
            f.unit == "%"
            and f.exact
            and f.kind == "rate"
            and f.value > 100
            and f.id not in told
            and _SHARES_OF_ALL.search(f.before)
        ):
            ctx.add(Relation([f], "contradiction", "fails"))


_FILL = re.compile(r"全[市县区镇乡街道校院矿厂]+|基层|共|累计|已|今年|截至|目前|各级|[，、：\s]")
_SCOPE = re.compile(r"全年|上半年|下半年|一年来|半年来|今年以来|年末|截至")


def _told_otherwise(ctx: Context) -> None:
    """全年新建工会116个 … 全年新建基层工会118个: one thing for the whole period, with two values."""
    seen: dict[tuple[str, str], Figure] = {}
    for f in ctx.prose:
        clause = re.split(r"[，；。：（]", f.before)[-1]
        if (
            not f.exact
            or f.value < 10
            or f.is_rate
            or not _SCOPE.search(clause)
            or is_base(ctx, f)
            or f.kind == "target"
        ):
            continue
        core = _FILL.sub("", clause)
        if len(core) < 5 or re.search(r"人均|户均|每|其中", clause):
            continue
        first = seen.setdefault((f.unit, core), f)
        if first is not f and first.value != f.value and first.paragraph != f.paragraph:
            ctx.add(Relation([first, f], "equality", "fails"))


def _cards(ctx: Context) -> None:
    """More cards than members."""
    members = [
        f
        for f in ctx.prose
        if f.unit in _HEADS and f.kind != "target" and re.search(r"会员(?:总?数)?(?:已?达到?|为|共)?$", f.before[-10:])
    ]
    for card in ctx.prose:
        if card.unit in ("张", "本", "个") and _CARD.search(card.before[-10:]) and members and card.kind != "target":
            nearest = max(members, key=lambda f: f.value)
            if card.value > nearest.value and re.search(r"办理|发放|制发|累计|发", card.before):
                ctx.add(Relation([card, nearest], "contradiction", "fails"))


def _repeated(ctx: Context) -> None:
    """One thing said twice, in different sentences, with one value."""
    seen: dict[tuple[str, str], Figure] = {}
    for f in ctx.prose:
        if not f.exact or f.value < 10 or f.is_rate or not (counted(f) or money(f)) or is_base(ctx, f):
            continue
        key = (f.unit, str(f.value))
        first = seen.setdefault(key, f)
        if first is not f and first.sentence != f.sentence and overlap(ctx.own[first.id], ctx.own[f.id]) >= 0.4:
            ctx.add(Relation([first, f], "equality", "holds"))
