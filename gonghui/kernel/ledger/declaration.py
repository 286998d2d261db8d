"""What a ledger declares, and the registry that finds it: the folder's existence is the registration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldDoesNotExist

if TYPE_CHECKING:
    from django.db import models
    from django_stubs_ext import StrOrPromise

REGISTRY: dict[str, Ledger] = {}


@dataclass(frozen=True)
class Sheet:
    """One kind of sheet that keepers keep for a ledger.

    `name` is what it is called (台账名), `also` other words for it in titles and file names,
    `about` words of the trade that titles have (隐患, 讨薪): they decide only where the columns agree,
    `headings` extra words for columns on this sheet only, `preset` values that every row of it has,
    `implied` a field that the worksheet's own name gives (合同类别 from a sheet called 工资协议),
    `sides` columns that each say two things: heading -> the field of the value, the field told by the column, what it tells
    (a sum under 收入 is an amount and an income).
    """

    name: StrOrPromise
    also: Sequence[str] = ()
    about: Sequence[str] = ()
    headings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    preset: Mapping[str, Any] = field(default_factory=dict)
    implied: str = ""
    only: Sequence[str] = ()  # fields that this sheet has; empty: all of the ledger's
    sides: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Goal:
    """Where a ledger of targets keeps them: the field naming the figure, the field of the year, the field of the value."""

    figure: str
    year: str
    value: str


@dataclass
class Ledger:
    """The declaration of one kind of record: pages, forms, import, export, API, audit and tests come from it.

    date        the field that "in this period" means for the list
    columns     fields of the list page
    filters     fields offered as filters
    search      lookups searched
    key         fields by which an imported row finds its record (never its database id)
    headings    field -> what keepers call the column (the field's verbose name always counts)
    values      field -> {stored value: other words for it}
    sheets      the kinds of sheet kept for it; empty: one sheet with the ledger's own name
    sensitive   fields masked unless opened with a reason
    future      date fields that may lie after the day of the sheet (a contract's end)
    dated       fields of a class (ownership class …) whose earlier values are kept by date
    by_acts     fields of a record that stands which acts of organisation change, never its form
    from_above  fields of a record that stands which the level above decides
    first       the (about five) fields that a form asks first
    quick       the (at most five) fields asked on a phone; a ledger that names them stands first there
    preset      values that every record of this ledger has (a view of a shared model, such as events by theme)
    reach       lookup from the record to the union it belongs to ("" where the record is a union)
    group       the menu group: organisation, members, democracy, rights, service, skills, culture, office
    small_cells counts below the threshold are withheld from whoever may not see the people
    rule        the law or rule that asks for the ledger, in the words of an office; shown beside its form
    why         field -> what it means, where its name, its help text and its use do not say it
    goal        for a ledger of targets: where its records say which figure is to reach what in which year
    ends_term   its last day is the end of the union's term of office, which is due once
    in_need     its people are in need: their names leave the house in a document only with recorded consent
    """

    name: StrOrPromise = ""
    date: str = ""
    columns: Sequence[str] = ()
    filters: Sequence[str] = ()
    search: Sequence[str] = ()
    key: Sequence[str] = ()
    headings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    sheets: Sequence[Sheet] = ()
    sensitive: Sequence[str] = ()
    future: Sequence[str] = ()
    dated: Sequence[str] = ()
    by_acts: Sequence[str] = ()
    from_above: Sequence[str] = ()
    first: Sequence[str] = ()
    quick: Sequence[str] = ()
    preset: Mapping[str, Any] = field(default_factory=dict)
    reach: str = "union"
    group: str = "office"
    small_cells: bool = False
    in_need: bool = False
    ends_term: bool = False
    rule: StrOrPromise = ""
    why: Mapping[str, StrOrPromise] = field(default_factory=dict)
    goal: Goal | None = None
    of: type[models.Model] | None = None
    slug: str = ""

    def contribute_to_class(self, owner: type[models.Model], name: str) -> None:
        """Django calls this once the class has its own _meta (a __set_name__ would still see the abstract base's)."""
        setattr(owner, name, self)
        self.of = owner
        if not owner._meta.abstract:
            self.register(owner.__module__)

    def __post_init__(self) -> None:
        if self.of is not None and self.slug:
            REGISTRY[self.slug] = self

    def register(self, module: str) -> None:
        """Enter the registry under the folder's name: gonghui.ledgers.petitions.models -> petitions."""
        parts = module.split(".")
        if not self.slug:
            self.slug = parts[2] if parts[1] == "ledgers" else parts[-2]
        REGISTRY[self.slug] = self

    @property
    def model(self) -> type[models.Model]:
        assert self.of is not None, "a ledger outside a model names its model: Ledger(of=Model, slug=…)"
        return self.of

    @property
    def title(self) -> str:
        return str(self.name or self.model._meta.verbose_name)

    def kinds_of_sheet(self) -> Sequence[Sheet]:
        return self.sheets or (Sheet(self.title),)

    def has(self, name: str) -> bool:
        try:
            self.model._meta.get_field(name)
        except FieldDoesNotExist:
            return False
        return True


def ledgers() -> dict[str, Ledger]:
    """All ledgers by slug, in alphabetical order."""
    return dict(sorted(REGISTRY.items()))


def ledger(slug: str) -> Ledger:
    """One ledger; raises KeyError for an unknown slug."""
    return REGISTRY[slug]
