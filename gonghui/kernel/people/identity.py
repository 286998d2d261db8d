"""Who is who: by document type and number, never by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from gonghui.kernel.access.cipher import blind, blind_columns, blinds, new_secret, personal, seal, unseal
from gonghui.kernel.audit.veiling import forget
from gonghui.kernel.ledger.record import new_uid, unsaved
from gonghui.kernel.organisations.pinyin import initials
from gonghui.kernel.people.models import DocumentType, Identity, Person, Sex


def digest(document_type: str, number: str) -> bytes:
    """The blind index of a document under the current key."""
    return blind(_normal(document_type, number))


def digests(document_type: str, number: str) -> list[bytes]:
    """Everything a document may stand under in the index while keys are being changed, the current one first."""
    return blinds(_normal(document_type, number))


def digest_columns(kinds: Sequence[str], numbers: Sequence[str]) -> list[list[bytes]]:
    """`digests` of many documents: a column for each key, the current one first."""
    return blind_columns([_normal(kind, number) for kind, number in zip(kinds, numbers, strict=True)])


def _normal(document_type: str, number: str) -> str:
    return f"{document_type}|{number.strip().upper()}"


def sex_of(number: str) -> str:
    """Sex by the 17th digit of an 18-digit number (rules.md §2.6)."""
    if len(number) != 18 or not number[16].isdigit():
        return Sex.UNKNOWN
    return Sex.MALE if int(number[16]) % 2 else Sex.FEMALE


def born_of(number: str) -> dt.date | None:
    """Birth date by digits 7–14; None where they are no date."""
    try:
        return dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def make(
    name: str, number: str = "", phone: str = "", document_type: str = DocumentType.ID_CARD, **fields: object
) -> Person:
    """A Person, not yet saved, with number and phone sealed under a key of their own."""
    fields.setdefault("uid", new_uid())
    person = unsaved(Person, {"name": name, "initials": initials(name), "document_type": document_type, **fields})
    person.secret, cipher = new_secret()  # also for who has neither: the change log keeps the name under it
    if number:
        person.number_cipher = seal(cipher, number)
    if phone:
        person.phone_cipher = seal(cipher, phone)
    if number and document_type == DocumentType.ID_CARD:
        person.sex = person.sex if person.sex != Sex.UNKNOWN else sex_of(number)
        person.born_on = person.born_on or born_of(number)
    return person


def person_for(
    name: str, number: str = "", phone: str = "", document_type: str = DocumentType.ID_CARD, **fields: object
) -> Person:
    """The person of this document, made when new; without a number always a new, unidentified one."""
    if not number:
        person = make(name, "", phone, document_type, **fields)
        person.save()
        return person
    known = known_by(number, document_type)
    if known is not None:
        return known
    person = make(name, number, phone, document_type, **fields)
    person.save()
    Identity.objects.create(digest=digest(document_type, number), person=person)
    return person


def known_by(number: str, document_type: str = DocumentType.ID_CARD) -> Person | None:
    """Who is known by this document, in the whole house."""
    found = Identity.objects.filter(digest__in=digests(document_type, number)).select_related("person").first()
    return found.person if found is not None else None


def number_of(person: Person) -> str:
    """The document number in the open; whoever calls answers for showing it."""
    if not person.secret or not person.number_cipher:
        return ""
    return unseal(personal(bytes(person.secret)), bytes(person.number_cipher))


def phone_of(person: Person) -> str:
    """The phone number in the open."""
    if not person.secret or not person.phone_cipher:
        return ""
    return unseal(personal(bytes(person.secret)), bytes(person.phone_cipher))


def erase(person: Person) -> None:
    """Destroy the person's key: what it sealed is gone for ever, in the change log too; counts stay."""
    Identity.objects.filter(person=person).delete()
    person.number_cipher = person.phone_cipher = None
    person.name = "已删除"
    person.save()  # the line of this act lies under the key as well
    person.secret = None
    person.save(update_fields=["secret"])
    forget(Person, [person.pk])
