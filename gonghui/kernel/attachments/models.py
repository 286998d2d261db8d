"""附件: photos and papers of a record, each sealed under a key of its own."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.record import Kept


class Attachment(Kept):
    """One file of one record. Who reads the record reads the file; the content lies beside, sealed."""

    ledger = models.CharField(max_length=60)
    record_uid = models.UUIDField(db_index=True)
    name = models.CharField(_("文件名"), max_length=200)
    kind = models.CharField(_("文件类型"), max_length=100)
    size = models.PositiveIntegerField(_("大小"))  # bytes, in the open
    digest = models.CharField(max_length=64)  # SHA-256 of the open content: the same file twice is kept once a record

    personal = ("name",)  # 某某诊断书.pdf

    class Meta:
        verbose_name = _("附件")
        verbose_name_plural = _("附件")

    def __str__(self) -> str:
        return self.name


class AttachedFile(models.Model):
    """The sealed content: erasing it erases the file, the line about it stays."""

    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="file", primary_key=True)
    sealed = models.BinaryField()
