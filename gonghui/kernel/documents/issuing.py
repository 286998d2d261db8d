"""Issuing: each figure frozen with its definition and its records; opening them again; what has changed since."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.access.reach import reach, today, writable
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.writing import log
from gonghui.kernel.documents.binding import SHIFTS, question
from gonghui.kernel.documents.models import Document, FrozenFigure
from gonghui.kernel.documents.parts import FigureSlot, Run, mapped
from gonghui.kernel.documents.refreshing import renewed, require_draft
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.documents.structure import Hole
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.answering import value
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import catalogue, digest, ledger_of
from gonghui.kernel.figures.conditions import reach_path
from gonghui.kernel.figures.counting import leaves, records
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import Period


@dataclass(frozen=True)
class Obstacle:
    """A place that stands against issuing: where, and what is wrong, in words."""

    place: str
    words: str
    hole: Hole


class NotReady(Refused):
    """Slots are still open; `obstacles` lists them."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        self.obstacles = list(obstacles)
        lines = "；".join(f"{one.place}：{one.words}" for one in self.obstacles)
        super().__init__(_("还有%(n)s处未完成，不能定稿：%(lines)s") % {"n": len(self.obstacles), "lines": lines})


@dataclass(frozen=True)
class FrozenRecords:
    """One part of an issued figure (the numerator, last year's value …) with its records as they are today."""

    name: str
    key: str
    period: str
    as_of: str
    ledger: str
    count: int
    rows: QuerySet[Any]


@dataclass(frozen=True)
class Drift:
    """An issued figure that would be another today: its printed words, then and now, and why."""

    frozen: FrozenFigure
    was: str
    now: str
    reasons: list[str]
    added: list[str]
    gone: list[str]


def obstacles(document: Document) -> list[Obstacle]:
    """See services.obstacles."""
    return _obstacles(Content.from_json(document.body))


def _obstacles(content: Content) -> list[Obstacle]:
    out = []
    for hole in content.holes():
        place = hole.section or (_("开头") if hole.block is not None else _("标题和落款"))
        out.append(Obstacle(place, _hole_words(hole), hole))
    return out


def _hole_words(hole: Hole) -> str:
    titles = {"problems": _("存在的问题"), "plans": _("工作打算")}
    known = catalogue() if hole.kind == "figure" else {}
    text = str(known[hole.text].name) if hole.text in known else titles.get(hole.text, hole.text)
    return {
        "author": _("“%(x)s”由作者填写，还是空的"),
        "figure": _("指标“%(x)s”现在没有数据"),
        "record": _("引用的记录（%(x)s）已作废或没有内容"),
        "quote": _("引用的文字（%(x)s）已不在记录中"),
        "fact": _("外部数据“%(x)s”缺数值、来源或日期"),
        "blank": _("有空缺：%(x)s"),
        "section": _("“%(x)s”下没有内容"),
        "title": _("没有标题"),
        "organisation": _("没有落款单位"),
    }[hole.kind] % {"x": text}


def issue(document: Document, user: Any, dated_on: dt.date | None = None) -> Document:
    """See services.issue."""
    if user is not None and not writable(user).filter(pk=document.union_id).exists():
        raise Refused(_("账号“%(user)s”无权为“%(union)s”定稿。") % {"user": user, "union": document.union.name})
    with acting(user, _("材料定稿")), transaction.atomic():
        document = Document.objects.select_for_update().get(pk=document.pk)
        require_draft(document)
        content = renewed(Content.from_json(document.body), document.union, Period.parse(document.period), user)
        if open_places := _obstacles(content):
            raise NotReady(open_places)
        content = replace(_frozen(document, content), dated_on=dated_on or today())
        document.body, document.title = content.to_json(), content.title
        document.state, document.issued_at = Document.State.ISSUED, timezone.now()
        document.issued_by = user if user is not None and user.pk else None
        document.save()
        log("change", [(document, Document, {"state": "draft"}, {"state": "issued"})])
    return document


def _frozen(document: Document, content: Content) -> Content:
    """Write a FrozenFigure for every figure slot; the slots name theirs."""
    evidence = Evidence()
    rows: list[FrozenFigure] = []

    def freeze(run: Run) -> Run:
        if not isinstance(run, FigureSlot):
            return run
        slot = str(len(rows) + 1)
        rows.append(evidence.freeze(document, slot, run))
        return replace(run, frozen=slot)

    blocks = tuple(mapped(block, freeze) for block in content.blocks)
    FrozenFigure.objects.bulk_create(rows)
    return replace(content, blocks=blocks)


class Evidence:
    """Figures with their records, each counted once however many slots name it."""

    def __init__(self) -> None:
        self.indicators = catalogue()
        self.unions: dict[str, Union] = {}
        self.known: dict[tuple[str, str, str, str], tuple[dict[str, Any], list[dict[str, Any]], str]] = {}
        self.parts: dict[tuple[int, Ask], tuple[dict[str, Any], str]] = {}

    def freeze(self, document: Document, slot: str, run: FigureSlot) -> FrozenFigure:
        figure, parts, sums = self.of(run)
        return FrozenFigure(
            document=document, slot=slot, key=run.key, union=self.union(run.union), period=run.period, figure=figure,
            definition_digest=digest(self.indicators[run.key]), records_digest=sums, records=parts, text=run.text,
        )  # fmt: skip

    def union(self, code: str) -> Union:
        if code not in self.unions:
            self.unions[code] = Union.objects.get(code=code)
        return self.unions[code]

    def of(self, run: FigureSlot) -> tuple[dict[str, Any], list[dict[str, Any]], str]:
        """The figure as JSON (with what it is compared to), its parts with record ids, the digest of them."""
        key = (run.key, run.union, run.period, run.form)
        if key not in self.known:
            self.known[key] = self._counted(run)
        return self.known[key]

    def _counted(self, run: FigureSlot) -> tuple[dict[str, Any], list[dict[str, Any]], str]:
        indicator = self.indicators[run.key]
        ask = question(self.union(run.union), Period.parse(run.period))
        ask = replace(ask, as_of=run.as_of) if run.as_of and run.as_of < ask.period.last else replace(ask, as_of=None)
        asks = [ask, ask.shifted(SHIFTS[run.form])] if run.form in SHIFTS else [ask]
        figures = [value(indicator, one).to_json() for one in asks]
        figure = {**figures[0], "form": run.form, "before": figures[1] if len(figures) > 1 else None}
        pairs = list(dict.fromkeys(pair for one in asks for pair in leaves(indicator, one)))
        found = [self._part(measure, inner) for measure, inner in pairs]
        sums = hashlib.sha256("\n".join(digest_ for _part, digest_ in found).encode()).hexdigest()
        return figure, [part for part, _digest in found], sums

    def _part(self, measure: d.Measure, ask: Ask) -> tuple[dict[str, Any], str]:
        if (id(measure), ask) not in self.parts:
            self.parts[(id(measure), ask)] = _part(measure, ask)
        return self.parts[(id(measure), ask)]


def _part(measure: d.Measure, ask: Ask) -> tuple[dict[str, Any], str]:
    """One measure's records: ids in spans, and the digest of each uid with the quantity it brings."""
    field = measure.total or measure.distinct or "pk"
    rows = list(records(measure, ask).order_by().values_list("uid", "pk", field))
    ledger = ledger_of(measure)
    lines = sorted(f"{uid} {quantity if field != 'pk' else 1}" for uid, _pk, quantity in rows)
    part = {
        "key": measure.key,
        "name": str(measure.name),
        "period": ask.period.text,
        "as_of": ask.last_day.isoformat(),
        "model": measure.of._meta.label_lower,
        "ledger": ledger.slug if ledger else "",
        "ids": spans(pk for _uid, pk, _quantity in rows),
    }
    return part, hashlib.sha256("\n".join(lines).encode()).hexdigest()


def spans(ids: Iterable[int]) -> list[list[int]]:
    """Ids as spans of neighbours: [1, 2, 3, 7] → [[1, 3], [7, 7]]."""
    out: list[list[int]] = []
    for one in sorted(set(ids)):
        if out and out[-1][1] == one - 1:
            out[-1][1] = one
        else:
            out.append([one, one])
    return out


def ids_of(part: dict[str, Any]) -> set[int]:
    return {pk for first, last in part["ids"] for pk in range(first, last + 1)}


def frozen_records(frozen: FrozenFigure, user: Any = None) -> list[FrozenRecords]:
    """See services.frozen_records."""
    out = []
    for part in frozen.records:
        model = apps.get_model(part["model"])
        rows = model._default_manager.filter(_within(part["ids"])).order_by("pk")
        if user is not None and not user.is_superuser:
            path = reach_path(model)
            rows = rows.filter(**{f"{path}__in" if path else "pk__in": reach(user, part["ledger"])})
        count = sum(last - first + 1 for first, last in part["ids"])
        out.append(FrozenRecords(part["name"], part["key"], part["period"], part["as_of"], part["ledger"], count, rows))
    return out


def _within(wanted: list[list[int]]) -> Q:
    """A condition for ids in spans; a few long ones as ranges, the others one by one (a database takes only so many ORs)."""
    long = sorted((span for span in wanted if span[1] > span[0]), key=lambda span: span[0] - span[1])[:100]
    found = Q(pk__in=sorted(ids_of({"ids": [span for span in wanted if span not in long]})))
    for first, last in long:
        found |= Q(pk__gte=first, pk__lte=last)
    return found


def drift(document: Document) -> list[Drift]:
    """See services.drift."""
    evidence = Evidence()
    slots = {run.frozen: run for run in Content.from_json(document.body).figures() if run.frozen}
    out = []
    for frozen in document.figures.select_related("union").order_by("pk"):
        run = slots.get(frozen.slot)
        if run is not None and (found := _drifted(frozen, run, evidence)):
            out.append(found)
    return out


def _drifted(frozen: FrozenFigure, run: FigureSlot, evidence: Evidence) -> Drift | None:
    if run.key not in evidence.indicators:
        return Drift(frozen, _shown(frozen.figure), "", [_("指标已不存在")], [], [])
    figure, parts, sums = evidence.of(run)
    reasons = []
    if _values(figure) != _values(frozen.figure):
        reasons.append(_("数值变化"))
    if digest(evidence.indicators[run.key]) != frozen.definition_digest:
        reasons.append(_("口径变化"))
    if sums != frozen.records_digest:
        reasons.append(_("记录变化"))
    if not reasons:
        return None
    added, gone = _moved(frozen.records, parts)
    return Drift(frozen, _shown(frozen.figure), _shown(figure), reasons, added, gone)


def _values(figure: dict[str, Any]) -> list[Any]:
    before = figure.get("before") or {}
    return [figure.get(name) for name in ("value", "numerator", "denominator")] + [before.get("value")]


def _shown(figure: dict[str, Any]) -> str:
    before = figure.get("before")
    return f"{figure['text']}（{before['period']}：{before['text']}）" if before else str(figure["text"])


def _moved(was: list[dict[str, Any]], now: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """Titles of records that came in and went out, at most twenty each."""
    before = {(p["key"], p["period"], p["as_of"]): p for p in was}
    added: list[str] = []
    gone: list[str] = []
    for part in now:
        old = before.get((part["key"], part["period"], part["as_of"]))
        if old is None:
            continue
        model = apps.get_model(part["model"])
        for ids, titles in ((ids_of(part) - ids_of(old), added), (ids_of(old) - ids_of(part), gone)):
            titles += [str(row) for row in model._default_manager.filter(pk__in=sorted(ids)[:20])]
    return list(dict.fromkeys(added))[:20], list(dict.fromkeys(gone))[:20]
