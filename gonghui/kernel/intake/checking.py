"""What is always wrong, before anything is written: later than the sheet's day, against a model's constraints, too long."""

from __future__ import annotations

import datetime as dt
import operator as op
import re
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from gonghui.kernel.intake.shaping import field_of, is_personal
from gonghui.kernel.intake.tables import Clean
from gonghui.kernel.intake.words import _
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.ledger.sealed import sealed_fields

GRACE = dt.timedelta(days=31)
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "": op.eq,
    "exact": op.eq,
    "gte": op.ge,
    "gt": op.gt,
    "lte": op.le,
    "lt": op.lt,
    "in": lambda value, among: value in among,
}
_ORDER = re.compile(r"(.+?)不能早于(.+)")


def check_days(result: Clean, ledger: Ledger, day: dt.date, filed: bool) -> None:
    """Refuse dates more than 31 days after the sheet's day, except those a ledger declares as future."""
    assert result.table.match is not None
    limit = day + GRACE
    for name, values in result.columns.items():
        shape = result.table.match.shape.by_name[name]
        if shape.type != "date" or name in ledger.future:
            continue
        for index, value in enumerate(values):
            if value is not None and value > limit and index not in result.refused:  # type: ignore[operator]  # dates
                words = _("晚于本表填报日期") if filed else _("晚于本表截止日期")
                result.refuse(index, name, value, f"{shape.headings[0]}{words}{day.isoformat()}")


def check_masked(clean: Clean, ledger: Ledger) -> None:
    """Refuse what was masked before it was exported: 王*明 is nobody's name and would come in as a new record."""
    for name in ledger.sensitive:
        for index, value in enumerate(clean.columns.get(name, ())):
            if isinstance(value, str) and ("*" in value or "＊" in value) and index not in clean.refused:
                clean.refuse(index, name, value, _("内容是隐去后的，请在台账页面导出未隐去的表再导入"))


def check_lengths(result: Clean, ledger: Ledger) -> None:
    """Refuse texts that are longer than their field holds."""
    for name, values in result.columns.items():
        if is_personal(ledger, name):
            continue
        field = field_of(ledger, name)
        if isinstance(field, models.CharField) and field.max_length:
            for index, value in enumerate(values):
                if isinstance(value, str) and len(value) > field.max_length and index not in result.refused:
                    result.refuse(index, name, value, f"文字超过{field.max_length}字")


def check_constraints(result: Clean, ledger: Ledger) -> None:
    """Refuse rows that the model's own constraints would refuse, in their own words."""
    _check_sealed(result, ledger)
    rules = [
        (rule.condition, str(rule.violation_error_message), _fields(rule.condition))
        for rule in ledger.model._meta.constraints
        if isinstance(rule, models.CheckConstraint)
    ]
    rules = [rule for rule in rules if rule[2] & result.columns.keys()]
    if not rules:
        return
    for condition, message, names in rules:
        _check_constraint(result, condition, message, [name for name in names if name in result.columns])


def _check_sealed(result: Clean, ledger: Ledger) -> None:
    """The database says nothing about what lies encrypted: its own rules are asked here."""
    for field in sealed_fields(ledger.model):
        for index, value in enumerate(result.columns.get(field.name, ())):
            if value in (None, "") or index in result.refused or isinstance(field, models.CharField):
                continue
            try:
                field.run_validators(value)
            except ValidationError as error:
                result.refuse(index, field.name, value, str(error.messages[0]))


def _check_constraint(result: Clean, condition: Any, message: str, names: list[str]) -> None:
    """Ask one rule of every row; the same values are asked about once."""
    asked: dict[tuple[Any, ...], bool | None] = {}
    for index, values in enumerate(zip(*(result.columns[name] for name in names), strict=True)):
        if values not in asked:
            asked[values] = holds(condition, dict(zip(names, values, strict=True)))
        if asked[values] is False and index not in result.refused:
            column = next(name for name in _named(condition) if name in names)
            said = _ORDER.fullmatch(message)
            value = values[names.index(column)]
            result.refuse(index, column, value, f"{said[1]}早于{said[2]}" if said else message)


def _fields(node: Any) -> set[str]:
    return set(_named(node))


def _named(node: Any) -> list[str]:
    """Fields of a condition, those compared with another field first."""
    first: list[str] = []
    later: list[str] = []
    for child in node.children:
        if isinstance(child, Q):
            first += _named(child)
        elif isinstance(child[1], F):
            first.insert(0, child[0].split("__")[0])
            later.append(_other(child[1]))
        else:
            later.append(child[0].split("__")[0])
    return [*first, *later]


def _other(reference: Any) -> str:
    """The field that an F expression names."""
    return str(reference.name)


def holds(node: Any, values: Mapping[str, Any]) -> bool | None:
    """A condition over a row's values, as the database sees it: None where a blank leaves it open."""
    answers = [holds(child, values) if isinstance(child, Q) else _leaf(child, values) for child in node.children]
    answer: bool | None
    if node.connector == Q.OR:
        answer = True if True in answers else None if None in answers else False
    else:
        answer = False if False in answers else None if None in answers else True
    return answer if answer is None or not node.negated else not answer


def _leaf(child: Any, values: Mapping[str, Any]) -> bool | None:
    if not isinstance(child, tuple):
        return None
    name, _sep, operator = child[0].partition("__")
    wanted = values.get(_other(child[1])) if isinstance(child[1], F) else child[1]
    value = values.get(name)
    if operator == "isnull":
        return (value is None) == wanted
    if value is None or wanted is None:
        return None
    compare = _COMPARE.get(operator)
    return bool(compare(value, wanted)) if compare else None
