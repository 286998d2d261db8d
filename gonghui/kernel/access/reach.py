"""Access is a queryset: which unions' records and figures an account reaches."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from django.db.models import F, Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from gonghui.kernel.access.bypassing import can_bypass, naming, said
from gonghui.kernel.access.models import READS_FIGURES, READS_RECORDS, WRITES_RECORDS, Grant
from gonghui.kernel.access.remembering import held, in_force, remembered, remembers, settled, settles
from gonghui.kernel.audit.queryset import RecordQuerySet
from gonghui.kernel.ledger.declaration import REGISTRY, Ledger
from gonghui.kernel.matters.models import Matter
from gonghui.kernel.organisations.models import NEVER, Ancestry, Employer, Union

SHORT = 300  # unions that are told to a database one by one


def today() -> dt.date:
    """Today in the house's time zone."""
    return timezone.localdate()


def grants_of(user: Any, roles: tuple[str, ...], ledger: str = "") -> QuerySet[Grant]:
    """The account's grants in force today for these roles, and, where given, for this ledger."""
    if not user.is_authenticated:
        return Grant.objects.none()
    if remembers():
        return remembered(user, roles, ledger, today())
    grants = in_force(user, today()).filter(role__in=roles)
    if ledger:
        named, of_department = Cast("ledgers", TextField()), Cast("department__ledgers", TextField())
        grants = grants.annotate(named=named, of_department=of_department)
        grants = grants.filter(Q(ledgers=[]) | Q(named__contains=f'"{ledger}"'))
        grants = grants.filter(Q(department=None) | Q(of_department__contains=f'"{ledger}"'))
    return grants


def unlimited(grants: QuerySet[Grant]) -> QuerySet[Grant]:
    """Those for every ledger: neither for some by name nor for those of a department."""
    return grants.filter(ledgers=[], department=None)


def at_the_top(grants: QuerySet[Grant]) -> QuerySet[Grant]:
    """Those at a union that stands under none: what holds for the whole house is for them."""
    return grants.filter(union__parent=None)


def below(grants: QuerySet[Grant]) -> QuerySet[Union]:
    """The unions of these grants and all below them today."""
    under = Ancestry.objects.filter(ancestor__in=grants.values("union"), until=NEVER)
    return Union.objects.filter(pk__in=under.values("union"))


def _below(user: Any, roles: tuple[str, ...], ledger: str, pairing: bool = True) -> QuerySet[Union]:
    """The unions below the account's grants for these roles: with a ledger those for it, without one those for every one."""
    if settles():
        few = _few_below(_own(user, roles, ledger, pairing))
        if few is not None:
            return Union.objects.filter(pk__in=few)
    grants = grants_of(user, roles, ledger)
    if not pairing:
        grants = grants.filter(by_pairing=False)
    return below(grants if ledger else unlimited(grants))


def _own(user: Any, roles: tuple[str, ...], ledger: str, pairing: bool = True) -> frozenset[int]:
    """The unions, by key, of the same grants; in a request only."""
    if not user.is_authenticated:
        return frozenset()
    found = held(user, roles, ledger, today())
    return frozenset(
        each.union for each in found if (ledger or each.ledgers is None) and (pairing or not each.by_pairing)
    )


def _few_below(tops: frozenset[int]) -> list[int] | None:
    """These unions and all below them, by key, where they are few: asked once for a page that reads."""

    def found() -> list[int] | None:
        under = Ancestry.objects.filter(ancestor__in=tops, until=NEVER).order_by()
        keys = list(under.values_list("union", flat=True).distinct()[: SHORT + 1]) if tops else []
        return keys if len(keys) <= SHORT else None

    return settled(("below", tops), found)


def reach(user: Any, ledger: str = "") -> QuerySet[Union]:
    """Unions whose records the account may read. A superuser (the owner) reaches all.

    Without a ledger: those where it may read every one. A grant for some ledgers (a pairing) opens no documents,
    imports or matters.
    """
    if user.is_active and user.is_superuser:
        return Union.objects.all()
    return _below(user, READS_RECORDS, ledger)


def reads_some(user: Any) -> QuerySet[Union]:
    """Unions of which the account may read at least one ledger."""
    if user.is_active and user.is_superuser:
        return Union.objects.all()
    return below(grants_of(user, READS_RECORDS))


def writable(user: Any, ledger: str = "") -> QuerySet[Union]:
    """Unions whose records the account may write; pairing lets read, not write.

    Without a ledger: those where it may write every one, and so act for the union.
    """
    if user.is_active and user.is_superuser:
        return Union.objects.all()
    return _below(user, WRITES_RECORDS, ledger, pairing=False)


def figures_reach(user: Any) -> QuerySet[Union]:
    """Unions whose figures the account may see: those in reach, and the ones above its own."""
    if user.is_active and user.is_superuser:
        return Union.objects.all()
    if settles() and (few := settled(("figures", user.pk), lambda: _few_figures(user))) is not None:
        return Union.objects.filter(pk__in=few)
    grants = grants_of(user, READS_FIGURES)
    above = Ancestry.objects.filter(union__in=grants.values("union"), until=NEVER)
    return Union.objects.filter(Q(pk__in=below(grants).values("pk")) | Q(pk__in=above.values("ancestor")))


def _few_figures(user: Any) -> list[int] | None:
    """The same by key, where they are few."""
    own = frozenset(each.union for each in held(user, READS_FIGURES, "", today()))
    under = _few_below(own)
    if under is None:
        return None
    above = Ancestry.objects.filter(union__in=own, until=NEVER).order_by()
    return sorted({*under, *above.values_list("ancestor_id", flat=True).distinct()})


def home_union(user: Any) -> Union | None:
    """The union where the account works: the highest of its grants; the owner without one works at the top of the tree."""
    return settled(("home", user.pk), lambda: _home(user))


def _home(user: Any) -> Union | None:
    grants = grants_of(user, READS_FIGURES)
    if user.is_active and user.is_superuser:
        own = Union.objects.filter(Q(pk__in=grants.values("union")) | Q(parent__isnull=True))
        return own.order_by(F("parent_id").asc(nulls_last=True), "pk").first()
    first = grants.select_related("union").order_by("by_pairing", "union__id").first()
    return first.union if first is not None else None


def keeps_at(user: Any, ledger: str = "") -> Union | None:
    """The union where the account keeps records (of this ledger): the highest of its grants; the owner at the top of the tree."""
    if user.is_active and user.is_superuser:
        return home_union(user)
    grants = grants_of(user, WRITES_RECORDS, ledger).filter(by_pairing=False)
    first = grants.select_related("union").order_by("union__id").first()
    return first.union if first is not None else None


def records(
    ledger: Ledger, user: Any, everywhere: bool | None = None, within: list[int] | None = None
) -> QuerySet[Any]:
    """The ledger's records that the account may read: the one way to reach them. Whoever asks this of many ledgers may say once
    whether the account `reaches_all`, and what `one_reach` said."""
    found: QuerySet[Any] = ledger.model._default_manager.all()
    for field, value in ledger.preset.items():
        found = found.filter(**{f"themes__{field}" if field == "theme" else field: value})
    return readable(found, user, ledger.slug, everywhere, within)


def matters(user: Any, ledger: str = "") -> QuerySet[Matter]:
    """The matters that the account may read: at unions in reach, and none that bypasses its own."""
    return readable(Matter.objects.all(), user, ledger)


def readable(
    rows: QuerySet[Any], user: Any, slug: str = "", everywhere: bool | None = None, within: list[int] | None = None
) -> QuerySet[Any]:
    """Those of the rows that the account may read, as records of this ledger: at unions in reach, and none that bypasses its own.
    Lists, drill-downs and titles all come through here. Without an account: all.

    What bypasses a union (a complaint about an employer) is not shown to whoever works only at that employer's union.
    """
    if user is None or (user.is_active and user.is_superuser):
        return rows
    path, always = _place(rows.model, slug)
    if everywhere is None and always:
        everywhere = reaches_all(user, slug)
    if not (everywhere and always):
        if within is None and settles():
            within = _few_below(_own(user, READS_RECORDS, slug))
        rows = rows.filter(**{f"{path}__in" if path else "pk__in": reach(user, slug) if within is None else within})
        rows = _persons_apart(rows, user, slug)
    return _open(rows, user, slug)


def _open(rows: QuerySet[Any], user: Any, slug: str) -> QuerySet[Any]:
    """Without those that bypass a union at which the account works."""
    if not can_bypass(rows.model):
        return rows
    if settles():  # asked once of all rows, and nearly always there are none
        hidden = _bypassing(rows.model, works_for(user, slug))
        if len(hidden) <= SHORT:
            return rows.exclude(pk__in=hidden) if hidden else rows
    return rows.exclude(said(rows.model) & naming(rows.model, _employers_of(user, slug)))


def bypassing(model: type[Model], user: Any, employers: list[int] | None = None) -> list[int]:
    """The rows of this kind, by key, that bypass a union at which the account works: nothing it sees tells or counts them.
    Whoever asks of many kinds says once for which `employers` the account works."""
    if not can_bypass(model) or user is None or (user.is_active and user.is_superuser):
        return []
    return _bypassing(model, works_for(user) if employers is None else employers)


def works_for(user: Any, slug: str = "") -> list[int]:
    """The employers, by key, at whose unions, or at a group below them, the account works."""
    own = tuple(each.union for each in held(user, READS_RECORDS, slug, today())) if settles() else ()
    return settled(("employers", own), lambda: list(_employers_of(user, slug).values_list("pk", flat=True)))


def _bypassing(model: type[Model], employers: list[int]) -> list[int]:

    def found() -> list[int]:
        rows = model._default_manager.filter(said(model) & naming(model, employers)).order_by()
        return list(rows.values_list("pk", flat=True).distinct()) if employers else []

    return settled(("bypassing", model, frozenset(employers)), found)


def _employers_of(user: Any, slug: str) -> QuerySet[Employer]:
    """The employers at whose unions, or at a group below them, the account works."""
    own = grants_of(user, READS_RECORDS, slug).values("union")
    there = Ancestry.objects.filter(union__in=own, until=NEVER).values("ancestor")
    return Employer.objects.filter(unions__in=there)


def _persons_apart(rows: QuerySet[Any], user: Any, slug: str) -> QuerySet[Any]:
    """Records read of these say whether their person's items are another union's to tell."""
    from gonghui.kernel.access.persons import mark_away

    of_person = any(field.name == "person" and field.is_relation for field in rows.model._meta.concrete_fields)
    return rows.marked(partial(mark_away, user, slug)) if of_person and isinstance(rows, RecordQuerySet) else rows


def _place(model: type[Model], slug: str) -> tuple[str, bool]:
    """The lookup from a row to its union ("" where it is one), and whether every row has one."""
    ledger = REGISTRY.get(slug)
    if ledger is not None and ledger.model is model:
        return ledger.reach, has_union(ledger)
    return ("", True) if model is Union else ("union", not model._meta.get_field("union").null)


def reaches_all(user: Any, ledger: str = "") -> bool:
    """Whether the account reads records at every top of the tree. Then all unions are in reach, and a database is not asked of each
    of a hundred thousand rows whether its union is one of them."""
    if remembers():
        own = _own(user, READS_RECORDS, ledger)
    else:
        grants = grants_of(user, READS_RECORDS, ledger)
        own = frozenset((grants if ledger else unlimited(grants)).values_list("union", flat=True))
    if not own:
        return False
    tops = Union.objects.filter(parent__isnull=True).order_by("pk").values_list("pk", flat=True)[: len(own) + 1]
    return settled(("tops", len(own)), lambda: frozenset(tops)) <= own


def one_reach(user: Any) -> list[int] | None:
    """The unions, by key, whose records of every ledger alike the account reads: to ask a hundred ledgers with a short list is much
    less work than with the question itself. None where a grant is limited to ledgers, or where the list would not be short."""
    if settles():
        limited = any(each.ledgers is not None for each in held(user, READS_RECORDS, "", today()))
        return None if limited else _few_below(_own(user, READS_RECORDS, ""))
    grants = grants_of(user, READS_RECORDS)
    if grants.exclude(ledgers=[], department=None).exists():
        return None
    found = list(below(grants).values_list("pk", flat=True)[: SHORT + 1])
    return found if len(found) <= SHORT else None


def has_union(ledger: Ledger) -> bool:
    """Whether every record of the ledger has its union: then all unions' records are all records."""
    if not ledger.reach:
        return ledger.model is Union
    return "__" not in ledger.reach and not ledger.model._meta.get_field(ledger.reach).null


def overseen(user: Any) -> QuerySet[Union]:
    """Unions below the account's own, itself included, whose returns it may read: figures, not people."""
    if user.is_active and user.is_superuser:
        return Union.objects.all()
    return below(unlimited(grants_of(user, READS_FIGURES)).filter(by_pairing=False))
