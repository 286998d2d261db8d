"""What an office has said its own wording means: kept, and offered the next time."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptMeaning(models.Model):
    """A wording of one union and the indicator that a person bound it to; an empty key: no figure of the ledgers."""

    union = models.ForeignKey(
        "kernel.Union", verbose_name=_("工会"), on_delete=models.PROTECT, related_name="kept_meanings"
    )
    wording = models.CharField(_("说法"), max_length=120)  # matching.wording: some characters around a figure
    key = models.CharField(_("指标"), max_length=80, blank=True)
    kept_at = models.DateTimeField(auto_now=True)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["union", "wording"], name="meaning_kept_once")]
