"""What can be kept ready: for each model its additive measures, on which clock they run and on what they depend.

A measure can be tallied when each record's share in it follows from the record and what it points at, whatever
the question: rows, sums and distinct values, no condition on the day asked. The author neither chooses nor
notices; everything else is counted when asked.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.expressions import CombinedExpression

from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.conditions import _resolve, many_valued, reach_path
from gonghui.kernel.figures.tallies.besides import asked_besides
from gonghui.kernel.figures.tallies.clocks import Clock, Untallied, clock_of, taken_apart
from gonghui.kernel.ledger.record import Kept

DIGEST = 10  # characters of a digest


@dataclass(frozen=True)
class Part:
    """One measure as it is kept: rows meeting `where`, or their `total` times `scale` (whole numbers are kept)."""

    digest: str
    where: Q
    total: str
    scale: int
    distinct: str = ""  # count the different values of this column instead
    besides: tuple[Beside, ...] = ()  # what other records there must be of the same value, or must not be
    once: str = ""  # of the records of a value at one union only the one with the greatest of this counts
    apart: bool = False  # of such records those that lack what is compared: each counts by itself

    @property
    def flag(self) -> str:
        """The name of its condition in a layout."""
        return f"{self.digest}-" if self.apart else self.digest

    def hangs_together(self, clock: Clock) -> bool:
        """Whether a value's months cannot be told one by one (see `together`)."""
        return bool(self.distinct) and (bool(self.besides) or (clock.flow and bool(clock.turns)))


@dataclass(frozen=True)
class Beside:
    """Records of the same value wherever they are, which must stand beside those counted, or must not (`inside`).

    `yearly`: as they stood when the year of the period began.
    """

    clock: Clock
    part: Part
    inside: bool
    yearly: bool


@dataclass
class Shape:
    """All that is kept of one model."""

    model: type[models.Model]
    clocks: dict[Clock, list[Part]] = field(default_factory=lambda: defaultdict(list))
    values: dict[str, list[tuple[Clock, Part]]] = field(default_factory=lambda: defaultdict(list))  # column -> parts
    together: dict[str, list[tuple[Clock, Part]]] = field(default_factory=lambda: defaultdict(list))  # see Part
    greatest: dict[str, list[tuple[Clock, Part]]] = field(default_factory=lambda: defaultdict(list))  # see Part.once
    own: set[str] = field(default_factory=lambda: {"state", "union"})  # fields of the record itself
    points: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # path -> fields of what it points at
    children: dict[type[models.Model], str] = field(default_factory=dict)  # many-valued parts -> their way here

    @property
    def of(self) -> str:
        return self.model._meta.label_lower

    @property
    def above(self) -> str:
        """The lookup from a record to the ancestry of its union."""
        path = reach_path(self.model)
        return f"{path}__above__" if path else "above__"

    @property
    def digests(self) -> set[str]:
        distinct = [*self.values.values(), *self.together.values(), *self.greatest.values()]
        own = {part.digest for parts in self.clocks.values() for part in parts}
        return own | {part.digest for parts in distinct for _clock, part in parts}

    @property
    def columns(self) -> list[str]:
        """The columns whose different values are counted, or of whose values the greatest counts."""
        return list(dict.fromkeys([*self.values, *self.together, *self.greatest]))


def digest_of(measure: d.Measure) -> str:
    """The name under which a measure is kept: another definition is another name."""
    text = f"{measure.of._meta.label_lower}|{measure.when!r}|{measure.where!r}|{measure.total}"
    text += f"|{measure.distinct}" if measure.distinct else ""
    text += f"|{measure.once!r}" if measure.once else ""
    for said, pairs in (("within", measure.within), ("outside", measure.outside)):
        text += "".join(f"|{said}|{_asked(other)}|{name}" for other, name in pairs)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST]


def _asked(other: d.Indicator) -> str:
    return f"{other.to}|{_asked(other.of)}" if isinstance(other, d.Shifted) else digest_of(other)  # type: ignore[arg-type]


def digest_in(name: str) -> str:
    """The digest of a kept name, which may go on with a month (see `Tally`)."""
    return name[:DIGEST]


@cache
def declared() -> tuple[d.Measure, ...]:
    """Every measure of the catalogue, those without a name of their own inside rates and sums too."""
    found: dict[int, d.Measure] = {}
    waiting: list[Any] = list(d.INDICATORS.values())
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, d.Measure):
            found[id(one)] = one
        elif isinstance(one, d.Ratio):
            waiting += [one.numerator, one.denominator]
        elif isinstance(one, d.Sum):
            waiting += [*one.plus, *one.minus]
        else:
            waiting.append(one.of)
    return tuple(found.values())


@cache
def shapes() -> dict[type[models.Model], Shape]:
    """The shape of every model with a measure that can be kept, from the declared indicators."""
    found: dict[type[models.Model], Shape] = {}
    seen: set[str] = set()
    for measure in declared():
        if digest_of(measure) in seen:
            continue
        shape = found.get(measure.of) or Shape(measure.of)
        try:
            needs = _needs(measure)
        except Untallied:
            continue
        found[measure.of] = shape
        seen.add(digest_of(measure))
        _enter(shape, measure, needs)
    return found


@cache
def shape_of(label: str) -> Shape | None:
    """The shape of a model given by its label."""
    return next((shape for shape in shapes().values() if shape.of == label), None)


@cache
def kept_digests() -> dict[int, str]:
    """id of each declared measure that is kept -> its digest."""
    known = {digest for shape in shapes().values() for digest in shape.digests}
    return {id(m): digest for m in declared() if (digest := digest_of(m)) in known and _is_kept(m)}


def _is_kept(measure: d.Measure) -> bool:
    try:
        _needs(measure)
    except Untallied:
        return False
    return True


Needs = list[tuple[str, type[models.Model], str]]  # path, model, field


def _enter(shape: Shape, measure: d.Measure, needs: Needs) -> None:
    for path, owner, name in needs:
        if path == "" and owner is measure.of:
            shape.own.add(name)
        elif owner is measure.of or not path:
            shape.children[owner] = name
        else:
            shape.points[path].add(name)
            shape.own.add(path.split("__")[0])
            for deep in range(1, path.count("__") + 1):
                steps = path.split("__")
                shape.points["__".join(steps[:deep])].add(steps[deep])
    clock, where = taken_apart(measure)
    if measure.distinct:
        column: Any = measure.of._meta.get_field(measure.distinct)
        besides = tuple(_beside(*asked, column.attname) for asked in asked_besides(measure))
        part = Part(digest_of(measure), where, "", 1, column.attname, besides)
        (shape.together if part.hangs_together(clock) else shape.values)[column.attname].append((clock, part))
        return
    scale = 1
    if measure.total:
        total: Any = measure.of._meta.get_field(measure.total)
        scale = 10 ** (total.decimal_places if isinstance(total, models.DecimalField) else 0)
    plain = Part(digest_of(measure), where, measure.total, scale)
    if measure.once:
        _enter_once(shape, clock, plain, measure.once, measure.of._meta.get_field(_of_whom(measure)))
    else:
        shape.clocks[clock].append(plain)


def _enter_once(shape: Shape, clock: Clock, plain: Part, once: d.Once, column: Any) -> None:
    """The records that are compared, and those of which there is nothing to compare: no other can take their place."""
    alone = Q(**{f"{column.attname}__isnull": True}) | Q(**{f"{once.by}__isnull": True})
    shape.clocks[clock].append(replace(plain, where=plain.where & alone, apart=True))
    shape.greatest[column.attname].append((clock, replace(plain, where=plain.where & ~alone, once=once.by)))


def _of_whom(measure: d.Measure) -> str:
    """The field besides the union in which the records of a `once` agree; raises Untallied where there are more."""
    others = [name for name in measure.once.same if name != "union"] if measure.once else []
    if len(others) != 1 or measure.distinct or isinstance(measure.when, d.Flow):
        raise Untallied(measure.key)
    return others[0]


def _beside(measure: d.Measure, inside: bool, yearly: bool, column: str) -> Beside:
    clock, where = taken_apart(measure)
    return Beside(clock, Part(digest_of(measure), where, "", 1, column), inside, yearly)


def _needs(measure: d.Measure) -> Needs:
    """Every field that decides a record's share; raises Untallied."""
    if measure.saved or not issubclass(measure.of, Kept):
        raise Untallied(measure.key)
    found = _needs_alone(measure)
    for other, _inside, _yearly in asked_besides(measure):
        found += _needs_alone(other)
    return found


def _needs_alone(measure: d.Measure) -> Needs:
    if measure.followed or isinstance(measure.when, d.FirstFilled):
        raise Untallied(measure.key)
    clock, where = taken_apart(measure)
    names = [*clock_of(measure.when).names, *(name for name in (measure.total, measure.distinct) if name)]
    names += [_of_whom(measure), measure.once.by] if measure.once else []
    if any("__" in name for name in names):
        raise Untallied(measure.key)
    found = [("", measure.of, name) for name in names] + _of_condition(where, measure.of)
    for turn in clock.turns:
        if many_valued(measure.of, turn.name.split("__")[0]):
            raise Untallied(turn.name)
        found += _of_leaf(turn.name, None, measure.of)
    return found


def _of_condition(node: Q, model: type[models.Model]) -> Needs:
    found: Needs = []
    for child in node.children:
        if isinstance(child, Q):
            found += _of_condition(child, model)
        elif isinstance(child, tuple):
            found += _of_leaf(child[0], child[1], model)
        else:
            raise Untallied(str(child))
    return found


def _of_leaf(lookup: str, value: Any, model: type[models.Model]) -> Needs:
    if isinstance(value, str) and value.startswith("§"):
        raise Untallied(lookup)
    parts = lookup.split("__")
    many = many_valued(model, parts[0])
    if many:
        way = getattr(many.related_model, "follows", "")
        if way != many.field.name:
            raise Untallied(lookup)  # nobody would notice its writing
        return [("", many.related_model, way)]
    if isinstance(value, (F, CombinedExpression)):
        found = _of_leaf(lookup, None, model)
        for name in _named(value):
            found += _of_leaf(name, None, model)
        return found
    path, owner, name, _operator = _resolve(model, parts)
    if not issubclass(owner, Kept):
        raise Untallied(lookup)
    return [(path, owner, name)]


def _named(value: Any) -> list[str]:
    """The fields that an expression reckons with."""
    if isinstance(value, F):
        return [str(value.deconstruct()[1][0])]
    if isinstance(value, CombinedExpression):
        return [*_named(value.lhs), *_named(value.rhs)]
    if isinstance(value, Value):
        return []
    raise Untallied(str(value))
