"""Figures of sentences as a summary writes them, and the indicators that mean the same (`meanings.txt`: text|keys;keys)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from gonghui.kernel.figures import declaration as d
from gonghui.kernel.proof import matching, read
from gonghui.kernel.proof.relations.context import Context


def cases() -> Iterator[tuple[str, int, set[str]]]:
    """Every sentence without its marks, where a figure starts, and the keys that will do."""
    for line in (Path(__file__).parent / "meanings.txt").read_text(encoding="utf-8").splitlines():
        text, _, wanted = line.partition("|")
        starts = [match.start() - 2 * n for n, match in enumerate(re.finditer(r"\{", text))]
        for start, keys in zip(starts, wanted.split(";"), strict=True):
            yield re.sub(r"[{}]", "", text), start, set(keys.split(","))


def test_nine_of_ten_figures_are_matched_to_the_indicator_that_means_the_same() -> None:
    index = matching._Index(d.INDICATORS)
    missed, all_told = [], list(cases())
    for text, start, wanted in all_told:
        reading = read(text)
        figure = next(f for f in reading.figures if f.start == start)
        offers = [key for _score, key in matching._offers(figure, Context(reading), index, None)]
        if offers[:1] == [] or offers[0] not in wanted:
            missed.append(f"{text} {figure.text}: {offers[:3]}")
    assert len(all_told) >= 80
    assert len(missed) <= len(all_told) * 0.1, missed


def test_what_is_new_is_not_matched_to_all_there_is() -> None:
    index = matching._Index(d.INDICATORS)
    for text, key in (
        ("全年新建基层工会86家。", "unions.founded"),
        ("目前有基层工会1264家。", "unions.standing"),
        ("新发展会员3200人。", "members.joined"),
        ("会员总数52300人。", "members.standing"),
    ):
        reading = read(text)
        assert matching._offers(reading.figures[0], Context(reading), index, None)[0][1] == key, text
