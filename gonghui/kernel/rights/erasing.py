"""Erasure and restriction (rules.md §13.1): the person's key destroyed, the name taken out; counts stay.

Where the law still keeps a record, everything but keeping stops (个人信息保护法第四十七条): the person is restricted, and
`gonghui retention` erases when the last period has ended.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from gonghui.kernel.access.cipher import personal, seal, unseal
from gonghui.kernel.attachments.models import AttachedFile, Attachment
from gonghui.kernel.audit.acting import require_acting
from gonghui.kernel.audit.models import Change
from gonghui.kernel.audit.veiling import forget
from gonghui.kernel.intake.models import Trail
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.matters.models import Matter, Party, Stage
from gonghui.kernel.people import identity
from gonghui.kernel.people.models import Consent, Person
from gonghui.kernel.rights.holding import Must, must_keep, places
from gonghui.kernel.rules.parameters import in_force

ERASED = "已删除"
_TEXTS = (models.CharField, models.TextField)


class MustBeKept(ValueError):
    """The law keeps records of the person; `kept` says which and until when."""

    def __init__(self, kept: list[Must]) -> None:
        super().__init__(_("依法须保存的记录还没有到期"))
        self.kept = kept


@transaction.atomic
def erase(person: Person, day: dt.date) -> None:
    """Destroy the person's key and take the name out of every record, for good. Needs `acting`. Raises MustBeKept."""
    require_acting()
    kept = must_keep([person.pk], day).get(person.pk)
    if kept:
        raise MustBeKept(kept)
    name = person.name
    matters = set(Party.objects.filter(person=person).values_list("matter", flat=True))
    for ledger, field in places():
        own = ledger.model._default_manager.filter(**{field: person})
        if ledger.has("matter") and ledger.model._meta.get_field("matter").related_model is Matter:
            matters |= set(own.exclude(matter=None).values_list("matter", flat=True))
        _empty(ledger, own, name)
        forget(ledger.model, own.values_list("pk", flat=True))
    _forget_matters(matters, person, name)
    consents = Consent.objects.filter(person=person)
    consents.update(person_name=ERASED, guardian="", evidence="")
    forget(Consent, consents.values_list("pk", flat=True))
    _forget_trails(person)
    person.refresh_from_db()
    for field in ("ethnicity", "political"):
        setattr(person, field, "")
    if person.born_on is not None:
        person.born_on = person.born_on.replace(month=1, day=1)  # the year alone: figures by age stay
    person.restricted_on = person.restricted_on or day
    identity.erase(person)


def _empty(ledger: Ledger, rows: Any, name: str) -> None:
    """Take name, confidential items and files out of records, and the name out of their texts."""
    fields = {f.name: f for f in ledger.model._meta.concrete_fields}
    hidden = [each for each in ledger.sensitive if each in fields]
    for row in rows:
        changed: dict[str, Any] = {}
        for each in ("person_name", *hidden):
            if each in fields and getattr(row, each):
                changed[each] = _nothing(fields[each], ERASED if each == "person_name" else "")
        for each, field in fields.items():
            text = getattr(row, field.attname)
            free = each not in changed and isinstance(field, _TEXTS) and not field.choices
            if free and isinstance(text, str) and len(name) > 1 and name in text:
                changed[each] = text.replace(name, ERASED)[: field.max_length or None]
        if changed:
            type(row)._default_manager.filter(pk=row.pk).update(**changed)
        AttachedFile.objects.filter(attachment__record_uid=row.uid).delete()
        files = Attachment.objects.filter(record_uid=row.uid)
        files.update(name=ERASED)
        forget(Attachment, files.values_list("pk", flat=True))


def _forget_matters(matters: set[int], person: Person, name: str) -> None:
    """The name out of the matters in which the person stands: parties, stages, titles."""
    parties = Party.objects.filter(matter__in=matters)
    own = [each.pk for each in parties if each.person_id == person.pk or (len(name) > 1 and name in each.name)]
    Party.objects.filter(pk__in=own).update(name=ERASED)
    forget(Party, own)
    stages = Stage.objects.filter(matter__in=matters)
    for rows, texts in ((stages, ("result", "note")), (Matter.objects.filter(pk__in=matters), ("title",))):
        named = [(row.pk, _unnamed(row, texts, name)) for row in rows]
        for pk, changed in named:
            if changed:
                rows.model._default_manager.filter(pk=pk).update(**changed)
        forget(rows.model, [pk for pk, _changed in named])


def _unnamed(row: models.Model, texts: Iterable[str], name: str) -> dict[str, str]:
    """The texts that say the name, without it."""
    said = {each: str(getattr(row, each)) for each in texts}
    return {each: text.replace(name, ERASED)[:200] if each != "note" else text.replace(name, ERASED)
            for each, text in said.items() if len(name) > 1 and name in text}  # fmt: skip


def _nothing(field: Any, words: str) -> Any:
    if isinstance(field, _TEXTS):
        return words
    return None if field.null else field.get_default()


def _forget_trails(person: Person) -> None:
    """What imports remember of the person's confidential items: the wrapped key is in it."""
    label = Person._meta.label_lower
    batches = Change.objects.filter(model=label, object_id=person.pk).exclude(batch_id=None).values("batch_id")
    for trail in Trail.objects.filter(model=label, intake__in=batches).select_related("intake"):
        if trail.intake.secret is None:
            continue
        cipher = personal(bytes(trail.intake.secret))
        kept = json.loads(unseal(cipher, bytes(trail.sealed)))
        if kept["rows"].pop(str(person.pk), None) is not None:
            trail.sealed = seal(cipher, json.dumps(kept, ensure_ascii=False))
            trail.save(update_fields=["sealed"])


def restrict(person: Person, day: dt.date) -> None:
    """From now on keep the person's data and do nothing else with them. Needs `acting`."""
    Person.objects.filter(pk=person.pk, restricted_on=None).update(restricted_on=day)


def lift(person: Person) -> None:
    """End a restriction. Needs `acting`."""
    Person.objects.filter(pk=person.pk).update(restricted_on=None)


def is_erased(person: Person) -> bool:
    return person.name == ERASED


def withdraw(consents: Iterable[Consent], day: dt.date) -> int:
    """Consents withdrawn from this day; what was done before stays lawful. Needs `acting`."""
    count = 0
    for consent in consents:
        if consent.withdrawn_on is None:
            consent.withdrawn_on = day
            consent.save(update_fields=["withdrawn_on"])
            count += 1
    return count


def reply_by(asked_on: dt.date) -> dt.date:
    """The last day for an answer (parameter rights.reply_days)."""
    return asked_on + dt.timedelta(days=int(in_force("rights.reply_days", asked_on).value))
