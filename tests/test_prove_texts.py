"""The fuzz of texts itself: its mutations are many, every kind of its inputs runs, and a broken promise is noticed."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from gonghui.bench.documents import sample
from gonghui.kernel import proof
from gonghui.prove.registry import discover
from gonghui.prove.texts_fuzz import mutated
from gonghui.prove.texts_inputs import PIECES, Broken, Inputs, check_text


def test_it_is_found_and_mutates() -> None:
    assert "texts.fuzz" in discover()
    chance = random.Random(3)
    assert len({mutated(chance, "受理12件，办结9件。", PIECES) for _n in range(30)}) == 30


@pytest.mark.django_db
def test_every_kind_of_input_is_tried_and_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gonghui.kernel.cli.first_run.prepare_tables", lambda: None)
    inputs = Inputs(tmp_path, 5)
    for kind, make in inputs.kinds.items():
        shown, work = make()
        inputs.one(kind, shown, work)
    assert inputs.failed == []
    assert inputs.counts == Counter(dict.fromkeys(inputs.kinds, 1))

    def bad() -> None:
        raise Broken("so")

    inputs.one("texts", "x", bad)
    assert inputs.failed == ["texts 6: Broken 'so'"]
    assert (tmp_path / "6.failed").read_text(encoding="utf-8") == "x"


def test_half_a_character_is_read_as_a_stand_in() -> None:
    check_text("受理12件\ud800，办结9件。")
    assert proof.read("甲\udfff12件").text == "甲\ufffd12件"


def test_the_sample_is_as_long_as_asked_and_never_the_same_twice() -> None:
    text = sample(5000)
    assert len(text) == 5000
    assert len(set(text.split("\n"))) == len(text.split("\n"))
