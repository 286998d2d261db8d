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


class RuleChoice(models.Model):
    """What an office makes of a rule of the roster: its unions and those below follow, the nearest office's word first."""

    class Severity(models.TextChoices):
        REFUSE = "refuse", _("退回")
        WARN = "warn", _("提醒")
        OFF = "off", _("不查")

    union = models.ForeignKey("kernel.Union", on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(_("规则"), max_length=60)
    severity = models.CharField(_("处理"), max_length=8, choices=Severity.choices)

    class Meta:
        verbose_name = _("规则设置")
        verbose_name_plural = _("规则设置")
        constraints = [models.UniqueConstraint(fields=["union", "rule"], name="rule_choice_once")]
