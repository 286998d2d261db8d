"""The base of every record, and the small parts records are made of."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from functools import cache
from typing import Any, ClassVar, TypeVar

import uuid6
from django.db import models
from django.db.models.base import ModelState
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.audit.queryset import RecordManager

M = TypeVar("M", bound=models.Model)


def new_uid() -> uuid.UUID:
    """A UUIDv7: sortable by time, safe in URLs."""
    return uuid.UUID(bytes=uuid6.uuid7().bytes)


@cache
def column_defaults(model: type[models.Model]) -> dict[str, Any]:
    """Each column's default; None where one is made anew for each record (uid)."""
    fields = model._meta.concrete_fields
    return {f.attname: None if f.has_default() and callable(f.default) else f.get_default() for f in fields}


def unsaved(model: type[M], values: dict[str, Any]) -> M:
    """A new record from values by column (union_id, not union), for rosters: a fifth of the cost of calling the model.

    Whoever calls gives every field whose default is made anew (uid). Raises TypeError for a name that is no column.
    """
    defaults = column_defaults(model)
    if not values.keys() <= defaults.keys():
        raise TypeError(f"{model.__name__} has no column {', '.join(values.keys() - defaults.keys())}")
    record = model.__new__(model)
    record._state = ModelState()
    record.__dict__.update(defaults)
    record.__dict__.update(values)
    return record


class State(models.TextChoices):
    ACTIVE = "active", _("有效")
    HELD = "held", _("待核实")  # a conflict to settle: counted nowhere
    VOIDED = "voided", _("已作废")


class Kept(models.Model):
    """Anything the office keeps: never deleted, only voided with a reason; every write is logged."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    state = models.CharField(_("记录状态"), max_length=8, choices=State.choices, default=State.ACTIVE, editable=False)
    state_reason = models.CharField(_("状态说明"), max_length=200, blank=True, editable=False)
    source = models.ForeignKey(
        "kernel.Intake", models.PROTECT, verbose_name=_("导入批次"), null=True, blank=True, editable=False,
        related_name="+",
    )  # fmt: skip
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True, editable=False)

    objects = RecordManager()
    personal: ClassVar[tuple[str, ...]] = ()  # fields that tell of a person: the change log keeps them under its key

    class Meta:
        abstract = True

    def __str__(self) -> str:
        from gonghui.kernel.ledger.titles import title_of

        return title_of(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        from gonghui.kernel.audit.writing import save_logged

        save_logged(self, super().save, *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("a record is never deleted: void(reason) it")

    def void(self, reason: str) -> None:
        """Take the record out of every count, keeping it and its reason."""
        self.state, self.state_reason = State.VOIDED, reason
        self.save(update_fields=["state", "state_reason"])


class PartQuerySet(models.QuerySet[Any]):
    """Parts of records: the figures that look at them follow every write."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        from gonghui.kernel.figures.tallies.following import following_parts

        rows = list(objs)
        with following_parts(self.model, [getattr(row, f"{self.model.follows}_id") for row in rows]):
            return super().bulk_create(rows, *args, **kwargs)

    def _owners(self) -> list[int]:
        return list(self.order_by().values_list(self.model.follows, flat=True))

    def update(self, **values: Any) -> int:
        from gonghui.kernel.figures.tallies.following import following_parts

        with following_parts(self.model, self._owners()):
            return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        from gonghui.kernel.figures.tallies.following import following_parts

        with following_parts(self.model, self._owners()):
            return super().delete()


class Part(models.Model):
    """One of several values of a record (a theme of an event) that figures look at; `follows` names the way to it."""

    follows = ""

    objects = models.Manager.from_queryset(PartQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        from gonghui.kernel.figures.tallies.following import following_parts

        with following_parts(type(self), [getattr(self, f"{self.follows}_id")]):
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        from gonghui.kernel.figures.tallies.following import following_parts

        with following_parts(type(self), [getattr(self, f"{self.follows}_id")]):
            return super().delete(*args, **kwargs)


class Record(Kept):
    """A piece of union work kept by one union, with what was done, what came of it and whom it is about."""

    union = models.ForeignKey(
        "kernel.Union", verbose_name=_("所属工会"), on_delete=models.PROTECT, related_name="%(class)ss"
    )
    done = models.TextField(_("做法"), blank=True, help_text=_("做了什么、怎么做的，总结会引用"))
    effect = models.TextField(_("成效"), blank=True, help_text=_("取得的效果，总结会引用"))
    example = models.TextField(_("典型"), blank=True, help_text=_("典型人物或事例，总结会引用"))
    remarks = models.CharField(_("备注"), max_length=500, blank=True)

    class Meta:
        abstract = True


class OfEmployer(models.Model):
    """A record about an employer. Intake resolves the name; the record's union is then the one covering it."""

    employer = models.ForeignKey(
        "kernel.Employer", models.PROTECT, verbose_name=_("单位名称"), null=True, blank=True, related_name="%(class)ss"
    )

    class Meta:
        abstract = True


class OfPerson(models.Model):
    """A record about a person: linked by document number where one is given, by name alone never."""

    person = models.ForeignKey(
        "kernel.Person", models.PROTECT, verbose_name=_("人员"), null=True, blank=True, editable=False,
        related_name="%(class)ss",
    )  # fmt: skip
    person_name = models.CharField(_("姓名"), max_length=60, blank=True)

    class Meta:
        abstract = True


class OfMatter(models.Model):
    """A record that is one story of a matter (complaint, legal aid, dispute, back pay of one case)."""

    matter = models.ForeignKey(
        "kernel.Matter", models.PROTECT, verbose_name=_("所属事项"), null=True, blank=True, related_name="%(class)ss"
    )

    class Meta:
        abstract = True
