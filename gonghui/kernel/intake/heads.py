"""The rows of a header to the readings of its columns: a leaf, a leaf under a group, a group under a group."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gonghui.kernel.intake.reading import Row
from gonghui.kernel.intake.synonyms import GROUP_HEADS
from gonghui.kernel.intake.text import heading, is_blank

DEEPEST = 3  # rows of a header
_STATED = re.compile(r"[^:：]{1,12}[:：]\s*\S.*")


def readings(tops: Sequence[Row]) -> list[list[str]] | None:
    """For each column of a header its readings, the leaf first; None where the rows cannot be a header of that depth."""
    if any(states(row) for row in tops):
        return None
    if len(tops) == DEEPEST:
        return _triple(*tops)
    return single(tops[0]) if len(tops) == 1 else _double(tops[0], tops[1])


def states(row: Row) -> bool:
    """A line that states something about the sheet (填报单位：… 填报日期：…) instead of naming columns."""
    texts = [str(value).strip() for value in row if not is_blank(value)]
    return bool(texts) and 2 * sum(_STATED.fullmatch(text) is not None for text in texts) >= len(texts)


def single(row: Row) -> list[list[str]]:
    return [[str(value).strip()] if not is_blank(value) else [] for value in row]


def _double(top: Row, bottom: Row) -> list[list[str]] | None:
    """Headings of a group row over a row of leaves; None where the second row cannot be one."""
    leaves = [value for value in bottom if not is_blank(value)]
    if (
        sum(not is_blank(value) for value in top) < 2
        or not leaves
        or not all(isinstance(value, str) and len(value) <= 24 and not value.strip().isdigit() for value in leaves)
    ):
        return None
    heads: list[list[str]] = []
    group = ""
    grouped = False
    for above, below in zip(top, bottom, strict=True):
        if not is_blank(above):
            group = str(above).strip()
        if is_blank(below):
            heads.append([str(above).strip()] if not is_blank(above) else [])
        else:
            leaf = str(below).strip()
            grouped = grouped or not is_blank(above) or bool(group)
            heads.append([leaf] if not group or heading(group) in GROUP_HEADS else [leaf, f"{group}{leaf}"])
    return heads if grouped else None


def _triple(top: Row, middle: Row, bottom: Row) -> list[list[str]] | None:
    """Groups over groups over leaves. The lower two are a header of their own; a group over a group joins what it says."""
    lower = _double(middle, bottom)
    if lower is None or sum(not is_blank(value) for value in top) < 2:
        return None
    heads: list[list[str]] = []
    group, joined = "", False
    for above, between, own in zip(top, middle, lower, strict=True):
        if not is_blank(above):
            group = str(above).strip()
        if not own:
            heads.append([str(above).strip()] if not is_blank(above) else [])
        else:
            joined = joined or (bool(group) and not is_blank(between))
            plain = not group or heading(group) in GROUP_HEADS
            heads.append(own if plain else [*own, *(f"{group}{reading}" for reading in own)])
    return heads if joined else None
