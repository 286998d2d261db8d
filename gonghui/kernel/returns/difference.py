"""Our figures against what an upper union's system exports: only ours, only theirs, different; by union or by person."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from gonghui.kernel.access.figures import answer
from gonghui.kernel.access.reach import reach
from gonghui.kernel.attachments.packages import Hostile, refuse_hostile
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.result import Figure, rounded
from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.organisations.ancestry import below
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.organisations.names import name_key
from gonghui.kernel.people.identity import digests
from gonghui.kernel.people.models import DocumentType, Membership
from gonghui.kernel.returns.definition import CellData
from gonghui.kernel.returns.matching import meaning
from gonghui.kernel.returns.refusing import Refused
from gonghui.kernel.returns.working import Work

NAMES = ("姓名", "会员姓名", "职工姓名")
NUMBERS = ("证件号码", "身份证号", "身份证号码", "公民身份号码", "证件号")
UNIONS = ("工会名称", "单位名称", "填报单位", "基层工会名称", "工会")
LOOKED_AT = 15  # rows within which the headings stand


@dataclass
class Difference:
    """`differ`: (who, column, ours, theirs)."""

    people: bool
    same: int = 0
    ours: list[str] = field(default_factory=list)
    theirs: list[str] = field(default_factory=list)
    differ: list[tuple[str, str, str, str]] = field(default_factory=list)


@in_chinese
def compare(work: Work, data: bytes, name: str) -> Difference:
    """Read the export and hold it against the records. Raises Refused."""
    for rows in _sheets(data, name):
        for place, row in enumerate(rows[:LOOKED_AT]):
            heads = [unicodedata.normalize("NFKC", str(cell)).replace(" ", "").strip() for cell in row]
            body = rows[place + 1 :]
            if any(h in NAMES for h in heads) and any(h in NUMBERS for h in heads):
                return _people(work, heads, body)
            if any(h in UNIONS for h in heads) and len([h for h in heads if h]) > 1:
                return _unions(work, heads, body)
    raise Refused(_("没有找到“姓名、证件号码”或“工会名称”这样的表头。"))


def _sheets(data: bytes, name: str) -> list[list[list[Any]]]:
    if name.lower().endswith(".csv"):
        for code in ("utf-8-sig", "gb18030"):
            try:
                return [[list(row) for row in csv.reader(io.StringIO(data.decode(code)))]]
            except UnicodeDecodeError:
                continue
        raise Refused(_("文件的文字编码不认识，请另存为 .xlsx。"))
    try:
        refuse_hostile(data)
    except Hostile as error:
        raise Refused(str(error)) from error
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [book.get_sheet_by_name(sheet).to_python() for sheet in book.sheet_names]
    except CalamineError as error:
        raise Refused(_("这个文件打不开。请用 WPS 或 Excel 打开后另存为 .xlsx，再上传。")) from error


def _people(work: Work, heads: list[str], body: list[list[Any]]) -> Difference:
    """Members by document number; a name that differs under one number is told."""
    if work.user is not None and not reach(work.user).filter(pk=work.ret.union_id).exists():
        raise Refused(_("您只能查阅统计数，不能按人核对。"))
    name_at = next(n for n, h in enumerate(heads) if h in NAMES)
    number_at = next(n for n, h in enumerate(heads) if h in NUMBERS)
    theirs: dict[str, str] = {}
    for row in body:
        number = str(row[number_at]).strip().upper().removesuffix(".0") if number_at < len(row) else ""
        if number and number[:1].isalnum():
            theirs[number] = str(row[name_at]).strip()
    day = work.ask.last_day
    unions = below(work.ret.union, day).values("union")
    began, stands = Q(joined_on__isnull=True) | Q(joined_on__lte=day), Q(left_on__isnull=True) | Q(left_on__gt=day)
    rows = Membership.objects.filter(began & stands, union__in=unions, state="active")
    named = rows.values_list("person__identity__digest", "person_name")
    ours = {bytes(index): name for index, name in named if index is not None}
    out = Difference(people=True)
    for number, name in theirs.items():
        keys = digests(DocumentType.ID_CARD, number)
        mine = next((ours.pop(key) for key in keys if key in ours), None)
        if mine is None:
            out.theirs.append(name)
        elif name_key(mine) != name_key(name):
            out.differ.append((mine, _("姓名"), mine, name))
        else:
            out.same += 1
    out.ours = sorted(ours.values())
    return out


def _unions(work: Work, heads: list[str], body: list[list[Any]]) -> Difference:
    """Direct and lower unions by name; columns are the form's cells by their words."""
    union_at = next(n for n, h in enumerate(heads) if h in UNIONS)
    cells = {n: cell for n, head in enumerate(heads) if n != union_at and head and (cell := _cell(work, head))}
    if not cells:
        raise Refused(_("各栏的名称和报表的指标都对不上。"))
    known = Union.objects.filter(pk__in=below(work.ret.union, work.ask.last_day).values("union"), state="active")
    by_name = {union.name_key: union for union in known}
    theirs = {name_key(str(row[union_at])): row for row in body if union_at < len(row) and str(row[union_at]).strip()}
    both = [(by_name[key], row) for key, row in theirs.items() if key in by_name]
    out = Difference(people=False)
    out.theirs = sorted(str(row[union_at]).strip() for key, row in theirs.items() if key not in by_name)
    seen = {union.pk for union, _row in both}
    levels = {union.level for union, _row in both}
    out.ours = sorted(u.name for u in known if u.pk not in seen and u.level in levels and not u.is_stub)
    asks = [Ask(union, work.ask.period, work.ask.as_of) for union, _row in both]
    counted = _counted(work, cells.values(), asks)
    for at, cell in cells.items():
        for (union, row), figure in zip(both, counted[(cell.figure, cell.shift)], strict=True):
            mine = None
            if figure.exact is not None:
                mine = rounded(Decimal(figure.exact) / cell.scale, cell.decimals, figure.rounding)
            said = _number(row[at] if at < len(row) else None)
            if mine == said:
                out.same += 1
            else:
                out.differ.append((union.name, cell.label, _words(mine), _words(said)))
    return out


def _counted(work: Work, cells: Iterable[CellData], asks: list[Ask]) -> dict[tuple[str, str], list[Figure]]:
    """(key, shift) → the figure for each question; counted at once for each shift."""
    keys: dict[str, dict[str, None]] = {}
    for cell in cells:
        keys.setdefault(cell.shift, {})[cell.figure] = None
    out: dict[tuple[str, str], list[Figure]] = {}
    for shift, named in keys.items():
        moved = [ask.shifted(shift) if shift else ask for ask in asks]
        for key, figures in zip(named, answer([work.indicators[key] for key in named], moved, work.user), strict=True):
            out[(key, shift)] = figures
    return out


def _cell(work: Work, head: str) -> Any:
    """The cell whose words say the same as a heading."""
    wanted = meaning(head)
    return next(
        (c for c in work.form.by_id.values() if c.figure in work.indicators and meaning(c.label) == wanted), None
    )


def _number(value: Any) -> Decimal | None:
    try:
        return None if value in (None, "") else Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None


def _words(value: Decimal | None) -> str:
    return "—" if value is None else f"{value.normalize():,f}"
