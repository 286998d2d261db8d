"""Taking in a file of a record, and giving it out again. What a file is, its first bytes say, not its name."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gonghui.kernel.attachments.models import AttachedFile, Attachment
from gonghui.kernel.attachments.packages import Hostile, refuse_hostile
from gonghui.kernel.intake.keeping import opened, seal_file
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.ledger.record import State

MOST = 20 * 1024 * 1024  # bytes of one file
_OFFICE = "application/vnd.openxmlformats-officedocument."
# ending -> (type, how the content begins)
KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    ".jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".webp": ("image/webp", (b"RIFF",)),
    ".pdf": ("application/pdf", (b"%PDF-",)),
    ".docx": (_OFFICE + "wordprocessingml.document", (b"PK\x03\x04",)),
    ".xlsx": (_OFFICE + "spreadsheetml.sheet", (b"PK\x03\x04",)),
    ".pptx": (_OFFICE + "presentationml.presentation", (b"PK\x03\x04",)),
    ".doc": ("application/msword", (b"\xd0\xcf\x11\xe0",)),
    ".xls": ("application/vnd.ms-excel", (b"\xd0\xcf\x11\xe0",)),
    ".wps": ("application/octet-stream", (b"\xd0\xcf\x11\xe0", b"PK\x03\x04")),
    ".et": ("application/octet-stream", (b"\xd0\xcf\x11\xe0", b"PK\x03\x04")),
    ".ofd": ("application/octet-stream", (b"PK\x03\x04",)),
}
SHOWN = ("image/jpeg", "image/png", "image/webp", "application/pdf")  # a browser may show them; the rest is saved


def kind_of(name: str, content: bytes) -> str:
    """The type of a file; raises ValidationError, in words for the keeper, for one that is not taken."""
    shown = Path(name).name
    if len(content) > MOST:
        raise ValidationError(_("“%(name)s”超过 20 兆，没有收下。请压缩后再放入。"), params={"name": shown})
    kind, starts = KINDS.get(Path(name).suffix.lower(), ("", ()))
    if not kind:
        raise ValidationError(
            _("“%(name)s”不是照片、文档或表格，没有收下。可放入图片、版式文件和办公文档。"), params={"name": shown}
        )
    if not content.startswith(starts):
        raise ValidationError(
            _("“%(name)s”的内容与后缀不符，没有收下。请用原来的程序另存一次。"), params={"name": shown}
        )
    try:
        refuse_hostile(content)
    except Hostile as error:
        told = _("“%(name)s”没有收下：%(why)s")
        raise ValidationError(told, params={"name": shown, "why": str(error)}) from error
    return kind


@transaction.atomic
def attach(ledger: Ledger, record: Any, name: str, content: bytes) -> Attachment:
    """Keep a file with a record. The same content a second time is the same attachment."""
    kind, sum_ = kind_of(name, content), hashlib.sha256(content).hexdigest()
    known = of(record).filter(digest=sum_).first()
    if known is not None:
        return known
    made: Attachment = Attachment.objects.create(
        ledger=ledger.slug, record_uid=record.uid, name=Path(name).name[:200], kind=kind, size=len(content), digest=sum_
    )
    AttachedFile.objects.create(attachment=made, sealed=seal_file(content))
    return made


def of(record: Any) -> QuerySet[Attachment]:
    """The files of a record, oldest first."""
    return Attachment.objects.filter(record_uid=record.uid, state=State.ACTIVE).order_by("pk")


def content_of(attachment: Attachment) -> bytes:
    """The content in the open; raises cryptography.exceptions.InvalidTag where it was tampered with."""
    return opened(bytes(attachment.file.sealed))
