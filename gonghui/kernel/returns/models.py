"""Forms kept as data, rounds of collecting, returns of unions, what was typed, and what was frozen."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.audit.tracing import Traced
from gonghui.kernel.ledger.record import Kept
from gonghui.kernel.periods import Period
from gonghui.kernel.returns.definition import FormData


class Form(Kept):
    """A version of a form. A new version is a new row; the old one stays for the returns made with it."""

    key = models.CharField(_("报表标识"), max_length=60)
    version = models.CharField(_("版本"), max_length=20)
    name = models.CharField(_("报表名称"), max_length=120)
    union = models.ForeignKey(
        "kernel.Union", verbose_name=_("制表工会"), null=True, on_delete=models.PROTECT, related_name="forms"
    )  # who brought it in; None: shipped
    definition = models.JSONField(_("报表定义"))
    is_current = models.BooleanField(_("现行"), default=True)

    class Meta:
        verbose_name = _("报表")
        verbose_name_plural = _("报表")
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="form_version_once")]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def data(self) -> FormData:
        return FormData.from_json(self.definition)


class FormFile(Traced):
    """The upper union's own blank, as it came: returns go back in this layout."""

    form = models.OneToOneField(Form, on_delete=models.PROTECT, related_name="file")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()


class Round(Kept):
    """填报任务: a federation collects one form about one period from unions below it, by a day."""

    form = models.ForeignKey(Form, verbose_name=_("报表"), on_delete=models.PROTECT, related_name="rounds")
    union = models.ForeignKey(
        "kernel.Union", verbose_name=_("布置工会"), on_delete=models.PROTECT, related_name="rounds"
    )
    period = models.CharField(_("填报期"), max_length=40)
    due_on = models.DateField(_("报送期限"))
    note = models.CharField(_("填报要求"), max_length=500, blank=True)
    locked_at = models.DateTimeField(_("封存时间"), null=True)

    class Meta:
        verbose_name = _("填报任务")
        verbose_name_plural = _("填报任务")

    def __str__(self) -> str:
        return f"{self.span.label}{self.form.name}"

    @property
    def span(self) -> Period:
        return Period.parse(self.period)


class Return(Kept):
    """A union's report in a round. A correction after the lock is a new row with the next number and its reason."""

    class Status(models.TextChoices):
        OPEN = "open", _("填报中")
        SUBMITTED = "submitted", _("待审核")
        SENT_BACK = "sent_back", _("退回修改")
        ACCEPTED = "accepted", _("已接收")
        LOCKED = "locked", _("已封存")
        REPLACED = "replaced", _("已被更正")

    round = models.ForeignKey(Round, verbose_name=_("填报任务"), on_delete=models.PROTECT, related_name="returns")
    union = models.ForeignKey(
        "kernel.Union", verbose_name=_("填报单位"), on_delete=models.PROTECT, related_name="returns"
    )
    upper = models.ForeignKey(
        "kernel.Union", verbose_name=_("接收单位"), null=True, on_delete=models.PROTECT, related_name="+"
    )  # None at the top of the round
    status = models.CharField(_("状态"), max_length=10, choices=Status.choices, default=Status.OPEN)
    due_on = models.DateField(_("报送期限"))
    revision = models.PositiveSmallIntegerField(_("更正次数"), default=0)
    revision_reason = models.CharField(_("更正原因"), max_length=300, blank=True)
    submission = models.PositiveSmallIntegerField(_("报送次数"), default=0)
    leader = models.CharField(_("单位负责人"), max_length=60, blank=True)
    filler = models.CharField(_("填表人"), max_length=60, blank=True)
    phone = models.CharField(_("联系电话"), max_length=40, blank=True)
    submitted_at = models.DateTimeField(_("报送时间"), null=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    sent_back_reason = models.CharField(_("退回原因"), max_length=300, blank=True)
    accepted_at = models.DateTimeField(_("接收时间"), null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    locked_at = models.DateTimeField(_("封存时间"), null=True)
    digest = models.CharField(_("封存摘要"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("报表填报")
        verbose_name_plural = _("报表填报")
        constraints = [
            models.UniqueConstraint(fields=["round", "union", "revision"], name="return_once"),
            models.CheckConstraint(
                condition=~Q(status__in=["locked", "replaced"]) | (Q(locked_at__isnull=False) & ~Q(digest="")),
                name="return_locked_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.union} {self.round}"

    @property
    def is_open(self) -> bool:
        """Whether values may still change."""
        return self.status in (self.Status.OPEN, self.Status.SENT_BACK)

    @property
    def on_time(self) -> bool | None:
        """Submitted by the day it was due; None while it is not submitted."""
        from django.utils import timezone

        return None if self.submitted_at is None else timezone.localtime(self.submitted_at).date() <= self.due_on

    def overdue(self, day: dt.date) -> bool:
        return self.is_open and self.due_on < day


class TypedValue(Kept):
    """手填: a value that a person wrote into a cell, with the reason where the records say another."""

    ret = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="entries")
    cell = models.CharField(_("格"), max_length=80)
    value = models.DecimalField(_("数值"), max_digits=20, decimal_places=4, null=True)
    reason = models.CharField(_("理由"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("手填数")
        verbose_name_plural = _("手填数")
        constraints = [models.UniqueConstraint(fields=["ret", "cell"], name="entry_once")]


class Remark(Kept):
    """A word about one cell or one check: an explanation kept with a warning, a comment, a star to follow it up."""

    class Kind(models.TextChoices):
        EXPLAIN = "explain", _("情况说明")
        COMMENT = "comment", _("批注")

    ret = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="remarks")
    kind = models.CharField(_("类别"), max_length=8, choices=Kind.choices)
    about = models.CharField(max_length=120)  # a cell's identity, or a finding's key
    text = models.CharField(_("内容"), max_length=500, blank=True)
    is_starred = models.BooleanField(_("跟进"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("报表批注")
        verbose_name_plural = _("报表批注")


class FrozenCell(models.Model):
    """A cell as submitted: value, definition and records, never written over; each submission has its own."""

    ret = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="frozen")
    submission = models.PositiveSmallIntegerField()
    cell = models.CharField(max_length=80)
    source = models.CharField(max_length=8)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    exact = models.DecimalField(max_digits=30, decimal_places=10, null=True)
    recorded = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    reason = models.CharField(max_length=300, blank=True)
    figure: models.JSONField[Any, Any] = models.JSONField(null=True)  # the figure as JSON, in its own unit
    definition_digest = models.CharField(max_length=64, blank=True)
    records_digest = models.CharField(max_length=64, blank=True)
    records = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ret", "submission", "cell"], name="frozen_cell_once")]
