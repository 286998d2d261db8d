"""How well the checker reads the corpus: the part it was built on, and the part set aside."""

from __future__ import annotations

import pytest

from tests.proof.corpus import scoring

# at least / at most, in percent; what is reached, so that no change makes it worse unseen
FLOORS = {
    "open": {
        "figures precision": 99.5, "figures recall": 99.5, "exact span": 99.5, "units": 99.5,
        "relations found": 96.0, "wrong relations found": 95.0,
    },
    "held": {
        "figures precision": 99.0, "figures recall": 99.0, "exact span": 99.0, "units": 99.0,
        "relations found": 83.0, "wrong relations found": 61.0,
    },
}  # fmt: skip
CEILINGS = {"open": {"false alarms": 1.0}, "held": {"false alarms": 4.5}}


@pytest.mark.parametrize("part", ["open", "held"])
def test_the_corpus_is_read_as_well_as_it_was(part: str) -> None:
    rates = scoring.score(part).rates()
    low = {name: rates[name] for name, floor in FLOORS[part].items() if rates[name] < floor}
    high = {name: rates[name] for name, ceiling in CEILINGS[part].items() if rates[name] > ceiling}
    assert (low, high) == ({}, {})
