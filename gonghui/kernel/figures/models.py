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


class TalliedUnion(models.Model):
    """A union so large that its figures are kept ready, in both trees."""

    union = models.OneToOneField("kernel.Union", on_delete=models.CASCADE, primary_key=True, related_name="+")


class TalliedMeasure(models.Model):
    """A definition that is kept complete for every TalliedUnion; another definition has another digest."""

    digest = models.CharField(max_length=10, primary_key=True)


class Tally(models.Model):
    """What records brought to the figures of a union in one month. Any number of rows add up: a writer waits for nobody.

    `values`: digest of a measure -> whole number (money in cents). What counts from a day on is in the month of that
    day, what ceases to count is taken off in its own: the state at the end of a month is the sum of all months to it.
    Distinct values of a flow are kept as "digest@month": how many there are in this month that were last there in that
    one (0: never before). Of a flow that turns later (settled by the period's end?) "digest+month" is kept, the flow's own
    month behind it. Records that wait (`Waiting`) are in here as they were before, or not at all.
    """

    union = models.ForeignKey("kernel.Union", on_delete=models.CASCADE, db_index=False, related_name="+")
    tree = models.CharField(max_length=12)
    of = models.CharField(max_length=60)  # model of the records
    month = models.IntegerField()  # year * 12 + month - 1
    values = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["union", "tree", "of", "month"], name="tally_place")]


class Waiting(models.Model):
    """A record that was written and not yet added to the tallies; `before`: what it is still added up as, empty for a new one."""

    of = models.CharField(max_length=60)  # model of the record
    record = models.BigIntegerField()
    before = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "record"], name="waiting_record")]
