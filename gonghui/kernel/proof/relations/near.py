"""The heads and totals that stand near 每人, 户均: what a standard or an average can speak of."""

from __future__ import annotations

import re
from fractions import Fraction

from gonghui.kernel.proof.model import Figure
from gonghui.kernel.proof.relations.context import spread
from gonghui.kernel.proof.relations.words import TO, step_words
from gonghui.kernel.proof.units import CLASS

UNITS = {
    "人": ("人", "名", "位", "人次"), "名": ("名", "人", "位"), "位": ("位", "名", "人"), "户": ("户", "户次"), "天": ("天", "日"), "日": ("天", "日"), "家": ("家", "个"), "个": ("个", "家", "所"),
    "份": ("份",), "件": ("件",), "期": ("期",), "场": ("场", "场次", "次", "期"), "栋": ("栋",), "次": ("次", "场次", "场", "人次"), "台": ("台", "个"), "套": ("套",), "村": ("个",),
    "生": ("名", "人"), "组": ("组", "个"), "队": ("支", "队", "个"), "对": ("对",), "张": ("张",), "站": ("个", "家"), "班": ("期", "个", "班"),
    "箱": ("个", "箱"), "所": ("所",), "支": ("支",), "案": ("件", "起"), "篇": ("篇", "条"), "条": ("条", "篇"), "校": ("所",), "点": ("个",), "车": ("辆", "台", "台次", "车次", "辆次"), "孩": ("名", "人"), "店": ("家", "个"), "岗": ("个", "岗"),
}  # fmt: skip
_NO_HEAD = ("money", "shares", "scores", "times")
UNIT_WORDS = "|".join(
    re.escape(u)
    for u in sorted((u for u, c in CLASS.items() if c not in _NO_HEAD or u in ("课时", "学时")), key=len, reverse=True)
)
_PER_UNIT = re.compile(rf"每(?:个|一)?({UNIT_WORDS})")
MADE = re.compile(
    r"(?:[^，；。\d]{1,6}(?=[，、]))?[，、]?(?:的[^，；。]{1,8}[，、])?(?:全年|上半年|下半年|[一二三四]季度)?(?:共计|合计|总计|累计|共|计|总)"
)


def window(figures: list[Figure], place: int, back: int, forth: int) -> list[Figure]:
    """The figures up to `back` before and `forth` after the one at `place`, without it."""
    return [f for f in figures[max(0, place - back) : place + forth + 1] if f is not figures[place]]


def units_of(word: str) -> tuple[str, ...]:
    """The units that 每人, 户均 or 课均 speak of."""
    if "人次" in word:
        return ("人次",)
    told = _PER_UNIT.search(word)
    if told and told[0].startswith("每个") and told[1] != "个":
        return (*UNITS["个"], told[1], told[1] + "次")  # 每个项目, 每个班组
    if told and told[1] not in UNITS:
        return (told[1], told[1] + "次")
    if told:
        return UNITS[told[1]]
    letter = next((c for c in word if c in UNITS), "")
    if letter:
        return UNITS[letter]
    if told := re.search(r"每个?([^月年天日周季人\d，；。])", word):
        return (told[1], told[1] + "次")
    other = re.search(r"([\u4e00-\u9fff])均", word)
    return (other[1], other[1] + "次") if other and other[1] != "平" else UNITS["人"]


def _told_beside(f: Figure) -> bool:
    """较上年增加52万元, 上年480万元: told beside a total, and none."""
    return (step_words(f) and bool(re.search(r"[比较]|同比", f.before[-16:]))) or bool(
        re.search(r"(?:上年|去年)[^，；。\d]{0,6}$", f.before)
    )


_THAN = re.compile(r"[比较](?:去年|上年|上届|上期|年初|原来)(?:同期|的)*$")  # 64个，比去年52个多12个


def heads_near(figures: list[Figure], place: int, word: str, back: int = 6, forth: int = 3) -> list[Figure]:
    """Counts that 每人, 户均 can speak of, the nearest first."""
    wanted = units_of(word)
    each = figures[place]
    near = [f for f in window(figures, place, back, forth) if f.unit in wanted and f.value > 0 and not spread(f)]
    return sorted(
        near,
        key=lambda f: (
            f.sentence != each.sentence,
            f.at > each.at,
            f.depth > each.depth or _told_beside(f) or bool(_THAN.search(f.before)),
            abs(f.at - each.at),
        ),
    )


_OF_IT = re.compile(r"[^，；。\d]{0,4}的$")  # 占会员总数920人的75%
_HEADS = {"人", "名", "位"}
_VISITS = ("人次", "户次", "场次", "家次")


def totals_near(figures: list[Figure], place: int, back: int = 6, forth: int = 3) -> list[Figure]:
    """Sums in the standard's own unit, the nearest first; 共…, 合计… right after it stands alone."""
    each = figures[place]
    near = [
        f
        for f in window(figures, place, back, forth)
        if (
            f.unit in (each.unit, each.unit + "次")
            or (each.unit == "次" and f.unit in _VISITS)
            or {f.unit, each.unit} <= _HEADS
        )
        and f.value > each.value
        and not spread(f)
        and not _told_beside(f)
        and not _OF_IT.match(f.after)
    ]
    made = [f for f in figures[place + 1 : place + 2] if f in near and MADE.match(f.before)]
    if made and made[0].sentence == each.sentence:
        return made
    return sorted(
        near,
        key=lambda f: (
            f not in made,
            (f.sentence, f.part) != (each.sentence, each.part),
            f.at > each.at,
            abs(f.at - each.at),
        ),
    )


_SPENT = re.compile(r"总|补贴|保费|支付|支出|发放|缴|需|拨付|补助|资金|金额|投入|兑现|奖励|[奖补慰]金|费|筹集|款")


def must_mean(figures: list[Figure], place: int, head: Figure, total: Figure) -> bool:
    """Whether the words must mean this head count, this total and this share of each: close together, with no other to
    choose from, nothing that multiplies them, and the stated value near the computed one."""
    each = figures[place]
    if not (head.exact and total.exact and each.exact) or head.sentence != each.sentence != -1 or not head.value:
        return False
    if total.sentence != each.sentence or total.part != each.part or _shifts(each) or _shifts(total):
        return False
    ratio = Fraction(total.value) / Fraction(head.value) / Fraction(each.value or 1)
    if not Fraction(3, 5) < ratio < Fraction(5, 3):
        return False
    if "其中" in total.before[-14:] or (head.at > each.at and head.part != each.part):
        return False
    kinds = (head.unit, total.unit, each.unit)
    plain = [f for f in figures if f is each or (not spread(f) and (f.unit in kinds or f.value > 2))]
    place, at = plain.index(each), plain.index(total) if total in plain else -9
    after = (
        MADE.match(total.before)
        or _SPENT.search(total.before)
        or re.search(r"[，、](?:合|总|共)?[共计]$", total.before)
    )
    if not (at in (place - 1, place - 2) or (at in (place + 1, place + 2) and after)):
        return False
    figures = plain
    far = abs(figures.index(head) - place)
    kin = [f for f in figures if (f.sentence, f.part) == (each.sentence, each.part) and f.unit == head.unit]
    kin = [f for f in kin if f is not each and f.value >= 2 and f.value != head.value and not _told_beside(f)]
    kin = [f for f in kin if f.at < each.at or head.at > each.at]
    return not any(abs(figures.index(f) - place) <= far for f in kin) and (far <= 3 or not kin)


_OF_NOUN = re.compile(r"每(?:个|家|名|位|支|所|户)([\u4e00-\u9fff]{2,4}?)(?:平均|人均)?$")


def named_head(figures: list[Figure], place: int) -> Figure | None:
    """24个企业…平均每个企业10人: the head whose noun the average repeats."""
    each = figures[place]
    told = _OF_NOUN.search(each.before)
    if not told:
        return None
    found = [
        f
        for f in figures[:place]
        if f.sentence == each.sentence and f.value > 1 and (f.after.startswith(told[1]) or f.before.endswith(told[1]))
    ]
    return found[-1] if len({f.value for f in found}) == 1 else None


def _shifts(f: Figure) -> bool:
    """由1850元提高到2120元: what was and what is, no total."""
    return bool(TO.search(f.before[-8:]) and not re.search(r"达到?$", f.before)) or bool(
        re.search(r"(?:由|从)[^，；。\d]{0,10}$", f.before)
    )
