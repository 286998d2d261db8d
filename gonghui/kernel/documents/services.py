"""What pages, commands and the API do with documents: compose, refresh, edit, issue, open, compare.

A draft lives: its figures are counted anew on every refresh. Issuing freezes each figure with its
definition and its records; from then on the document is never written again, and `drift` says what
has changed in the records since. Raises Refused with a message for the user.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from gonghui.kernel.documents import adding, carrying, editing, framing, issuing, refreshing, roundtrip
from gonghui.kernel.documents.consent import for_outside
from gonghui.kernel.documents.drifting import drift_of
from gonghui.kernel.documents.editing import Editable
from gonghui.kernel.documents.issuing import Drift, FrozenRecords, NotReady, Obstacle
from gonghui.kernel.documents.layout import to_bytes
from gonghui.kernel.documents.models import Document, FrozenFigure
from gonghui.kernel.documents.pdf import to_pdf
from gonghui.kernel.documents.refreshing import ChangedText
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.documents.roundtrip import Back
from gonghui.kernel.documents.starting import begun
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import Period

__all__ = [
    "Back",
    "ChangedText",
    "Drift",
    "Editable",
    "FrozenRecords",
    "NotReady",
    "Obstacle",
    "Refused",
    "add_passage",
    "bring_back",
    "carry",
    "changed_texts",
    "compose",
    "content",
    "docx",
    "docx_to_edit",
    "drift",
    "edit",
    "editables",
    "frozen_records",
    "issue",
    "obstacles",
    "pdf",
    "refresh",
    "set_fields",
]


def compose(
    union: Union,
    period: Period,
    user: Any,
    kind: str = "summary",
    *,
    fields: Mapping[str, str] | None = None,
    basis: str = "",
    answers: Document | None = None,
) -> Document:
    """Write the draft of a document of a kind from the records `user` reaches (None: the owner) and keep it.

    `fields` fill what the kind asks of its author, `basis` is the record it stands on (ledger/uid), `answers` the
    letter it replies to. What has no records is left out and listed in `left_out` as
    [{"section", "what", "why", "passage"}]. Raises Refused for an unknown kind, record or a faulty template.
    """
    return begun(kind, union, period, user, fields=fields, basis=basis, answers=answers)


def content(document: Document) -> Content:
    """The document's blocks and runs (structure.Document) as stored."""
    return Content.from_json(document.body)


def refresh(document: Document, user: Any = None) -> Document:
    """Count every slot of a draft anew, keeping the author's words; raises Refused when issued."""
    return refreshing.refresh(document, user)


def editables(document: Document) -> list[Editable]:
    """The blocks as an editing page shows them: index, kind, number, text with its slots as tokens, author slots."""
    return editing.editables(document)


def edit(
    document: Document,
    user: Any,
    *,
    answers: Mapping[str, str] | None = None,
    paragraphs: Mapping[int, str] | None = None,
    removed: Collection[int] = (),
    title: str | None = None,
) -> Document:
    """Fill author slots (`answers`: name → text), replace paragraph or heading texts (index of the block → text).

    In a text, ⟦n⟧ stands for the paragraph's n-th run that is a slot. New slots are made by ⟦key⟧ or
    ⟦key:form⟧ (a figure, counted at once; forms: binding.FORMS), ⟦fact:名称=文字|来源|日期⟧ (an outside fact) and
    ⟦record:ledger/uid/field⟧ (one field of a record). A paragraph of `removed` goes. Raises Refused when
    issued, for an unknown slot name, token or figure, and for what may not leave its ledger.
    """
    return editing.edit(
        document, user, answers=answers or {}, paragraphs=paragraphs or {}, removed=removed, title=title
    )


def set_fields(document: Document, values: Mapping[str, str], user: Any) -> Document:
    """Fill in what the kind asks of its author: the frame and every place of the body that says it follow.

    Names that the kind does not ask for are passed over. Raises Refused when issued or under review.
    """
    return framing.set_fields(document, values, user)


def add_passage(document: Document, passage: str, user: Any) -> Document:
    """Put in a passage that was left out (the "passage" of a row of `left_out`), at the end of its section.

    Raises Refused when issued, unknown, or without anything to tell.
    """
    return adding.add_passage(document, passage, user)


def obstacles(document: Document) -> list[Obstacle]:
    """What stands against issuing, each with its place in words; empty: it may go out."""
    return issuing.obstacles(document)


def issue(document: Document, user: Any, dated_on: dt.date | None = None) -> Document:
    """Freeze the draft: figures counted once more, then kept with definition and records, in one transaction.

    Raises NotReady (its `obstacles`) while a slot is open, Refused when already issued or without the right.
    """
    return issuing.issue(document, user, dated_on)


def frozen_records(frozen: FrozenFigure, user: Any = None) -> list[FrozenRecords]:
    """The very records behind an issued figure, as far as `user` reaches (None: all), part by part."""
    return issuing.frozen_records(frozen, user)


def drift(document: Document) -> list[Drift]:
    """Issued figures whose value, definition or records are others today."""
    return drift_of([document])[document.pk]


def changed_texts(document: Document) -> list[ChangedText]:
    """Quoted texts and bound fields that the records hold no more as the document says them."""
    return refreshing.changed_texts(document)


def docx(document: Document) -> bytes:
    """The document as a Word file in the official layout; open slots of a draft are marked, names without consent masked."""
    return to_bytes(for_outside(document))


def docx_to_edit(document: Document) -> bytes:
    """The draft as a Word file whose figures lie in content controls, to be edited and brought back."""
    return roundtrip.taken_out(for_outside(document))


def bring_back(document: Document, data: bytes, user: Any) -> Back:
    """Take an edited Word file into the draft: words taken, figures kept tied, changed numbers listed in `marks`.

    Raises Refused when issued or under review, and for what is no .docx.
    """
    return roundtrip.bring_back(document, data, user)


def carry(document: Document, period: Period, user: Any) -> Document:
    """A new draft of the same kind for another period: the slots counted anew, changed sentences in `marks`.

    Raises Refused for the same period.
    """
    return carrying.carry(document, period, user)


def pdf(document: Document) -> bytes:
    """The document as PDF in the official layout; raises Refused where the machine has no Chinese font."""
    return to_pdf(for_outside(document))
