"""Names of people in need: they leave the house in a document only where the person's consent is recorded."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from gonghui.kernel.access.reach import today
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.parts import RecordSlot
from gonghui.kernel.documents.quoting import field_words, may_say
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.ledger.declaration import REGISTRY, Ledger
from gonghui.kernel.organisations.models import NEVER, Ancestry, Tree, Union
from gonghui.kernel.people.models import Consent

NAMES = ("person_name", "person")


def consented(record: Any) -> bool:
    """Whether the person of this record agreed that the name stands in documents, and the consent holds today."""
    return consents(record.union_id, getattr(record, "person_id", None), str(getattr(record, "person_name", "")))


def consents(union: int | None, person: int | None, name: str) -> bool:
    day = today()
    who = Q(person=person) if person else Q(person__isnull=True, person_name=name, union=union)
    found = Consent.objects.filter(who, state="active", given_on__lte=day, purpose__in=Consent.IN_DOCUMENTS)
    found = found.filter(person__restricted_on=None)  # also where there is no person
    found = found.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day))
    return found.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day)).exists()


def masked_name(name: str) -> str:
    """林某某 → 林**: the family name alone."""
    return name[:1] + "*" * (len(name) - 1) if name else ""


def record_slot(record: Any, ledger: Ledger, name: str, user: Any = None) -> RecordSlot | None:
    """One field of a record as a document may say it; None for what the ledger hides."""
    if name != "union" and not may_say(ledger.model, name):
        return None
    return RecordSlot(ledger.slug, str(record.uid), name, slot_words(record, ledger, name))


def slot_words(record: Any, ledger: Ledger | None, name: str) -> str:
    """The words of a field; a name in a ledger of people in need is masked until consent is recorded."""
    words = field_words(record, name).rstrip("。；，")
    if ledger is not None and ledger.in_need and name.partition("|")[0] in NAMES and not consented(record):
        return masked_name(words)
    return words


def names_without_consent(text: str, union: Union) -> list[str]:
    """Names of people in need below this union that stand in the text without consent, in order of name."""
    found: set[tuple[str, int | None, int | None]] = set()
    here = Ancestry.objects.filter(tree=Tree.TERRITORIAL, ancestor=union, until=NEVER).values("union")
    for ledger in _of_people():
        fields = [name for name in ("person_id", "union_id") if ledger.has(name.removesuffix("_id"))]
        rows = ledger.model._default_manager.filter(state="active", union__in=here).exclude(person_name="")
        for name, *ids in rows.values_list("person_name", *fields).iterator():
            if len(name) > 1 and name in text:
                known = dict(zip(fields, ids, strict=True))
                found.add((name, known.get("person_id"), known.get("union_id")))
    return sorted({name for name, person, at in found if not consents(at, person, name)})


def _of_people() -> Iterable[Ledger]:
    """Ledgers of people in need whose rows carry a name, each model once."""
    seen: set[Any] = set()
    for ledger in REGISTRY.values():
        if ledger.in_need and ledger.has("person_name") and ledger.has("union") and ledger.model not in seen:
            seen.add(ledger.model)
            yield ledger


def persons_named(name: str, union: Union) -> set[tuple[int | None, int]]:
    """People in need of this name below the union: (person or None, the union whose ledger has them)."""
    here = Ancestry.objects.filter(tree=Tree.TERRITORIAL, ancestor=union, until=NEVER).values("union")
    found: set[tuple[int | None, int]] = set()
    for ledger in _of_people():
        rows = ledger.model._default_manager.filter(state="active", union__in=here, person_name=name)
        if ledger.has("person"):
            found |= set(rows.values_list("person_id", "union_id"))
        else:
            found |= {(None, at) for at in rows.values_list("union_id", flat=True)}
    return found


def for_outside(document: Document) -> Content:
    """The content as it may leave the house: in what is not yet issued, names without consent are masked wherever they stand.

    An issued document was held to this when it was issued; its words are never changed.
    """
    content = Content.from_json(document.body)
    if document.state in Document.FINAL:
        return content
    hidden = names_to_hide(document, content.plain_text())
    if not hidden:
        return content
    told = json.dumps(document.body, ensure_ascii=False)
    for name in hidden:
        told = told.replace(name, masked_name(name))
    return Content.from_json(json.loads(told))


def names_to_hide(document: Document, text: str) -> list[str]:
    """Names of people in need in a text of this document, but for those that its author answers for; the longest first."""
    found = [name for name in names_without_consent(text, document.union) if name not in document.cleared]
    return sorted(found, key=len, reverse=True)
