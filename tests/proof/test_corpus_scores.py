"""How well the checker reads the corpus: the part it was built on, and the part set aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonghui.kernel import proof
from tests.proof import planting
from tests.proof.corpus import scoring
from tests.proof.sentences import reading as sentences

# at least / at most, in percent; what is reached, so that no change makes it worse unseen
FLOORS = {
    "open": {
        "figures precision": 99.5, "figures recall": 99.5, "exact span": 99.5, "units": 99.5,
        "relations found": 98.0, "wrong relations found": 97.0,
    },
    "held": {
        "figures precision": 99.0, "figures recall": 99.0, "exact span": 99.0, "units": 99.0,
        "relations found": 89.0, "wrong relations found": 80.0,
    },
}  # fmt: skip
CEILINGS = {"open": {"false alarms": 0.5}, "held": {"false alarms": 3.0}}


@pytest.mark.parametrize("part", ["open", "held"])
def test_the_corpus_is_read_as_well_as_it_was(part: str) -> None:
    rates = scoring.score(part).rates()
    low = {name: rates[name] for name, floor in FLOORS[part].items() if rates[name] < floor}
    high = {name: rates[name] for name, ceiling in CEILINGS[part].items() if rates[name] > ceiling}
    assert (low, high) == ({}, {})


# sentences as they occur, right and wrong and merely alike: what is missed of each table, in percent at most
@pytest.mark.parametrize("table", sentences.TABLES)
def test_the_sentences_of_every_kind_are_read(table: str) -> None:
    found = sentences.score(sentences.load(table))
    rates = found.rates()
    assert rates["relations found"] >= 97, found.misses
    assert rates["wrong relations found"] >= 90, found.misses
    assert rates["false alarms"] == 0, found.misses


# whole paragraphs of fifteen offices: what is reached of relations and of wrong ones, so that no change makes it worse unseen
@pytest.mark.parametrize(
    ("table", "found", "wrong"), [("office1", 97, 90), ("office2", 94, 85), ("office3", 96, 94), ("office4", 88, 76)]
)
def test_the_paragraphs_of_many_offices_are_read(table: str, found: float, wrong: float) -> None:
    said = sentences.score(sentences.load(table))
    rates = said.rates()
    assert rates["relations found"] >= found, said.misses
    assert rates["wrong relations found"] >= wrong, said.misses
    assert rates["false alarms"] == 0, said.misses


# whole texts whose many figures stand near one another and are not of one another: not one is said to be wrong
@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "innocent").glob("*.txt")), ids=lambda path: path.stem)
def test_figures_that_only_stand_side_by_side_are_not_held_against_the_writer(path: Path) -> None:
    reading = proof.read(path.read_text(encoding="utf-8"))
    said = [" ".join(f.text for f in r.figures) for r in reading.relations if r.verdict == "fails"]
    assert (len(reading.figures) > 80, said) == (True, [])


def test_the_sentences_set_aside_are_read_as_well_as_they_were() -> None:
    rates = sentences.score(sentences.load(sentences.ASIDE)).rates()
    assert rates["figures recall"] >= 99, "figures"
    assert rates["relations found"] >= 92, "relations"
    assert rates["false alarms"] <= 3.5, "alarms"


@pytest.mark.parametrize("table", ["each", "changes"])
def test_faults_planted_in_right_sentences_are_found(table: str) -> None:
    tally = planting.tried(sentences.load(table)[::2])
    assert tally.found + tally.otherwise >= tally.planted * 0.9, tally.misses
    assert tally.beside == 0, tally.misses
