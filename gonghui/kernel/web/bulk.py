"""Acts on several records of a list at once: looked at first, with what is now and what will be, then done with one reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.access.reach import writable
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.ledger.record import State
from gonghui.kernel.organisations.past import keep_past
from gonghui.kernel.web.columns import Column, all_columns
from gonghui.kernel.web.forms import _form_field, blank_record
from gonghui.kernel.web.listing import Listing
from gonghui.kernel.web.saving import void_record

MOST = 500  # records in one act
KINDS = ("text", "long", "number", "money", "day", "month", "year", "yes", "choice")


@dataclass
class Effect:
    """What an act does to one record."""

    record: Any
    before: str
    after: str
    wrong: str = ""


def settable(ledger: Ledger) -> list[Column]:
    """Items that may be given one value in many records: neither confidential nor the person's nor the owner."""
    return [
        column
        for column in all_columns(ledger)
        if column.kind in KINDS and column.field is not None and not column.of_person and not column.sensitive
        and "__" not in column.name and not column.field.many_to_many and column.name not in ledger.key
        and column.name not in (*ledger.by_acts, *ledger.from_above)
    ]  # fmt: skip


def chosen(listing: Listing, uids: Sequence[str], everything: bool) -> QuerySet[Any]:
    """The records marked (or all of the sentence) that the account may also write."""
    ledger, user = listing.ledger, listing.user
    found = listing.records()
    if not everything:
        found = found.filter(uid__in=[uid for uid in uids if _is_uid(uid)])
    if ledger.reach:
        found = found.filter(**{f"{ledger.reach}__in": writable(user, ledger.slug)})
    else:
        found = found.filter(pk__in=writable(user, ledger.slug))
    return found.exclude(state=State.VOIDED)


def _is_uid(text: str) -> bool:
    try:
        models.UUIDField().to_python(text)
    except ValidationError:
        return False
    return True


def item(ledger: Ledger, name: str, user: Any) -> tuple[Column, forms.Field] | None:
    """The column and its form field; None for one that may not be set so."""
    column = next((each for each in settable(ledger) if each.name == name), None)
    return (column, _form_field(column, user, blank_record(ledger))) if column else None


def effects(rows: Sequence[Any], column: Column, value: Any) -> list[Effect]:
    """What setting the item would do to each record; what its own rules refuse is said, and nothing is written."""
    made = []
    for row in rows:
        before = column.text(row)
        _assign(row, column, value)
        made.append(Effect(row, before, column.text(row), _refusal(row)))
    return made


def _assign(row: Any, column: Column, value: Any) -> None:
    field = column.field
    assert field is not None
    if value is None and not field.null:
        value = field.get_default() if field.has_default() else ""
    setattr(row, column.name, value)


def _refusal(row: Any) -> str:
    try:
        row.validate_constraints(exclude=["uid"])
    except ValidationError as error:
        return "；".join(error.messages)
    return ""


@transaction.atomic
def set_all(made: Sequence[Effect], column: Column, user: Any, reason: str) -> int:
    """Write the item into every record; raises ValidationError, writing nothing, when one refuses."""
    if any(each.wrong for each in made):
        raise ValidationError(_("有记录不能这样改，没有写入任何一条。"))
    with acting(user, reason):
        for each in made:
            if column.name in column.ledger.dated:
                keep_past(each.record, [column.name], timezone.localdate())
            each.record.save(update_fields=[column.name])
    return sum(each.before != each.after for each in made)


@transaction.atomic
def void_all(rows: Sequence[Any], user: Any, reason: str) -> int:
    for row in rows:
        void_record(row, user, reason)
    return len(rows)
