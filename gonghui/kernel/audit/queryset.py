"""The queryset of kept things: bulk writes are logged too, deleting is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, models, transaction
from django.db.models import QuerySet
from django.db.models.query import ModelIterable

from gonghui.kernel.audit.acting import require_acting

AT_ONCE = 500  # records marked together while many are read
_Row = TypeVar("_Row", bound=models.Model, covariant=True)


class RecordQuerySet(QuerySet[_Row, _Row]):
    """Adds `counted` and `marked`, and logs every bulk write."""

    _marking: Callable[[list[Any]], None] | None = None

    def counted(self) -> RecordQuerySet[_Row]:
        """Only what counts: neither held as a conflict nor voided."""
        return self.filter(state="active")

    def marked(self, marking: Callable[[list[Any]], None]) -> RecordQuerySet[_Row]:
        """Whatever records are read of this, and of all that is made of it, go through `marking` before anybody sees them."""
        found = self.all()
        found._marking = marking
        return found

    def _clone(self) -> Any:
        found = super()._clone()  # type: ignore[misc]  # Django's own way of handing on, unknown to the stubs
        found._marking = self._marking
        return found

    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        super()._fetch_all()
        if fresh and self._marking is not None and self._result_cache and self._iterable_class is ModelIterable:
            self._marking(self._result_cache)

    def iterator(self, chunk_size: int | None = None) -> Iterator[_Row]:
        rows = super().iterator(chunk_size)
        if self._marking is None or self._iterable_class is not ModelIterable:
            return rows
        return self._marked_in_turn(rows, self._marking)

    @staticmethod
    def _marked_in_turn(rows: Iterator[_Row], marking: Callable[[list[Any]], None]) -> Iterator[_Row]:
        while some := list(islice(rows, AT_ONCE)):
            marking(some)
            yield from some

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        from gonghui.kernel.audit.writing import log_bulk_add
        from gonghui.kernel.figures.tallies.following import added

        require_acting()
        with transaction.atomic():
            made = super().bulk_create(objs, *args, **kwargs)
            log_bulk_add(made)
            added(self.model, [row.pk for row in made])
        return made

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None) -> int:
        from gonghui.kernel.audit.rows import change_rows
        from gonghui.kernel.audit.writing import as_logged, log, unlogged
        from gonghui.kernel.figures.tallies.following import following
        from gonghui.kernel.ledger.sealed import fill_indexes, index_names

        require_acting()
        objs, fields = list(objs), list(fields)
        indexes = index_names(self.model, fields)
        names = {f: self.model._meta.get_field(f).attname for f in fields}  # type: ignore[union-attr]  # concrete fields only
        ids = [obj.pk for obj in objs]
        with transaction.atomic(), following(self.model, ids, fields):
            before = self.model._base_manager.filter(pk__in=ids)
            stored = {row["id"]: row for row in before.values("id", *names.values())}
            fill_indexes(self.model, objs if indexes else ())
            if any(hasattr(getattr(obj, name), "resolve_expression") for obj in objs for name in names.values()):
                bare: QuerySet[Any] = QuerySet(self.model, using=self.db)  # ours would log its updates again
                bare.bulk_update(objs, [*fields, *indexes], batch_size)
            else:
                written = [*fields, *indexes]
                change_rows(self.model, written, [_prepared(obj, written) for obj in objs])
            rows = []
            told = {f: a for f, a in names.items() if f not in unlogged(self.model)}
            for obj in objs:
                old = {f: as_logged(f, stored[obj.pk][a]) for f, a in told.items()}
                new = {f: as_logged(f, getattr(obj, a)) for f, a in told.items()}
                rows.append((obj, self.model, old, new))
            log("change", rows)
        return len(objs)

    def update(self, **values: Any) -> int:
        from gonghui.kernel.audit.writing import log_update
        from gonghui.kernel.figures.tallies.following import following
        from gonghui.kernel.ledger.sealed import with_indexes

        require_acting()
        with transaction.atomic():
            before = list(self.order_by().values("id", *values))
            with following(self.model, [row["id"] for row in before], values):
                count = super().update(**with_indexes(self.model, values))
            log_update(self.model, before, values)
        return count

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("records are never deleted: void(reason) them")


def _prepared(obj: models.Model, fields: Iterable[str]) -> list[Any]:
    """The values of these fields as the database has them, then the key."""
    meta = obj._meta
    own: list[Any] = [meta.get_field(name) for name in fields]
    return [*(field.get_db_prep_save(getattr(obj, field.attname), connection) for field in own), obj.pk]


# the default manager of kept things
RecordManager = models.Manager.from_queryset(RecordQuerySet)
