"""The change log below the models: who, when, why, before, after."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """One written record. What is personal in it lies under the key of its person (veiling.py), never in the open."""

    class Action(models.TextChoices):
        ADD = "add", _("新增")
        CHANGE = "change", _("修改")
        VOID = "void", _("作废")
        OPEN = "open", _("查看保密项")

    at = models.DateTimeField(_("时间"), default=timezone.now, db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(_("操作人"), max_length=150)
    reason = models.CharField(_("事由"), max_length=300)
    batch_id = models.BigIntegerField(null=True, db_index=True)
    action = models.CharField(_("动作"), max_length=8, choices=Action.choices)
    model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    origin = models.CharField(_("来自"), max_length=64, blank=True)
    mark = models.BinaryField(default=bytes, editable=False)

    class Meta:
        verbose_name = _("变更记录")
        verbose_name_plural = _("变更记录")
        indexes = [models.Index(fields=["model", "object_id"], name="change_object")]


class Seal(models.Model):
    """The lines since the last seal, closed: their number, which they are, and a digest chained to the seal before.

    A line changed, added or removed afterwards no longer agrees with its seal; a seal cannot be made anew without the
    audit key, and the last one is told outside the database as an anchor.
    """

    number = models.PositiveIntegerField(_("封存号"), unique=True)
    day = models.DateField(_("日期"), db_index=True)
    made_at = models.DateTimeField(_("封存时间"))
    last_id = models.BigIntegerField()
    count = models.PositiveIntegerField(_("条数"))
    runs = models.JSONField(default=list)  # [first, last] of each unbroken run of ids
    digest = models.BinaryField()
    previous = models.BinaryField()
    value = models.BinaryField()

    class Meta:
        verbose_name = _("封存")
        verbose_name_plural = _("封存")


class LogKey(models.Model):
    """The key of what the log says of a record that no person stands behind: destroyed, that is gone and the log holds."""

    model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    secret = models.BinaryField()

    class Meta:
        verbose_name = _("变更记录的密钥")
        verbose_name_plural = _("变更记录的密钥")
        constraints = [models.UniqueConstraint(fields=["model", "object_id"], name="log_key_once")]
