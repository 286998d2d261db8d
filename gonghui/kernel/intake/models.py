"""An import as one act: its file, mapping, report, who and why."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.audit.tracing import Traced


def _uid() -> uuid.UUID:
    from gonghui.kernel.ledger.record import new_uid

    return new_uid()


class Intake(models.Model):
    """A batch of files taken in together."""

    class State(models.TextChoices):
        PREVIEW = "preview", _("待确认")
        RUNNING = "running", _("进行中")
        DONE = "done", _("已写入")
        FAILED = "failed", _("未完成")
        STOPPED = "stopped", _("已停止")  # nothing of it is written; may be gone on with
        UNDOING = "undoing", _("撤销中")
        UNDONE = "undone", _("已撤销")

    uid = models.UUIDField(default=_uid, unique=True, editable=False)
    union = models.ForeignKey(
        "kernel.Union", verbose_name=_("导入到"), on_delete=models.PROTECT, related_name="intakes"
    )
    at = models.DateTimeField(_("时间"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("事由"), max_length=300)
    state = models.CharField(_("状态"), max_length=8, choices=State.choices, default=State.PREVIEW)
    progress = models.PositiveIntegerField(default=0)  # rows done
    total = models.PositiveIntegerField(default=0)
    sheet_day = models.DateField(null=True)
    mapping = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    secret = models.BinaryField(null=True, editable=False)  # the key of what the trail seals, wrapped by the house key
    undone_at = models.DateTimeField(_("撤销时间"), null=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    undone_why = models.CharField(_("撤销事由"), max_length=300, blank=True, editable=False)
    undone = models.JSONField(
        default=dict, editable=False
    )  # what the undoing restored, and what it left for a decision

    class Meta:
        verbose_name = _("导入批次")
        verbose_name_plural = _("导入批次")

    def __str__(self) -> str:
        return f"{self.union} {self.at:%Y-%m-%d}"


class IntakeFile(models.Model):
    """A file of a batch, kept as it came (content-addressed by sha256)."""

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, db_index=True)
    content = models.BinaryField()
    rejects = models.BinaryField(null=True)


class Trail(models.Model):
    """What the change log may not keep in the open: confidential values as they were before an import changed them.

    Sealed under the key of the batch, many records to a row; needed to take the import back.
    """

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="trail")
    model = models.CharField(max_length=60)
    sealed = models.BinaryField()


class Remembered(Traced):
    """What an office confirmed about its sheets by hand, offered again the next time.

    `kind` "sheet": headings (`word`, their digest) -> the kind of sheet, empty for one to leave out;
    "column": a heading of a kind of sheet -> the item, empty for a column to leave out.
    """

    class Kind(models.TextChoices):
        SHEET = "sheet", _("表")
        COLUMN = "column", _("列")

    union = models.ForeignKey(
        "kernel.Union", verbose_name=_("工会"), on_delete=models.PROTECT, related_name="remembered"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    of = models.CharField(max_length=80, blank=True)  # the kind of sheet that a column stands in
    word = models.CharField(max_length=120)
    answer = models.CharField(max_length=80, blank=True)
    shown = models.CharField(max_length=200, blank=True)  # the headings, as its page prints them
    at = models.DateTimeField(auto_now=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    untold = ("at", "by")  # every line says when and who

    class Meta:
        verbose_name = _("记住的对应")
        verbose_name_plural = _("记住的对应")
        constraints = [models.UniqueConstraint(fields=["union", "kind", "of", "word"], name="remembered_once")]
