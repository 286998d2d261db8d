"""The coverage map claims only what the declarations have and the examples play."""

from __future__ import annotations

from tools.coverage import COLUMNS, rows, unproven

ROW = dict.fromkeys(COLUMNS, "") | {"id": "A.AID02", "state": "served", "ledger": "aid", "example": "A.AID02"}
PLAYED = "aid.warmth_households;aid.warmth_persons;aid.warmth_amount;aid.warmth_goods"


def test_the_map_is_proved() -> None:
    assert unproven(rows()) == []


def test_fields_across_ledgers_keys_and_persons_are_found() -> None:
    records = "worker=person_name+sex; nature=employer.ownership; plaque=welfare_stations.plaque_on; method=done"
    assert unproven([ROW | {"records": records, "figures": PLAYED}]) == []


def test_what_does_not_exist_is_said() -> None:
    assert unproven([ROW | {"records": "dog=dog", "figures": f"{PLAYED};aid.dogs"}]) == [
        "A.AID02: no field 'dog' for 'dog=dog'",
        "A.AID02: no figure 'aid.dogs'",
    ]
    assert unproven([ROW | {"ledger": "dogs"}]) == ["A.AID02: no ledger 'dogs'"]
    assert unproven([ROW | {"example": "A.DOG01", "figures": PLAYED}]) == ["A.AID02: no example 'A.DOG01'"]
    assert unproven([ROW | {"figures": "aid.amount"}]) == [
        "A.AID02: the example plays figures that the row does not name, or none"
    ]
