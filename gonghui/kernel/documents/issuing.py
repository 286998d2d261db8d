"""Issuing: each figure frozen with its definition and its records; opening them again; what has changed since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.access.reach import readable, today, writable
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.writing import log
from gonghui.kernel.documents.consent import names_without_consent
from gonghui.kernel.documents.demands import demands
from gonghui.kernel.documents.evidence import Evidence, ids_of
from gonghui.kernel.documents.models import Document, FrozenFigure
from gonghui.kernel.documents.parts import FigureSlot, Heading, Run, mapped
from gonghui.kernel.documents.refreshing import keep_version, renewed, require_draft
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.documents.structure import Hole
from gonghui.kernel.figures.catalogue import catalogue, digest
from gonghui.kernel.ledger.chinese import in_chinese
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
    return obstacles_of(document, Content.from_json(document.body))


def obstacles_of(document: Document, content: Content) -> list[Obstacle]:
    """Holes, elements that the kind requires, parts not delivered, names without consent."""
    names = [
        name for name in names_without_consent(content.plain_text(), document.union) if name not in document.cleared
    ]
    others = [*demands(document.kind, content), *(Hole("name", name) for name in names)]
    late = document.assignments.filter(taken_at=None).values_list("section", flat=True)
    heads = {block.section: block.text for block in content.blocks if isinstance(block, Heading)}
    others += [Hole("assigned", heads.get(section, section)) for section in late]
    out = []
    for hole in [*content.holes(), *others]:
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
        "needed": _("这一文种必须写明：%(x)s"),
        "rule": "%(x)s",
        "name": _("“%(x)s”在困难帮扶台账中，没有登记本人同意使用姓名"),
        "assigned": _("“%(x)s”已分给部门，还没有并入"),
    }[hole.kind] % {"x": text}


def issue(document: Document, user: Any, dated_on: dt.date | None = None) -> Document:
    """See services.issue."""
    from gonghui.kernel.documents.drifting import noted

    if user is not None and not writable(user).filter(pk=document.union_id).exists():
        raise Refused(_("账号“%(user)s”无权为“%(union)s”定稿。") % {"user": user, "union": document.union.name})
    with acting(user, gettext_noop("材料定稿")), transaction.atomic():
        Document.objects.select_for_update().get(pk=document.pk)
        document.refresh_from_db()  # what the caller holds may be older
        _require_open(document, user)
        content = renewed(Content.from_json(document.body), document.union, Period.parse(document.period), user)
        if open_places := obstacles_of(document, content):
            raise NotReady(open_places)
        day = dated_on or today()
        evidence = in_chinese(Evidence)(content.figures())
        content = replace(
            _frozen(document, content, evidence), dated_on=day, printed_on=day if content.printed_by else None
        )
        document.body, document.title = content.to_json(), content.title
        document.state, document.issued_at = Document.State.ISSUED, timezone.now()
        document.issued_by = user if user is not None and user.pk else None
        document.drift_known = noted(document, evidence)
        document.save()
        log("change", [(document, Document, {"state": "draft"}, {"state": "issued"})])
        keep_version(document, user, _("材料定稿"))
    return document


def _require_open(document: Document, user: Any) -> None:
    """A draft may be issued by whoever writes; what is under review only by its reviewer."""
    from gonghui.kernel.documents.life import may_review

    if document.state != Document.State.REVIEW:
        require_draft(document)
    elif not may_review(user, document):
        raise Refused(_("材料正在审核，由审核人或负责人定稿。"))


@in_chinese
def _frozen(document: Document, content: Content, evidence: Evidence) -> Content:
    """Write a FrozenFigure for every figure slot; the slots name theirs."""
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


def frozen_records(frozen: FrozenFigure, user: Any = None) -> list[FrozenRecords]:
    """See services.frozen_records."""
    out = []
    for part in frozen.records:
        model = apps.get_model(part["model"])
        rows = readable(model._default_manager.filter(_within(part["ids"])), user, part["ledger"]).order_by("pk")
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


def drifted(frozen: FrozenFigure, run: FigureSlot, evidence: Evidence) -> Drift | None:
    """The figure as it would be today, None where it is the same."""
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
    added, gone = _moved(frozen.records, parts, evidence)
    return Drift(frozen, _shown(frozen.figure), _shown(figure), reasons, added, gone)


def _values(figure: dict[str, Any]) -> list[Any]:
    before = figure.get("before") or {}
    return [figure.get(name) for name in ("value", "numerator", "denominator")] + [before.get("value")]


def _shown(figure: dict[str, Any]) -> str:
    before = figure.get("before")
    if not before:
        return str(figure["text"])
    return f"{figure['text']}（{Period.parse(before['period']).label}：{before['text']}）"


def _moved(was: list[dict[str, Any]], now: list[dict[str, Any]], evidence: Evidence) -> tuple[list[str], list[str]]:
    """Titles of records that came in and went out, at most twenty each."""
    before = {(p["key"], p["period"], p["as_of"]): p for p in was}
    added: list[str] = []
    gone: list[str] = []
    for part in now:
        old = before.get((part["key"], part["period"], part["as_of"]))
        if old is None:
            continue
        if part["ids"] == old["ids"]:
            continue
        here, there = ids_of(part), ids_of(old)
        added += evidence.titles_of(part["model"], here - there)
        gone += evidence.titles_of(part["model"], there - here)
    return list(dict.fromkeys(added))[:20], list(dict.fromkeys(gone))[:20]
