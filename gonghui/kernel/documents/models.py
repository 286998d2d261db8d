"""Documents: a draft lives, an issued one is frozen."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.periods.period import Period


def _uid() -> uuid.UUID:
    from gonghui.kernel.ledger.record import new_uid

    return new_uid()


class Document(models.Model):
    """A text with figure slots, of one union about one period."""

    class State(models.TextChoices):
        DRAFT = "draft", _("起草中")
        ISSUED = "issued", _("已定稿")
        WITHDRAWN = "withdrawn", _("已撤回")

    uid = models.UUIDField(default=_uid, unique=True, editable=False)
    union = models.ForeignKey(
        "kernel.Union", verbose_name=_("工会"), on_delete=models.PROTECT, related_name="documents"
    )
    kind = models.CharField(_("文种"), max_length=20, default="summary")
    period = models.CharField(_("期间"), max_length=40)
    title = models.CharField(_("标题"), max_length=200)
    body = models.JSONField(default=dict)  # documents.structure.Document
    left_out = models.JSONField(default=list)  # sections without records, for the author to know
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.DRAFT)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("材料")
        verbose_name_plural = _("材料")

    def __str__(self) -> str:
        return self.title


class FrozenFigure(models.Model):
    """A figure as issued: value, parts, definition and the very records; later drift is shown, never written over."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="figures")
    slot = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    union = models.ForeignKey("kernel.Union", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=40)
    figure = models.JSONField()
    definition_digest = models.CharField(max_length=64)
    records_digest = models.CharField(max_length=64)
    records = models.JSONField()  # [[model label, id], …]
    text = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "slot"], name="frozen_slot_once")]

    @property
    def period_label(self) -> str:
        return Period.parse(self.period).label
