"""Several tables on one sheet: side by side, or one below the other. Each becomes a view of the sheet, its rows and
columns numbered as in the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gonghui.kernel.intake.reading import Row, Sheet
from gonghui.kernel.intake.recognise import Recogniser
from gonghui.kernel.intake.text import heading, is_blank

LONGEST = 20_000  # rows; a longer sheet is one table
_SEARCHED = 40
_GAP, _LEAST = 2, 3  # empty columns between two tables, headings of each
_KNOWN = 0.7  # part of a header's cells that are headings of some ledger


def side_by_side(sheet: Sheet, known: Recogniser) -> list[Sheet]:
    """The sheet, or a view for each of the tables that stand beside each other under the same headings."""
    for index, row in enumerate(sheet.rows[:_SEARCHED]):
        heads = [heading(str(value)) if isinstance(value, str) else "" for value in row]
        if sum(1 for head in heads if head) < 4:
            continue
        starts = _repeats(heads)
        if len(starts) > 1 and all(known.known(head) for head in heads[starts[0] : starts[1]] if head):
            ends = [*starts[1:], len(row)]
            return [_columns(sheet, index, start, end) for start, end in zip(starts, ends, strict=True)]
    return _with_a_gap_between(sheet)


def _with_a_gap_between(sheet: Sheet) -> list[Sheet]:
    """Tables of different headings beside each other, two empty columns between them: 培训 to the left, 活动 to the right."""
    for index, row in enumerate(sheet.rows[:_SEARCHED] if len(sheet.rows) <= LONGEST else ()):
        heads = [column for column, value in enumerate(row) if isinstance(value, str) and not is_blank(value)]
        starts = heads[:1] + [later for before, later in pairwise(heads) if later - before > _GAP]
        if len(heads) < 2 * _LEAST or len(starts) < 2:
            continue
        ends = [*starts[1:], len(row)]
        spans = list(zip(starts, ends, strict=True))
        if all(sum(start <= at < end for at in heads) >= _LEAST for start, end in spans) and all(
            is_blank(value)
            for below in sheet.rows[index:]
            for start in starts[1:]
            for value in below[start - _GAP : start]
        ):
            return [_columns(sheet, index, start, end) for start, end in spans]
    return [sheet]


def _repeats(heads: Sequence[str]) -> list[int]:
    """The columns where one and the same run of at least two headings begins again and again to the end of the row."""
    filled = [(column, head) for column, head in enumerate(heads) if head]
    words = [head for _column, head in filled]
    for size in range(2, len(words) // 2 + 1):
        times, rest = divmod(len(words), size)
        if not rest and words == words[:size] * times and len(set(words[:size])) == size:
            return [filled[place * size][0] for place in range(times)]
    return []


def _columns(sheet: Sheet, header: int, start: int, end: int) -> Sheet:
    """The sheet with nothing beside these columns; what stands above the header is everybody's."""
    width = len(sheet.rows[0])
    rows = [
        row if index < header else [*[""] * start, *row[start:end], *[""] * (width - end)]
        for index, row in enumerate(sheet.rows)
    ]
    merged = [each for each in sheet.merged if each[0] < header or start <= each[1] < end]
    return replace(sheet, rows=rows, merged=merged)


def one_below_another(sheet: Sheet, known: Recogniser, header: Sequence[int]) -> list[Sheet]:
    """The sheet, or a view for each of the tables that stand below one another; `header` is the first one's rows."""
    if len(sheet.rows) > LONGEST:
        return [sheet]
    known_words: dict[str, bool] = {}
    first = _words(sheet.rows[header[-1] - 1])
    title = _title_above(sheet, header[0] - 1)
    starts: list[int] = []
    for index in range(header[-1], len(sheet.rows)):
        if not _may_be_header(sheet.rows[index], known_words, known):
            continue
        words = _words(sheet.rows[index])
        if len(words) < 3 or not _is_header(sheet.rows[index], words, known):
            continue
        begins, said = _begin(sheet, index)
        same = len(set(words) & set(first)) >= 0.8 * max(len(words), len(first))
        if begins <= header[-1] or (same and said in ("", title)):
            continue  # a header printed again on the next page
        if starts and begins <= starts[-1]:
            continue  # the second row of a header of two rows
        starts.append(begins)
        first, title = words, said or title
    ends = [*starts, len(sheet.rows)]
    return [_rows(sheet, start, end) for start, end in zip([0, *starts], ends, strict=True)] if starts else [sheet]


def _words(row: Row) -> list[str]:
    return [heading(value) for value in row if isinstance(value, str) and not is_blank(value)]


def _may_be_header(row: Row, seen: dict[str, bool], known: Recogniser) -> bool:
    """What `_is_header` asks first, at the price of a look: nothing but texts, enough of them headings."""
    left = len(row) - int(_KNOWN * len(row))  # cells that may be something else
    for value in row:
        if value == "" or value is None:
            continue
        if value.__class__ is not str:
            return False
        text = str(value)
        hit = seen.get(text)
        if hit is None:
            hit = is_blank(text) or (not text[:-1].isdigit() and known.known(heading(text)))  # no heading is a number
            if len(seen) < LONGEST:
                seen[text] = hit
        left -= not hit
        if left < 0:
            return False
    return True


def _is_header(row: Row, words: Sequence[str], known: Recogniser) -> bool:
    filled = sum(not is_blank(value) for value in row)
    hits = sum(1 for word in words if known.known(word))
    return filled == len(words) == len(set(words)) and hits >= 3 and hits >= _KNOWN * len(words)


def _begin(sheet: Sheet, header: int) -> tuple[int, str]:
    """Where the table of a header begins (index): with the lines of at most two cells above it; and its title."""
    begins = header
    while begins > 0 and sum(not is_blank(value) for value in sheet.rows[begins - 1]) <= 2:
        begins -= 1
    while begins < header and not any(not is_blank(value) for value in sheet.rows[begins]):
        begins += 1
    return begins, _title_above(sheet, header, begins)


def _title_above(sheet: Sheet, header: int, begins: int = 0) -> str:
    said = ("".join(str(value) for value in row if not is_blank(value)) for row in sheet.rows[begins:header])
    return next((heading(text) for text in said if text), "")


def _rows(sheet: Sheet, start: int, end: int) -> Sheet:
    nothing: Row = [""] * len(sheet.rows[0])
    merged = [each for each in sheet.merged if start <= each[0] < end]
    return replace(sheet, rows=[nothing] * start + sheet.rows[start:end], merged=merged)
