"""Rows told in prose: 4期312人次，3期186人次，合计7期498人次. Each column of the rows makes the total's figure of its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.context import Context, counted, money
from gonghui.kernel.proof.relations.outline import HARD, OPENS, TOTAL, Outline, near, outlines, same_unit, stands

WIDEST = 4
LONGEST = 12  # rows
_SHOULD_OR_NOT = re.compile(r"(应(?!用|急|届)|未|尚未|没有?)[^，；。\d]{0,6}$")
_TURNS = re.compile(r"比上年|较上年|去年|上年|同比|历年|截至")

Row = list[Figure]


def relate_columns(ctx: Context) -> None:
    """All rows of all paragraphs; what a column already has is left as it is."""
    for outline in outlines(ctx):
        core = _columns(ctx, outline)
        at = 0
        while at < len(core):
            rows = _rows_from(core, at)
            if not rows:
                at += 1
                continue
            taken = _totalled(ctx, core, rows)
            at += len(rows) * len(rows[0]) if taken else 1


def _rows_from(core: Row, at: int) -> list[Row]:
    """The widest rows of one pattern of units that begin at a place; two at least, of two or more columns."""
    for width in range(WIDEST, 1, -1):
        pattern = core[at : at + width]
        if len(pattern) < width or len({(f.unit, _mark(f)) for f in pattern}) < width:
            continue
        rows = [pattern]
        while len(rows) < LONGEST:
            start = at + width * len(rows)
            row = core[start : start + width]
            if len(row) < width or not all(
                same_unit(a, b) and _mark(a) == _mark(b) for a, b in zip(pattern, row, strict=True)
            ):
                break
            rows.append(row)
        if len(rows) > 1:
            return rows
    return []


def _columns(ctx: Context, outline: Outline) -> Row:
    """What counts by itself, and what was aimed at: 新建42家，完成任务40家的105%."""
    return [f for f in outline.figures if stands(ctx, f) or (_aimed(f) and not f.is_rate and (counted(f) or money(f)))]


def _aimed(f: Figure) -> bool:
    return bool(re.search(r"(?:任务|计划|目标|预算|指标)[^，；。：\d]{0,6}$", f.before))


def _mark(f: Figure) -> str:
    """What tells two columns of one unit apart: what was aimed at, what should be, what is not yet."""
    if _aimed(f):
        return "aim"
    told = _SHOULD_OR_NOT.search(f.before[-10:])
    return told[1][:1] if told else ""


def _totalled(ctx: Context, core: Row, rows: list[Row]) -> bool:
    """Looks for the row or the figures that the others make."""
    for total, parts, strong in _arrangements(ctx, core, rows):
        columns = [(t, [row[i] for row in parts]) for i, t in enumerate(total) if t is not None]
        sums = [(t, column, Fraction(sum(f.value for f in column))) for t, column in columns]
        exact = [x for x in sums if all(f.exact for f in [x[0], *x[1]])]
        holding = [x for x in exact if x[2] == x[0].value]
        likely = exact and all(near(t.size, float(s)) for t, _c, s in exact)
        if not holding and not (strong and likely):
            continue
        if holding and len(parts) == 2 and len(exact) == 1 and not strong:
            continue  # two numbers that make a third by accident
        for t, column, value in exact:
            if (
                value == t.value
                or near(t.size, float(value))
                or (holding and (strong or len(parts) > 2) and near(t.size, float(value), 0.6, 1.6))
            ):
                verdict = "holds" if value == t.value else "fails"
                ctx.add(Relation([*column, t], "sum", verdict, t.value, value))
        return True
    return False


def _arrangements(ctx: Context, core: Row, rows: list[Row]) -> Iterator[tuple[list[Figure | None], list[Row], bool]]:
    """Where a total may stand: the last row, the first, just after, just before; and whether words say so."""
    places = {f.id: i for i, f in enumerate(core)}
    for end in range(len(rows), 2, -1):
        made = rows[end - 1]
        if TOTAL.search(made[0].before):
            yield list(made), rows[: end - 1], bool(HARD.search(made[0].before))
    if len(rows) > 2 and _opened(ctx, rows[0], rows[1]):
        yield list(rows[0]), rows[1:], True
    first, last = places[rows[0][0].id], places[rows[-1][-1].id]
    after = core[last + 1 : last + 2 + len(rows[0])]
    if after and TOTAL.search(after[0].before):
        yield _matched(rows[0], after), rows, bool(HARD.search(after[0].before))
    before = core[max(0, first - 1 - len(rows[0])) : first]
    if before and _opened(ctx, before, rows[0]):
        yield _matched(rows[0], before[::-1]), rows, True
    if len(rows) > 2:
        yield list(rows[0]), rows[1:], False


def _opened(ctx: Context, total: Row, row: Row) -> bool:
    gap = ctx.reading.flat[total[-1].to : row[0].at]
    return bool(OPENS.search(gap)) and not _TURNS.search(gap) and len(gap) < 60


def _matched(pattern: Row, around: Row) -> list[Figure | None]:
    """For each column the nearest figure of its unit among those around."""
    out: list[Figure | None] = []
    left = list(around)
    for cell in pattern:
        found = next((f for f in left if same_unit(f, cell) and _mark(f) == _mark(cell)), None)
        out.append(found)
        if found is not None:
            left.remove(found)
    return out
