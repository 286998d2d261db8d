"""What a phone recorded, written exactly once: the device names each piece, and sending it again changes nothing."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.access.reach import records
from gonghui.kernel.attachments.keeping import attach
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.desk.models import Entry
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.ledger.record import State
from gonghui.kernel.web.forms import RecordForm, blank_record
from gonghui.kernel.web.saving import save_record

FORM = "form"  # what came by a page's form, not from a device


@dataclass
class Answer:
    """What became of one piece: saved, known (sent before), same (a record like it is there), other (the name was used
    for something else) or refused; and the record's public identifier where there is one."""

    state: str
    uid: uuid.UUID | None = None
    errors: dict[str, list[str]] = field(default_factory=dict)
    said: str = ""


def receive(
    user: Any, ledger: Ledger, client_id: uuid.UUID, data: Mapping[str, str], files: Iterable[UploadedFile[Any]] = (), again: bool = False
) -> Answer:  # fmt: skip
    """Write what the device sent, or say why not. `again` writes although a record with the same key is there."""
    digest = hashlib.sha256(json.dumps([ledger.slug, sorted(data.items())], ensure_ascii=False).encode()).hexdigest()
    known = _known(client_id, user, digest)
    if known is not None:
        return known
    form = RecordForm(ledger, user, blank_record(ledger), dict(data))
    if not form.is_valid():
        return Answer("refused", errors={name: [str(e) for e in errors] for name, errors in form.errors.items()})
    if not again and (same := _same(form, user)) is not None:
        return Answer("same", same.uid, said=_("台账里已有同一笔：%(record)s") % {"record": same})
    try:
        return Answer("saved", _write(form, user, client_id, digest, list(files)))
    except IntegrityError:  # the same piece came twice at once: the other one wrote it
        known = _known(client_id, user, digest)
        if known is None:
            raise
        return known
    except ValidationError as error:
        return Answer("refused", errors={"files": error.messages})


def write_once(form: RecordForm, user: Any, once: str) -> tuple[Any, bool]:
    """The record of a valid form, and whether it was written now: a page sent twice (a second press, a page gone back to) says
    the same `once` again and gets the record it made."""
    try:
        client_id = uuid.UUID(once)
    except ValueError:
        return save_record(form), True
    try:
        with transaction.atomic():
            made = save_record(form)
            Entry.objects.create(
                client_id=client_id, user=user, ledger=form.ledger.slug, record_uid=made.uid, digest=FORM
            )
            return made, True
    except IntegrityError:
        entry = Entry.objects.filter(pk=client_id, user=user, digest=FORM).first()
        if entry is None:
            raise
        return records(form.ledger, user).get(uid=entry.record_uid), False


def _known(client_id: uuid.UUID, user: Any, digest: str) -> Answer | None:
    entry = Entry.objects.filter(pk=client_id).first()
    if entry is None:
        return None
    if entry.user_id != user.pk or entry.digest != digest:
        return Answer("other", said=_("这一笔的编号已用于另一笔，没有写入。请重新记一次。"))
    return Answer("known", entry.record_uid)


@transaction.atomic
def _write(form: RecordForm, user: Any, client_id: uuid.UUID, digest: str, files: list[UploadedFile[Any]]) -> uuid.UUID:
    made = save_record(form)
    Entry.objects.create(client_id=client_id, user=user, ledger=form.ledger.slug, record_uid=made.uid, digest=digest)
    with acting(user, gettext_noop("放入附件")):
        for file in files:
            attach(form.ledger, made, file.name or "照片.jpg", file.read())
    uid: uuid.UUID = made.uid
    return uid


def _same(form: RecordForm, user: Any) -> Any:
    """A record in reach with the same key, where the form gives every part of the ledger's key."""
    ledger, wanted = form.ledger, {}
    for name in ledger.key:
        value = form.cleaned_data.get(name)
        if not ledger.has(name) or value in (None, "") or getattr(value, "pk", 0) is None:
            return None
        wanted[name] = value
    if not wanted:
        return None
    return records(ledger, user).filter(**wanted, state=State.ACTIVE).first()
