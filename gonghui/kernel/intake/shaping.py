"""Ledgers' declarations as shapes that sheets are recognised by: every field is a column, its verbose name a heading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

from django.db import models

from gonghui.kernel.intake.recognise import Recogniser
from gonghui.kernel.intake.shapes import FieldShape, Shape
from gonghui.kernel.intake.text import heading
from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.ledger.declaration import Ledger, Sheet, ledgers

NOT_TAKEN = {
    "id",
    "uid",
    "state",
    "state_reason",
    "source",
    "created_at",
    "name_key",
    "initials",
    "person",
    "is_stub",
    "is_identified",
    "successor",
}
_END = re.compile(r"离会|退会|转出|撤销|注销|脱困|退出|到期|终止|截止|结束|届满|期满|失效|期限")
_EDUCATION = {
    "研究生": ["硕士研究生", "博士研究生", "硕士", "博士", "研究生及以上"],
    "本科": ["大学本科", "大学", "本科及以上"],
    "大专": ["大学专科", "专科", "高职"],
    "中专": ["中等专科", "中等专业学校"],
    "高中": ["普通高中"],
    "初中": ["初级中学"],
    "小学": ["小学及以下"],
}
_PERSONAL: dict[str, tuple[str, str, Mapping[str, str]]] = {
    "id_number": ("id_number", "身份证号", {}),
    "phone": ("phone", "联系电话", {}),
    "sex": ("choice", "性别", {"男": "1", "男性": "1", "女": "2", "女性": "2", "未知": "0", "M": "1", "F": "2"}),
    "born_on": ("date", "出生日期", {}),
    "ethnicity": ("text", "民族", {}),
    "political": ("text", "政治面貌", {}),
    "education": ("choice", "学历", {word: name for name, others in _EDUCATION.items() for word in (name, *others)}),
    "skill_level": ("text", "技能等级", {}),
    "is_migrant": ("bool", "农民工", {}),
}
PERSONAL = tuple(_PERSONAL)
BOTH_DAYS = ("起止日期", "起止时间", "起止年月")


def recogniser() -> Recogniser:
    """Answers for the sheets of all ledgers; made once in a process."""
    return _recogniser(tuple(ledgers()))


@cache
def _recogniser(slugs: tuple[str, ...]) -> Recogniser:
    return Recogniser([shape for slug in slugs for shape in shapes_of(ledgers()[slug])])


@in_chinese
def shapes_of(ledger: Ledger) -> list[Shape]:
    """One shape for each kind of sheet that keepers keep for a ledger."""
    return [_shape(ledger, sheet) for sheet in ledger.kinds_of_sheet()]


def _shape(ledger: Ledger, sheet: Sheet) -> Shape:
    names = [name for name in _names(ledger) if not sheet.only or name in sheet.only]
    fields = [_field(ledger, name, [str(word) for word in sheet.headings.get(name, ())]) for name in names]
    types = {each.name: each.type for each in fields}
    fields += [
        FieldShape(f"{side[0]}-{side[2]}", types[side[0]], (head,), side=side) for head, side in sheet.sides.items()
    ]
    return Shape(
        ledger=ledger.slug,
        name=str(sheet.name),
        words=tuple(str(word) for word in sheet.also),
        day=str(ledger.date or ""),
        about=tuple(sorted(map(heading, sheet.about), key=len, reverse=True)),
        fields=tuple(_distinct(_spanning(fields), sheet)),
        preset={**ledger.preset, **sheet.preset},
        implied=sheet.implied,
    )


def _spanning(fields: Sequence[FieldShape]) -> list[FieldShape]:
    """Fields, a first day also called by what holds both days: 起止日期."""
    ends = {
        first.name for first, last in pairwise(fields) if first.type == last.type == "date" and last.end > first.end
    }
    return [replace(each, headings=(*each.headings, *BOTH_DAYS)) if each.name in ends else each for each in fields]


def _names(ledger: Ledger) -> list[str]:
    """Every column that a sheet of the ledger may have: own fields, the person's, those across foreign keys that it names."""
    own = [field.name for field in ledger.model._meta.concrete_fields if field.name not in NOT_TAKEN and _taken(field)]
    named = [name.replace("__", ".") for name in (*ledger.headings, *ledger.columns) if "." in name or "__" in name]
    personal = [name for name in PERSONAL if ledger.has("person") and name not in own]
    return list(dict.fromkeys([*own, *personal, *named]))


def _taken(field: models.Field[Any, Any]) -> bool:
    if isinstance(
        field, models.BinaryField | models.JSONField | models.AutoField | models.BigAutoField | models.UUIDField
    ):
        return False
    if field.is_relation:
        return _related(field) in ("kernel.union", "kernel.employer")
    return bool(field.editable)


def _related(field: models.Field[Any, Any]) -> str:
    model: Any = field.related_model
    return str(model._meta.label_lower)


def field_of(ledger: Ledger, name: str) -> models.Field[Any, Any]:
    """The model's field behind a column's name, across foreign keys (employer.ownership) and on the person."""
    model: Any = ledger.model
    *path, last = name.split(".")
    for step in path:
        model = model._meta.get_field(step).related_model
    return model._meta.get_field(last)  # type: ignore[no-any-return]


def is_personal(ledger: Ledger, name: str) -> bool:
    return name in _PERSONAL and not ledger.has(name) and ledger.has("person")


def _field(ledger: Ledger, name: str, extra: Sequence[str]) -> FieldShape:
    words = [str(word) for word in ledger.headings.get(name, ledger.headings.get(name.replace(".", "__"), ()))]
    if is_personal(ledger, name):
        kind, label, choices = _PERSONAL[name]
        return FieldShape(name, kind, (label, *extra, *words), choices)
    field = field_of(ledger, name)
    values: Mapping[Any, Sequence[str]] = ledger.values.get(name, ledger.values.get(name.replace(".", "__"), {}))
    if field.choices:
        values = _shared_values().get(field, {})
    label = str(field.verbose_name)
    required = (
        not (field.null or field.blank or field.has_default()) and not field.is_relation and name not in ledger.preset
    )
    kind = "choice" if values else _type(field)
    is_open = bool(values) and not field.choices
    return FieldShape(
        name, kind, (label, *extra, *words), _choices(field, values), bool(_END.search(label)), required, is_open,
        places=getattr(field, "decimal_places", None),
    )  # fmt: skip


@cache
def _shared_values() -> dict[models.Field[Any, Any], dict[str, Sequence[str]]]:
    """What any ledger says of a shared field's words (an employer's ownership) holds in all."""
    shared: dict[models.Field[Any, Any], dict[str, Sequence[str]]] = {}
    for ledger in ledgers().values():
        for name, words in ledger.values.items():
            if not is_personal(ledger, name):
                into = shared.setdefault(field_of(ledger, name.replace("__", ".")), {})
                for value, others in words.items():
                    into[str(value)] = [*into.get(str(value), ()), *others]
    return shared


def _choices(field: models.Field[Any, Any], values: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Label first, then the ledger's other words, then the stored code itself."""
    table = {str(label): str(value) for value, label in field.flatchoices if value != ""}
    for value, words in values.items():
        for word in words:
            table.setdefault(str(word), str(value))
    for value, _label in field.flatchoices:
        table.setdefault(str(value), str(value))
    table.pop("", None)
    return table


def _type(field: models.Field[Any, Any]) -> str:
    """The type of a column by its field."""
    name = field.name
    if field.is_relation:
        return "union" if _related(field) == "kernel.union" else "employer"
    if isinstance(field, models.DateField):
        return "month" if name.endswith("_month") else "date"
    if isinstance(field, models.BooleanField):
        return "bool"
    if isinstance(field, models.DecimalField):
        return "amount" if field.max_digits == 18 and field.decimal_places == 2 else "number"
    if isinstance(field, models.IntegerField):
        return "year" if name.endswith("_year") else "count"
    if field.choices:
        return "choice"
    if name == "credit_code":
        return "credit_code"
    if "phone" in name:
        return "phone"
    return "person_name" if name == "person_name" else "text"


def _distinct(fields: Sequence[FieldShape], sheet: Sheet) -> list[FieldShape]:
    """Fields with the words that the sheet itself or an own field claims taken away from the others' extra words."""
    canonical = {heading(each.headings[0]): each.name for each in reversed(fields)}
    claimed = {heading(str(word)): name for name, words in sheet.headings.items() for word in words}
    owner = {**canonical, **claimed}
    return [
        replace(
            each,
            headings=(
                each.headings[0],
                *(word for word in each.headings[1:] if owner.get(heading(word), each.name) == each.name),
            ),
        )
        for each in fields
    ]
