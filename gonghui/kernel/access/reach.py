"""Access is a queryset: which unions' records and figures an account reaches."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from gonghui.kernel.access.models import READS_FIGURES, READS_RECORDS, WRITES_RECORDS, Grant
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.organisations.models import NEVER, Ancestry, Union


def today() -> dt.date:
    """Today in the house's time zone."""
    return timezone.localdate()


def grants_of(user: Any, roles: tuple[str, ...], ledger: str = "") -> QuerySet[Grant]:
    """The account's grants in force today for these roles, and, where given, for this ledger."""
    if not user.is_authenticated:
        return Grant.objects.none()
    day = today()
    grants = Grant.objects.filter(user=user, role__in=roles)
    grants = grants.filter(Q(since__isnull=True) | Q(since__lte=day), Q(until__isnull=True) | Q(until__gt=day))
    if ledger:
        grants = grants.annotate(named=Cast("ledgers", TextField()))
        grants = grants.filter(Q(ledgers=[]) | Q(named__contains=f'"{ledger}"'))
    return grants


def below(grants: QuerySet[Grant]) -> QuerySet[Union]:
    """The unions of these grants and all below them today."""
    under = Ancestry.objects.filter(ancestor__in=grants.values("union"), until=NEVER)
    return Union.objects.filter(pk__in=under.values("union"))


def reach(user: Any, ledger: str = "") -> QuerySet[Union]:
    """Unions whose records the account may read. A superuser (the owner) reaches all.

    Without a ledger: those where it may read every one. A grant for some ledgers (a pairing) opens no documents,
    imports or matters.
    """
    if user.is_active and user.is_superuser:
        return Union.objects.all()
    grants = grants_of(user, READS_RECORDS, ledger)
    return below(grants if ledger else grants.filter(ledgers=[]))


def reads_some(user: Any) -> QuerySet[Union]:
    """Unions of which the account may read at least one ledger."""
    if user.is_active and user.is_superuser:
        return Union.objects.all()
    return below(grants_of(user, READS_RECORDS))


def writable(user: Any, ledger: str = "") -> QuerySet[Union]:
    """Unions whose records the account may write; pairing lets read, not write."""
    if user.is_active and user.is_superuser:
        return Union.objects.all()
    return below(grants_of(user, WRITES_RECORDS, ledger).filter(by_pairing=False))


def figures_reach(user: Any) -> QuerySet[Union]:
    """Unions whose figures the account may see: those in reach, and the ones above its own."""
    if user.is_active and user.is_superuser:
        return Union.objects.all()
    grants = grants_of(user, READS_FIGURES)
    above = Ancestry.objects.filter(union__in=grants.values("union"), until=NEVER)
    return Union.objects.filter(Q(pk__in=below(grants).values("pk")) | Q(pk__in=above.values("ancestor")))


def home_union(user: Any) -> Union | None:
    """The union where the account works: the highest of its grants; the owner without one works at the top of the tree."""
    grants = grants_of(user, READS_FIGURES)
    if user.is_active and user.is_superuser:
        own = Union.objects.filter(Q(pk__in=grants.values("union")) | Q(parent__isnull=True))
        return own.order_by(F("parent_id").asc(nulls_last=True), "pk").first()
    first = grants.select_related("union").order_by("by_pairing", "union__id").first()
    return first.union if first is not None else None


def records(ledger: Ledger, user: Any, everywhere: bool | None = None) -> QuerySet[Any]:
    """The ledger's records that the account may read: the one way to reach them. Whoever asks this of many ledgers may say once
    whether the account `reaches_all`.

    What bypasses a union (a complaint about an employer) is not shown to whoever works only at that employer's union.
    """
    found: QuerySet[Any] = ledger.model._default_manager.all()
    for field, value in ledger.preset.items():
        found = found.filter(**{f"themes__{field}" if field == "theme" else field: value})
    if user.is_active and user.is_superuser:
        return found
    if everywhere is None and has_union(ledger):
        everywhere = reaches_all(user, ledger.slug)
    if not (everywhere and has_union(ledger)):
        lookup = f"{ledger.reach}__in" if ledger.reach else "pk__in"
        found = found.filter(**{lookup: reach(user, ledger.slug)})
    bypass = next((name for name in ("bypasses_employer", "matter__bypasses_employer") if _has(ledger, name)), "")
    if bypass and ledger.has("employer"):
        own = grants_of(user, READS_RECORDS, ledger.slug).values("union")
        found = found.exclude(Q(**{bypass: True}) & Q(employer__isnull=False) & Q(employer__unions__in=own))
    return found


def reaches_all(user: Any, ledger: str = "") -> bool:
    """Whether the account reads records at every top of the tree. Then all unions are in reach, and a database is not asked of each
    of a hundred thousand rows whether its union is one of them."""
    held = {grant.union_id for grant in grants_of(user, READS_RECORDS) if not grant.ledgers or ledger in grant.ledgers}
    tops = Union.objects.filter(parent__isnull=True).order_by("pk").values_list("pk", flat=True)[: len(held) + 1]
    return bool(held) and set(tops) <= held


def has_union(ledger: Ledger) -> bool:
    """Whether every record of the ledger has its union: then all unions' records are all records."""
    if not ledger.reach:
        return ledger.model is Union
    return "__" not in ledger.reach and not ledger.model._meta.get_field(ledger.reach).null


def _has(ledger: Ledger, lookup: str) -> bool:
    name, *path = lookup.split("__")
    return ledger.has(name) and (not path or bool(ledger.model._meta.get_field(name).is_relation))


def overseen(user: Any) -> QuerySet[Union]:
    """Unions below the account's own, itself included, whose returns it may read: figures, not people."""
    if user.is_active and user.is_superuser:
        return Union.objects.all()
    return below(grants_of(user, READS_FIGURES).filter(ledgers=[], by_pairing=False))
