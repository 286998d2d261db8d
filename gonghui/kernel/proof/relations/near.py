"""The heads and totals that stand near 每人, 户均: what a standard or an average can speak of."""

from __future__ import annotations

import re

from gonghui.kernel.proof.model import Figure
from gonghui.kernel.proof.relations.context import spread
from gonghui.kernel.proof.relations.words import step_words

UNITS = {
    "人": ("人", "名", "位", "人次"), "名": ("名", "人", "位"), "位": ("位", "名", "人"), "户": ("户", "户次"), "天": ("天", "日"), "日": ("天", "日"), "家": ("家", "个"), "个": ("个", "家", "所"),
    "份": ("份",), "件": ("件",), "期": ("期",), "场": ("场", "场次", "次", "期"), "栋": ("栋",), "次": ("次", "场次", "场"), "台": ("台", "个"), "套": ("套",), "村": ("个",),
    "生": ("名", "人"), "组": ("组", "个"), "队": ("支", "队", "个"), "对": ("对",), "张": ("张",), "站": ("个", "家"), "班": ("期", "个", "班"),
    "箱": ("个", "箱"), "所": ("所",), "支": ("支",), "案": ("件", "起"), "篇": ("篇",), "校": ("所",), "点": ("个",), "孩": ("名", "人"), "店": ("家", "个"),
}  # fmt: skip
MADE = re.compile(
    r"[，、]?(?:的[^，；。]{1,8}[，、])?(?:全年|上半年|下半年|[一二三四]季度)?(?:共计|合计|总计|累计|共|计|总)"
)


def window(figures: list[Figure], place: int, back: int, forth: int) -> list[Figure]:
    """The figures up to `back` before and `forth` after the one at `place`, without it."""
    return [f for f in figures[max(0, place - back) : place + forth + 1] if f is not figures[place]]


def units_of(word: str) -> tuple[str, ...]:
    """The units that 每人, 户均 or 课均 speak of."""
    if "人次" in word:
        return ("人次",)
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


def heads_near(figures: list[Figure], place: int, word: str, back: int = 6, forth: int = 3) -> list[Figure]:
    """Counts that 每人, 户均 can speak of, the nearest first."""
    wanted = units_of(word)
    each = figures[place]
    near = [f for f in window(figures, place, back, forth) if f.unit in wanted and f.value > 0 and not spread(f)]
    return sorted(near, key=lambda f: (f.sentence != each.sentence, f.at > each.at, abs(f.at - each.at)))


def totals_near(figures: list[Figure], place: int, back: int = 6, forth: int = 3) -> list[Figure]:
    """Sums in the standard's own unit, the nearest first; 共…, 合计… right after it stands alone."""
    each = figures[place]
    near = [
        f
        for f in window(figures, place, back, forth)
        if f.unit in (each.unit, each.unit + "次") and f.value > each.value and not spread(f) and not _told_beside(f)
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
