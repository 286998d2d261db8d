"""The one closed grammar of cells: + − × ÷, sums, comparisons, cell references; no other functions, no loops, no names.

    A06 / A04 * 100            cells of the same table, or of the form where the code is its only one
    T2!C10 >= SUM(C8:C9)       another table's cell, a range of one table
    PREV.A06, YEAR.A06         the same cell last period, in the same period last year
    BELOW.A06                  the sum over the units that report to this one
    CELL                       in a check of many cells: the one looked at
    ROSTER.members.standing    a figure counted from the records, by its key
    PARAM.fees.rate            a dated parameter of law or local practice, as in force on the day
    IF(D8=0, "", ROUND((C8-D8)/D8*100, 1))      as upper unions write their rates

A missing cell makes the whole expression missing (silence is not zero), but SUM passes over it. Dividing by zero gives
no value.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from lark import Lark, Token, Tree
from lark.exceptions import LarkError

GRAMMAR = r"""
?start: either
?either: both (/OR/i both)*
?both: compared (/AND/i compared)*
?compared: sum (COMPARE sum)?
?sum: term (ADD term)*
?term: factor (TIMES factor)*
?factor: "-" factor -> negative
       | "+" factor
       | atom
?atom: NUMBER -> number
     | STRING -> text
     | call
     | SHEET? REF ":" REF -> range
     | FIGURE -> figure
     | SHEET? TIME? REF -> ref
     | "(" either ")"
call: NAME "(" [either ("," either)*] ")"
NAME.3: /(SUM|ROUND|IF|ABS|MAX|MIN|BLANK)(?=\s*\()/i
FIGURE.3: /(ROSTER|PARAM)\.[a-z_]+\.[a-z0-9_]+/
TIME.3: /(PREV|YEAR|BELOW)\./
SHEET.2: /('[^'!]+'|[^\W\d][\w（）() ]*)!/
REF: /CELL|\$?[A-Z]{1,3}\$?\d{1,5}/
COMPARE: ">=" | "<=" | "<>" | "=" | ">" | "<"
ADD: "+" | "-"
TIMES: "*" | "/"
NUMBER: /\d+(\.\d+)?/
STRING: /"[^"]*"/
%ignore /\s+/
"""
_parser = Lark(GRAMMAR, parser="earley", lexer="dynamic", maybe_placeholders=False)

Value = Decimal | str | bool | None
_SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-", "－": "-", "≥": "\0", "≤": "\1", "≠": "\2"})


class BadFormula(ValueError):
    """Not an expression of the grammar; the message is for the user."""


@dataclass(frozen=True)
class Ref:
    """A cell as written: table ("" the same one), time ("", PREV, YEAR, BELOW), code; or a figure or parameter by key."""

    code: str
    table: str = ""
    time: str = ""
    figure: bool = False
    parameter: bool = False


Lookup = Callable[[Ref], Value]


@lru_cache(maxsize=20_000)
def parse(text: str) -> Tree[Any]:
    """The expression as a tree. Raises BadFormula."""
    plain = unicodedata.normalize("NFKC", text.translate(_SIGNS)).strip().removeprefix("=")
    plain = plain.replace("\0", ">=").replace("\1", "<=").replace("\2", "<>")
    try:
        found = _parser.parse(plain)
    except LarkError as error:
        raise BadFormula(_("“%(text)s”不是表内公式。可以用加减乘除、SUM、比较和格子编号。") % {"text": text}) from error
    return found if isinstance(found, Tree) else Tree("number", [found])


def refs(text: str) -> list[Ref]:
    """Every cell and figure that the expression names; ranges opened."""
    out: list[Ref] = []
    for node in parse(text).iter_subtrees_topdown():  # type: ignore[no-untyped-call]  # lark's own
        if node.data == "ref":
            out.append(_ref(node))
        elif node.data == "range":
            out += _range(node)
        elif node.data == "figure":
            out.append(_outside(node))
    return list(dict.fromkeys(out))


def evaluate(text: str, lookup: Lookup) -> Value:
    """The value of an expression over cells; None where a part is missing. Raises BadFormula."""
    return _value(parse(text), lookup)


def _ref(node: Tree[Any]) -> Ref:
    table, time = "", ""
    for part in node.children[:-1]:
        if str(part).endswith("!"):
            table = str(part)[:-1].strip("'")
        else:
            time = str(part)[:-1]
    return Ref(str(node.children[-1]).replace("$", ""), table, time)


def _outside(node: Tree[Any]) -> Ref:
    """What is not of the form: a figure of the records, a parameter."""
    kind, key = str(node.children[0]).split(".", 1)
    return Ref(key, figure=kind == "ROSTER", parameter=kind == "PARAM")


def _range(node: Tree[Any]) -> list[Ref]:
    *sheet, first, last = (str(part) for part in node.children)
    table = sheet[0][:-1].strip("'") if sheet else ""
    (left, top), (right, bottom) = place(first), place(last)
    return [Ref(address(c, r), table) for r in range(top, bottom + 1) for c in range(left, right + 1)]


def place(code: str) -> tuple[int, int]:
    """B12 → (column 2, row 12)."""
    code = code.replace("$", "")
    letters = code.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column, int(code[len(letters) :])


def address(column: int, row: int) -> str:
    """(2, 12) → B12."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _value(node: Tree[Any] | Token, lookup: Lookup) -> Value:
    if isinstance(node, Token):
        return str(node)
    kind = str(node.data)
    if kind in _KINDS:
        return _KINDS[kind](node, lookup)
    return _folded(node, lookup)


def _folded(node: Tree[Any], lookup: Lookup) -> Value:
    """sum, term, compared, both, either: operands with signs between them."""
    value = _value(node.children[0], lookup)
    for sign, right in zip(node.children[1::2], node.children[2::2], strict=True):
        value = _applied(str(sign).upper(), value, _value(right, lookup))
    return value


def _applied(sign: str, left: Value, right: Value) -> Value:
    if sign in ("AND", "OR"):
        if left is None or right is None:
            return None
        return (bool(left) and bool(right)) if sign == "AND" else (bool(left) or bool(right))
    if sign in ("=", "<>") and (isinstance(left, str) or isinstance(right, str)):
        same = (left if left is not None else "") == (right if right is not None else "")
        return same if sign == "=" else not same
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        return None
    if sign in _COMPARE:
        return _COMPARE[sign](left, right)
    try:
        return _ARITHMETIC[sign](left, right)
    except (DivisionByZero, InvalidOperation):
        return None


_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
}
_ARITHMETIC: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
}


def _call(node: Tree[Any], lookup: Lookup) -> Value:
    name, *given = node.children
    name = str(name).upper()
    if name == "IF":
        test = _value(given[0], lookup)
        return None if test is None else _value(given[1 if test else 2], lookup)
    if name in ("SUM", "MAX", "MIN"):
        numbers = [n for each in given for n in _many(each, lookup) if isinstance(n, Decimal)]
        if not numbers:
            return None
        return {"SUM": lambda: sum(numbers, Decimal(0)), "MAX": lambda: max(numbers), "MIN": lambda: min(numbers)}[
            name
        ]()
    value = _value(given[0], lookup)
    if name == "BLANK":
        return value is None or value == ""
    if not isinstance(value, Decimal):
        return None
    if name == "ABS":
        return abs(value)
    digits = _value(given[1], lookup) if len(given) > 1 else Decimal(0)
    return value.quantize(Decimal(1).scaleb(-int(digits or 0)), rounding=ROUND_HALF_UP)


def _many(node: Tree[Any] | Token, lookup: Lookup) -> list[Value]:
    if isinstance(node, Tree) and node.data == "range":
        return [lookup(ref) for ref in _range(node)]
    return [_value(node, lookup)]


_KINDS: dict[str, Callable[[Tree[Any], Lookup], Value]] = {
    "number": lambda node, lookup: Decimal(str(node.children[0])),
    "text": lambda node, lookup: str(node.children[0])[1:-1],
    "ref": lambda node, lookup: lookup(_ref(node)),
    "figure": lambda node, lookup: lookup(_outside(node)),
    "negative": lambda node, lookup: _applied("-", Decimal(0), _value(node.children[0], lookup)),
    "call": _call,
    "range": lambda node, lookup: None,
}
