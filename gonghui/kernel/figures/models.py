"""What an office adds without code, and what was issued."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedIndicator(models.Model):
    """An indicator made on a page: versioned data, first-class everywhere (see figures/saved.py for the grammar)."""

    key = models.CharField(_("标识"), max_length=80)
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(_("指标名称"), max_length=120)
    unit = models.CharField(_("单位"), max_length=12)
    data = models.JSONField()
    union = models.ForeignKey("kernel.Union", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    is_current = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("自定义指标")
        verbose_name_plural = _("自定义指标")
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="saved_indicator_version")]
