"""A county federation with two grassroots unions and two half-years of petitions and disputes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from gonghui.kernel.organisations.models import Level, Union, UnionKind
from gonghui.kernel.periods import Period
from gonghui.ledgers.disputes.models import Dispute
from gonghui.ledgers.petitions.models import Petition

PERIOD = Period.parse("2026H1")


@dataclass
class County:
    """What the tests of documents read and change."""

    union: Union
    mill: Union
    yard: Union
    petitions: list[Petition] = field(default_factory=list)
    disputes: list[Dispute] = field(default_factory=list)

    def petition(self, union: Union, on: str, **values: Any) -> Petition:
        made = Petition.objects.create(
            union=union, registered_on=dt.date.fromisoformat(on), kind="visit", items=1, persons=2, **values
        )
        self.petitions.append(made)
        return made

    def dispute(self, union: Union, on: str, received: str, **values: Any) -> Dispute:
        day = dt.date.fromisoformat(on)
        money = Decimal(received)
        made = Dispute.objects.create(
            union=union, filed_on=day, closed_on=day, outcome="settled", persons=3, received=money, **values
        )
        self.disputes.append(made)
        return made


def union(code: str, name: str, parent: Union | None = None, level: str = Level.GRASSROOTS) -> Union:
    return Union.objects.create(
        code=code,
        name=name,
        parent=parent,
        level=level,
        kind=UnionKind.FEDERATION if parent is None else UnionKind.ENTERPRISE,
        founded_on=dt.date(2015, 1, 1),
    )
