"""Whether another wording says the same figures: each number, unit and qualifier, in the same order, of the same things."""

from __future__ import annotations

import re
from collections import Counter

from django.utils.translation import gettext as _

from gonghui.kernel.proof.model import Figure, Reading
from gonghui.kernel.proof.reading import read
from gonghui.kernel.proof.relations.context import bigrams

_NUMERAL = re.compile(r"\d+(?:[.,，]\d+)*")
_FULL = str.maketrans("０１２３４５６７８９．％＋－", "0123456789.%+-")


def difference(was: str, now: str) -> str:
    """Why `now` may not stand for `was`, in words; empty where every figure is what it was."""
    before, after = read(was), read(now)
    left, right = [_said(one) for one in before.figures], [_said(one) for one in after.figures]
    if left != right:
        return _changed(before, after)
    if Counter(_NUMERAL.findall(was.translate(_FULL))) != Counter(_NUMERAL.findall(now.translate(_FULL))):
        return _("改动了年份、日期或编号")
    if _swapped(before.figures, after.figures):
        return _("数字换了位置，说的不再是同一件事")
    if len(after.holes) > len(before.holes):
        return _("多出了空缺")
    return ""


def _said(one: Figure) -> tuple[object, ...]:
    text = "".join(one.text.translate(_FULL).split())
    return text, one.value, one.value_to, one.unit, one.qualifier, one.direction


def _changed(before: Reading, after: Reading) -> str:
    left, right = Counter(f.text for f in before.figures), Counter(f.text for f in after.figures)
    gone, new = "、".join(left - right), "、".join(right - left)
    if gone and new:
        return _("把“%(gone)s”改成了“%(new)s”") % {"gone": gone, "new": new}
    if gone:
        return _("漏掉了“%(gone)s”") % {"gone": gone}
    if new:
        return _("添上了“%(new)s”") % {"new": new}
    return _("改动了数字的次序、升降，或“近、余、以上”这样的词")


def _swapped(before: list[Figure], after: list[Figure]) -> bool:
    """Whether a figure now speaks of what another one spoke of."""
    subjects = [bigrams(one.subject) for one in before]
    for place, one in enumerate(after):
        said = bigrams(one.subject)
        own = len(said & subjects[place])
        if any(
            len(said & other) > own and not subjects[place] >= other for n, other in enumerate(subjects) if n != place
        ):
            return True
    return False
