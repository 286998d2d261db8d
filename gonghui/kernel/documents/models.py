"""Documents: a draft lives, an issued one is frozen, a number is given once."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.periods.period import Period


def _uid() -> uuid.UUID:
    from gonghui.kernel.ledger.record import new_uid

    return new_uid()


class Document(models.Model):
    """A text with figure slots, of one union about one period."""

    class State(models.TextChoices):
        DRAFT = "draft", _("起草中")
        REVIEW = "review", _("审核中")
        ISSUED = "issued", _("已定稿")
        PUBLISHED = "published", _("已印发")
        WITHDRAWN = "withdrawn", _("已撤回")

    OPEN = (State.DRAFT, State.REVIEW)
    FINAL = (State.ISSUED, State.PUBLISHED, State.WITHDRAWN)

    uid = models.UUIDField(default=_uid, unique=True, editable=False)
    union = models.ForeignKey(
        "kernel.Union", verbose_name=_("工会"), on_delete=models.PROTECT, related_name="documents"
    )
    kind = models.CharField(_("文种"), max_length=20, default="summary")
    period = models.CharField(_("期间"), max_length=40)
    title = models.CharField(_("标题"), max_length=200)
    body = models.JSONField(default=dict)  # documents.structure.Document
    left_out = models.JSONField(default=list)  # sections without records, for the author to know
    basis = models.CharField(_("依据的记录"), max_length=100, blank=True)  # ledger/uid
    answers = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies")
    rolled_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="rolled")
    marks = models.JSONField(
        default=list
    )  # sentences that a roll-forward or a file brought back changed or could not fill
    cleared = models.JSONField(default=list)  # names that are not those of the people in need who bear them
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.DRAFT)
    state_reason = models.CharField(_("状态说明"), max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    drift_known = models.JSONField(default=dict)  # documents.drifting: what had drifted up to which change

    class Meta:
        verbose_name = _("材料")
        verbose_name_plural = _("材料")
        indexes = [models.Index(fields=["union", "state"], name="document_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def number(self) -> str:
        """Its 发文字号, empty where none was given."""
        return str((self.body or {}).get("number") or "")

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class DocumentNumber(models.Model):
    """A number of one series (发文机关代字) and year: given once, kept also when the document is withdrawn."""

    union = models.ForeignKey("kernel.Union", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(_("发文机关代字"), max_length=30)
    year = models.PositiveSmallIntegerField(_("年份"))
    sequence = models.PositiveIntegerField(_("序号"))
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="numbered")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["union", "code", "year", "sequence"], name="document_number_once"),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="document_number_from_one"),
        ]


class Version(models.Model):
    """A document as it stood after one change: who made it, when, and why."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    body = models.JSONField()
    reason = models.CharField(max_length=300)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="version_once")]


class Assignment(models.Model):
    """A section given to a department or an account, to be delivered by a day and put together by the office."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="assignments")
    section = models.CharField(max_length=40)  # Heading.section
    department = models.ForeignKey(
        "kernel.Department", verbose_name=_("部门"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("填报人"), null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(_("完成期限"))
    delivered_at = models.DateTimeField(null=True)
    delivered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("正文"), blank=True)  # what was delivered; goes into the document when it is put together
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "section"], name="section_assigned_once")]


class OldFile(models.Model):
    """A file that a document was made from: its layout carries the draft, its figures were bound on a page."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="old_file")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    text = models.TextField()  # paragraphs and table rows in order, one to a line
    bindings = models.JSONField(default=list)  # documents.oldfile.Bound


class FrozenFigure(models.Model):
    """A figure as issued: value, parts, definition and the very records; later drift is shown, never written over."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="figures")
    slot = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    union = models.ForeignKey("kernel.Union", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=40)
    figure = models.JSONField()
    definition_digest = models.CharField(max_length=64)
    records_digest = models.CharField(max_length=64)
    records = models.JSONField()  # [[model label, id], …]
    text = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "slot"], name="frozen_slot_once")]

    @property
    def period_label(self) -> str:
        return Period.parse(self.period).label
