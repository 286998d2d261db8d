"""Fields that lie encrypted in the database, by declaration: sealed as they are written, opened as they are read.

Code sees the value; the database sees ciphertext under the house key (access/cipher.py). Such a field can be asked
whether it is blank, and, with a `BlindIndex` beside it, whether it equals a text; anything else raises FieldError.
What it may not be part of (filters, sorting, figures, constraints), sealing.py refuses at declaration.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import FieldDoesNotExist, FieldError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.expressions import Col
from django.db.models.lookups import Exact, In, IsNull
from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.access.cipher import blind, blinds, field_open, field_seal

WIDTH = 70  # characters: number and suite of the key, and 32 bytes, in hexadecimal


def index_of(text: str) -> str:
    """What a text stands under in a blind index."""
    return blind(_normal(text)).hex()


def _normal(text: str) -> str:
    return f"text|{''.join(text.split()).upper()}"


class Sealed(models.Field[Any, Any]):
    """Makes a field of any plain type one that lies encrypted."""

    seals = True

    @property
    def plain_type(self) -> str:
        """The kind of field that code and pages see."""
        return str(super().get_internal_type())

    @property
    def index(self) -> BlindIndex | None:
        """The blind index beside it."""
        return next(
            (f for f in self.model._meta.concrete_fields if isinstance(f, BlindIndex) and f.of == self.name), None
        )

    def get_internal_type(self) -> str:
        return "BinaryField"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if not prepared:
            value = self.get_prep_value(value)
        if value is None or hasattr(value, "resolve_expression") or isinstance(value, bytes | memoryview):
            return value
        text = force_str(value)
        return connection.Database.Binary(field_seal(text) if text else b"")

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        return value if hasattr(value, "as_sql") else self.get_db_prep_value(value, connection)

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Any:
        if value is None:
            return None
        return self.to_python(field_open(value)) if len(value) else ""

    def get_lookup(self, lookup_name: str) -> Any:
        return {"exact": SealedExact, "in": SealedIn, "isnull": IsNull}.get(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        return Raw if lookup_name == "raw" else None


class SealedCharField(Sealed, models.CharField[Any, Any]):
    """A short text; `max_length` holds for the text, not for what is stored."""


class SealedTextField(Sealed, models.TextField[Any, Any]):
    """A long text."""


class SealedDecimalField(Sealed, models.DecimalField[Any, Any]):
    """An amount in yuan; never below nothing, since no constraint of the database can say so."""

    default_validators = [MinValueValidator(0, message=_("金额不能为负数"))]


class SealedDateField(Sealed, models.DateField[Any, Any]):
    """A day."""


class BlindIndex(models.CharField[Any, Any]):
    """Beside a sealed text: a keyed digest by which equal texts meet and nothing can be read."""

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        self.of = of
        kwargs |= {"max_length": WIDTH, "null": True, "editable": False, "db_index": True}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for each in ("max_length", "null", "editable", "db_index"):
            kwargs.pop(each, None)
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        text = getattr(model_instance, self.of)
        made = index_of(text) if text else None
        setattr(model_instance, self.attname, made)
        return made


def with_indexes(model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    """Values by field name, and the blind indexes that belong to them."""
    found = {f.name: values[f.of] for f in model._meta.concrete_fields if isinstance(f, BlindIndex) and f.of in values}
    return {**values, **{name: index_of(text) if text else None for name, text in found.items()}}


def fill_indexes(model: type[models.Model], records: Iterable[models.Model]) -> None:
    """Reckon the blind indexes of records that are written without `save`."""
    indexes = [field for field in model._meta.concrete_fields if isinstance(field, BlindIndex)]
    for record in records if indexes else ():
        for field in indexes:
            field.pre_save(record, True)


def index_names(model: type[models.Model], names: Any) -> list[str]:
    """The blind indexes that must be written with these fields."""
    return [f.name for f in model._meta.concrete_fields if isinstance(f, BlindIndex) and f.of in names]


def sealed_fields(model: type[models.Model]) -> list[Sealed]:
    """The fields of a model that lie encrypted."""
    return [field for field in model._meta.concrete_fields if isinstance(field, Sealed)]


def is_sealed(model: type[models.Model], lookup: str) -> bool:
    """Whether a lookup ends in a field that lies encrypted."""
    at: Any = model
    for step in lookup.split("__"):
        try:
            field = at._meta.get_field(step)
        except FieldDoesNotExist:
            return False
        if isinstance(field, Sealed):
            return True
        at = field.related_model
        if at is None:
            return False
    return False


class Raw(models.Transform):
    """`<field>__raw`: what lies in the database."""

    lookup_name = "raw"
    output_field = models.BinaryField()

    def as_sql(self, compiler: Any, connection: Any, *_given: Any, **_more: Any) -> Any:
        return compiler.compile(self.lhs)


class _Equal:
    """Equality: with nothing, by the length of nothing; with a text, by the blind index beside the field."""

    lhs: Any
    rhs: Any

    def get_prep_lookup(self) -> Any:
        return self.rhs

    def _sql(self, compiler: Any, values: list[Any]) -> Any:
        texts = [str(value) for value in values if value not in (None, "")]
        field = self.lhs.target
        made: list[Any] = []
        if len(texts) < len(values):
            made.append(Exact(Col(self.lhs.alias, field, models.BinaryField()), b""))
        if texts:
            index = field.index
            if index is None:
                raise FieldError(f"{field.model.__name__}.{field.name} is encrypted and has no blind index")
            digests = [each.hex() for text in texts for each in blinds(_normal(text))]
            made.append(In(Col(self.lhs.alias, index), digests))
        parts = [compiler.compile(each) for each in made]
        return "(" + " OR ".join(sql for sql, _ in parts) + ")", [p for _, params in parts for p in params]


class SealedExact(_Equal, Exact):
    def as_sql(self, compiler: Any, _connection: Any) -> Any:
        return self._sql(compiler, [self.rhs])


class SealedIn(_Equal, In):
    def as_sql(self, compiler: Any, _connection: Any) -> Any:
        return self._sql(compiler, list(self.rhs))
