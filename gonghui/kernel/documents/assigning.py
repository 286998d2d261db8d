"""Sections given to departments or accounts, delivered by a day, put together by the office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.writing import log
from gonghui.kernel.documents.binding import Figures
from gonghui.kernel.documents.editing import pieces_of, token_text
from gonghui.kernel.documents.models import Assignment, Document
from gonghui.kernel.documents.parts import Block, Heading, Paragraph
from gonghui.kernel.documents.refreshing import require_draft, store
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.documents.templates import merged
from gonghui.kernel.figures.asking import question
from gonghui.kernel.organisations.models import Department
from gonghui.kernel.periods import Period


def sections(content: Content) -> list[tuple[str, str]]:
    """Sections that can be given away: (name, heading with its number)."""
    found = [(block.section, number + block.text) for block, number in content.numbered() if isinstance(block, Heading)]
    return [(section, text) for section, text in found if section and section != "work"]


def assign(
    document: Document,
    user: Any,
    section: str,
    due_on: dt.date,
    *,
    department: Department | None = None,
    account: Any = None,
) -> Assignment:
    """Give a section to a department or an account; given anew, the earlier holder is replaced."""
    require_draft(document)
    content = Content.from_json(document.body)
    if section not in dict(sections(content)):
        raise Refused(_("材料中没有这一节。"))
    if department is None and account is None:
        raise Refused(_("请选部门或填报人。"))
    if department is not None and department.union_id != document.union_id:
        raise Refused(_("这个部门不属于“%(union)s”。") % {"union": document.union.name})
    values = {"department": department, "account": account, "due_on": due_on, "taken_at": None, "delivered_at": None}
    with acting(user, gettext_noop("分配章节")), transaction.atomic():
        made, _new = Assignment.objects.update_or_create(
            document=document, section=section, defaults={**values, "text": text_of(content, section)}
        )
        who = str(department or account)
        log("change", [(document, Document, {}, {"section": section, "to": who, "due_on": due_on.isoformat()})])
    return made


def text_of(content: Content, section: str) -> str:
    """The section as its holder edits it: one paragraph to a line, figures as tokens that count anew."""
    first, end = _span(content.blocks, section)
    return "\n".join(token_text(block.runs) for block in content.blocks[first:end] if isinstance(block, Paragraph))


def _span(blocks: Sequence[Block], section: str) -> tuple[int, int]:
    """The blocks under the heading of a section, up to the next heading."""
    start = next((n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.section == section), None)
    if start is None:
        raise Refused(_("材料中没有这一节。"))
    end = next((n for n in range(start + 1, len(blocks)) if isinstance(blocks[n], Heading)), len(blocks))
    return start + 1, end


def deliver(assignment: Assignment, user: Any, text: str) -> Assignment:
    """The holder hands the section in; it may be handed in again until it is taken."""
    require_draft(assignment.document)
    if assignment.taken_at is not None:
        raise Refused(_("这一节已并入材料，不能再交。"))
    if not text.strip():
        raise Refused(_("这一节还是空的。"))
    _paragraphs(assignment.document, text, user)  # refused here, in front of who wrote it
    assignment.text, assignment.delivered_at = text.strip(), timezone.now()
    assignment.delivered_by = user if user is not None and user.pk else None
    with acting(user, gettext_noop("提交章节")), transaction.atomic():
        assignment.save(update_fields=["text", "delivered_at", "delivered_by"])
        log("change", [(assignment.document, Document, {}, {"section": assignment.section, "delivered": True})])
    return assignment


def take(assignment: Assignment, user: Any) -> Document:
    """Put a delivered section into the document in place of what stood there."""
    document = assignment.document
    require_draft(document)
    if assignment.delivered_at is None:
        raise Refused(_("这一节还没有提交。"))
    content = Content.from_json(document.body)
    first, end = _span(content.blocks, assignment.section)
    tables = [block for block in content.blocks[first:end] if not isinstance(block, Paragraph)]
    blocks = [*content.blocks[:first], *_paragraphs(document, assignment.text, user), *tables, *content.blocks[end:]]
    with acting(user, gettext_noop("并入章节")), transaction.atomic():
        store(document, replace(content, blocks=tuple(blocks)), user, _("并入章节"))
        assignment.taken_at = timezone.now()
        assignment.save(update_fields=["taken_at"])
    return document


def _paragraphs(document: Document, text: str, user: Any) -> list[Block]:
    figures = Figures(question(document.union, Period.parse(document.period)), user)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [Paragraph(merged(pieces_of(line, figures))) for line in lines]
