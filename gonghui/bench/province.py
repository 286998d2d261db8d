"""A province made inside the database: five levels of unions, members and records by the million, in the server's own time.

The change log has one line for each batch, with the ids from and to which its rows go. Foreign keys are right by construction: the
n-th grassroots union has the n-th employer, the n-th membership the n-th person.
"""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from gonghui.kernel.access.cipher import field_seal
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.queryset import RecordQuerySet
from gonghui.kernel.audit.writing import log
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.ledger.sealed import Sealed
from gonghui.kernel.matters.models import Event, EventTheme
from gonghui.kernel.organisations.kinds import Level, Operating, Ownership, UnionKind
from gonghui.kernel.organisations.models import Employer, Register, Union
from gonghui.kernel.people.models import Membership, Person

FIRST_DAY = "2024-07-01"
DAYS = 730
PIECE = 500_000  # rows for each statement
OWNERSHIPS = (Ownership.PRIVATE, Ownership.STATE, Ownership.RESTRUCTURED, Ownership.FOREIGN)
LEVELS = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWN, Level.GRASSROOTS)
SEALED = {
    "CharField": "测量",
    "TextField": "测量所写的一段话",
    "DecimalField": "500",
    "DateField": "2026-01-31",
}  # what lies sealed


def postgres() -> bool:
    return connection.vendor == "postgresql"


def sizes(unions: int) -> list[int]:
    """Unions for each level: one province, a city for 5,000, a county for 500, a town for 40, the rest grassroots."""
    upper = [1, max(1, unions // 5000), max(2, unions // 500), max(4, unions // 40)]
    return [*upper, max(1, unions - sum(upper))]


# --- expressions -----------------------------------------------------------------------------------------------------


def whole(below: int) -> str:
    """A chance whole number, 0 to below-1."""
    return f"floor(random()*{below})::int" if postgres() else f"(abs(random())%{below})"


def one_of(values: Any) -> str:
    words = " ".join(f"WHEN {n} THEN {quoted(value)}" for n, value in enumerate(values))
    return f"(CASE {whole(len(values))} {words} END)"


def quoted(value: Any) -> str:
    if isinstance(value, bool):
        return ("true" if value else "false") if postgres() else str(int(value))
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(value)
    return "'" + str(getattr(value, "value", value)).replace("'", "''") + "'"


def sealed(plain: str) -> str:
    """One ciphertext for the whole column: the rows are as long as real ones, and making them costs no ciphers."""
    made = field_seal(plain).hex() if plain else ""
    return f"'\\x{made}'::bytea" if postgres() else f"x'{made}'"


def day_after(day: str, days: str) -> str:
    return f"({day} + {days})" if postgres() else f"date({day}, '+' || {days} || ' days')"


def uid(n: str, room: int) -> str:
    """A UUID in the order of writing; `room` tells the tables apart."""
    if postgres():
        return f"('0199{room:04x}-0000-7000-8000-' || lpad(to_hex({n}),12,'0'))::uuid"
    return f"printf('0199{room:04x}00007000800%013x', {n})"


def fill(model: type[models.Model], count: int, values: dict[str, str], source: str = "") -> int:
    """Insert `count` rows; `values`: column -> SQL over n (1…count) and the columns of `source`. Returns the first id."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    room = sum(map(ord, model._meta.label))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {table}")  # noqa: S608 - names of our own tables, here and below
        start = cursor.fetchone()[0]
        known = {f.attname: _default(f, start, room) for f in model._meta.concrete_fields if not f.primary_key} | values
        columns = {f.attname: quote(str(f.column)) for f in model._meta.concrete_fields}
        names = ", ".join(columns[name] for name in ["id", *known])
        for low in range(0, count, PIECE):
            high = min(low + PIECE, count)
            rows = _numbers(low + 1, high)
            inner = f"SELECT n{', ' + source if source else ''} FROM {rows}"  # noqa: S608
            what = ", ".join([f"n + {start}", *known.values()])
            once = f"WITH s AS MATERIALIZED ({inner})"  # else SQLite draws each chance number anew where it is used
            cursor.execute(f"INSERT INTO {table} ({names}) {once} SELECT {what} FROM s")  # noqa: S608
            _log(model, start + low + 1, start + high)
        if postgres():
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{model._meta.db_table}', 'id'), {start + count})")
    return int(start) + 1


def _log(model: type[models.Model], first: int, last: int) -> None:
    """One line for the whole batch, which opens to each of its rows by their ids."""
    if isinstance(model._default_manager.get_queryset(), RecordQuerySet):
        with acting(None, "测量数据"):
            log("add", [(first, model, {}, {"first": first, "last": last, "rows": last - first + 1})])


def _numbers(low: int, high: int) -> str:
    if postgres():
        return f"generate_series({low}, {high}) AS g(n)"
    return f"(WITH RECURSIVE g(n) AS (SELECT {low} UNION ALL SELECT n + 1 FROM g WHERE n < {high}) SELECT n FROM g)"  # noqa: S608


def _default(field: models.Field[Any, Any], start: int, room: int) -> str:
    if field.name == "uid":
        return uid(f"n + {start}", room)
    if field.name == "state":
        return "'active'"
    if getattr(field, "auto_now_add", False):
        return f"'{timezone.now():%Y-%m-%d %H:%M:%S}'" + ("::timestamptz" if postgres() else "")
    if field.null:
        return "NULL"
    if isinstance(field, Sealed):
        return sealed("")
    if isinstance(field, models.JSONField):
        return "'{}'" + ("::jsonb" if postgres() else "")
    if field.has_default() and not callable(field.default):
        return quoted(field.default)
    return "''" if isinstance(field, (models.CharField, models.TextField)) else "0"


# --- rows ------------------------------------------------------------------------------------------------------------


def make_unions(counts: list[int]) -> tuple[int, int]:
    """The tree, level by level, children spread evenly; returns ids of the first and last grassroots union."""
    employers = counts[-1]
    fill(
        Employer,
        employers,
        {
            "name": "'测量第' || n || '机械制造有限公司'",
            "name_key": "'测量第' || n || '机械制造有限公司'",
            "initials": "'cld' || n || 'jxzzyxgs'",
            "ownership": one_of(OWNERSHIPS),
            "operating": quoted(Operating.NORMAL),
            "employees": f"20 + {whole(380)}",
        },
    )
    above = 0
    for depth, (level, count) in enumerate(zip(LEVELS, counts, strict=True)):
        parent = "NULL" if not depth else f"{above} + (n - 1) * {counts[depth - 1]} / {count}"
        low = level == Level.GRASSROOTS
        code = f"'{'PCXTB'[depth]}' || (n - 1)"
        values = {
            "code": code,
            "name": f"'测量' || {code} || '{'公司工会' if low else '总工会'}'",
            "name_key": f"'测量' || {code}",
            "initials": f"'cl' || lower({code}) || '{'gsgh' if low else 'zgh'}'",
            "level": quoted(level),
            "kind": quoted(UnionKind.ENTERPRISE if low else UnionKind.FEDERATION),
            "parent_id": parent,
            "employer_id": "n" if low else "NULL",
            "founded_on": _day("2010-01-01", "offs") if low else "NULL",
        }
        above = fill(Union, count, values, f"{whole(5500)} AS offs")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE kernel_employer SET union_id = id + {above - 1}")  # noqa: S608
    return above, above + counts[-1] - 1


def _day(start: str, offset: str) -> str:
    return day_after(f"date '{start}'" if postgres() else f"'{start}'", offset)


def make_members(first: int, last: int, count: int) -> None:
    person = fill(
        Person,
        count,
        {
            "name": "'王' || n",
            "initials": "'w' || n",
            "sex": one_of("12"),
            "is_migrant": one_of((True, False, None)),
            "document_type": "'id_card'",
        },
    )
    joined = _day("2016-07-01", "offs")
    fill(
        Membership,
        count,
        {
            "union_id": "u",
            "person_id": f"n + {person - 1}",
            "person_name": "'王' || n",
            "is_identified": quoted(False),
            "joined_on": joined,
            "left_on": f"CASE WHEN gone < 10 THEN {day_after(joined, 'stay')} END",
        },
        f"{first} + {whole(last - first + 1)} AS u, {whole(3700)} AS offs, {whole(100)} AS gone, 30 + {whole(870)} AS stay",
    )


def make_records(ledger: Ledger, first: int, last: int, count: int) -> None:
    model = ledger.model
    source = f"{first} + {whole(last - first + 1)} AS u, {whole(DAYS)} AS offs, {whole(120)} AS later"
    values = {"union_id": "u"}
    try:
        start = fill(model, count, values | _values(ledger, first, spread=True), source)
    except IntegrityError:  # its days come in an order of their own: all on one day
        start = fill(model, count, values | _values(ledger, first, spread=False), source)
    if model is Event:
        fill(EventTheme, count, {"event_id": f"n + {start - 1}", "theme": quoted(ledger.preset["theme"])})


def _values(ledger: Ledger, first: int, spread: bool) -> dict[str, str]:
    """SQL for each field of a ledger's record; its days spread over some months after the ledger's date, or all on it."""
    model, values = ledger.model, {}
    dates = [field for field in model._meta.concrete_fields if isinstance(field, models.DateField)]
    for field in model._meta.concrete_fields:
        if field.name in ("uid", "state", "union") or field.primary_key or getattr(field, "auto_now_add", False):
            continue
        made = _value(field, ledger, dates if spread else [], first)
        if made:
            values[field.attname] = made
    return values | {name: quoted(value) for name, value in ledger.preset.items() if ledger.has(name)}


def _value(field: models.Field[Any, Any], ledger: Ledger, dates: list[Any], first: int) -> str:
    if field.name == "employer":
        return f"u - {first - 1}"
    if isinstance(field, Sealed):
        return sealed(SEALED[field.plain_type])
    if field.is_relation:
        return ""
    choices = [value for value, _label in (field.flatchoices or []) if value]
    if choices:
        return one_of(choices)
    if isinstance(field, models.DateField):
        day = _day(FIRST_DAY, "offs")
        if not dates or field.name == ledger.date or dates.index(field) < [f.name for f in dates].index(ledger.date):
            return day
        return (
            f"CASE WHEN {whole(3)} > 0 THEN {day_after(day, f'later * {dates.index(field)}')} END"
            if field.null
            else day
        )
    if isinstance(field, models.BooleanField):
        return one_of((True, False))
    if isinstance(field, models.DecimalField):
        return f"1 + {whole(499)}"
    if isinstance(field, models.IntegerField):
        return "2026" if field.name.endswith("_year") else "5"
    return quoted(str(field.verbose_name)[: field.max_length or 40]) if not field.blank and not field.null else ""


def make_registers(slugs: list[str]) -> None:
    """Every town keeps every ledger."""
    towns = Union.objects.filter(level=Level.TOWN).values_list("pk", flat=True)
    Register.objects.bulk_create(
        [Register(union_id=pk, ledger=slug) for pk in towns for slug in slugs], batch_size=5000
    )
