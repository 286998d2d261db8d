"""What is no record and may be deleted, yet holds people's or offices' data: every write of it stands in the log too.

A record (`Kept`) logs itself. `UNTRACED` says of every other model of ours why its writes have no line of their own; a test
holds the list against all models, so that a new one must say something.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models, transaction

from gonghui.kernel.audit.acting import require_acting
from gonghui.kernel.audit.writing import log, plain

GONE = "void"  # as the log calls it: the row is there no more

BY_ITS_ACT = "the act that writes it logs it, with its reason"
OF_THE_LOG = "the log itself, sealed and verified"
DERIVED = "derived in the same act from a record that is logged; the doctor counts it again"
WITH_ITS_RECORD = "written in the same act as a record or batch that is logged and that it belongs to"
OF_THE_ACCOUNT = "the account's own working state, read by nobody else"
OF_THE_BATCH = "the batch is the log's own key: it says who, when, why and from which file"
FROZEN = "frozen in the act of issuing or submitting, which is logged with its digest"
NO_DATA = "says nothing of people or offices"

UNTRACED: dict[str, str] = {
    "kernel.accountstate": OF_THE_ACCOUNT,
    "kernel.oldpassword": OF_THE_ACCOUNT,
    "kernel.tries": NO_DATA,
    "kernel.grant": BY_ITS_ACT,
    "kernel.invitation": BY_ITS_ACT,
    "kernel.attachedfile": WITH_ITS_RECORD,
    "kernel.change": OF_THE_LOG,
    "kernel.seal": OF_THE_LOG,
    "kernel.logkey": OF_THE_LOG,
    "kernel.draft": OF_THE_ACCOUNT,
    "kernel.entry": WITH_ITS_RECORD,
    "kernel.document": BY_ITS_ACT,
    "kernel.documentnumber": BY_ITS_ACT,
    "kernel.version": WITH_ITS_RECORD,
    "kernel.assignment": BY_ITS_ACT,
    "kernel.oldfile": WITH_ITS_RECORD,
    "kernel.frozenfigure": FROZEN,
    "kernel.savedindicator": BY_ITS_ACT,
    "kernel.talliedunion": DERIVED,
    "kernel.talliedmeasure": DERIVED,
    "kernel.tally": DERIVED,
    "kernel.waiting": DERIVED,
    "kernel.intake": OF_THE_BATCH,
    "kernel.intakefile": OF_THE_BATCH,
    "kernel.trail": OF_THE_BATCH,
    "kernel.keychange": BY_ITS_ACT,
    "kernel.matchrow": WITH_ITS_RECORD,
    "kernel.finding": BY_ITS_ACT,
    "kernel.eventtheme": BY_ITS_ACT,
    "kernel.ancestry": DERIVED,
    "kernel.pastvalue": WITH_ITS_RECORD,
    "kernel.statement": OF_THE_BATCH,
    "kernel.register": WITH_ITS_RECORD,
    "kernel.keptmeaning": BY_ITS_ACT,
    "kernel.parameter": BY_ITS_ACT,
    "kernel.holiday": NO_DATA,
    "kernel.rulechoice": BY_ITS_ACT,
    "kernel.frozencell": FROZEN,
}


class TracedQuerySet(models.QuerySet[Any]):
    """Every write leaves a line, as those of records do."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        require_acting()
        with transaction.atomic():
            made = super().bulk_create(objs, *args, **kwargs)
            log("add", [(row.traced_as, self.model, {}, row.told()) for row in made])
        return made

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None) -> int:
        require_acting()
        objs, fields = list(objs), list(fields)
        with transaction.atomic():
            before = {row.pk_text: row.told() for row in self.model._base_manager.filter(pk__in=[o.pk for o in objs])}
            bare: models.QuerySet[Any] = models.QuerySet(self.model, using=self.db)  # ours would log its updates again
            count = bare.bulk_update(objs, fields, batch_size)
            _log_changes(self.model, [(row, before.get(row.pk_text, {})) for row in objs])
        return count

    def update(self, **values: Any) -> int:
        require_acting()
        with transaction.atomic():
            before = {row.pk_text: (row.pk, row.told()) for row in self}
            count = super().update(**values)
            after = self.model._base_manager.filter(pk__in=[pk for pk, _told in before.values()])
            _log_changes(self.model, [(row, before[row.pk_text][1]) for row in after])
        return count

    def delete(self) -> tuple[int, dict[str, int]]:
        require_acting()
        with transaction.atomic():
            gone: list[tuple[int, type[Any], dict[str, Any], dict[str, Any]]] = [
                (row.traced_as, self.model, row.told(), {}) for row in self
            ]
            found = super().delete()
            log(GONE, gone)
        return found


class Traced(models.Model):
    """A model whose rows come and go, each time with a line in the log. `untold`: fields that the log leaves out."""

    objects = models.Manager.from_queryset(TracedQuerySet)()
    untold: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    @property
    def traced_as(self) -> int:
        """The number that the log calls the row by."""
        number: int = self.pk
        return number

    @property
    def pk_text(self) -> Any:
        return bytes(self.pk) if isinstance(self.pk, (bytes, memoryview)) else self.pk

    def told(self) -> dict[str, Any]:
        """The row's values for the log: no bytes (a file, a digest of a number), nothing blank."""
        fields = [f for f in self._meta.concrete_fields if not isinstance(f, models.BinaryField)]
        values = {f.name: getattr(self, f.attname) for f in fields if f.name not in ("id", *self.untold)}
        return {name: plain(value) for name, value in values.items() if value not in (None, "")}

    def save(self, *args: Any, **kwargs: Any) -> None:
        require_acting()
        with transaction.atomic():
            old = None if self._state.adding else type(self)._base_manager.filter(pk=self.pk).first()
            super().save(*args, **kwargs)
            if old is None:
                log("add", [(self.traced_as, type(self), {}, self.told())])
            else:
                _log_changes(type(self), [(self, old.told())])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        require_acting()
        with transaction.atomic():
            number, before = self.traced_as, self.told()
            found = super().delete(*args, **kwargs)
            log(GONE, [(number, type(self), before, {})])
        return found


def _log_changes(model: type[Traced], rows: Iterable[tuple[Any, dict[str, Any]]]) -> None:
    """A line for each row that is not as it was, with what differs."""
    lines = []
    for row, was in rows:
        now = row.told()
        names = sorted(name for name in was.keys() | now.keys() if was.get(name) != now.get(name))
        if names:
            lines.append((row.traced_as, model, {n: was.get(n) for n in names}, {n: now.get(n) for n in names}))
    log("change", lines)
