"""What the parts of the demo share: unions, employers and persons by their short names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from random import Random
from typing import Any

from gonghui.demo.chance import TODAY
from gonghui.demo.towns import COVERED, UNITS, Unit
from gonghui.kernel.organisations.models import Employer, Union
from gonghui.kernel.people.models import Membership, Person


@dataclass
class World:
    """The city as it is being filled. Keys are the short names of towns.py."""

    unions: dict[str, Union] = field(default_factory=dict)
    employers: dict[str, Employer] = field(default_factory=dict)  # by short name of the union, small units by name
    members: dict[str, list[Membership]] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)  # the named persons of the stories
    matters: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[Any]] = field(default_factory=dict)  # ledger -> records made

    def units(self, day: dt.date = TODAY, **wanted: Any) -> list[Unit]:
        """Grassroots unions standing on `day` whose columns are (among) what is wanted: kind="enterprise", parent=["城东"]."""
        return [
            unit
            for unit in UNITS
            if self.stands(unit.key, day) and all(_is(getattr(unit, k), v) for k, v in wanted.items())
        ]

    def stands(self, key: str, day: dt.date) -> bool:
        union = self.unions[key]
        return (union.founded_on is None or union.founded_on <= day) and (
            union.dissolved_on is None or union.dissolved_on > day
        )

    def employer_of(self, key: str) -> Employer | None:
        """The employer of a union; for a joint union none."""
        return self.employers.get(key)

    def town_of(self, key: str) -> str:
        """The short name of the upper union directly below the city under which `key` stood when the demo began."""
        parent = next(u.parent for u in UNITS if u.key == key)
        from gonghui.demo.towns import UPPERS

        above = {upper.key: upper.parent for upper in UPPERS}
        while above.get(parent) not in ("市", ""):
            parent = above[parent]
        return parent

    def member(self, rng: Random, key: str, day: dt.date, woman: bool | None = None) -> Membership:
        """Somebody who is a member of the union on `day`."""
        known = [m for m in self.members[key] if m.is_identified and (m.left_on is None or m.left_on > day)]
        then = [m for m in known if m.joined_on is None or m.joined_on <= day] or known
        found = [m for m in then if woman is None or (m.person.sex == "2") == woman] or then
        return rng.choice(found)

    def covered(self, key: str) -> list[Employer]:
        """The small units of a joint union."""
        return [self.employers[name] for name, *_ in COVERED.get(key, [])]

    def place(self, key: str) -> dict[str, Any]:
        """union= and employer= of a record about the unit of this union."""
        return {"union": self.unions[key], "employer": self.employer_of(key)}


def _is(value: Any, wanted: Any) -> bool:
    return value in wanted if isinstance(wanted, (list, tuple, set)) else value == wanted
