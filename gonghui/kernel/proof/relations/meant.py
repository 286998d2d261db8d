"""The whole that the words of a rate mean though they do not name it, where it comes near."""

from __future__ import annotations

import re

from gonghui.kernel.proof.model import Figure
from gonghui.kernel.proof.relations.context import Context
from gonghui.kernel.proof.relations.shares import Share
from gonghui.kernel.proof.relations.wholes import can_be_whole
from gonghui.kernel.proof.relations.words import is_base

NEAR = 6  # points within which a whole that only the meaning suggests is held against a rate


def near_miss(ctx: Context, share: Share, top: Figure) -> Figure | None:
    """The whole that the words mean though they do not name it, where it comes near the rate: 入会率 of all staff."""
    noun = _OF_WHOM.get(share.stem[-2:], "")
    if noun and "女" in re.split(r"[，；。：]", top.before)[-1]:
        noun = noun.replace("(?<!女)", "女")  # 女会员, of the women on the staff
    times = 1000 if share.rate.unit == "‰" else 100
    for f in ctx.wholes_near(top):
        if f.size <= top.size or abs(top.size * times / f.size - share.rate.size) > NEAR:
            continue
        if f is top or f.kind == "growth" or f.row >= 0 or not can_be_whole(f, top) or is_base(ctx, f):
            continue
        if (noun and re.search(rf"(?:{noun})(?:总数|人数|共|有|达到?|为|的|已)*$", f.before)) or (
            noun and re.match(rf"(?:名|个)?(?:{noun})", f.after)
        ):
            return f
        same = f.unit == top.unit and f.paragraph == top.paragraph and f.at < top.at
        if same and share.whole and _GENERIC.fullmatch(share.whole) and f.sentence == top.sentence:
            return f
    return None


_GENERIC = re.compile(r"(?:总|全部)(?:人数|户数|数|量|额|体)?")
_STAFF = r"(?<!女)(?:职工|员工|教职工|教工|教职员工|从业人员|干部职工)"
_OF_WHOM = {
    "入会": _STAFF, "参与": _STAFF + "|会员", "参赛": _STAFF + "|会员", "参加": _STAFF + "|会员", "体检": _STAFF, "参检": _STAFF, "参保": _STAFF + "|会员",
    "发卡": "会员", "办卡": "会员", "持卡": "会员", "组建": "企业|单位", "建会": "企业|单位", "建制": "企业|单位", "达标": "工会|建会企业", "培训": _STAFF,
}  # fmt: skip
