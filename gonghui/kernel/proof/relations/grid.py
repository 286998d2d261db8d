"""Tables: growth along the rows, totals down the columns; and the prose that repeats them."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.changes import grown
from gonghui.kernel.proof.relations.context import WINDOW, Context, family
from gonghui.kernel.proof.relations.dividing import divided

_TOTAL = re.compile(r"合计|总计|小计|共计|合[ ]*计")


def relate_grid(ctx: Context) -> None:
    """All tables of the reading."""
    rows = ctx.rows
    for cells in rows.values():
        _along(ctx, cells)
    tables: dict[int, list[list[Figure]]] = {}
    for number, cells in rows.items():
        tables.setdefault(number // 10_000, []).append(cells)
    for table in tables.values():
        _down(ctx, table)
    _repeated(ctx, [f for cells in rows.values() for f in cells])


def _along(ctx: Context, cells: list[Figure]) -> None:
    """This year, last year, growth; part, whole, rate."""
    for place, stated in enumerate(cells):
        if stated.kind == "growth" and place >= 2 and cells[place - 1].unit == cells[place - 2].unit:
            now, base = cells[place - 2], cells[place - 1]
            if re.search(r"上年|去年|同期", now.before) and not re.search(r"上年|去年|同期", base.before):
                now, base = base, now
            relation = grown(None, now, base, stated)
            if relation:
                ctx.add(relation)
        elif stated.kind == "rate" and place >= 2 and cells[place - 1].unit == cells[place - 2].unit:
            top, bottom = sorted((cells[place - 2], cells[place - 1]), key=lambda f: f.value)
            relation = divided(stated, top, bottom)
            if relation:
                ctx.add(relation)


def _down(ctx: Context, table: list[list[Figure]]) -> None:
    """Rows of totals: each column's parts above them, by unit."""
    parts: list[Figure] = []
    for cells in table:
        name = cells[0].before if cells else ""
        if not _TOTAL.search(name):
            parts.extend(cells)
            continue
        for total in cells:
            column = [f for f in parts if f.column == total.column and family(f.unit) == family(total.unit)]
            if total.is_rate or len(column) < 2:
                continue
            value = Fraction(sum(f.value for f in column))
            ctx.add(Relation([*column, total], "sum", "holds" if value == total.value else "fails", total.value, value))


def _repeated(ctx: Context, cells: list[Figure]) -> None:
    """A figure of the prose told again in the table must be the same; growth in the prose takes its base from there."""
    by_value: dict[tuple[str, Decimal], list[Figure]] = {}
    for cell in cells:
        by_value.setdefault((cell.unit, cell.value), []).append(cell)
    for told in ctx.prose:
        if told.is_rate or told.kind == "growth":
            continue
        twins = by_value.get((told.unit, told.value), [])[-WINDOW:]
        same = [c for c in twins if ctx.likeness(told, c) > 0.3 and c.period == told.period]
        if not same:
            continue
        cell = same[-1]
        ctx.add(Relation([told, cell], "equality", "holds"))
        growth = next(
            (
                f
                for f in ctx.sentences[told.sentence]
                if f.kind == "growth" and f.at > told.at and told.unit in f.before
            ),
            None,
        )
        row = [f for f in ctx.rows[cell.row] if f.unit == cell.unit and f is not cell]
        if growth and row:
            relation = grown(None, cell, row[0], growth)
            if relation:
                ctx.add(relation)
