"""Law and local practice as data: dated, regional, with their source."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Parameter(models.Model):
    """A figure that law or local practice sets; the row of the nearest region and day holds (rules.md §0.3)."""

    key = models.CharField(_("参数"), max_length=80)
    region = models.CharField(_("地区"), max_length=60, blank=True)  # "" = national
    value = models.CharField(_("取值"), max_length=200)
    since = models.DateField(_("起"))
    until = models.DateField(_("止"), null=True, blank=True)
    source = models.CharField(_("依据"), max_length=300)

    class Meta:
        verbose_name = _("参数")
        verbose_name_plural = _("参数")
        constraints = [models.UniqueConstraint(fields=["key", "region", "since"], name="parameter_once")]


class Holiday(models.Model):
    """A day that is a holiday although a weekday, or a working day although a weekend (调休)."""

    day = models.DateField(unique=True)
    is_working = models.BooleanField()
    name = models.CharField(max_length=40)
