"""Where the table of a sheet lies: its header of one to three rows, its title, its rows of data and the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from gonghui.kernel.intake import titles
from gonghui.kernel.intake.blocks import one_below_another, side_by_side
from gonghui.kernel.intake.forms import forms_of
from gonghui.kernel.intake.heads import DEEPEST, readings, single, states
from gonghui.kernel.intake.merged import groups_above, has_leaves_below, is_grouped
from gonghui.kernel.intake.numbers import stated_unit
from gonghui.kernel.intake.reading import Row, Sheet
from gonghui.kernel.intake.recognise import Match, Recogniser
from gonghui.kernel.intake.rowkinds import RowSorter
from gonghui.kernel.intake.text import heading, is_blank
from gonghui.kernel.intake.words import _

_SEARCHED = 40  # rows in which a header may begin
_CANDIDATES = 12
_SAMPLE = 25
FEW = 3  # records: a table of so few may be a form whose first row looks like a header


@dataclass
class Table:
    """A sheet taken apart. Row numbers are the workbook's, from 1; columns count from 0."""

    sheet: Sheet
    match: Match | None
    header_rows: list[int]
    heads: list[list[str]]  # for each column its readings, the leaf heading first; [] where it has none
    title: str = ""
    period: titles.Span | None = None
    filed_on: dt.date | None = None
    unit: int = 1  # factor of amounts whose heading states no unit (金额单位:万元 above the table)
    rows: list[int] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    groups: list[tuple[int, str]] = field(default_factory=list)  # group titles among the rows
    nth: int = 0  # of several tables on the sheet, from 1; 0 where it is the only one
    records: dict[int, Row] = field(default_factory=dict)  # of a form: row number -> its values
    places: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)  # of a form: (row, column) -> the cell

    @property
    def year(self) -> int | None:
        return titles.year_of(self.period, self.filed_on, self.sheet.name)

    @property
    def month(self) -> int:
        """The month that the whole table is about, by its title; 0 where it is about more, or does not say."""
        one = self.period and self.period.first.month == self.period.last.month
        return self.period.first.month if self.period and one else 0

    def values(self, number: int) -> Row:
        """The cells of a record by its row number."""
        return self.records.get(number) or self.sheet.rows[number - 1]

    def cell(self, row: int, column: int) -> tuple[int, int]:
        """Where the workbook has a value: row from 1, column from 0."""
        return self.places.get((row, column), (row, column))

    def head(self, column: int) -> str:
        """The heading of a column as printed, for messages."""
        return self.heads[column][0] if column < len(self.heads) and self.heads[column] else ""


@dataclass
class NotALedger:
    """A sheet that holds no ledger that is known, and why; `table` is the best guess at its header."""

    sheet: Sheet
    reason: str
    table: Table | None = None
    nth: int = 0


Found = Table | NotALedger


def lay_out_all(sheet: Sheet, recogniser: Recogniser) -> list[Found]:
    """Every table of a sheet: those beside and below one another, the records of forms; else the one that it is."""
    if sheet.hidden:
        return [NotALedger(sheet, _("隐藏的工作表"))]
    found: list[Found] = []
    for view in side_by_side(sheet, recogniser):
        first = lay_out(view, recogniser)
        parts = [view]
        if isinstance(first, Table):
            parts = one_below_another(view, recogniser, first.header_rows)
        each = [lay_out(part, recogniser) for part in parts] if len(parts) > 1 else [first]
        found += each if any(isinstance(one, Table) for one in each) else [first]
    if len(found) > 1:
        for nth, one in enumerate(found, 1):
            one.nth = nth
    return found


def lay_out(sheet: Sheet, recogniser: Recogniser) -> Found:
    """Find the table of a sheet and recognise its ledger."""
    if sheet.hidden:
        return NotALedger(sheet, _("隐藏的工作表"))
    table = _find_header(sheet, recogniser)
    if table is not None:
        sort_rows(table)
    if table is None or len(table.rows) <= FEW:
        form = _find_form(sheet, recogniser)
        if form is not None and (table is None or _merit(form)[0] > _merit(table)[0]):
            return form
    table = table or _guess_header(sheet)
    if table is None:
        return NotALedger(sheet, _("没有表头，像是填表说明"))
    if table.match is None:
        sort_rows(table)
        return NotALedger(sheet, _("没有认出是哪种台账"), table)
    return table


def _find_form(sheet: Sheet, recogniser: Recogniser) -> Table | None:
    """The forms of a sheet as one table, a row for each."""
    forms = forms_of(sheet, recogniser)
    if not forms:
        return None
    heads = list(dict.fromkeys(heading(head) for form in forms for head in form.heads))
    shown = {heading(head): head for form in forms for head in form.heads}
    title = next((text for row in sheet.rows[: forms[0].row - 1] if (text := _joined(row))), "")
    records = {
        form.row: [dict(zip(map(heading, form.heads), form.values, strict=True)).get(head, "") for head in heads]
        for form in forms
    }
    match = recogniser.best([[shown[head]] for head in heads], [title, sheet.name, sheet.file], list(records.values()))
    if match is None or len(match.columns) < 3:
        return None
    table = Table(sheet, match, [forms[0].row], [[shown[head]] for head in heads], title, records=records)
    around = [title, *(_joined(row) for row in sheet.rows[: forms[0].row - 1]), sheet.name, sheet.file]
    table.period = next((span for text in around if (span := titles.titled_period(text))), None)
    texts = [_joined(row) for row in sheet.rows]
    table.filed_on = next((day for text in texts if (day := titles.filed_on(text))), None)
    table.rows = list(records)
    for form in forms:
        at = dict(zip(map(heading, form.heads), form.places, strict=True))
        for column, head in enumerate(heads):
            if head in at:
                table.places[form.row, column] = (at[head][0] + 1, at[head][1])
    return table


def sort_rows(table: Table) -> None:
    """Read the surroundings and split the rows below the header into data and the rest."""
    sheet, first = table.sheet, table.header_rows[0]
    above = [_joined(row) for row in sheet.rows[: first - 1]]
    table.title = next((text for text in above if text), "")
    table.skipped = [
        (number, _("空行") if not text else _("标题") if text == table.title else _("表头说明"))
        for number, text in enumerate(above, 1)
    ]
    places = [*above, sheet.name, sheet.file]
    table.period = next(
        (span for text in places if "填" not in text[:1] and (span := titles.titled_period(text))), None
    )
    table.filed_on = next((day for text in above if (day := titles.filed_on(text))), None)
    table.unit = next((unit for text in above if (unit := stated_unit(text))), 1)
    sorter = RowSorter(
        table.heads, list(table.match.columns) if table.match else [], sheet, table.header_rows, table.title
    )
    table.rows, table.groups = [], []
    for number in range(table.header_rows[-1] + 1, len(sheet.rows) + 1):
        why = sorter.why_not(number)
        if why is None:
            table.rows.append(number)
            continue
        table.skipped.append((number, why))
        if why in sorter.CLOSING:
            text = _joined(sheet.row(number))
            if why == sorter.GROUP:
                table.groups.append((number, text))
            table.filed_on = table.filed_on or titles.filed_on(text, signature=True)
            table.unit = stated_unit(text) or table.unit


def _joined(row: Row) -> str:
    return " ".join(str(value).strip() for value in row if not is_blank(value))


def _find_header(sheet: Sheet, recogniser: Recogniser) -> Table | None:
    """The row, or pair of rows, whose headings fit a known ledger best."""
    ranked = []
    for index, row in enumerate(sheet.rows[:_SEARCHED]):
        texts = [value for value in row if isinstance(value, str) and not is_blank(value)]
        known = sum(1 for text in texts if recogniser.known(text))
        if known >= 2 or (known == 1 and len(texts) <= 3):
            ranked.append((known / max(len(texts), 1) + known, -index, index))
    tables = []
    for _known, _order, index in sorted(ranked, reverse=True)[:_CANDIDATES]:
        alone = _try_header(sheet, index, 1, recogniser)
        more = () if alone is not None and _says_all(alone) else ((index, 2),)
        others = [_try_header(sheet, start, depth, recogniser) for start, depth in (*more, (index - 1, 2))]
        tables += [table for table in (alone, *others) if table is not None]
    if not tables:
        tables = _spoken_headers(sheet, recogniser)
    best = max(tables, key=_merit, default=None)
    near = [] if best is not None and _says_all(best) else [index for _known, _order, index in ranked]
    deep = max(_deep_headers(sheet, recogniser, near), key=_merit, default=None)
    if deep is not None and (best is None or _merit(deep)[0] > _merit(best)[0]):
        return deep
    if best is None:
        return None
    equal = [each for each in tables if _merit(each)[0] >= _merit(best)[0]]
    return min(equal, key=lambda each: (each.header_rows[0], -groups_above(sheet, each.header_rows)))


def _says_all(table: Table) -> bool:
    """Whether a plain row stands over every value, and every heading is known by its words: with rows around it no more can be."""
    index, rows = table.header_rows[0] - 1, table.sheet.rows
    if len(table.header_rows) > 1 or table.match is None or not table.match.says_all(table.heads):
        return False
    if is_grouped(table.sheet, index):
        return False
    named = {column for column, readings_ in enumerate(table.heads) if readings_}
    below = (value for row in rows[index + 1 : index + _SAMPLE] for at, value in enumerate(row) if at not in named)
    return all(map(is_blank, below))


def _spoken_headers(sheet: Sheet, recogniser: Recogniser) -> list[Table]:
    """Headers none of whose words is in any list: the first row that looks like one, alone or with the next."""
    if (guess := _guess_header(sheet)) is None:
        return []
    index = guess.header_rows[0] - 1
    tries = (_try_header(sheet, start, depth, recogniser) for start, depth in ((index, 1), (index, 2), (index - 1, 2)))
    return [table for table in tries if table is not None]


def _deep_headers(sheet: Sheet, recogniser: Recogniser, near: Sequence[int]) -> list[Table]:
    """Headers of three rows (groups of groups) at or around rows of known headings; kept only where they explain more columns."""
    starts = sorted({start for index in near for start in range(max(0, index - 2), index + 1)})
    return [table for start in starts if (table := _try_header(sheet, start, DEEPEST, recogniser)) is not None]


def _merit(table: Table) -> tuple[int, float]:
    """Headers are repeated on every printed page: of equal ones the first is meant."""
    assert table.match is not None
    return len(table.match.columns), table.match.score


def _try_header(sheet: Sheet, index: int, depth: int, recogniser: Recogniser) -> Table | None:
    if index < 0 or index + depth > len(sheet.rows) or (depth == 1 and has_leaves_below(sheet, index)):
        return None
    heads = readings(sheet.rows[index : index + depth])
    if heads is None:
        return None
    above = [_joined(row) for row in sheet.rows[:index]]
    context = [next((text for text in above if text), ""), sheet.name, sheet.file]
    sample = [
        row
        for row in sheet.rows[index + depth : index + depth + _SAMPLE]
        if sum(not is_blank(value) for value in row) > 2
    ]
    match = recogniser.best(heads, context, sample)
    return Table(sheet, match, list(range(index + 1, index + depth + 1)), heads) if match else None


def _guess_header(sheet: Sheet) -> Table | None:
    """For a sheet of no known ledger: the first row of at least three short texts that fills most of the width."""
    for index, row in enumerate(sheet.rows[:_SEARCHED]):
        filled = [value for value in row if not is_blank(value)]
        if states(row):
            continue
        if len(filled) >= max(3, 0.6 * len(row)) and all(
            isinstance(value, str) and len(value) <= 24 for value in filled
        ):
            return Table(sheet, None, [index + 1], single(row))
    return None


def remap(table: Table, match: Match, header_rows: Sequence[int] = ()) -> Table:
    """The same sheet under a mapping given by hand; `header_rows` only where they were found wrongly."""
    rows = list(header_rows) or table.header_rows
    heads = table.heads
    if rows != table.header_rows or not heads:
        tops = [table.sheet.row(number) for number in rows]
        heads = (readings(tops) if len(tops) in (2, DEEPEST) else None) or single(tops[-1])
    again = Table(table.sheet, match, rows, heads, nth=table.nth, records=table.records, places=table.places)
    if again.records:
        again.rows, again.title, again.period, again.filed_on = table.rows, table.title, table.period, table.filed_on
    else:
        sort_rows(again)
    return again
