"""What the page of a return shows: its rows, the steps, one cell opened, what lies below."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gonghui.kernel.access.reach import overseen, writable
from gonghui.kernel.figures.catalogue import definition
from gonghui.kernel.figures.result import half_up
from gonghui.kernel.figures.units import unit_words
from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.returns.checking import Finding
from gonghui.kernel.returns.correcting import Changed, awaiting, changed_cells, corrected_below
from gonghui.kernel.returns.definition import CellData, Table
from gonghui.kernel.returns.grammar import refs
from gonghui.kernel.returns.models import Return, Round
from gonghui.kernel.returns.values import Answer
from gonghui.kernel.returns.working import REPORTED, Work, current, lower, progress, reported
from gonghui.kernel.web.charts import bar
from gonghui.kernel.web.tags import due

COUNTED = ("expected", "received", "on_time", "overdue")


@dataclass
class Row:
    """A cell as the page lists it."""

    identity: str
    cell: CellData
    answer: Answer
    before: Decimal | None
    marks: list[str] = field(default_factory=list)
    tone: str = ""
    starred: bool = False

    @property
    def value(self) -> str:
        return number_words(self.answer.value, self.cell)

    @property
    def before_words(self) -> str:
        return number_words(self.before, self.cell)

    @property
    def unit(self) -> str:
        return unit_words(self.cell.unit)

    @property
    def change(self) -> str:
        """增长 8.3%, 高 0.8 个百分点; nothing where there is no base."""
        now, then = self.answer.value, self.before
        if now is None or then is None:
            return ""
        if self.cell.unit == "%":
            gap = now - then
            if not gap:
                return _("持平")
            return (_("高 %s 个百分点") if gap > 0 else _("低 %s 个百分点")) % f"{abs(gap):.1f}"
        if then <= 0:
            return _("持平") if now == then else _("新增") if now > 0 else ""
        rate = (now - then) * 100 / then
        if not rate:
            return _("持平")
        return (_("增长 %s%%") if rate > 0 else _("下降 %s%%")) % f"{abs(rate):.1f}"


def number_words(value: Decimal | None, cell: CellData) -> str:
    return "" if value is None else f"{value:,.{cell.decimals}f}"


def returns_of(user: Any) -> QuerySet[Return]:
    """The returns an account may read."""
    found = Return.objects.filter(state="active", round__state="active").select_related("union", "upper", "round__form")
    return found.filter(union__in=overseen(user))


def rounds_of(user: Any) -> QuerySet[Round]:
    """The rounds in which it has a return."""
    mine = returns_of(user).values("round")
    return Round.objects.filter(state="active", pk__in=mine).select_related("form", "union").order_by("-pk")


def may_write(user: Any, ret: Return) -> bool:
    return writable(user).filter(pk=ret.union_id).exists()


def may_receive(user: Any, ret: Return) -> bool:
    return ret.upper_id is not None and writable(user).filter(pk=ret.upper_id).exists()


@in_chinese
def rows(work: Work, table: Table) -> list[Row]:
    """The cells of one table."""
    by_cell: dict[str, list[Finding]] = {}
    for finding in work.findings:
        for identity in finding.cells[:1]:
            by_cell.setdefault(identity, []).append(finding)
    remarked = {r.about: r.is_starred for r in work.ret.remarks.filter(kind="comment", state="active")}
    out = []
    for cell in table.cells:
        identity = work.form.identity(table.key, cell.code)
        row = Row(identity, cell, work.answers[identity], work.year.get(identity))
        _mark(row, by_cell.get(identity, []), remarked)
        out.append(row)
    return out


def _mark(row: Row, findings: list[Finding], remarked: dict[str, bool]) -> None:
    if row.answer.source == "formula":
        row.marks.append("算")
    if row.answer.source == "typed" and row.answer.value is not None:
        row.marks.append("手")
        row.tone = "typed"
    if row.answer.source == "sum" and row.answer.reported:
        row.marks.append("汇")
    if any(f.severity == "error" for f in findings):
        row.marks.append("误")
        row.tone = "wrong"
    elif findings:
        row.marks.append("说")
        row.tone = row.tone or "doubtful"
    if row.identity in remarked:
        row.marks.append("批")
        row.starred = remarked[row.identity]


def steps(ret: Return, findings: list[Finding]) -> list[tuple[str, str]]:
    """(word, state) of the way a return goes; state is done, now or empty."""
    words = [_("取数"), _("填报"), _("审核"), _("签字"), _("报送"), _("接收"), _("封存")]
    done = {"open": 1, "sent_back": 1, "submitted": 5, "accepted": 6, "locked": 7, "replaced": 7}[ret.status]
    if ret.is_open and not any(f.blocks for f in findings if f.check.rule != "signed"):
        done = 4 if ret.leader and ret.filler and ret.phone else 3
    return [(word, "done" if n < done else "now" if n == done else "") for n, word in enumerate(words)]


@dataclass
class Opened:
    """One cell opened at the side of the page."""

    row: Row
    definition: str = ""
    indicator_key: str = ""
    period: str = ""
    terms: list[tuple[str, CellData, str]] = field(default_factory=list)  # of a formula: identity, cell, value
    parts: list[tuple[Return, str]] = field(default_factory=list)  # accepted returns below and what they say
    remarks: list[Any] = field(default_factory=list)


def _terms(work: Work, row: Row) -> list[tuple[str, CellData, str]]:
    """The cells that a formula is made of: each is a door of its own."""
    table = row.identity.rsplit("!", 1)[0]
    named = [work.form.resolve(ref, table) for ref in refs(row.cell.formula)]
    cells = [(each, work.form.by_id[each]) for each in dict.fromkeys(named) if each]
    return [(each, cell, number_words(work.answers[each].value, cell)) for each, cell in cells]


def _parts(work: Work, row: Row) -> list[tuple[Return, str]]:
    """What the accepted returns below say in this cell, with a link to each."""
    if row.identity in work.hidden:
        return []
    said = {each.union.pk: each.cells.get(row.identity, (None,))[0] for each in work.below}
    found = [(each, said.get(each.union_id)) for each in reported(work.ret)]
    return [
        (each, number_words(half_up(value, row.cell.decimals), row.cell)) for each, value in found if value is not None
    ]


@in_chinese
def opened(work: Work, row: Row) -> Opened:
    """Where a cell's value comes from: definition, what was reported below, what was said about it."""
    found = Opened(row)
    key = row.cell.figure
    if key in work.indicators:
        ask = work.ask.shifted(row.cell.shift) if row.cell.shift else work.ask
        found.definition, found.indicator_key = definition(work.indicators[key]), key
        found.period = ask.period.text
    elif row.cell.formula:
        found.definition = row.cell.formula
        found.terms = _terms(work, row)
    if row.answer.source in ("sum", "typed") and work.below:
        found.parts = _parts(work, row)
    found.remarks = list(
        work.ret.remarks.filter(kind="comment", about=row.identity, state="active").select_related("by")
    )
    return found


def below_words(ret: Return, today: Any) -> list[tuple[Return, str, str]]:
    """(return, state in words, tone) of what reports to this one."""
    out = []
    for each in lower(ret):
        if each.overdue(today):
            words, tone = due(each.due_on), "bad"
        else:
            words = str(each.get_status_display())
            tone = {"accepted": "ok", "locked": "ok", "submitted": "in", "sent_back": "warn"}.get(each.status, "t2")
        if each.revision:
            words += _("（第 %d 次更正）") % each.revision
        out.append((each, words, tone))
    return out


def round_line(round_: Round, today: Any) -> dict[str, Any]:
    """A round with its progress, drawn."""
    told = progress(round_, today)
    label = _("应报 %(expected)s，已接收 %(received)s，待审核 %(waiting)s，逾期 %(overdue)s") % told
    drawn: SafeString = bar(told["received"], max(1, told["expected"]), label)
    return {"round": round_, "told": told, "drawn": drawn, "label": label}


def corrections(ret: Return, user: Any) -> list[tuple[Return, list[Changed]]]:
    """What was corrected below since this return was locked: each with the cells that changed, in order of code."""
    return [(each, changed_cells(Work(each, user))) for each in corrected_below(ret)]


def levels(round_: Round, user: Any, today: Any) -> list[dict[str, Any]]:
    """Every receiving union of the round with what is expected and received below it, in order of code."""
    reached = set(overseen(user).values_list("pk", flat=True)) if not user.is_superuser else None
    groups: dict[int, dict[str, Any]] = {}
    behind = set(awaiting(round_.returns.filter(state="active")).values_list("pk", flat=True))
    rows_ = current(round_.returns.filter(state="active")).select_related("union", "upper", "round__form")
    for ret in rows_.order_by("union__code", "revision"):
        if ret.upper_id is None or (reached is not None and ret.union_id not in reached):
            continue
        group = groups.setdefault(ret.upper_id, {"upper": ret.upper, "returns": [], **dict.fromkeys(COUNTED, 0)})
        ret.is_behind = ret.pk in behind  # type: ignore[attr-defined]  # for the page
        group["returns"].append(ret)
        if ret.revision == 0:
            group["expected"] += 1
            group["received"] += ret.status in REPORTED
            group["on_time"] += bool(ret.on_time) and not ret.is_open
            group["overdue"] += ret.overdue(today)
    for group in groups.values():
        group["drawn"] = bar(group["received"], max(1, group["expected"]), f"{group['received']}/{group['expected']}")
    return list(groups.values())


def table_of(request: HttpRequest, work: Work) -> Table:
    """The table the address names, else the one of the chosen cell, else the first."""
    wanted = request.GET.get("table", "") or request.GET.get("cell", "").rsplit("!", 1)[0]
    return next((table for table in work.form.tables if table.key == wanted), work.form.tables[0])
