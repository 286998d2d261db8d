"""审核关系 run over a return: what holds, what does not, in numbers an officer can follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel.access.figures import value
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.returns.definition import CellData, Check, FormData
from gonghui.kernel.returns.grammar import Ref, evaluate, refs
from gonghui.kernel.returns.values import Answers, adds_up
from gonghui.kernel.rules.parameters import NoParameter, parameter

EXPLAINED = 10  # signs an explanation has at least (rules.md §10.4, 44)
BLOCKING = ("error", "explain")


@dataclass(frozen=True)
class Finding:
    """A check that does not hold. `key` names it in this return, so that an explanation stays with it."""

    check: Check
    key: str
    words: str
    numbers: str = ""
    cells: tuple[str, ...] = ()
    explanation: str = ""

    @property
    def severity(self) -> str:
        return self.check.severity

    @property
    def blocks(self) -> bool:
        """Whether the return cannot be submitted with it."""
        return self.severity == "error" or (self.severity == "explain" and len(self.explanation) < EXPLAINED)


def unexplained(form: FormData, findings: Iterable[Finding]) -> list[Finding]:
    """What must be explained before the return leaves: large changes, and every warning where the form asks for it."""
    strict = any(check.rule == "explained" for check in form.checks)
    asked = ("explain", "warning") if strict else ("explain",)
    return [f for f in findings if f.severity in asked and len(f.explanation) < EXPLAINED]


@dataclass
class Checker:
    """Runs the checks of a form over its answers.

    `year`: the same cells a year before; `previous`: in the period before; `signed`: who signs; `reference_inside`: whether
    the day the stocks stand on lies in the period and is not still to come.
    """

    form: FormData
    answers: Answers
    ask: Ask
    indicators: Mapping[str, d.Indicator]
    year: Mapping[str, Decimal | None] = field(default_factory=dict)
    previous: Mapping[str, Decimal | None] = field(default_factory=dict)
    has_lower: bool = False
    signed: tuple[str, ...] = ()
    explanations: Mapping[str, str] = field(default_factory=dict)
    reference_inside: bool = True
    user: Any = None
    ran: int = 0

    def findings(self) -> list[Finding]:
        """Everything that does not hold, errors first; `ran` counts the checks that could be judged."""
        out: list[Finding] = []
        for check in self.form.checks:
            out += self._rule(check) if check.rule else self._each(check) if check.each else self._one(check)
        for check in self.form.checks:
            if check.rule == "explained":
                out += self._unexplained(check, out)
        order = {"error": 0, "explain": 1, "warning": 2}
        return sorted(out, key=lambda f: order[f.severity])

    def _one(self, check: Check) -> list[Finding]:
        return self._judged(check, check.table, check.number)

    def _each(self, check: Check) -> list[Finding]:
        out: list[Finding] = []
        for identity, cell in self.form.cells():
            if not self._applies(check, cell):
                continue
            table, code = identity.rsplit("!", 1)
            out += self._judged(check, table, f"{check.number}:{identity}", cell.label, code)
        return out

    def _applies(self, check: Check, cell: CellData) -> bool:
        if check.each == "count":
            return cell.unit not in ("%", "元", "万元", "亿元", "") and cell.decimals == 0
        if check.each == "wan":
            return cell.unit == "万元"
        if check.each == "additive":
            return cell.figure in self.indicators and adds_up(self.indicators[cell.figure])
        if check.each in ("stock", "flow"):
            kind = self.indicators[cell.figure].kind if cell.figure in self.indicators else ""
            return cell.unit != "%" and (kind in ("stock", "cumulative")) == (check.each == "stock")
        return cell.unit != "%"

    def _judged(self, check: Check, table: str, key: str, label: str = "", code: str = "") -> list[Finding]:
        """`code`: the cell that CELL stands for."""

        def look(ref: Ref) -> Decimal | None:
            return self.lookup(_meant(ref, code), table)

        if check.when and evaluate(check.when, look) is not True:
            return []
        holds = evaluate(check.test, look)
        if holds is None:
            return []
        self.ran += 1
        if holds is True:
            return []
        named = [_meant(ref, code) for ref in refs(check.test)]
        cells = tuple(dict.fromkeys(i for ref in named if (i := self._identity(ref, table))))
        words = f"{label}：{check.words}" if label else check.words
        return [Finding(check, key, words, self._numbers(named, table), cells, self.explanations.get(key, ""))]

    def _identity(self, ref: Ref, table: str) -> str | None:
        return None if ref.figure or ref.parameter else self.form.resolve(ref, table)

    def _numbers(self, named: list[Ref], table: str) -> str:
        """A06 会员人数 52,316，A04 … : the numbers that stand against each other."""
        cells = {self._identity(ref, table) for ref in named if not ref.parameter}
        if len(cells) == 1 and None not in cells:  # one cell against itself at another time
            said = {"": _("本期"), "YEAR": _("上年同期"), "PREV": _("上期"), "BELOW": _("下级与直属合计")}
            inside = [ref for ref in named if not ref.parameter]
            return _("，").join(f"{said[ref.time]} {_plain(self.lookup(ref, table))}" for ref in inside)
        return _("，").join(
            dict.fromkeys(f"{self._name(ref, table)} {_plain(self.lookup(ref, table))}" for ref in named)
        )

    def _name(self, ref: Ref, table: str) -> str:
        if ref.parameter:
            return _("规定")
        if ref.figure:
            return str(self.indicators[ref.code].name) if ref.code in self.indicators else ref.code
        identity = self.form.resolve(ref, table)
        name = f"{ref.code} {self.form.by_id[identity].label}" if identity else ref.code
        times = {"YEAR": _("（上年同期）"), "PREV": _("（上期）"), "BELOW": _("（下级与直属合计）")}
        return name + times.get(ref.time, "")

    def lookup(self, ref: Ref, table: str) -> Decimal | None:
        """A cell now, a year ago, last period, as summed from below; a figure of the records; a parameter."""
        if ref.figure:
            return self._roster(ref.code)
        if ref.parameter:
            return self._parameter(ref.code)
        identity = self.form.resolve(ref, table)
        if identity is None or identity not in self.answers:
            return None
        if ref.time == "YEAR":
            return self.year.get(identity)
        if ref.time == "PREV":
            return self.previous.get(identity)
        if ref.time == "BELOW":
            return self.answers[identity].recorded if self.has_lower else None
        return self.answers[identity].value

    @cached_property
    def _counted(self) -> dict[str, Decimal | None]:
        return {}

    def _roster(self, key: str) -> Decimal | None:
        if key not in self._counted:
            found = value(self.indicators[key], self.ask, self.user).exact if key in self.indicators else None
            self._counted[key] = None if found is None else Decimal(found)
        return self._counted[key]

    @cached_property
    def _parameters(self) -> dict[str, Decimal | None]:
        return {}

    def _parameter(self, key: str) -> Decimal | None:
        """As in force on the day for the union's region; looked up once."""
        if key not in self._parameters:
            try:
                self._parameters[key] = Decimal(parameter(key, self.ask.last_day, self.ask.union.region))
            except NoParameter:
                self._parameters[key] = None
        return self._parameters[key]

    def _rule(self, check: Check) -> list[Finding]:
        if check.rule == "explained":
            return []  # judged when the warnings are known
        self.ran += 1
        if check.rule == "signed" and not all(text.strip() for text in self.signed):
            return [Finding(check, check.number, check.words)]
        if check.rule == "date_inside" and not self.reference_inside:
            return [Finding(check, check.number, check.words)]
        if check.rule == "mandatory":
            empty = [(i, c) for i, c in self.form.cells() if c.mandatory and self.answers[i].value is None]
            return [
                Finding(check, f"{check.number}:{i}", f"{c.code} {c.label}：{check.words}", self.answers[i].text, (i,))
                for i, c in empty
            ]
        return []

    def _unexplained(self, check: Check, found: Iterable[Finding]) -> list[Finding]:
        """One finding for all warnings that stand without a word of ten characters."""
        self.ran += 1
        bare = [f for f in unexplained(self.form, found) if f.severity == "warning"]
        if not bare:
            return []
        cells = tuple(dict.fromkeys(identity for f in bare for identity in f.cells))
        return [Finding(check, check.number, check.words, _("还有 %d 条没有说明") % len(bare), cells)]


def _meant(ref: Ref, code: str) -> Ref:
    """CELL is the cell looked at."""
    return replace(ref, code=code) if ref.code == "CELL" and code else ref


def _plain(found: Decimal | None) -> str:
    return "—" if found is None else f"{found.normalize():,f}"
