"""审核关系 run over a return: what holds, what does not, in numbers an officer can follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.answering import value
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.returns.definition import CellData, Check, FormData
from gonghui.kernel.returns.grammar import Ref, evaluate, refs
from gonghui.kernel.returns.values import Answers, adds_up

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


@dataclass
class Checker:
    """Runs the checks of a form over its answers. `year`: the same cells a year before; `signed`: who signs."""

    form: FormData
    answers: Answers
    ask: Ask
    indicators: Mapping[str, d.Indicator]
    year: Mapping[str, Decimal | None] = field(default_factory=dict)
    has_lower: bool = False
    signed: tuple[str, ...] = ()
    explanations: Mapping[str, str] = field(default_factory=dict)
    period_ends_inside: bool = True
    ran: int = 0

    def findings(self) -> list[Finding]:
        """Everything that does not hold, errors first; `ran` counts the checks that could be judged."""
        out: list[Finding] = []
        for check in self.form.checks:
            out += self._rule(check) if check.rule else self._each(check) if check.each else self._one(check)
        kept = [f for f in out if f.severity == "warning"]
        for check in self.form.checks:
            if check.rule == "explained":
                out += self._unexplained(check, kept)
        order = {"error": 0, "explain": 1, "warning": 2}
        return sorted(out, key=lambda f: order[f.severity])

    def _one(self, check: Check) -> list[Finding]:
        return self._judged(check, check.test, check.when, check.table, check.number)

    def _each(self, check: Check) -> list[Finding]:
        out: list[Finding] = []
        for identity, cell in self.form.cells():
            if not self._applies(check, cell):
                continue
            table, code = identity.rsplit("!", 1)
            test, when = (re.sub(r"\bCELL\b", code, text) for text in (check.test, check.when))
            out += self._judged(check, test, when, table, f"{check.number}:{identity}", cell.label)
        return out

    def _applies(self, check: Check, cell: CellData) -> bool:
        if check.each == "count":
            return cell.unit not in ("%", "元", "万元", "亿元", "") and cell.decimals == 0
        if check.each == "wan":
            return cell.unit == "万元"
        if check.each == "additive":
            return cell.figure in self.indicators and adds_up(self.indicators[cell.figure])
        return cell.unit != "%"

    def _judged(self, check: Check, test: str, when: str, table: str, key: str, label: str = "") -> list[Finding]:
        if when and evaluate(when, lambda ref: self.lookup(ref, table)) is not True:
            return []
        holds = evaluate(test, lambda ref: self.lookup(ref, table))
        if holds is None:
            return []
        self.ran += 1
        if holds is True:
            return []
        named = [(ref, self.form.resolve(ref, table)) for ref in refs(test)]
        cells = tuple(dict.fromkeys(identity for ref, identity in named if identity))
        words = f"{label}：{check.words}" if label else check.words
        return [Finding(check, key, words, self._numbers(test, table), cells, self.explanations.get(key, ""))]

    def _numbers(self, test: str, table: str) -> str:
        """A06 会员人数 52,316，A04 … : the numbers that stand against each other."""
        named = {self.form.resolve(ref, table) for ref in refs(test)}
        if len(named) == 1 and None not in named:  # one cell against itself at another time
            said = {"": _("本期"), "YEAR": _("上年同期"), "PREV": _("上期"), "BELOW": _("下级与直属合计")}
            return _("，").join(f"{said[ref.time]} {_plain(self.lookup(ref, table))}" for ref in refs(test))
        out = []
        for ref in refs(test):
            found = self.lookup(ref, table)
            identity = self.form.resolve(ref, table)
            if ref.figure:
                name = str(self.indicators[ref.code].name) if ref.code in self.indicators else ref.code
            else:
                name = f"{ref.code} {self.form.by_id[identity].label}" if identity else ref.code
            name += {"YEAR": _("（上年同期）"), "PREV": _("（上期）"), "BELOW": _("（下级与直属合计）")}.get(
                ref.time, ""
            )
            out.append(f"{name} {_plain(found)}")
        return _("，").join(dict.fromkeys(out))

    def lookup(self, ref: Ref, table: str) -> Decimal | None:
        """A cell now, a year ago, as summed from below; a figure of the records."""
        if ref.figure:
            return self._roster(ref.code)
        identity = self.form.resolve(ref, table)
        if identity is None or identity not in self.answers:
            return None
        if ref.time in ("YEAR", "PREV"):
            return self.year.get(identity)
        if ref.time == "BELOW":
            return self.answers[identity].recorded if self.has_lower else None
        return self.answers[identity].value

    @cached_property
    def _counted(self) -> dict[str, Decimal | None]:
        return {}

    def _roster(self, key: str) -> Decimal | None:
        if key not in self._counted:
            found = value(self.indicators[key], self.ask).exact if key in self.indicators else None
            self._counted[key] = None if found is None else Decimal(found)
        return self._counted[key]

    def _rule(self, check: Check) -> list[Finding]:
        if check.rule == "explained":
            return []  # judged when the warnings are known
        self.ran += 1
        if check.rule == "signed" and not all(text.strip() for text in self.signed):
            return [Finding(check, check.number, check.words)]
        if check.rule == "date_inside" and not self.period_ends_inside:
            return [Finding(check, check.number, check.words)]
        if check.rule == "mandatory":
            empty = [(i, c) for i, c in self.form.cells() if c.mandatory and self.answers[i].value is None]
            return [
                Finding(check, f"{check.number}:{i}", f"{c.code} {c.label}：{check.words}", self.answers[i].text, (i,))
                for i, c in empty
            ]
        return []

    def _unexplained(self, check: Check, kept: Iterable[Finding]) -> list[Finding]:
        """An explanation that was begun must say something; a warning without one may stand."""
        short = [f for f in kept if 0 < len(f.explanation) < EXPLAINED]
        self.ran += 1
        return [Finding(check, f"{check.number}:{f.key}", f"{f.words}：{check.words}", "", f.cells) for f in short]


def _plain(found: Decimal | None) -> str:
    return "—" if found is None else f"{found.normalize():,f}"
