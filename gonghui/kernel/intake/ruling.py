"""A roster held to the house's rules while it is taken in: a refusal sends the row home, a warning stands beside it."""

from __future__ import annotations

from collections.abc import Mapping

from gonghui.kernel.intake.batch import Part
from gonghui.kernel.intake.resolving import chunks
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.rules.of_roster import LOOKS, Rows
from gonghui.kernel.rules.registry import Severity


def hold_to_rules(part: Part, severity: Mapping[str, str]) -> None:
    """Ask every rule of a roster of its rows; unions are known by their ids."""
    if not part.clean.rows:
        return
    ids = {pk for pk in part.clean.columns.get("union", ()) if isinstance(pk, int)}
    unions = {}
    for some in chunks(ids):
        rows = Union.objects.filter(pk__in=some).values_list("pk", "founded_on", "dissolved_on")
        unions.update({pk: (founded, dissolved) for pk, founded, dissolved in rows})
    asked = Rows(part.clean.columns, part.day, unions)
    refused = set(part.clean.refused)
    for key, look in LOOKS.items():
        how = severity.get(key, Severity.WARN)
        if how == Severity.OFF:
            continue
        for index, column, value, why in look(asked):
            if index in refused:
                continue
            if how == Severity.REFUSE:
                part.clean.refuse(index, column, value, why)
            else:
                part.warnings.append((part.clean.rows[index], key, why))
