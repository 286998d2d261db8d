"""Columns known by the part they play, in a sheet whose title has said what it is: its only day, its only name, its only sum.

开课时间 in a sheet of trainings is the training's day whatever the verb; the heading must be of that kind, its values
must read so, and it must be the only one left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gonghui.kernel.intake.columns import fits
from gonghui.kernel.intake.shapes import FieldShape, Shape
from gonghui.kernel.intake.text import bare, is_blank, is_ditto, squeeze

_DAY = re.compile(r".*(日期|时间|年月)|日期?|时间")
_OTHER_DAY = re.compile(
    r"出生|生日|工作时间|参工|入党|入团|入职|退休|毕业|填[报表]|审[核批]|备案|到期|截止|截至|终止|结束|完成|办结|反馈|答复|回复"
    r"|整改|复查|公示|离|撤|期限|任期|届满|下次|建会|发证|签[名字收]|有效"
)
_PERSON = re.compile(r".*(姓名|职工|员工|人|者|对象|会员)")
_OTHER_PERSON = re.compile(
    r"经办|承办|负责|联系|审[核批]|填[报表]|接[待访]|主持|主办|走访|调解|带队|证明|法人|老师|数$|人数"
)
_NAME = re.compile(r"[\u3400-\u9fff·]{2,4}|[\u3400-\u9fff]某{1,2}(等(\d+人)?)?")
_SUM = re.compile(r".*(金额?|款|费用?|花费|开支|支出|钱|面值)")


def by_role(shape: Shape, heads: Sequence[Sequence[str]], left: Sequence[int], sample: Sequence[Sequence[object]],
            taken: set[str]) -> dict[int, FieldShape]:  # fmt: skip
    """Column -> field for what is left over of a titled sheet; `taken` are the fields that have a column."""
    found: dict[int, FieldShape] = {}
    for name, suits in ((shape.day, _is_day), ("person_name", _is_person), ("amount", _is_sum)):
        field = shape.by_name.get(name)
        if field is None or name in taken:
            continue
        columns = [column for column in left if column not in found and heads[column]]
        suited = [column for column in columns if suits(bare(heads[column][0]), values_of(sample, column))]
        if len(suited) == 1:
            found[suited[0]] = field
    return found


def values_of(sample: Sequence[Sequence[object]], column: int) -> list[object]:
    """The filled cells of a column, without marks of repetition."""
    values = [row[column] for row in sample if column < len(row)]
    return [value for value in values if not is_blank(value) and not is_ditto(value)]


def _is_day(head: str, values: list[object]) -> bool:
    return bool(_DAY.fullmatch(head) and not _OTHER_DAY.search(head) and values) and reads("date", values)


def _is_person(head: str, values: list[object]) -> bool:
    if not _PERSON.fullmatch(head) or _OTHER_PERSON.search(head) or not values:
        return False
    return all(isinstance(value, str) and _NAME.fullmatch(squeeze(value)) for value in values)


def _is_sum(head: str, values: list[object]) -> bool:
    return bool(_SUM.fullmatch(head) and values) and reads("amount", values)


def reads(kind: str, values: Sequence[object]) -> bool:
    """Whether most of the values read as the type; days without a year are days."""
    if kind == "date":
        return sum(fits("date", [value]) or _short_day(value) for value in values) * 2 > len(values)
    return fits(kind, values) * 2 > 1


def _short_day(value: object) -> bool:
    return isinstance(value, str) and bool(re.match(r"\d{1,2}[月./]\d{1,2}|\d{1,2}[日号]$|\d{1,2}月", squeeze(value)))
