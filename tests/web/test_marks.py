"""Marks: one character on a Chinese page, a sign elsewhere, the whole word for a reader of the screen everywhere."""

from __future__ import annotations

import pytest
from django.utils import translation

from gonghui.kernel.web.tags import MARKS, SIGNS, mark


@pytest.mark.parametrize("character", MARKS)
def test_a_mark_speaks_the_language_of_its_page(character: str) -> None:
    with translation.override("zh-hans"):
        assert f">{character}</span>" in mark(character)
    with translation.override("en"):
        drawn = mark(character)
    assert f">{SIGNS[character]}</span>" in drawn
    assert not any("\u4e00" <= each <= "\u9fff" for each in drawn)
