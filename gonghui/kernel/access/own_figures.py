"""What an office's own indicator may ask of others.

Its author chooses the conditions, so that a count could be a question about one person: whether anybody of this name is
helped, and with how much. Therefore it counts at the union that made it and below; elsewhere, and where a condition or
what is counted are words that keepers wrote, it answers only whoever reads the records themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, Q, TextField

from gonghui.kernel.access.reach import figures_reach
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import UnknownFigure, catalogue, find
from gonghui.kernel.figures.conditions import field_of
from gonghui.kernel.figures.counting import leaves
from gonghui.kernel.figures.statements import Leaf
from gonghui.kernel.ledger.sealing import lookups
from gonghui.kernel.people.models import Person


def offered(user: Any) -> dict[str, d.Indicator]:
    """The catalogue without what offices beside the account's own have made: their conditions are theirs."""
    known = catalogue()
    owners = {each.owner for each in known.values() if each.owner is not None}
    if not owners:
        return known
    near = set(figures_reach(user).filter(pk__in=owners).values_list("pk", flat=True))
    return {key: each for key, each in known.items() if each.owner is None or each.owner in near}


def found(key: str, user: Any) -> d.Indicator:
    """One indicator that is offered to the account; raises UnknownFigure."""
    indicator = find(key)
    if indicator.owner is not None and not figures_reach(user).filter(pk=indicator.owner).exists():
        raise UnknownFigure(f"没有“{key}”这个指标。")
    return indicator


def looked_at(indicator: d.Indicator, ask: Ask) -> Iterator[Leaf]:
    """What is counted, and what that is held against."""
    for measure, inner in leaves(indicator, ask):
        yield measure, inner
        for other, _field in (*measure.within, *measure.outside):
            yield from looked_at(other, inner)


def chosen(indicator: d.Indicator, ask: Ask) -> list[Leaf]:
    """The parts of which somebody chose the conditions."""
    return [(measure, inner) for measure, inner in looked_at(indicator, ask) if measure.saved or inner.where]


def asks_words(measure: d.Measure, where: Q) -> bool:
    """Whether a condition looks at words that keepers wrote or at a person, or such words are counted."""
    used = [*lookups(measure.where), *lookups(where)] if measure.saved else list(lookups(where))
    counted = [measure.distinct] if measure.saved and measure.distinct else []
    return any(_is_words(measure, lookup) for lookup in [*used, *counted]) or any(_is_person(measure, n) for n in used)


def is_words(field: Any) -> bool:
    """Whether a field holds what keepers wrote."""
    return isinstance(field, CharField | TextField) and not field.choices


def _is_words(measure: d.Measure, lookup: str) -> bool:
    field = _field(measure, lookup)
    return field is None or is_words(field)


def _is_person(measure: d.Measure, lookup: str) -> bool:
    return getattr(_field(measure, lookup), "related_model", None) is Person


def _field(measure: d.Measure, lookup: str) -> Any:
    try:
        return field_of(measure.of, lookup)
    except FieldDoesNotExist:
        return None


def owners(indicators: Iterable[d.Indicator], ask: Ask) -> Sequence[int]:
    """The unions whose offices made them."""
    made = {measure.owner for each in indicators for measure, _ask in chosen(each, ask)}
    return sorted(owner for owner in made if owner is not None)
