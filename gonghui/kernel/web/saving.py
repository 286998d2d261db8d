"""Saving a form of any ledger: the record, the person behind it, the employer it names, its themes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonghui.kernel.access.cipher import new_secret, personal, seal
from gonghui.kernel.access.persons import away, mark_away
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.writing import log
from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.ledger.record import State
from gonghui.kernel.matters.models import Event, EventTheme
from gonghui.kernel.organisations.keeping import keep
from gonghui.kernel.organisations.models import EVER, Employer
from gonghui.kernel.organisations.past import keep_past
from gonghui.kernel.people.identity import digests, known_by, person_for, phone_of
from gonghui.kernel.people.models import DocumentType, Identity, Membership, Person, Sex
from gonghui.kernel.web.forms import RecordForm


@in_chinese
def _reason(ledger: Ledger) -> str:
    """Why a record is written, where nobody says."""
    return _("登记%(ledger)s") % {"ledger": ledger.title}


@transaction.atomic
def save_record(form: RecordForm) -> Any:
    """Write the form's record in its user's name; returns it. A second live membership is held, not refused."""
    record, data = form.instance, form.cleaned_data
    new = record.pk is None
    with acting(form.user, data.get("reason") or _reason(form.ledger)):
        _employer(form)
        if form.ledger.has("person"):
            _person(form)
        held = isinstance(record, Membership) and _hold_second(record)
        if form.dated and not data["correction"]:
            keep_past(record, form.dated, data["changed_on"])
        record.save()
        for column in form.items:
            if column.field is not None and column.field.many_to_many:
                _set_many(record, column.name, data[column.name], new)
        if isinstance(record, Event):
            _themes(record, {*data["themes"], form.ledger.preset.get("theme", "")} - {""}, new)
        if isinstance(record, Membership) and not held:
            Identity.objects.filter(person_id=record.person_id).update(membership=_live(record))
        if form.ledger.reach == "union" and record.union_id is not None:
            keep(record.union_id, form.ledger.slug, _first_day(form))
    if form.ledger.has("person"):
        mark_away(form.user, form.ledger.slug, [record])
    return record


def _first_day(form: RecordForm) -> dt.date:
    """The earliest day that the record tells of: nobody knows what was before the first one. Without a day, it always was."""
    names = [column.name for column in form.items if column.kind in ("day", "month") and not column.of_person]
    if form.ledger.date and getattr(form.instance, form.ledger.date, None) is None:
        return EVER
    return min((day for name in names if (day := getattr(form.instance, name, None))), default=EVER)


def _set_many(record: Any, name: str, chosen: Any, new: bool) -> None:
    """Set a list of unions or the like, and log it as an item of the record."""
    have, wanted = ({str(each) for each in some} for some in (getattr(record, name).all(), chosen))
    if have != wanted:
        if not new:
            log("change", [(record, type(record), {name: sorted(have)}, {name: sorted(wanted)})])
        getattr(record, name).set(chosen)


def _employer(form: RecordForm) -> None:
    """Enter the employers that the form names for the first time."""
    for column in form.items:
        value = form.cleaned_data.get(column.name)
        if isinstance(value, Employer) and value.pk is None:
            value.union = getattr(form.instance, "union", None) if form.ledger.has("union") else None
            value.save()
            setattr(form.instance, column.name, value)


def _person(form: RecordForm) -> None:
    """Find or make the person: by document number; without one, of its own where there is something to keep."""
    record, items = form.instance, form.personal()
    number, phone = items.pop("id_number", ""), items.pop("phone", "")
    name = getattr(record, "person_name", "")
    known = record.person if record.person_id else None
    place = (
        None if isinstance(record, Membership) else getattr(record, "union_id", None)
    )  # a member's file follows the membership
    kind = items.pop("document_type", "") or DocumentType.ID_CARD if number else ""
    if number and (known is None or not _is_of(known, number)):
        met = known_by(number, kind)
        record.person = met or person_for(name, number, phone, kind, home_id=place, **items)
        if met is not None:
            _complete(form, met, phone, items)
    elif known is None and (phone or items or isinstance(record, Membership)):
        record.person = person_for(name, "", phone, home_id=place, **items)
    elif known is not None:
        _update_person(form, known, phone, items)
    if isinstance(record, Membership):
        record.is_identified = bool(number) or (record.pk is not None and record.is_identified)


def _is_of(person: Person, number: str) -> bool:
    return Identity.objects.filter(person=person, digest__in=digests(person.document_type, number)).exists()


def _complete(form: RecordForm, person: Person, phone: str, items: dict[str, Any]) -> None:
    """A person whom the house knows already: what is blank is filled in, what is there stays; another union's is not touched.
    Who becomes a member again, and is one nowhere, is from now on of the new union."""
    record = form.instance
    joins = isinstance(record, Membership) and record.left_on is None and person.home_id is None
    moves = joins and not _standing(person.pk).exists()
    own = {name: value for name, value in items.items() if moves or getattr(person, name) in (None, "", Sex.UNKNOWN)}
    kept = {name for name, value in items.items() if name not in own and getattr(person, name) != value}
    own_phone = phone if moves or not phone_of(person) else ""
    if phone and not own_phone and phone_of(person) != phone:
        kept.add("phone")
    if not moves and away(form.user, form.ledger.slug, [person.pk], to_write=True):
        own, own_phone, kept = {}, "", {*items, *(["phone"] if phone else [])}
    if own or own_phone:
        _write_person(person, own_phone, own)
    form.left_alone = sorted(kept)


def _update_person(form: RecordForm, person: Person, phone: str, items: dict[str, Any]) -> None:
    """What a form says of the person of a record that stands, where the items are this account's to change."""
    if away(form.user, form.ledger.slug, [person.pk], to_write=True):
        form.left_alone = sorted({*items, *(["phone"] if phone else [])} - {"document_type"})
        return
    _write_person(person, phone, items)


def _write_person(person: Person, phone: str, items: dict[str, Any]) -> None:
    for name, value in items.items():
        setattr(person, name, value)
    if phone:
        cipher = personal(bytes(person.secret)) if person.secret else None
        if cipher is None:
            person.secret, cipher = new_secret()
        person.phone_cipher = seal(cipher, phone)
    person.save()


def _standing(person: int) -> Any:
    """The person's memberships that stand and count."""
    return Membership.objects.filter(person_id=person, left_on__isnull=True, state=State.ACTIVE)


def _live(record: Membership) -> Membership | None:
    """The membership that the person's document stands for now, whichever of them was written."""
    found: Membership | None = _standing(record.person_id).order_by("-joined_on", "-pk").first()
    return found


def _hold_second(record: Membership) -> bool:
    """Whether the person is already a member elsewhere: then this membership is a conflict to settle, counted nowhere."""
    if record.left_on is not None or not record.is_identified:
        return False
    other = _standing(record.person_id).filter(is_identified=True)
    first = other.exclude(pk=record.pk).select_related("union").first()
    if first is None:
        return False
    record.state, record.state_reason = State.HELD, _("同一人已是%(union)s会员") % {"union": first.union.name}
    return True


def _themes(event: Event, wanted: set[str], new: bool) -> None:
    have = set(event.themes.values_list("theme", flat=True))
    if have != wanted and not new:
        log("change", [(event, type(event), {"themes": sorted(have)}, {"themes": sorted(wanted)})])
    EventTheme.objects.bulk_create([EventTheme(event=event, theme=theme) for theme in sorted(wanted - have)])
    EventTheme.objects.filter(event=event, theme__in=have - wanted).delete()


@transaction.atomic
def void_record(record: Any, user: Any, reason: str) -> None:
    """Take a record out of every count; a voided membership leaves its person free to be a member elsewhere."""
    with acting(user, reason):
        record.void(reason[:200])
        if isinstance(record, Membership):
            Identity.objects.filter(membership=record).update(membership=None)
