"""The demo's records, a module for each group of ledgers."""

from __future__ import annotations

from collections.abc import Callable

from gonghui.demo.ledgers import books, building, democracy, more, office, rights, service, skills
from gonghui.demo.world import World

PARTS: list[tuple[str, Callable[[World], object]]] = [
    ("组织建设台账", building.build),
    ("民主管理台账", democracy.build),
    ("维权台账", rights.build),
    ("服务台账", service.build),
    ("建功立业台账", skills.build),
    ("活动、宣传和经费台账", office.build),
    ("会计账务", books.build),
    ("其他台账", more.build),
]
