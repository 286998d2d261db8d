"""The figures that stand on the first page: one of each kind of work."""

from __future__ import annotations

from gonghui.kernel.figures.declaration import INDICATORS, Indicator

TILES = 9
# One of each group of work where it is kept; the first that exists of each line.
KEY_FIGURES = (
    ("members.standing",),
    ("unions.standing",),
    ("contracts.signing_rate", "contracts.general"),
    ("petitions.items",),
    ("disputes.filed",),
    ("disputes.received", "legal_aid.recovered"),
    ("aid.amount", "aid.households"),
    ("congress.met_rate", "congress.rate"),
    ("training.person_times", "contests.people"),
)


def key_indicators() -> list[Indicator]:
    return [INDICATORS[key] for line in KEY_FIGURES if (key := next((k for k in line if k in INDICATORS), ""))][:TILES]
