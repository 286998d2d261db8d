"""更换密钥: how far a change of keys has come. Its cursor is written in the transaction that rewraps the rows before it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class KeyChange(models.Model):
    """One change of keys, from begun to finished; at most one is under way."""

    number = models.PositiveSmallIntegerField(_("新密钥号"), unique=True)
    suite = models.CharField(_("算法"), max_length=20)
    begun_at = models.DateTimeField(_("开始时间"), default=timezone.now)
    finished_at = models.DateTimeField(_("完成时间"), null=True)
    place = models.CharField(max_length=60, blank=True)  # the kind of rows it is at
    cursor = models.CharField(max_length=80, blank=True)  # the last row of it that is done
    looked = models.BigIntegerField(default=0)  # rows looked at
    changed = models.BigIntegerField(default=0)  # rows written
    total = models.BigIntegerField(default=0)  # rows to look at, as counted at the beginning
    is_stopped = models.BooleanField(default=False)  # somebody asked it to stop; the same command goes on
    unreadable = models.JSONField(default=list)  # [place, row] that no key opens; told, left as they are

    class Meta:
        verbose_name = _("更换密钥")
        verbose_name_plural = _("更换密钥")
