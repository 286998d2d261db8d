"""The directives of a template: parts that are not said in one sentence but told from the records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel.access.bypassing import told_openly
from gonghui.kernel.access.reach import readable
from gonghui.kernel.documents.binding import FORMS
from gonghui.kernel.documents.composing import Composer, hosted
from gonghui.kernel.documents.consent import record_slot
from gonghui.kernel.documents.kinds import BadKind, Line
from gonghui.kernel.documents.parts import AuthorSlot, Block, Heading, Paragraph, Run, Table, Text
from gonghui.kernel.documents.passages import SECTIONS
from gonghui.kernel.documents.phrases import heading_number
from gonghui.kernel.documents.templates import BadTemplate, Slot, merged, parsed, realised
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.catalogue import ledger_of
from gonghui.kernel.figures.counting import leaf, records
from gonghui.kernel.figures.units import unit_words
from gonghui.kernel.ledger.declaration import Ledger

MOST_ROWS = 60
MOST_ITEMS = 3
_OF = re.compile(r"([a-z][a-z0-9_]*\.[a-z0-9_]+)\s*[：:](.*)")


def unknown_word(name: str) -> str:
    return _("没有“{%(name)s}”这个词；它既不是填空，也不是单位用语。") % {"name": name[:30]}


def require_figure(key: str, form: str, known: Mapping[str, d.Indicator], number: int) -> None:
    """Raises BadKind for an indicator or a form there is not."""
    if key not in known:
        raise BadKind(number, _("没有“%(key)s”这个指标。") % {"key": key[:60]})
    if form and form not in FORMS:
        raise BadKind(number, _("没有“%(form)s”这种写法。") % {"form": form[:20]})


def wanted(line: Line, known: Mapping[str, d.Indicator]) -> list[tuple[str, str]]:
    """The figures that a directive needs; raises BadKind for what it cannot be."""
    if line.name == "指标":
        keys = [key for key in re.split(r"[、，,\s]+", line.text) if key]
        if not keys:
            raise BadKind(line.number, _("“@指标”后要写指标。"))
        for key in keys:
            require_figure(key, "", known, line.number)
        return [(key, form) for key in keys for form in ("value", "change")]
    if line.name in ("记录", "逐条"):
        key = _measured(line, known)[0]
        return [(key, "value")]
    return []


def _measured(line: Line, known: Mapping[str, d.Indicator]) -> tuple[str, list[tuple[str, str]]]:
    """The measure of a directive and its columns as (heading, sentence)."""
    found = _OF.fullmatch(line.text)
    if found is None:
        raise BadKind(line.number, _("应写成“@%(name)s 指标：栏名={.字段}｜…”。") % {"name": line.name})
    key, rest = found[1], found[2]
    require_figure(key, "", known, line.number)
    if not isinstance(known[key], d.Measure | d.Shifted):
        raise BadKind(line.number, _("“%(key)s”不是可以列出记录的指标。") % {"key": key})
    columns = []
    for column in rest.split("｜") if line.name == "记录" else [f"={rest}"]:
        head, _equals, sentence = column.partition("=")
        try:
            parsed(sentence)
        except BadTemplate:
            raise BadKind(line.number, _("括号没有成对，或者套得太深：[ ] < > { }。")) from None
        columns.append((head.strip(), sentence.strip()))
    return key, columns


def blocks(composer: Composer, line: Line) -> Iterable[Block]:
    """What a directive tells."""
    match line.name:
        case "开头":
            return [composer.opening()]
        case "主要工作":
            return composer.work()
        case "问题":
            return composer.problems()
        case "打算":
            return composer.plans()
        case "简讯":
            return _news(composer, line)
        case "指标":
            return _figures(composer, line)
    return _of_records(composer, line)


def _news(composer: Composer, line: Line) -> list[Block]:
    """The dearest passages that tell a case, one item each."""
    most = min(int(line.text), 10) if line.text.isdecimal() and line.text else MOST_ITEMS
    out: list[Block] = []
    for one in sorted(composer.passages, key=lambda p: (-p.weight, list(SECTIONS).index(p.section), p.order)):
        if len(out) >= 2 * most:
            break
        told = composer.told(one)
        if told is not None and told.cases:
            made = hosted([told])[0]
            out += [Heading(1, one.lead, f"news{len(out) // 2}"), Paragraph(merged(made.own()))]
    composer.left_out = []
    return out or [_open(line, _("本期没有可写成简讯的记录，请写1—3条，每条写清谁、做了什么、成效如何。"))]


def _open(line: Line, prompt: str) -> Paragraph:
    return Paragraph((AuthorSlot(f"{line.name}{line.number}", prompt),))


def _figures(composer: Composer, line: Line) -> list[Block]:
    """A table of figures with last year's change."""
    rows = [_cells(_("项目"), _("计量单位"), _("本期"), _("与上年同期比"))]
    for key in (key for key in re.split(r"[、，,\s]+", line.text) if key):
        value, change = composer.figures.slot(key, "number"), composer.figures.slot(key, "change")
        if value is not None:
            name = str(composer.figures.indicators[key].name)
            rows.append((*_cells(name, unit_words(value.unit)), Paragraph((value,)), Paragraph((change or Text("—"),))))
    return [Table(tuple(rows))] if len(rows) > 1 else []


def _cells(*words: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Text(str(word)),)) for word in words)


def _of_records(composer: Composer, line: Line) -> list[Block]:
    key, columns = _measured(line, composer.figures.indicators)
    measure, _ask = leaf(composer.figures.indicators[key], composer.figures.ask)
    ledger = ledger_of(measure)
    if ledger is None or ledger.small_cells:
        raise BadKind(line.number, _("“%(key)s”的记录涉及个人隐私，不能写入材料。") % {"key": key})
    told = [
        _row(columns, record, ledger, number, composer) for number, record in enumerate(_rows(composer, key, ledger), 1)
    ]
    if not told:
        return [_open(line, _("本期“%(name)s”没有记录，请在这里写明。") % {"name": measure.name})]
    if line.name == "逐条":
        return [Paragraph(merged([Text(heading_number(4, n)), *row[0].runs])) for n, row in enumerate(told, 1)]
    return [Table((_cells(*(head for head, _sentence in columns)), *told))]


def _rows(composer: Composer, key: str, ledger: Ledger) -> Sequence[Any]:
    """The records that a measure counts, as far as the account reaches them, in order of their date."""
    rows = records(composer.figures.indicators[key], composer.figures.ask)
    rows = told_openly(readable(rows, composer.figures.user, ledger.slug))
    related = [name for name in ("union", "employer") if ledger.has(name)]
    order = [ledger.date] if ledger.has(ledger.date) else []
    return list(rows.select_related(*related).order_by(*order, "pk")[:MOST_ROWS])


def _row(
    columns: Sequence[tuple[str, str]], record: Any, ledger: Ledger, number: int, composer: Composer
) -> tuple[Paragraph, ...]:
    def resolve(slot: Slot) -> Sequence[Run] | None:
        if slot.name == "n":
            return [Text(str(number))]
        if slot.name.startswith("."):
            found = record_slot(record, ledger, slot.name[1:], composer.figures.user)
            return [found] if found and found.text else None
        return [Text(composer.own[slot.name])] if composer.own.get(slot.name) else None

    told = []
    for _head, sentence in columns:
        runs = realised(parsed(sentence), resolve)
        told.append(Paragraph(merged(runs or [Text("—")])))
    return tuple(told)
