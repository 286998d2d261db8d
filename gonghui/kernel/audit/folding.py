"""What the change log says each record is, against what the record is: an edit that went past the log shows here."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from itertools import groupby, islice
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from gonghui.kernel.audit.models import Change
from gonghui.kernel.audit.queryset import RecordQuerySet
from gonghui.kernel.audit.veiling import HIDDEN, unveil
from gonghui.kernel.audit.verifying import Finding
from gonghui.kernel.audit.writing import snapshot

CHUNK = 2_000


def kept_models() -> list[type[models.Model]]:
    """Every model whose writes are logged."""
    return [m for m in apps.get_models() if isinstance(m._default_manager.get_queryset(), RecordQuerySet)]


def fold() -> Iterator[Finding]:
    """Every record that is not what its lines of the change log make of it, that has none, or that is gone."""
    for model in kept_models():
        stored = model._base_manager.order_by("pk").iterator(chunk_size=CHUNK)
        yield from _compare(model, stored, _said(model))


def _said(model: type[models.Model]) -> Iterator[tuple[int, dict[str, Any]]]:
    """(object id, its values by the log) in the order of ids."""
    lines = Change.objects.filter(model=model._meta.label_lower).exclude(action=Change.Action.OPEN)
    rows = lines.order_by("object_id", "pk").values_list("object_id", "after").iterator(chunk_size=CHUNK)
    for pk, own in groupby(_opened(model._meta.label_lower, rows), key=lambda row: row[0]):
        values: dict[str, Any] = {}
        for _pk, after in own:
            values.update(after)
        yield pk, values


def _opened(label: str, rows: Iterator[tuple[int, dict[str, Any]]]) -> Iterator[tuple[int, dict[str, Any]]]:
    while part := list(islice(rows, CHUNK)):
        sides = unveil([(label, pk, after) for pk, after in part], full=True)
        yield from ((pk, side) for (pk, _after), side in zip(part, sides, strict=True))


def _compare(
    model: type[models.Model], stored: Iterator[models.Model], said: Iterator[tuple[int, dict[str, Any]]]
) -> Iterator[Finding]:
    name = str(model._meta.verbose_name)
    record, line = next(stored, None), next(said, None)
    while record is not None or line is not None:
        if line is None or (record is not None and record.pk < line[0]):
            assert record is not None
            yield Finding(
                "record_added", _("%(model)s第 %(n)s 号没有登记过：绕开系统添进来的") % {"model": name, "n": record.pk}
            )
            record = next(stored, None)
        elif record is None or line[0] < record.pk:
            yield Finding("record_removed", _("%(model)s第 %(n)s 号登记过，现在不见了") % {"model": name, "n": line[0]})
            line = next(said, None)
        else:
            wrong = _different(record, line[1])
            if wrong:
                fields = "、".join(str(record._meta.get_field(field).verbose_name) for field in wrong)  # type: ignore[union-attr]  # columns only
                told = {"model": name, "n": record.pk, "fields": fields}
                yield Finding("record_changed", _("%(model)s第 %(n)s 号的%(fields)s绕开系统改过") % told)
            record, line = next(stored, None), next(said, None)


def _different(record: models.Model, said: dict[str, Any]) -> list[str]:
    now = snapshot(record)
    names = [f.name for f in record._meta.concrete_fields if f.name in now or f.name in said]
    return [name for name in names if not _same(now.get(name), said.get(name)) and not _hides(now, said, name)]


def _same(now: Any, said: Any) -> bool:
    """Nothing is nothing, and 100 yuan are 100.00 yuan: an amount is told as it was given, and read as it is kept."""
    if now in (None, "") or said in (None, ""):
        return now in (None, "") and said in (None, "")
    if now == said or not isinstance(now, str) or isinstance(said, bool):
        return bool(now == said)
    try:
        return Decimal(now) == Decimal(str(said))
    except InvalidOperation:
        return False


def _hides(now: dict[str, Any], said: dict[str, Any], name: str) -> bool:
    """The key of the person is destroyed, or the value lies under it in the record too: that it was given is all the log knows."""
    return HIDDEN in (now.get(name), said.get(name))
