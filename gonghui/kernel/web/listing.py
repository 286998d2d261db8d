"""The list page of any ledger: which records, by the words of the sentence above it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.access.models import READS_RECORDS
from gonghui.kernel.access.reach import grants_of, reach, records
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.ledger.record import State
from gonghui.kernel.ledger.sealed import is_sealed
from gonghui.kernel.organisations.models import NEVER, Ancestry, Union
from gonghui.kernel.periods.period import BadPeriod, Period
from gonghui.kernel.web.columns import Column, all_columns, columns, selected
from gonghui.kernel.web.sought import text_of

PER_PAGE = 50
FACETS = 40  # more different values than this: no list to choose from


@dataclass
class Word:
    """A word of the sentence: a filter that opens as a list."""

    name: str
    label: str
    choices: list[tuple[str, str]]
    chosen: str


@dataclass
class Listing:
    """The records asked for, and the sentence that says which."""

    ledger: Ledger
    user: Any
    query: Mapping[str, str]
    union: Union | None = None
    period: Period | None = None
    words: list[Word] = field(default_factory=list)
    shown: list[Column] = field(default_factory=list)

    def __post_init__(self) -> None:
        asked = [name for name in self.query.get("cols", "").split(",") if name]
        known = {column.name for column in all_columns(self.ledger)} if asked else set()
        wanted = [name for name in asked if name in known or name in self.ledger.columns] or self.ledger.columns
        self.shown = columns(self.ledger, wanted or [self.ledger.model._meta.concrete_fields[1].name])
        code = self.query.get("union", "")
        self.union = reach(self.user, self.ledger.slug).filter(code=code).first() if code else None
        try:
            self.period = Period.parse(self.query["period"]) if self.query.get("period") and self.ledger.date else None
        except BadPeriod:
            self.period = None
        self.state = self.query.get("state", State.ACTIVE)
        sought = text_of(self.query, self.user)
        self.q, self.is_lost = sought or "", sought is None

    @cached_property
    def base(self) -> QuerySet[Any]:
        """Whatever the account may read of the ledger."""
        return records(self.ledger, self.user)

    @cached_property
    def states(self) -> dict[str, int]:
        """How many records count, wait for a decision, or were voided; one question for all three."""
        return dict(self.base.order_by().values_list("state").annotate(n=Count("pk")))

    @property
    def narrows(self) -> bool:
        """Whether the sentence says anything beyond the state: then its records are counted apart."""
        chosen = any(word.chosen for word in self.words)
        return bool(self.query.get("union") or self.period is not None or self.q or self.is_lost or chosen)

    def records(self) -> QuerySet[Any]:
        """All records of the sentence, in order."""
        found = self.base.filter(state=self.state)
        if self.union is None and self.query.get("union"):
            found = found.none()  # a union outside reach: its records are not the account's to list
        elif self.union is not None:
            below = Ancestry.objects.filter(ancestor=self.union, until=NEVER).values("union")
            found = found.filter(**{f"{self.ledger.reach}__in" if self.ledger.reach else "pk__in": below})
        if self.period is not None:
            found = found.filter(
                **{f"{self.ledger.date}__gte": self.period.start, f"{self.ledger.date}__lt": self.period.end}
            )
        found = found.none() if self.is_lost else self._filtered(found)
        if self.q:
            matches = Q()
            for lookup in self.ledger.search:
                whole = is_sealed(self.ledger.model, lookup)  # what lies encrypted is found by the whole text
                matches |= Q(**{lookup if whole else f"{lookup}__icontains": self.q})
            found = found.filter(matches)
        return selected(found.order_by(*self.order()), self.shown)  # type: ignore[no-any-return]

    def _filtered(self, found: QuerySet[Any]) -> QuerySet[Any]:
        """By the filters of the ledger that the address names."""
        self.words = []
        for column in columns(self.ledger, self.ledger.filters):
            if column.field is None or column.sensitive:
                continue
            chosen = self.query.get(column.name, "")
            self.words.append(Word(column.name, column.label, self._choices(column), chosen))
            if not chosen:
                continue
            lookup = f"person__{column.name}" if column.of_person else column.name
            value: Any = chosen
            if column.kind == "yes":
                value = {"yes": True, "no": False}.get(chosen)
            elif column.kind == "link":
                lookup, value = f"{lookup}__uid", chosen
            try:
                found = found.filter(**{lookup: value})
            except (ValidationError, ValueError):  # an address somebody wrote by hand: no record has this
                found = found.none()
        return found

    def _choices(self, column: Column) -> list[tuple[str, str]]:
        if column.kind == "yes":
            return [("yes", _("是")), ("no", _("否"))]
        assert column.field is not None
        if column.kind == "choice":
            return [(str(value), str(label)) for value, label in column.field.flatchoices if value]
        lookup = f"person__{column.name}" if column.of_person else column.name
        base = self.base.order_by()
        if column.kind == "link":
            try:
                column.field.related_model._meta.get_field("name")  # type: ignore[union-attr]
            except FieldDoesNotExist:
                return []
            pairs = base.values_list(f"{lookup}__uid", f"{lookup}__name").distinct()[:FACETS]
            return [(str(uid), name) for uid, name in pairs if uid]
        values = base.values_list(lookup, flat=True).distinct()[: FACETS + 1]
        found = [(str(value), str(value)) for value in values if value not in (None, "")]
        return found if len(found) <= FACETS else []

    def order(self) -> list[str]:
        """Newest first; or by the column of the address, with the record's age as the last word."""
        asked = self.query.get("sort", "")
        known = {column.name: column.order for column in self.shown}
        if known.get(asked.lstrip("-")):
            sign = "-" if asked.startswith("-") else ""
            return [sign + known[asked.lstrip("-")], "-pk"]
        return [f"-{self.ledger.date}", "-pk"] if self.ledger.date else ["-pk"]

    def page(self) -> Page[Any]:
        paginator = Paginator(self.records(), PER_PAGE)
        if not self.narrows:
            paginator.__dict__["count"] = self.states.get(self.state, 0)  # known already: not asked again
        return paginator.get_page(self.query.get("page", "1"))

    @property
    def unions(self) -> list[tuple[str, str]]:
        """The account's top unions and the level below them: the words of the sentence."""
        tops = Union.objects.filter(parent__isnull=True)
        if not self.user.is_superuser:
            tops = Union.objects.filter(pk__in=grants_of(self.user, READS_RECORDS, self.ledger.slug).values("union"))
        first = list(tops.order_by("code").values_list("pk", "code", "name")[:FACETS])
        below = Union.objects.filter(parent__in=[pk for pk, _code, _name in first]).order_by("code")
        found = [(code, name) for _pk, code, name in first] + list(below.values_list("code", "name")[:200])
        if self.union is not None:
            found.append((self.union.code, self.union.name))
        return list(dict.fromkeys(found))


def period_choices(back: int = 2) -> list[tuple[str, str]]:
    """Half-years, years and quarters of this year and the ones before, newest first; also years of imported sheets."""
    year = timezone.localdate().year
    filed = Intake.objects.filter(state=Intake.State.DONE, sheet_day__isnull=False).values_list(
        "sheet_day__year", flat=True
    )
    found = []
    for each in sorted({*range(year - back, year + 1), *filed.distinct()}, reverse=True):
        found += [f"{each}", f"{each}H2", f"{each}H1"]
        found += [f"{each}Q{quarter}" for quarter in (4, 3, 2, 1)] if each == year else []
    today = timezone.localdate()
    periods = [Period.parse(text) for text in found]
    return [(period.text, period.label) for period in periods if period.start <= today]


def current_period(day: dt.date | None = None) -> Period:
    """The half-year that people report on: the last complete one, and the running one in its last month."""
    day = day or timezone.localdate()
    half = Period.parse(f"{day.year}H{1 if day.month <= 6 else 2}")
    return half if day.month in (6, 12) else half.before()
