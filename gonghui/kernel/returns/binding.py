"""An upper union's blank turned into a form: cells from headings, figures from names, checks from the sentence below."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import catalogue, ledger_of
from gonghui.kernel.figures.conditions import Conditions
from gonghui.kernel.figures.counting import leaves
from gonghui.kernel.figures.registers import kept
from gonghui.kernel.figures.statements import scoped
from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.organisations.models import Employer, Union
from gonghui.kernel.periods import Period
from gonghui.kernel.returns import grid, writing
from gonghui.kernel.returns.definition import CellData, Check, FormData, Table
from gonghui.kernel.returns.grammar import BadFormula, refs
from gonghui.kernel.returns.matching import Matcher, Proposal
from gonghui.kernel.returns.recognise import Found, Place, plain, recognise
from gonghui.kernel.returns.values import Answer, Filler, question


class NoTable(ValueError):
    """Nothing in the workbook looks like a form; the message is for the user."""


@in_chinese
def bind(data: bytes, name: str, union: Union) -> FormData:
    """The form that a blank workbook is, every cell bound or offered. Raises grid.BadBook, NoTable."""
    founds = [found for sheet in grid.read(data) if (found := recognise(sheet)).places]
    if not founds:
        raise NoTable(_("没有认出要填的格子。表头应占满各栏，要填的格子应空着。"))
    indicators = catalogue()
    matcher = Matcher(indicators, kept_figures(indicators, union))
    tables = tuple(
        Table(
            found.sheet,
            found.title,
            tuple(_cell(found, place, matcher) for place in found.places),
            {k: list(v) for k, v in found.heads.items()},
            tuple(found.notes),
        )
        for found in founds
    )
    checks = tuple(each for found in founds for each in checks_of(found))
    numbered = tuple(replace(each, number=str(n)) for n, each in enumerate(checks, 1))
    title = founds[0].title or name
    key = re.sub(r"[^\w]+", "-", plain(name.rsplit(".", 1)[0]))[:60]
    period = (
        "half" if re.search("半年", title) else "quarter" if "季" in title else "month" if "月" in title else "year"
    )
    return FormData(key, "1", _title(title), tables, numbered, period=period, rows_of_figures=False)


def _title(text: str) -> str:
    """Without the blanks to be filled and the number of the sheet."""
    return re.sub(r"[（(][一二三四五六七八九十\d]+[)）]\s*$", "", text.strip()).strip()


def kept_figures(indicators: Mapping[str, d.Indicator], union: Union) -> dict[str, bool]:
    """Whether every ledger behind a figure is kept by somebody below."""
    here = kept(union)
    ask = Ask(union, Period.parse("2000"))
    out = {}
    for key, indicator in indicators.items():
        measures = [measure for measure, _inner in leaves(indicator, ask)]
        ledgers = [(ledger_of(m), m.of) for m in measures]
        out[key] = all(ledger is None or of in (Union, Employer) or ledger.slug in here for ledger, of in ledgers)
    return out


def _cell(found: Found, place: Place, matcher: Matcher) -> CellData:
    decimals = place.decimals
    if decimals is None:
        decimals = 1 if place.unit == "%" else 2 if place.unit in ("万元", "亿元") else 0
    unit = place.unit.split("|")[0]
    cell = CellData(place.code, place.meaning, unit, decimals, item=place.line)
    if place.formula:
        try:
            refs(place.formula)
        except BadFormula:
            return replace(cell, note=_("公式超出可算范围，由 WPS 或 Excel 计算：%(x)s") % {"x": place.formula})
        return replace(cell, formula=place.formula)
    return bound(cell, matcher.propose(place, found.notes))


def bound(cell: CellData, proposal: Proposal) -> CellData:
    """The cell with its figure, or with the offers and the reason why none was taken."""
    offers = tuple(
        {"figure": m.key, "name": m.name, "score": m.score, "shift": m.shift, "scale": m.scale}
        | ({"narrowed": m.narrowed} if m.narrowed else {})
        for m in ([proposal.made] if proposal.made else []) + proposal.offered
    )
    made = proposal.made
    if made is None:
        return replace(cell, offered=offers, note=proposal.reason)
    return replace(cell, figure=made.key, shift=made.shift, scale=made.scale, offered=offers)


# --- 审核关系 --------------------------------------------------------------------------------------------------------

_SIDE = re.compile(r"^(?:(\d+)行)?(?:([A-Z]|\d+)栏)?((?:[×x*]\d+(?:\.\d+)?(?:元|人|个月|月|%)?)*)$")
_BETWEEN = re.compile(r"(≥|≤|＝|=|>=|<=|>|<|＞|＜)")


def checks_of(found: Found) -> list[Check]:
    """The checks written below a table; a sentence that cannot be read stays as words, for people."""
    out: list[Check] = []
    for sentence in found.checks:
        body = re.sub(r"^\D{2,4}关系[:：]", "", plain(sentence))
        for text in filter(None, re.split(r"[;；。]", body)):
            out += _checks(found, text)
    return out


def _checks(found: Found, text: str) -> list[Check]:
    column = re.search(r"[（(](\d+)栏[)）]$", text)
    parts = _BETWEEN.split(re.sub(r"[（(]\d+栏[)）]$", "", text))
    if len(parts) != 3:
        return []
    sides = [_SIDE.match(part) for part in (parts[0], parts[2])]
    if not all(sides):
        return []
    left, right = (_side(found, match, column.group(1) if column else "") for match in sides if match)
    sign = {"≥": ">=", "≤": "<=", "＝": "=", "＞": ">", "＜": "<"}.get(parts[1], parts[1])
    pairs = [(left[k], right[k]) for k in left if k in right]
    return [Check("", f"{a} {sign} {b}", text, found.sheet, source=_("表下审核关系")) for a, b in pairs]


def _side(found: Found, match: re.Match[str], column: str) -> dict[str, str]:
    """What one side means: row or column → expression, the key says which cells stand against each other."""
    line, own, factors = match.groups()
    times = "".join(f" * {n}" for n in re.findall(r"\d+(?:\.\d+)?", factors))
    out: dict[str, str] = {}
    for place in found.places:
        letters = place.code.rstrip("0123456789")
        if line and place.line != line and not (own and place.code == f"{own}{line}"):
            continue
        wanted = own or column
        if wanted and wanted not in (place.column_code, letters):
            continue
        key = letters if line and not own else place.code.removeprefix(letters)
        out[key] = place.code + times
    return out


# --- filling ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One cell after filling: the answer, and why it was left empty."""

    table: str
    answer: Answer
    why: str = ""


def fill(data: bytes, form: FormData, union: Union, period: Period, user: Any = None) -> tuple[bytes, list[Row]]:
    """The blank filled in its own layout, and what was done cell by cell.

    A cell nobody is sure of stays empty with the reason: no figure, no register, or a zero of a kind never recorded.
    """
    filler = Filler(form, question(form, union, period), user=user)
    sure = Filler(_without(form, doubtful(filler)), filler.ask, user=user, indicators=filler.indicators)
    answers = sure.fill()
    rows = [Row(identity.rsplit("!", 1)[0], found, why(found)) for identity, found in answers.items()]
    return writing.fill(data, filled(form, answers, union)), rows


def filled(form: FormData, answers: Mapping[str, Answer], union: Union) -> dict[tuple[str, str], Decimal | str | None]:
    """What goes where: values, results of formulas, the unit's name behind 填报单位."""
    out: dict[tuple[str, str], Decimal | str | None] = {}
    for table in form.tables:
        for cell in table.cells:
            found = answers[form.identity(table.key, cell.code)]
            if found.value is not None or cell.formula:
                out[(table.key, cell.code)] = found.value
        if "unit" in table.heads:
            address, text = table.heads["unit"]
            out[(table.key, address)] = f"{text}{union.name}"
    return out


def why(found: Answer) -> str:
    """Why a cell is empty, in words."""
    if found.value is not None:
        return ""
    return found.cell.note or found.text or (_("缺少计算用的格子") if found.cell.formula else "")


def _without(form: FormData, cells: set[str]) -> FormData:
    """The form with these cells left for people."""
    note = _("台账里从没有登记过这一类，请确认是没有发生（填 0）还是没有登记")
    tables = tuple(
        replace(
            table,
            cells=tuple(
                replace(cell, figure="", note=note) if form.identity(table.key, cell.code) in cells else cell
                for cell in table.cells
            ),
        )
        for table in form.tables
    )
    return replace(form, tables=tables)


def doubtful(filler: Filler) -> set[str]:
    """Cells whose zero may be silence: the ledger is kept, but never held a row of that kind (law 11)."""
    conditions = Conditions()
    out = set()
    for identity, found in (
        Filler(filler.form, filler.ask, user=filler.user, indicators=filler.indicators).fill().items()
    ):
        if found.source != "figure" or found.value != 0:
            continue
        measures = [m for m, _ask in leaves(filler.indicators[found.cell.figure], filler.ask)]
        if any(m.where and not ever(m, filler.ask, conditions) for m in measures):
            out.add(identity)
    return out


def ever(measure: d.Measure, ask: Ask, conditions: Conditions) -> bool:
    """Whether any row of the kind was ever recorded below the union."""
    rows = measure.of._default_manager.filter(conditions.rewrite(measure.where, measure.of, ask))
    return scoped(rows, replace_time(measure), ask).exists()


def replace_time(measure: d.Measure) -> d.Measure:
    """The measure asked at any time: scoped by today's tree."""
    return replace(measure, when=d.Cumulative(""), key="", saved=True)
