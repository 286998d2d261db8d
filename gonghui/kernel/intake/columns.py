"""From raw columns to clean typed ones: one parser for each column, one cache for its repeated values."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from functools import partial

from gonghui.kernel.intake import checks, dates, numbers
from gonghui.kernel.intake.shapes import FieldShape
from gonghui.kernel.intake.text import (
    DITTOS,
    ERRORS,
    PLACEHOLDERS,
    cell_text,
    is_blank,
    is_ditto,
    narrow,
    squeeze,
    tidy,
)
from gonghui.kernel.intake.words import _

Solved = tuple[object, str | None, str | None, str]  # value, rule, error, precision of a date ("" where exact)
Solver = Callable[[object], Solved]

NOTHING: Solved = (None, None, None, "")
DITTO: Solved = (None, None, None, "ditto")
_PLACEHOLDER: Solved = (None, _("占位符作空白"), None, "")
_SPECIAL: dict[str, Solved] = (
    dict.fromkeys(PLACEHOLDERS, _PLACEHOLDER)
    | dict.fromkeys(DITTOS, DITTO)
    | dict.fromkeys(ERRORS, (None, None, _("公式错误"), ""))
    | {"": NOTHING}
)
_DOTS = re.compile(r"[•‧・．⋅∙●]")
_LETTERS_BLANK = re.compile(r"(?<=[A-Za-z.])\s+(?=[A-Za-z])")
_POWER = re.compile(r"\d\.\d+[Ee]\+?1\d")
_BETWEEN = re.compile(
    r"(?<=[\u3400-\u9fff）)])\s+(?=[\u3400-\u9fff（(])"
)  # 袁 淑: a blank between characters is layout
_SHORT = 40
_NOT_YET = re.compile(r"(?:尚?未|还?没有?|待|暂未|正在)[\u3400-\u9fff]{1,5}|[\u3400-\u9fff]{0,4}中|在办|未")
_PEOPLE = re.compile(r"人|职工|会员|代表")


def solver(
    field: FieldShape, head: str, year: int | None = None, unit: int = 1, habit: dates.Habit = dates.USUAL
) -> Solver:
    """The function that reads one cell of a column headed `head`; `year` completes dates without one,
    `unit` is the factor of amounts whose heading states none, `habit` how the column's dates are written."""
    typed = partial(_date, field.end, year, habit) if field.type == "date" else _typed(field, head, year, unit)
    return partial(_solve, typed, field.type in ("bool", "choice"))


def _solve(typed: Callable[[object], Solved], keeps_no: bool, raw: object) -> Solved:
    """Blanks, placeholders, ditto marks and error values are alike in all types; the rest is the type's."""
    if raw.__class__ is str:
        text = str(raw).strip()
        if len(text) < 16 and not (keeps_no and text == "无"):
            special = _SPECIAL.get(text)
            if special is not None:
                return special
            if is_blank(text):
                return NOTHING
    elif raw is None:
        return NOTHING
    return typed(raw)


def _typed(field: FieldShape, head: str, year: int | None, unit: int) -> Callable[[object], Solved]:
    match field.type:
        case "month":
            return lambda raw: _dated(dates.parse_month(raw, year=year))
        case "amount":
            factor = numbers.unit_of(head, unit)
            return lambda raw: (*numbers.parse_amount(raw, factor), "")
        case "number":
            return lambda raw: (*numbers.parse_number(raw, field.places), "")
        case "count":
            people = bool(_PEOPLE.search(head))
            return lambda raw: (*numbers.parse_count(raw, people), "")
        case "year":
            return lambda raw: (*numbers.parse_year(raw), "")
        case "bool":
            return lambda raw: (*numbers.parse_bool(raw, head), "")
        case "choice":
            return partial(_choice, _choices(field), "" if field.open else "unknown")
        case "id_number":
            return partial(_id_number, "证件" in head)
        case "credit_code":
            return _credit_code
        case "phone":
            return _phone
        case "person_name":
            return _person_name
    return _text


def _date(end: bool, year: int | None, habit: dates.Habit, raw: object) -> Solved:
    if raw.__class__ is str and len(str(raw)) < _SHORT and _NOT_YET.fullmatch(squeeze(str(raw))):
        return None, _("尚无日期，作空白"), None, ""
    return _dated(dates.parse_date(raw, end=end, year=year, habit=habit))


def _dated(parsed: dates.Parsed) -> Solved:
    return parsed.value, parsed.rule, parsed.error, "" if parsed.precision == "day" else parsed.precision


def _text(raw: object) -> Solved:
    if not isinstance(raw, str):
        return (raw.isoformat() if isinstance(raw, dt.date) else cell_text(raw)), None, None, ""
    value = tidy(raw)
    if " " in value and len(value) <= _SHORT:
        value = _BETWEEN.sub("", value)
    return value, None if value == raw else _("去掉多余空格或全角"), None, ""


def _person_name(raw: object) -> Solved:
    text = cell_text(raw)
    if text.isalpha():
        return text, None, None, ""
    value = _DOTS.sub("·", narrow(text).strip())
    marked = _LETTERS_BLANK.sub("\x00", value)
    value = "".join(marked.split()).replace("\x00", " ")
    return value, None if value == text else _("姓名去掉空格"), None, ""


def _phone(raw: object) -> Solved:
    text = cell_text(raw)
    value = squeeze(text).lstrip("'‘’`")
    return value, None if value == text else _("去掉空格或全角"), None, ""


def _id_number(other_papers: bool, raw: object) -> Solved:
    """A citizen number of 18 characters; legacy numbers of 15 digits are upgraded (rules.md §2.6)."""
    if raw.__class__ is str and len(raw) == 18 and not other_papers and raw.isascii() and raw.isalnum():
        value = str(raw).upper()
        return value, None if value == raw else _("去掉空格、全角或小写"), checks.id_check(value), ""
    if (isinstance(raw, float) and raw >= 1e15) or (isinstance(raw, str) and _POWER.fullmatch(raw.strip())):
        return None, None, _("身份证号被存成数字，末几位已丢失"), ""
    text = cell_text(raw)
    value = text if len(text) == 18 and text.isascii() and text.isalnum() else squeeze(text).lstrip("'‘’`")
    value = value.upper()
    if len(value) == 15 and value.isascii() and value.isdigit():
        value = checks.id_upgrade(value)
        return value, _("15位身份证号升为18位"), checks.id_check(value), ""
    if other_papers and checks.document_kind(value) not in ("id_card", "foreign_pr" if value.isdigit() else ""):
        return value, None if value == text else _("去掉空格或全角"), None, ""
    return value, None if value == text else _("去掉空格、全角或小写"), checks.id_check(value), ""


def _credit_code(raw: object) -> Solved:
    text = cell_text(raw)
    value = squeeze(text).lstrip("'‘’`").upper()
    return value, None if value == text else _("去掉空格、全角或小写"), checks.credit_code_check(value), ""


def _choices(field: FieldShape) -> dict[str, tuple[str, bool]]:
    """Every word for a choice -> its stored value and whether it is the printed label."""
    table: dict[str, tuple[str, bool]] = {}
    seen: set[str] = set()
    for word, value in field.choices.items():
        table.setdefault(squeeze(word).upper(), (value, value not in seen))
        seen.add(value)
    return table


def _choice(table: dict[str, tuple[str, bool]], unknown: str, raw: object) -> Solved:
    """A choice's stored value; a word that is none is kept as written and marked by precision `unknown`."""
    text = tidy(cell_text(raw))
    found = table.get(squeeze(text).upper())
    if found:
        return found[0], None if found[1] else _("用语对应"), None, ""
    if text == "无":
        return _PLACEHOLDER
    return text, None, None, unknown


_FIT = {"date", "month", "amount", "number", "count", "year", "bool", "id_number", "credit_code"}


def fits(kind: str, values: Sequence[object], head: str = "") -> float:
    """The share of filled cells that read as the type; 1 where the type takes any text or nothing is filled."""
    if kind not in _FIT:
        return 1.0
    read = solver(FieldShape("", kind, ("",)), head)
    solved = [read(value) for value in values if not is_blank(value) and not is_ditto(value)]
    return sum(1 for each in solved if each[2] is None) / len(solved) if solved else 1.0
