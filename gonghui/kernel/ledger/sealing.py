"""What a declaration may not do with a field that lies encrypted, and the migration that seals what lies in the open.

Nothing may sort, filter, count, total, compare or constrain what the database cannot read: it would say something else
than meant, or give the value away. A declaration that asks for it is refused when the program starts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.migrations.operations.base import Operation
from django.db.models import Q
from django.db.models.expressions import F

from gonghui.kernel.access.cipher import field_open, field_seal
from gonghui.kernel.ledger.declaration import Ledger, ledgers
from gonghui.kernel.ledger.sealed import BlindIndex, Sealed, index_of, is_sealed, sealed_fields

CHUNK = 500


class SealedUse(ImproperlyConfigured):
    """A declaration asks the database for what lies encrypted."""


def lookups(condition: Any) -> Iterator[str]:
    """Every field that a condition looks at."""
    for child in condition.children:
        if isinstance(child, Q):
            yield from lookups(child)
        elif isinstance(child, tuple):
            yield child[0]
            if isinstance(child[1], F):
                yield str(vars(child[1])["name"])


def refuse(model: type[models.Model], used: Iterable[str], by: str) -> None:
    """Raises SealedUse where one of the lookups ends in a field that lies encrypted."""
    for lookup in used:
        if lookup and is_sealed(model, lookup):
            raise SealedUse(f"{by}: {model.__name__}.{lookup} is encrypted")


def refuse_wrong() -> None:
    """Hold every ledger and constraint against the fields that lie encrypted; figures hold themselves. Raises SealedUse."""
    for slug, each in ledgers().items():
        _refuse_of(slug, each)


def _refuse_of(slug: str, each: Ledger) -> None:
    by = f"ledger {slug}"
    refuse(each.model, [*each.filters, *each.key, *each.dated, each.date], by)
    for lookup in each.search:
        if is_sealed(each.model, lookup) and ("__" in lookup or _field(each.model, lookup).index is None):
            raise SealedUse(f"{by}: {lookup} is encrypted and has no blind index to search")
    for rule in each.model._meta.constraints:
        if isinstance(rule, models.CheckConstraint):
            refuse(each.model, lookups(rule.condition), rule.name)
    open_ones = [name for name in each.sensitive if each.has(name) and not is_sealed(each.model, name)]
    if open_ones:
        raise SealedUse(f"{by}: {', '.join(open_ones)} is declared sensitive and lies in the open")


def _field(model: type[models.Model], name: str) -> Sealed:
    return next(field for field in sealed_fields(model) if field.name == name)


# --- migrations -------------------------------------------------------------------------------------------------------


class Seal(Operation):
    """Seals fields of a model that lay in the open, and back; its blind indexes are there already. One pass over the table."""

    reversible = True
    elidable = True  # an empty database has nothing to seal

    def __init__(self, model: str, fields: Mapping[str, models.Field[Any, Any]]) -> None:
        self.model, self.fields = model, fields

    def state_forwards(self, app_label: str, state: Any) -> None:
        for name, field in self.fields.items():
            state.alter_field(app_label, self.model, name, field, preserve_default=True)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        old, new = (state.apps.get_model(app_label, self.model) for state in (from_state, to_state))
        if schema_editor.connection.vendor == "sqlite":
            schema_editor._remake_table(old, alter_fields=self._pairs(old, new))
        else:
            self._retype(schema_editor, new, "convert_to({column}::text, 'UTF8')")
        self._rewrite(schema_editor, new, _sealed)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        new, old = (state.apps.get_model(app_label, self.model) for state in (from_state, to_state))
        self._rewrite(schema_editor, new, _opened)
        if schema_editor.connection.vendor == "sqlite":
            schema_editor._remake_table(new, alter_fields=self._pairs(new, old))
        else:
            self._retype(schema_editor, old, "{read}::{kind}")

    def describe(self) -> str:
        return f"Seal {', '.join(self.fields)} of {self.model}"

    def _pairs(self, old: Any, new: Any) -> list[tuple[Any, Any]]:
        return [(old._meta.get_field(name), new._meta.get_field(name)) for name in self.fields]

    def _retype(self, editor: Any, to: Any, using: str) -> None:
        table = editor.quote_name(to._meta.db_table)
        for name in self.fields:
            field = to._meta.get_field(name)
            column, kind = editor.quote_name(field.column), field.db_type(editor.connection)
            text = f"convert_from({column}, 'UTF8')"
            read = text if isinstance(field, models.CharField | models.TextField) else f"NULLIF({text}, '')"
            cast = using.format(column=column, read=read, kind=kind)
            editor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE {kind} USING {cast}")

    def _rewrite(self, editor: Any, model: Any, change: Any) -> None:
        """Every value by itself, in batches, past the fields that would read it otherwise."""
        quote, names = editor.quote_name, list(self.fields)
        indexes = {f: f.of for f in model._meta.concrete_fields if isinstance(f, BlindIndex) and f.of in names}
        table, own = quote(model._meta.db_table), quote(model._meta.pk.column)
        columns = [quote(model._meta.get_field(name).column) for name in names]
        targets = [*columns, *(quote(index.column) for index in indexes)]
        sets = ", ".join(f"{column} = %s" for column in targets)
        binary, last = editor.connection.Database.Binary, 0
        with editor.connection.cursor() as cursor:
            while True:
                cursor.execute(
                    f"SELECT {own}, {', '.join(columns)} FROM {table} WHERE {own} > %s ORDER BY {own} LIMIT {CHUNK}",  # noqa: S608 - names of ours
                    [last],
                )
                rows = cursor.fetchall()
                if not rows:
                    editor.connection.check_constraints()  # PostgreSQL shapes no table whose checks are still waiting
                    return
                last, written = rows[-1][0], []
                for pk, *values in rows:
                    texts = dict(zip(names, map(_text, values), strict=True))
                    made = [change(value, binary) for value in values]
                    written.append(
                        [*made, *(index_of(texts[of]) if texts[of] else None for of in indexes.values()), pk]
                    )
                cursor.executemany(f"UPDATE {table} SET {sets} WHERE {own} = %s", written)  # noqa: S608 - names of ours


def _text(value: Any) -> str:
    """What lay in the open: bytes on PostgreSQL, anything on SQLite."""
    return bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value or "")


def _sealed(value: Any, binary: Any) -> Any:
    if value is None:
        return None
    text = _text(value)
    return binary(field_seal(text) if text else b"")


def _opened(value: Any, binary: Any) -> Any:
    if value is None:
        return None
    text = field_open(value) if len(value) else ""
    return binary(text.encode()) if binary is not memoryview else text
