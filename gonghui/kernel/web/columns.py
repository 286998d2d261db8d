"""Columns of any ledger: label, kind and value of a field, of the person behind a record, or across foreign keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.kernel.access.masking import masked
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.ledger.sealed import Sealed
from gonghui.kernel.people.identity import number_of, phone_of
from gonghui.kernel.people.models import Person

SEALED = {"id_number": (gettext_lazy("身份证号"), number_of), "phone": (gettext_lazy("联系电话"), phone_of)}
PERSONAL = ("sex", "born_on", "ethnicity", "political", "education", "skill_level", "is_migrant", "document_type")
NUMBERED = ("id_number", "document_type")  # what whoever entered the record gave, or there would be no such person
STATES = {"status", "stage", "outcome", "result", "progress", "handling", "operating", "resolution"}
TEXTS: tuple[str, ...] = ("done", "effect", "example", "remarks")  # asked and exported last
NOT_SHOWN = {"id", "uid", "state", "state_reason", "source", "created_at", "name_key", "initials", "person"}


@dataclass(frozen=True)
class Column:
    """One item of a record, by the name that the ledger's declaration uses for it."""

    ledger: Ledger
    name: str

    @cached_property
    def of_person(self) -> bool:
        """Whether the value lives on the person behind the record."""
        return not self.ledger.has(self.name) and "__" not in self.name and self.ledger.has("person")

    @cached_property
    def field(self) -> models.Field[Any, Any] | None:
        """The model's field; None for what is sealed on the person. Raises FieldDoesNotExist for an unknown name."""
        if self.of_person:
            return None if self.name in SEALED else Person._meta.get_field(self.name)  # type: ignore[return-value]
        model: Any = self.ledger.model
        *path, last = self.name.split("__")
        for step in path:
            model = model._meta.get_field(step).related_model
        return model._meta.get_field(last)  # type: ignore[no-any-return]

    @cached_property
    def label(self) -> str:
        if self.field is None:
            return str(SEALED[self.name][0])
        return str(getattr(self.field, "verbose_name", self.name))

    @cached_property
    def kind(self) -> str:
        """text, long, number, money, day, month, year, yes, choice or link."""
        field = self.field
        if field is None:
            return "text"
        if field.is_relation:
            return "link"
        if field.choices:
            return "choice"
        kinds = {"DateField": "month" if self.name.endswith("_month") else "day", "DecimalField": "money", "TextField": "long",
                 "BooleanField": "yes", "DateTimeField": "day"}  # fmt: skip
        if isinstance(field, models.IntegerField):
            return "year" if self.name.endswith("_year") else "number"
        return kinds.get(getattr(field, "plain_type", None) or field.get_internal_type(), "text")

    @property
    def right(self) -> bool:
        return self.kind in ("number", "money")

    @property
    def is_state(self) -> bool:
        """Whether the item says how a thing stands: then a list prints it as a tag."""
        return self.kind == "choice" and self.name in STATES

    @property
    def sensitive(self) -> bool:
        return self.name in self.ledger.sensitive

    @property
    def sealed(self) -> bool:
        """Whether it lies encrypted: then nobody can sort, filter or count by it."""
        return isinstance(self.field, Sealed)

    @cached_property
    def related(self) -> str:
        """What the list must select along with the record, so that no row asks the database again."""
        if self.of_person:
            return "person"
        path = self.name.split("__")
        if self.kind != "link":
            path = path[:-1]
        many = self.field is not None and self.field.many_to_many
        return "" if many else "__".join(path)

    @property
    def order(self) -> str:
        """The lookup to sort by; empty where sorting would say more than the mask lets be seen."""
        if self.field is None or self.sensitive or self.sealed or self.field.many_to_many:
            return ""
        lookup = f"person__{self.name}" if self.of_person else self.name
        return f"{lookup}__name" if self.kind == "link" and self._names() else lookup

    def _names(self) -> bool:
        try:
            self.field.related_model._meta.get_field("name")  # type: ignore[union-attr]
        except FieldDoesNotExist:
            return False
        return True

    def value(self, record: Any) -> Any:
        """The stored value, in the open; use `text` for anything that leaves the server."""
        if self.of_person:
            if record.person is None or (getattr(record, "person_is_away", False) and self.name not in NUMBERED):
                return None
            return SEALED[self.name][1](record.person) if self.name in SEALED else getattr(record.person, self.name)
        for step in self.name.split("__"):
            record = getattr(record, step, None)
        return record

    def text(self, record: Any, opened: bool = False) -> str:
        """As printed on a page; sensitive items masked unless they were opened with a reason."""
        value = self.value(record)
        if self.sensitive and not opened:
            return masked(self.name, self.plain(value)) or "—"
        return self.plain(value) or "—"

    def plain(self, value: Any) -> str:
        """A value in the words of a page; empty where there is none."""
        if value is None or value == "":
            return ""
        if hasattr(value, "all"):
            return "、".join(str(each) for each in value.all())
        if isinstance(value, bool):
            return _("是") if value else _("否")
        if isinstance(value, dt.datetime | dt.date):
            return f"{value:%Y-%m}" if self.kind == "month" else f"{value:%Y-%m-%d}"
        if self.kind == "choice" and self.field is not None:
            return str(dict(self.field.flatchoices).get(value, value))
        if self.kind == "money":
            return f"{Decimal(value):,.2f}"
        return f"{value:,}" if self.kind == "number" else str(value)

    def exported(self, record: Any) -> Any:
        """For a workbook: numbers stay numbers, days days, the rest in words; sensitive items stay masked."""
        value = self.value(record)
        if self.sensitive:
            return masked(self.name, self.plain(value))
        return self.stated(value)

    def stated(self, value: Any) -> Any:
        """A value that is not sensitive, for a workbook."""
        if isinstance(value, Decimal | int | dt.date) and not isinstance(value, bool) and self.kind != "month":
            return value
        return self.plain(value)


def columns(ledger: Ledger, names: Iterable[str]) -> list[Column]:
    """Those of the names that exist; a ledger may name an item of the person although it has none."""
    return [column for column in (Column(ledger, name) for name in names) if exists(column)]


def exists(column: Column) -> bool:
    try:
        return column.field is not None or column.name in SEALED
    except FieldDoesNotExist:
        return False


def all_columns(ledger: Ledger) -> list[Column]:
    """Every item of a record in the order of declaration, the person's own items after the name."""
    names: list[str] = []
    for field in (*ledger.model._meta.concrete_fields, *ledger.model._meta.many_to_many):
        if field.name in NOT_SHOWN or not field.editable:
            continue
        names.append(field.name)
    if ledger.has("person"):
        place = names.index("person_name") + 1 if "person_name" in names else 0
        named = [name for name in (*SEALED, *PERSONAL) if name not in names and _wanted(ledger, name)]
        names[place:place] = named
    late: list[str] = [name for name in TEXTS if name in names]
    return columns(ledger, [name for name in names if name not in late] + late)


def _wanted(ledger: Ledger, name: str) -> bool:
    """Number, phone and sex always; the other items of the person where the ledger speaks of them."""
    spoken = {*ledger.columns, *ledger.headings, *ledger.key, *ledger.sensitive, *ledger.first}
    return name in ("id_number", "phone", "sex") or name in spoken


def selected(queryset: Any, chosen: Iterable[Column]) -> Any:
    """The queryset with everything selected that these columns print."""
    related = {column.related for column in chosen} - {""}
    return queryset.select_related(*related) if related else queryset
