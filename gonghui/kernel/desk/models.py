"""What an account keeps on its own desk: views of lists, unfinished forms, and what its phone has already sent."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.record import Kept


class SavedView(Kept):
    """常用视图: a sentence above a list, with its columns and order, under a name."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="views")
    ledger = models.CharField(max_length=60)
    name = models.CharField(_("视图名称"), max_length=40)
    query = models.CharField(max_length=2000, blank=True)
    opens_first = models.BooleanField(_("打开台账时先看"), default=False)

    class Meta:
        verbose_name = _("常用视图")
        verbose_name_plural = _("常用视图")
        indexes = [models.Index(fields=["user", "ledger"], name="saved_view_of")]

    def __str__(self) -> str:
        return self.name


class Draft(models.Model):
    """An unfinished form, sealed: it may hold what is masked elsewhere. One for each account and place; no piece of work."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    place = models.CharField(max_length=200)
    sealed = models.BinaryField()
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "place"], name="draft_once_a_place")]


class Entry(models.Model):
    """What a device sent under an identifier of its own: sent again, it is answered with the same record, never written twice."""

    client_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ledger = models.CharField(max_length=60)
    record_uid = models.UUIDField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)
