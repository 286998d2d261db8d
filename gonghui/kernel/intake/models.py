"""An import as one act: its file, mapping, report, who and why."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


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
