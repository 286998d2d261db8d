"""A form as data: version, validity, cut-off day, tables, cells, checks. Nothing here is code; see docs/reference/forms.md."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel.periods import Period
from gonghui.kernel.returns.grammar import BadFormula, Ref, parse, refs
from gonghui.kernel.rules.parameters import defaults

SHIFTS = ("", "last_year", "year_start", "period_start")
EACH = ("value", "count", "wan", "additive", "stock", "flow")
RULES = ("date_inside", "mandatory", "explained", "signed")
SEVERITIES = ("error", "warning", "explain")


class BadForm(ValueError):
    """Data that is no form; the message is for the user and names the cell."""


@dataclass(frozen=True)
class CellData:
    """A figure (`figure`, moved by `shift`, divided by `scale`), a formula, or typed."""

    code: str
    label: str
    unit: str = ""
    decimals: int = 0
    figure: str = ""
    shift: str = ""
    scale: int = 1
    formula: str = ""
    indent: int = 0
    mandatory: bool = True
    item: str = ""  # the item of rules.md §10.2, or the paper's 行次
    note: str = ""
    offered: tuple[dict[str, Any], ...] = ()

    @property
    def kind(self) -> str:
        return "figure" if self.figure else "formula" if self.formula else "typed"


@dataclass(frozen=True)
class Check:
    """One 审核关系: `test` must hold where `when` holds; a part that is missing leaves it unjudged.

    `severity`: error blocks, explain blocks until explained, warning does not. `kind`: within, across, before, below, roster.
    """

    number: str
    test: str
    words: str
    table: str = ""
    severity: str = "error"
    kind: str = "within"
    when: str = ""
    source: str = ""
    each: str = ""  # for every value | count | wan | additive | stock | flow cell: CELL stands for it
    rule: str = ""  # what no expression says: date_inside | mandatory | explained | signed


@dataclass(frozen=True)
class Table:
    """A sheet of the form; `heads` says where the reporting unit and the signatures stand: name → [address, text]."""

    key: str
    title: str
    cells: tuple[CellData, ...]
    heads: dict[str, list[str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormData:
    """`cut_off`: the day (MM-DD) on which the reported year ends, or empty for the period's own end."""

    key: str
    version: str
    name: str
    tables: tuple[Table, ...]
    checks: tuple[Check, ...] = ()
    period: str = "half"
    cut_off: str = ""
    source: str = ""
    maker: str = ""
    number: str = ""
    valid_from: str = ""
    valid_until: str = ""
    rows_of_figures: bool = True  # shipped forms: laid out by us; others keep their own workbook

    def cells(self) -> Iterator[tuple[str, CellData]]:
        """(identity, cell) of every cell, in order."""
        for table in self.tables:
            for cell in table.cells:
                yield self.identity(table.key, cell.code), cell

    @staticmethod
    def identity(table: str, code: str) -> str:
        return f"{table}!{code}"

    @cached_property
    def by_id(self) -> dict[str, CellData]:
        return dict(self.cells())

    @cached_property
    def _tables(self) -> dict[str, str]:
        return {half_width(table.key): table.key for table in self.tables}

    @cached_property
    def _alone(self) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for identity, cell in self.cells():
            found[cell.code] = None if cell.code in found else identity
        return found

    def resolve(self, ref: Ref, table: str) -> str | None:
        """The identity of the cell that an expression in `table` means; None where there is none."""
        own = self._tables.get(half_width(ref.table), "") if ref.table else table
        here = self.identity(own, ref.code)
        if here in self.by_id:
            return here
        return None if ref.table else self._alone.get(ref.code)

    def asked(self, period: Period) -> Period:
        """The span the figures are about: the period itself, or the year up to the cut-off day."""
        if not self.cut_off:
            return period
        month, day = (int(part) for part in self.cut_off.split("-"))
        last = dt.date(period.start.year, month, day)
        first = last.replace(year=last.year - 1) + dt.timedelta(days=1)
        return Period.parse(f"{first}..{last}")

    def valid_in(self, period: Period) -> bool:
        """Whether this version may be used for the period: its reference day lies between valid_from and valid_until."""
        day = self.asked(period).last.isoformat()
        return (self.valid_from or day) <= day <= (self.valid_until or day)

    @property
    def digest(self) -> str:
        return hashlib.sha256(json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """The file form; empty parts are left out."""
        return {name: _bare(value) for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, data: Any) -> FormData:
        """Read and check. Raises BadForm."""
        try:
            tables = tuple(_table(each) for each in data["tables"])
            checks = tuple(Check(**each) for each in data.get("checks", []))
            rest = {name: value for name, value in data.items() if name not in ("tables", "checks")}
            form = cls(tables=tables, checks=checks, **rest)
        except (KeyError, TypeError) as error:
            raise BadForm(_("报表定义缺少或多了一项：%(what)s") % {"what": error}) from error
        check(form)
        return form


def half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _table(data: dict[str, Any]) -> Table:
    cells = tuple(CellData(**{**each, "offered": tuple(each.get("offered", ()))}) for each in data["cells"])
    return Table(data["key"], data.get("title", ""), cells, data.get("heads", {}), tuple(data.get("notes", ())))


def _bare(value: Any) -> Any:
    """Without what is default anyway, so that a form reads well as a file."""
    if isinstance(value, (list, tuple)):
        return [_bare(each) for each in value]
    if isinstance(value, dict) and "code" in value:
        keep = {"code", "label", "unit"}
        default = CellData("", "")
        return {k: _bare(v) for k, v in value.items() if k in keep or _plain(v) != _plain(getattr(default, k))}
    if isinstance(value, dict):
        return {k: _bare(v) for k, v in value.items()}
    return value


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def check(form: FormData) -> None:
    """What must hold of every form: codes once, expressions of the grammar, references that exist. Raises BadForm."""
    if len(form.by_id) != sum(len(table.cells) for table in form.tables):
        raise BadForm(_("有格子编号在同一张表里重复。"))
    _days(form)
    for table in form.tables:
        for cell in table.cells:
            where = _("“%(table)s”%(code)s格") % {"table": table.title or table.key, "code": cell.code}
            if cell.figure and cell.formula:
                raise BadForm(_("%(where)s又是取数又是公式，只能有一样。") % {"where": where})
            if cell.shift not in SHIFTS:
                raise BadForm(_("%(where)s的取数时间“%(shift)s”不认识。") % {"where": where, "shift": cell.shift})
            if cell.formula:
                _readable(form, table.key, cell.formula, where)
    for one in form.checks:
        where = _("第%(n)s条审核关系") % {"n": one.number}
        if one.severity not in SEVERITIES:
            raise BadForm(_("%(where)s的级别“%(x)s”不认识。") % {"where": where, "x": one.severity})
        if (one.each or "value") not in EACH or (one.rule or "signed") not in RULES:
            raise BadForm(_("%(where)s的适用范围不认识。") % {"where": where})
        for text in filter(None, (one.test, one.when)):
            _readable(form, one.table, text, where, bool(one.each))


def _days(form: FormData) -> None:
    """valid_from, valid_until and cut_off are days that exist, the first not after the second."""
    try:
        days = [dt.date.fromisoformat(text) for text in (form.valid_from, form.valid_until) if text]
        if form.cut_off:
            dt.date.fromisoformat(f"2001-{form.cut_off}")
    except ValueError as error:
        raise BadForm(_("报表的有效期或截止日不是日子：%(what)s。") % {"what": error}) from error
    if days != sorted(days):
        raise BadForm(_("报表的有效期，止日早于起日。"))


def _readable(form: FormData, table: str, text: str, where: str, each: bool = False) -> None:
    try:
        parse(text)
    except BadFormula as error:
        raise BadForm(f"{where}：{error}") from error
    for ref in refs(text):
        if ref.parameter and ref.code not in defaults():
            raise BadForm(_("%(where)s引用了没有的参数“%(ref)s”。") % {"where": where, "ref": ref.code})
        if ref.figure or ref.parameter or (each and ref.code == "CELL"):
            continue
        if form.resolve(ref, table) is None and ":" not in text:
            raise BadForm(_("%(where)s引用了没有的格子“%(ref)s”。") % {"where": where, "ref": f"{ref.table}{ref.code}"})
