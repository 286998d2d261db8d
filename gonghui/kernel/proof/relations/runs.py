"""Runs of figures whose total was told before them: sentences before, or right before the brackets they stand in."""

from __future__ import annotations

from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.claims import completeness
from gonghui.kernel.proof.relations.context import Context, counted, family, money
from gonghui.kernel.proof.relations.sums import FAR, LAST_PART, LONGEST, STEP
from gonghui.kernel.proof.relations.words import COME, GONE


def relate_runs(ctx: Context, used: set[str]) -> None:
    """Lists of three or more whose total was told sentences before; lists in brackets right after their total."""
    for figures in ctx.paragraphs.values():
        plain = [f for f in figures if counted(f) or money(f)]
        for place, total in enumerate(plain):
            _bracketed(ctx, total, plain[place + 1 : place + LONGEST], used)
        for run in _runs(plain):
            _told_before(ctx, run, plain, used)


def _runs(plain: list[Figure]) -> list[list[Figure]]:
    """Figures of one unit in one sentence, three or more, whatever stands between them."""
    groups: dict[tuple[int, str], list[Figure]] = {}
    for f in plain:
        if f.exact and not STEP.search(f.before[-16:]):
            groups.setdefault((f.sentence, f.unit), []).append(f)
    return [group for group in groups.values() if len(group) >= 3]


def _told_before(ctx: Context, run: list[Figure], plain: list[Figure], used: set[str]) -> None:
    place = plain.index(run[0])
    far = [
        f
        for f in plain[max(0, place - FAR) : place]
        if family(f.unit) == family(run[0].unit) and f.exact and f.sentence < run[0].sentence
    ]
    for end in range(len(run), 2, -1):
        parts = run[:end]
        value = sum(f.value for f in parts)
        total = next((f for f in reversed(far) if f.value == value), None)
        if total is not None and not any(f.id in used for f in parts):
            ctx.add(Relation([*parts, total], "sum", "holds", total.value, Fraction(value)))
            used.update(f.id for f in parts)
            return
    parts = [f for f in run if f.depth == run[0].depth]
    claimed = LAST_PART.search(parts[-1].before) or completeness(parts)[1]
    if len(parts) < 3 or not claimed or not far or any(f.id in used for f in parts):
        return
    value = sum(f.value for f in parts)
    total = far[-1] if far[-1].sentence == parts[0].sentence - 1 else None
    if total is None:
        total = next((f for f in far if f.sentence == parts[0].sentence - 1), None)
    if (
        total is not None
        and total.value
        and Fraction(9, 10) < Fraction(value) / Fraction(total.value) < Fraction(11, 10)
    ):
        ctx.add(Relation([*parts, total], "sum", "fails", total.value, Fraction(value)))
        used.update(f.id for f in parts)


def _bracketed(ctx: Context, total: Figure, after: list[Figure], used: set[str]) -> None:
    """T（a、b、c）: the list in brackets is the whole of T."""
    if not total.after.startswith("（") or not total.exact:
        return
    inner = []
    for f in after:
        if f.depth <= total.depth or "）" in ctx.between(total, f):
            break
        inner.append(f)
    parts = [f for f in inner if f.unit == total.unit and f.exact]
    if (
        len(parts) < 2
        or len(parts) != len(inner)
        or any(f.id in used for f in parts)
        or "其中" in ctx.between(total, parts[0])
    ):
        return
    if len(parts) == 2 and COME.search(parts[0].before[-8:]) and GONE.search(parts[1].before[-8:]):
        value = Fraction(parts[0].value) - Fraction(parts[1].value)  # 增加22个（新建24个，撤并2个）
        verdict = "holds" if value == total.value else "fails"
        ctx.add(Relation([*parts, total], "difference", verdict, total.value, value))
        return
    value = Fraction(sum(f.value for f in parts))
    if value == total.value or Fraction(4, 5) < value / Fraction(total.value) < Fraction(5, 4):
        ctx.add(Relation([*parts, total], "sum", "holds" if value == total.value else "fails", total.value, value))
        used.update(f.id for f in parts)
