"""A draft brought up to date: every slot counted or read anew, the author's words untouched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.writing import log
from gonghui.kernel.documents.binding import Figures
from gonghui.kernel.documents.consent import slot_words
from gonghui.kernel.documents.models import Document, Version
from gonghui.kernel.documents.parts import FigureSlot, Quote, RecordSlot, Run, mapped
from gonghui.kernel.documents.quoting import hidden_words, model_of, quoted, sentences
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.figures.asking import question
from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.ledger.declaration import REGISTRY, Ledger
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import Period

LONGEST = 110


def require_draft(document: Document) -> None:
    """Raises Refused for a document that is frozen or being reviewed."""
    if document.state == Document.State.REVIEW:
        raise Refused(_("材料正在审核，不能修改；需要修改的，请审核人退回。"))
    if document.state != Document.State.DRAFT:
        raise Refused(_("材料已定稿，不能再修改；可另起草一份。"))


def refresh(document: Document, user: Any = None) -> Document:
    """See services.refresh."""
    require_draft(document)
    now = renewed(Content.from_json(document.body), document.union, Period.parse(document.period), user)
    return store(document, now, user, _("更新材料中的数据"))


def store(document: Document, now: Content, user: Any, reason: str) -> Document:
    """Keep new content and title of a draft, logged; unchanged content writes nothing."""
    body = now.to_json()
    if body == document.body and now.title == document.title:
        return document
    with acting(user, reason), transaction.atomic():
        require_draft(Document.objects.select_for_update().get(pk=document.pk))  # as it is now, not as it was when read
        log("change", [(document, Document, {"title": document.title}, {"title": now.title, "body": _("正文有改动")})])
        document.body, document.title = body, now.title
        document.save(update_fields=["body", "title"])
        keep_version(document, user, reason)
    return document


def keep_version(document: Document, user: Any, reason: str) -> Version:
    """The document as it stands now, kept beside the earlier ones."""
    last = document.versions.order_by("-number").values_list("number", flat=True).first() or 0
    by = user if user is not None and user.pk else None
    return Version.objects.create(
        document=document, number=last + 1, title=document.title, body=document.body, reason=reason, made_by=by
    )


@in_chinese
def renewed(content: Content, union: Union, period: Period, user: Any) -> Content:
    """The content with every slot bound anew; what is gone leaves an empty slot, which is a hole."""
    slots = [run for _block, _place, run in content.runs()]
    figures = _Figures(union, period, user)
    figures.load(run for run in slots if isinstance(run, FigureSlot))
    found = bound_records(run for run in slots if isinstance(run, RecordSlot | Quote))

    def change(run: Run) -> Run:
        if isinstance(run, FigureSlot):
            return figures.bound(run)
        if isinstance(run, RecordSlot | Quote):
            return _reread(run, found.get((run.ledger, run.record)))
        return run

    return replace(content, blocks=tuple(mapped(block, change) for block in content.blocks))


class _Figures:
    """Figures of several unions and periods, each asked once."""

    def __init__(self, union: Union, period: Period, user: Any) -> None:
        self.user = user
        self.unions = {union.code: union}
        self.groups: dict[tuple[str, str], Figures] = {
            (union.code, period.text): Figures(question(union, period), user)
        }

    def of(self, slot: FigureSlot) -> Figures | None:
        key = (slot.union, slot.period)
        if key not in self.groups:
            union = self.unions.get(slot.union) or Union.objects.filter(code=slot.union).first()
            if union is None:
                return None
            self.groups[key] = Figures(question(union, Period.parse(slot.period)), self.user)
        return self.groups[key]

    def load(self, slots: Iterable[FigureSlot]) -> None:
        wanted: dict[int, tuple[Figures, list[tuple[str, str]]]] = {}
        for slot in slots:
            if (group := self.of(slot)) is not None:
                wanted.setdefault(id(group), (group, []))[1].append((slot.key, slot.form))
        for group, pairs in wanted.values():
            group.load(pairs)

    def bound(self, slot: FigureSlot) -> FigureSlot:
        group = self.of(slot)
        return group.bound(slot) if group else replace(slot, text="", value=None)


def bound_records(slots: Iterable[RecordSlot | Quote]) -> dict[tuple[str, str], Any]:
    """The records behind slots by (ledger, uid), one query for each ledger; only those that still count."""
    wanted: dict[str, set[str]] = {}
    for slot in slots:
        wanted.setdefault(slot.ledger, set()).add(slot.record)
    found: dict[tuple[str, str], Any] = {}
    for ledger, uids in wanted.items():
        if (model := model_of(ledger)) is not None:
            for record in model._default_manager.filter(uid__in=uids):
                if getattr(record, "state", "active") == "active":
                    found[(ledger, str(record.uid))] = record
    return found


@in_chinese
def _reread(slot: RecordSlot | Quote, record: Any) -> RecordSlot | Quote:
    if record is None:
        return replace(slot, text="")
    if isinstance(slot, RecordSlot):
        # whose record it is keeps the words chosen for it (the own union is named short)
        return (
            slot
            if slot.field.startswith("union")
            else replace(slot, text=slot_words(record, REGISTRY.get(slot.ledger), slot.field))
        )
    text = str(getattr(record, slot.field, "") or "")
    whole = " ".join(text.split())
    if slot.text and all(sentence.rstrip("。") in whole for sentence in sentences(slot.text)):
        return slot
    hidden = hidden_words(record, REGISTRY.get(slot.ledger, Ledger()))
    return replace(slot, text=quoted(text, hidden, max(LONGEST, len(slot.text))))


@dataclass(frozen=True)
class ChangedText:
    """Words of a record in a document that are others in the record today; `now` is empty where it is gone."""

    slot: RecordSlot | Quote
    was: str
    now: str


def changed_texts(document: Document) -> list[ChangedText]:
    """Quotes and fields of records that have changed since the document was written."""
    runs = [
        run for _block, _place, run in Content.from_json(document.body).runs() if isinstance(run, RecordSlot | Quote)
    ]
    found = bound_records(runs)
    again = [(run, _reread(run, found.get((run.ledger, run.record))).text) for run in runs]
    return [ChangedText(run, run.text, now) for run, now in again if now != run.text]
