"""A list from elsewhere (the tax office's) held against the register, what came of it, and what was decided for next time."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.record import Kept


class MatchList(Kept):
    """One list of employers, matched against the employers under one union."""

    class Stage(models.TextChoices):
        RUNNING = "running", _("比对中")
        DONE = "done", _("已比对")
        FAILED = "failed", _("未完成")

    union = models.ForeignKey(
        "kernel.Union", verbose_name=_("工会"), on_delete=models.PROTECT, related_name="match_lists"
    )
    name = models.CharField(_("名单"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("事由"), max_length=300, blank=True)
    stage = models.CharField(_("进度"), max_length=8, choices=Stage.choices, default=Stage.RUNNING)
    counts = models.JSONField(default=dict, editable=False)
    failed = models.CharField(max_length=300, blank=True, editable=False)
    content = models.BinaryField(null=True, editable=False)

    class Meta:
        verbose_name = _("比对名单")
        verbose_name_plural = _("比对名单")

    def __str__(self) -> str:
        return self.name


class MatchRow(models.Model):
    """One line of the list, as it was written."""

    match = models.ForeignKey(MatchList, on_delete=models.PROTECT, related_name="rows")
    row = models.PositiveIntegerField(_("行号"))
    name = models.CharField(_("单位名称"), max_length=200)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=30, blank=True)
    region = models.CharField(_("所在区域"), max_length=60, blank=True)
    legal = models.CharField(_("法定代表人"), max_length=60, blank=True)
    employees = models.PositiveIntegerField(_("职工人数"), null=True)
    paid = models.DecimalField(_("已缴工会经费"), max_digits=18, decimal_places=2, null=True)


class Finding(models.Model):
    """One thing to work through: an employer to organise, a union whose employer is gone, a changed name, unpaid funds, a doubt."""

    class Kind(models.TextChoices):
        ASK = "ask", _("待确认")
        UNORGANISED = "unorganised", _("应建会单位")
        DEAD = "dead", _("名单上没有的建会单位")
        RENAMED = "renamed", _("名称有变化")
        UNPAID = "unpaid", _("未缴工会经费")

    match = models.ForeignKey(MatchList, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(_("类别"), max_length=12, choices=Kind.choices)
    row = models.ForeignKey(MatchRow, null=True, on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey("kernel.Employer", null=True, on_delete=models.PROTECT, related_name="+")
    candidates = models.JSONField(default=list)  # [row's id, weight in bits] of an ASK, the likeliest first
    settled_at = models.DateTimeField(_("处理时间"), null=True)
    settled_by = models.CharField(_("处理人"), max_length=150, blank=True)
    note = models.CharField(_("处理情况"), max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["match", "kind", "settled_at"], name="finding_open")]


class FirmDecision(Kept):
    """What somebody decided once: this name (and code) of another list is, or is not, this employer. Asked no more."""

    employer = models.ForeignKey(
        "kernel.Employer", verbose_name=_("用人单位"), on_delete=models.PROTECT, related_name="decisions"
    )
    name_key = models.CharField(_("名单上的名称"), max_length=200, db_index=True)
    credit_code = models.CharField(_("名单上的代码"), max_length=30, blank=True)
    is_same = models.BooleanField(_("是同一家"))

    class Meta:
        verbose_name = _("同一单位认定")
        verbose_name_plural = _("同一单位认定")


class PersonPair(Kept):
    """Two persons who may be one: somebody decides with both side by side, and is not asked again."""

    class Decision(models.TextChoices):
        SAME = "same", _("是同一人")
        DIFFERENT = "different", _("不是同一人")

    one = models.ForeignKey("kernel.Person", on_delete=models.PROTECT, related_name="+")  # who stays if they are one
    other = models.ForeignKey("kernel.Person", on_delete=models.PROTECT, related_name="+")
    union = models.ForeignKey("kernel.Union", verbose_name=_("工会"), on_delete=models.PROTECT, related_name="+")
    why = models.CharField(_("依据"), max_length=120)
    weight = models.FloatField(default=0)
    decision = models.CharField(_("认定"), max_length=10, choices=Decision.choices, blank=True)
    decided_by = models.CharField(_("认定人"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("疑似同一人")
        verbose_name_plural = _("疑似同一人")
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="person_pair_once")]


class PersonMerge(Kept):
    """Two persons made one: which rows were moved, so that it can be taken back."""

    pair = models.ForeignKey(PersonPair, null=True, on_delete=models.PROTECT, related_name="merges")
    kept = models.ForeignKey("kernel.Person", on_delete=models.PROTECT, related_name="+")
    gone = models.ForeignKey("kernel.Person", on_delete=models.PROTECT, related_name="+")
    moved = models.JSONField(default=dict)  # model's label -> ids that pointed at `gone`
    held = models.JSONField(default=list)  # memberships that the merge made 待核实
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("人员合并")
        verbose_name_plural = _("人员合并")
