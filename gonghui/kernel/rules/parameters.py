"""Parameters of law and local practice: the nearest region's row in force on a day."""

from __future__ import annotations

import csv
import datetime as dt
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.db.models import Q

from gonghui.kernel.rules.models import Parameter


class Rule(NamedTuple):
    """A national default: key, value, since, source."""

    key: str
    value: str
    since: dt.date
    source: str


class NoParameter(KeyError):
    """No row of this parameter is in force on that day."""


@lru_cache(maxsize=1)
def defaults() -> dict[str, list[Rule]]:
    """The national defaults shipped with the house (rules/parameters.csv), newest first."""
    found: dict[str, list[Rule]] = {}
    with (Path(__file__).parent / "parameters.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            rule = Rule(row["key"], row["value"], dt.date.fromisoformat(row["since"]), row["source"])
            found.setdefault(rule.key, []).append(rule)
    return {key: sorted(rows, key=lambda r: r.since, reverse=True) for key, rows in found.items()}


def parameter(key: str, day: dt.date, region: str = "") -> str:
    """The value in force on `day` for `region` (its own row, else the national one). Raises NoParameter."""
    return in_force(key, day, region).value


def in_force(key: str, day: dt.date, region: str = "") -> Rule:
    """The same with its day and source."""
    rows = Parameter.objects.filter(key=key, region__in=[region, ""], since__lte=day)
    rows = rows.filter(Q(until__isnull=True) | Q(until__gt=day)).order_by("-region", "-since")
    found = rows.first()
    if found is not None:
        return Rule(found.key, found.value, found.since, found.source)
    for rule in defaults().get(key, []):
        if rule.since <= day:
            return rule
    raise NoParameter(key)


def whole(key: str, day: dt.date, region: str = "") -> int:
    """A parameter that is a whole number."""
    return int(parameter(key, day, region))
