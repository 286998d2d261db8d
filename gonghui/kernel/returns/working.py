"""A return at work: its cells as they stand now, or as they were submitted; its checks; what lies below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from gonghui.kernel.access.reach import reach, today
from gonghui.kernel.access.small_cells import is_sensitive, shown
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import catalogue
from gonghui.kernel.figures.result import CLOSED, WITHHELD, Figure
from gonghui.kernel.periods import Period
from gonghui.kernel.returns.checking import Checker, Finding
from gonghui.kernel.returns.definition import CellData, FormData
from gonghui.kernel.returns.grammar import refs
from gonghui.kernel.returns.models import FrozenCell, Remark, Return, Round
from gonghui.kernel.returns.values import Answer, Answers, Filler, Lower, Typed, question

REPORTED = (Return.Status.ACCEPTED, Return.Status.LOCKED)


def current(returns: QuerySet[Return]) -> QuerySet[Return]:
    """Without those that a later revision has replaced."""
    return returns.exclude(status=Return.Status.REPLACED)


def lower(ret: Return) -> QuerySet[Return]:
    """The returns that report to this one, in order of code; a revision under way stands beside what it corrects."""
    found = current(Return.objects.filter(round_id=ret.round_id, upper=ret.union_id, state="active"))
    return found.select_related("union").order_by("union__code", "revision")


def reported(ret: Return) -> list[Return]:
    """Of those below, the ones accepted: their values count as they were submitted."""
    return [each for each in lower(ret) if each.status in REPORTED]


@dataclass
class Work:
    """One return, everything about it counted once."""

    ret: Return
    user: Any = None

    @cached_property
    def form(self) -> FormData:
        return self.ret.round.form.data

    @cached_property
    def indicators(self) -> Mapping[str, d.Indicator]:
        return catalogue()

    @cached_property
    def ask(self) -> Ask:
        return question(self.form, self.ret.union, self.ret.round.span)

    @cached_property
    def entries(self) -> dict[str, Typed]:
        rows = self.ret.entries.filter(state="active")
        return {row.cell: Typed(row.value, row.reason) for row in rows}

    @cached_property
    def below(self) -> list[Lower]:
        """The accepted returns below, with their frozen cells; two queries."""
        found = reported(self.ret)
        frozen: dict[int, dict[str, tuple[Decimal | None, Decimal | None, Decimal | None]]] = {r.pk: {} for r in found}
        at = {each.pk: each.submission for each in found}
        for row in FrozenCell.objects.filter(ret__in=at).defer("records"):
            if row.submission == at[row.ret_id]:
                figure = row.figure or {}
                frozen[row.ret_id][row.cell] = (
                    row.exact,
                    _decimal(figure.get("numerator")),
                    _decimal(figure.get("denominator")),
                )
        return [Lower(each.union, frozen[each.pk]) for each in found]

    @cached_property
    def live(self) -> Answers:
        """The cells as they stand now."""
        return Filler(self.form, self.ask, self.entries, self.below, self.user, self.indicators).fill()

    @cached_property
    def frozen(self) -> dict[str, FrozenCell]:
        rows = FrozenCell.objects.filter(ret=self.ret, submission=self.ret.submission).defer("records")
        return {row.cell: row for row in rows}

    @cached_property
    def answers(self) -> Answers:
        """What the return says: live while it is open, as submitted afterwards."""
        if self.ret.is_open:
            return self.live
        found = {identity: _thawed(cell, self.frozen.get(identity)) for identity, cell in self.form.cells()}
        return {i: Answer(a.cell, a.source, text=WITHHELD) if i in self.hidden else a for i, a in found.items()}

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Cells that this account may not see: small counts of sensitive ledgers, and what is computed from them."""
        if self.user is None or self.user.is_superuser:
            return frozenset()
        out = {identity for identity, cell in self.form.cells() if self._is_hidden(identity, cell)}
        for identity, cell in self.form.cells():
            table = identity.rsplit("!", 1)[0]
            if cell.formula and {self.form.resolve(ref, table) for ref in refs(cell.formula)} & out:
                out.add(identity)
        return frozenset(out)

    def _is_hidden(self, identity: str, cell: CellData) -> bool:
        indicator = self.indicators.get(cell.figure)
        if indicator is None or not is_sensitive(indicator):
            return False
        row = None if self.ret.is_open else self.frozen.get(identity)
        if row is not None and row.figure:
            figure = Figure(**row.figure)
            return shown(figure, indicator, self.ret.union, self.user).text in CLOSED
        if self.ret.is_open:
            return self.live[identity].text in CLOSED
        return not self._sees

    @cached_property
    def _sees(self) -> bool:
        return reach(self.user).filter(pk=self.ret.union_id).exists()

    @cached_property
    def year(self) -> dict[str, Decimal | None]:
        """The same cells a year before: as reported then, or counted where nothing was."""
        return self._told(self.ret.round.span.year_before())

    @cached_property
    def previous(self) -> dict[str, Decimal | None]:
        """The same cells in the period just before; only where a check looks at them."""
        span = self.ret.round.span
        if not any("PREV." in text for check in self.form.checks for text in (check.test, check.when)):
            return {}
        return self.year if span.before() == span.year_before() else self._told(span.before())

    def _told(self, period: Period) -> dict[str, Decimal | None]:
        then = reported_cells(self.ret, period)
        if then is not None:
            return {identity: None if identity in self.hidden else value for identity, value in then.items()}
        ask = question(self.form, self.ret.union, period)
        answers = Filler(self.form, ask, user=self.user, indicators=self.indicators).fill()
        return {identity: found.value for identity, found in answers.items()}

    @cached_property
    def explanations(self) -> dict[str, str]:
        rows = self.ret.remarks.filter(kind=Remark.Kind.EXPLAIN, state="active").order_by("pk")
        return {row.about: row.text for row in rows}

    @cached_property
    def checker(self) -> Checker:
        signed = (self.ret.leader, self.ret.filler, self.ret.phone)
        span, day = self.ret.round.span, self.ask.last_day
        inside = span.start <= day <= span.last and (day <= today() or not self.ret.is_open)
        return Checker(
            self.form, self.answers, self.ask, self.indicators, self.year, self.previous, bool(self.below), signed,
            self.explanations, inside, self.user,
        )  # fmt: skip

    @cached_property
    def findings(self) -> list[Finding]:
        return self.checker.findings()


def reported_cells(ret: Return, period: Period) -> dict[str, Decimal | None] | None:
    """What the union reported in the same form about another period; None where it did not."""
    found = (
        current(Return.objects.filter(union=ret.union_id, round__form__key=ret.round.form.key, state="active"))
        .filter(round__period=period.text, status__in=[Return.Status.SUBMITTED, *REPORTED])
        .order_by("-revision", "-pk")
        .first()
    )
    if found is None:
        return None
    rows = FrozenCell.objects.filter(ret=found, submission=found.submission).values_list("cell", "value")
    return dict(rows)


def _thawed(cell: Any, row: FrozenCell | None) -> Answer:
    if row is None:
        return Answer(cell, "typed")
    recorded = None if row.recorded is None else row.recorded.quantize(Decimal(1).scaleb(-cell.decimals))
    shown = None if row.value is None else row.value.quantize(Decimal(1).scaleb(-cell.decimals))
    return Answer(cell, row.source, shown, row.exact, recorded, reason=row.reason)


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def progress(round_: Round, day: dt.date) -> dict[str, int]:
    """Expected, received, on time, overdue, sent back, waiting; of the whole round."""
    out = {"expected": 0, "received": 0, "on_time": 0, "late": 0, "overdue": 0, "waiting": 0, "sent_back": 0}
    rows = round_.returns.filter(state="active").order_by("union", "revision")
    told: dict[int, list[Return]] = {}  # what each union reported first, and what stands for it now
    for ret in rows.only("round", "union", "revision", "status", "due_on", "submitted_at"):
        both = told.setdefault(ret.union_id, [ret, ret])
        if both[1].status == Return.Status.REPLACED:
            both[1] = ret
    for first, ret in told.values():
        out["expected"] += 1
        out["received"] += ret.status in REPORTED
        out["waiting"] += ret.status == Return.Status.SUBMITTED
        out["sent_back"] += ret.status == Return.Status.SENT_BACK
        out["overdue"] += ret.overdue(day)
        if not ret.is_open and first.on_time is not None:  # a correction makes nobody late
            out["on_time" if first.on_time else "late"] += 1
    return out
