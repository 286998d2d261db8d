"""What the house holds about a person, record by record, and until when the law keeps each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from gonghui.kernel.access.persons import above_all, homes
from gonghui.kernel.access.reach import records
from gonghui.kernel.ledger.declaration import REGISTRY, Ledger
from gonghui.kernel.ledger.record import State
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.people.models import Consent, Membership, Person
from gonghui.kernel.rights.models import RightsRequest
from gonghui.kernel.rules.parameters import NoParameter, Rule, in_force

# ledgers whose records are vouchers of money paid: kept as long as the accounts
MONEY = frozenset(
    {"funds", "spending", "aid", "allowances", "loans", "mutual_aid", "donations", "welfare", "visits", "scholarships"}
)
FOREVER = dt.date.max


@dataclass(frozen=True)
class Holding:
    """The records of one ledger that name a person."""

    ledger: Ledger
    rows: Sequence[Any]


@dataclass(frozen=True)
class Must:
    """What must be kept: of which ledger, how many records, until when (date.max: while the membership lasts), by what rule."""

    title: str
    count: int
    until: dt.date
    source: str

    @property
    def lasts(self) -> bool:
        return self.until == FOREVER

    def to_json(self) -> dict[str, Any]:
        until = "" if self.lasts else self.until.isoformat()
        return {"title": self.title, "count": self.count, "until": until, "source": self.source}


def places() -> Iterator[tuple[Ledger, str]]:
    """Every ledger whose records point at persons, with the field's name; each kind of record once."""
    seen: set[tuple[Any, ...]] = set()
    for ledger in REGISTRY.values():
        for field in ledger.model._meta.concrete_fields:
            key = (ledger.model, field.name, *sorted(map(str, ledger.preset.items())))
            if field.is_relation and field.related_model is Person and key not in seen:
                seen.add(key)
                yield ledger, field.name


def held(person: Person, user: Any) -> list[Holding]:
    """What this account may read of the person, by ledger; voided records too, since they are still there."""
    found = []
    for ledger, field in places():
        rows = list(records(ledger, user).filter(**{field: person}).order_by("pk"))
        if rows:
            found.append(Holding(ledger, rows))
    return found


def is_reached(person: Person, user: Any) -> bool:
    """Whether the account may read any record of the person."""
    return any(records(ledger, user).filter(**{field: person}).exists() for ledger, field in places())


def answering(person: Person, kind: str, asked_at: Union) -> Union | None:
    """The union that may answer a request: where it was asked, unless the act would reach beyond it; then the one above all that
    hold anything of the person. None: none stands above them all, and the owner answers."""
    if kind == RightsRequest.Kind.CORRECT:
        return above_all({asked_at.pk, *homes([person.pk]).values()})
    if kind in (RightsRequest.Kind.RESTRICT, RightsRequest.Kind.ERASE):
        return above_all({asked_at.pk, *homes([person.pk]).values(), *_unions_of(person)})
    return asked_at


def _unions_of(person: Person) -> set[int]:
    """Every union that holds a record or a consent of the person, in the whole house; voided ones too."""
    found = set(Consent.objects.filter(person=person).values_list("union", flat=True))
    for ledger, field in places():
        if ledger.reach:
            rows = ledger.model._base_manager.filter(**{field: person})
            found |= set(rows.order_by().values_list(ledger.reach, flat=True))
    return {union for union in found if union is not None}


def rule_of(ledger: Ledger, day: dt.date) -> Rule:
    """How many years after its last day a record of this ledger is kept: its own parameter, that of money, or the general one."""
    names = [f"retention.{ledger.slug}_years", *(["retention.money_years"] if ledger.slug in MONEY else [])]
    for name in names:
        try:
            return in_force(name, day)
        except NoParameter:
            continue
    return in_force("retention.records_years", day)


def must_keep(persons: Sequence[int], day: dt.date) -> dict[int, list[Must]]:
    """By person, what the law keeps beyond `day`, in the whole house; a person of whom nothing must be kept is not in it."""
    found: dict[int, list[Must]] = {}
    live = Membership.objects.filter(person__in=persons, left_on=None).exclude(state=State.VOIDED)
    for pk in live.values_list("person", flat=True).distinct():
        found.setdefault(pk, []).append(Must(str(Membership._meta.verbose_name), 1, FOREVER, _("仍是在册会员")))
    for ledger, field in places():
        rule = rule_of(ledger, day)
        last = _last_day(ledger)
        rows = ledger.model._base_manager.filter(**{f"{field}__in": persons}).exclude(state=State.VOIDED)
        if ledger.model is Membership:
            rows = rows.filter(left_on__isnull=False)
        told = rows.order_by().values(field).annotate(count=Count("pk"), day=Max(last), made=Max("created_at"))
        for row in told:
            until = _years_after(row["day"] or row["made"].date(), int(rule.value))
            if until > day:
                found.setdefault(row[field], []).append(Must(ledger.title, row["count"], until, rule.source))
    return found


def _last_day(ledger: Ledger) -> str:
    """The field that says when a record came to its end, else when it was."""
    if ledger.model is Membership:
        return "left_on"
    names = [name for name in ("closed_on", "ended_on", ledger.date) if name and ledger.has(name)]
    dates = [name for name in names if isinstance(ledger.model._meta.get_field(name), models.DateField)]
    return dates[0] if dates else "created_at"


def _years_after(day: dt.date | dt.datetime, years: int) -> dt.date:
    start = day.date() if isinstance(day, dt.datetime) else day
    try:
        return start.replace(year=start.year + years)
    except ValueError:  # the 29th of February
        return start.replace(year=start.year + years, day=28)


def minors_without_consent(day: dt.date) -> models.QuerySet[Person]:
    """Persons under fourteen (parameter consent.minor_age) for whom no guardian's consent holds."""
    age = int(in_force("consent.minor_age", day).value)
    young = Person.objects.filter(born_on__gt=_years_after(day, -age), restricted_on=None).exclude(state=State.VOIDED)
    holds = Q(withdrawn_on=None) | Q(withdrawn_on__gt=day)
    agreed = Consent.objects.filter(holds, Q(ends_on=None) | Q(ends_on__gte=day), state=State.ACTIVE)
    return young.exclude(pk__in=agreed.exclude(guardian="").filter(person__isnull=False).values("person"))


def is_minor(person: Person, day: dt.date) -> bool:
    age = int(in_force("consent.minor_age", day).value)
    return person.born_on is not None and person.born_on > _years_after(day, -age)
