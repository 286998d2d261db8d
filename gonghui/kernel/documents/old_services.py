"""An old file brought in, its bindings confirmed, this period's draft made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.access.reach import today
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.documents.bindings import VERSION, from_json, meanings, of_union
from gonghui.kernel.documents.bound import Bound
from gonghui.kernel.documents.consent import masked_name, names_to_hide
from gonghui.kernel.documents.models import Document, OldFile
from gonghui.kernel.documents.old_content import content_of
from gonghui.kernel.documents.oldfile import Change, OldDocx
from gonghui.kernel.documents.refreshing import require_draft, store
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.documents.rolling import Rolled, changes_of, proposed, rolled
from gonghui.kernel.documents.starting import kept
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import Period


def taken_in(name: str, data: bytes, union: Union, period: Period, user: Any) -> Document:
    """An old .docx as a new draft for `period`, its figures with proposed bindings. Raises Refused."""
    old = OldDocx(data)
    if not old.text.strip():
        raise Refused(_("文件里没有文字。"))
    bounds = proposed(old.text, union, period.year_before(), user, of_union(union), meanings(union))
    made = rolled(old.text, bounds, union, period, user)
    content = content_of(old.text, made, union, period, today())
    row = Document(union=union, kind="summary", period=period.text, title=content.title[:200], body=content.to_json())
    row.marks = marks_of(made)
    with transaction.atomic():
        kept(row, user, _("由旧材料起草"))
        bindings = [asdict(one) for one in bounds]
        OldFile.objects.create(document=row, name=name[:200], content=data, text=old.text, bindings=bindings)
    return row


def marks_of(made: Rolled) -> list[dict[str, Any]]:
    """What the author has to look at: sentences changed, half filled or open, and what was wrong in the old text."""
    out: list[dict[str, Any]] = [
        {"state": one.state, "was": one.was.strip(), "now": one.now.strip(), "notes": list(one.notes)}
        for one in made.sentences
        if one.state != "plain" or one.notes
    ]
    return out + [{"state": "sloppy", "was": was, "now": "", "notes": [why]} for was, why in made.sloppy]


def bounds_of(document: Document) -> list[Bound]:
    """The bindings of the document's old file, in order of the text."""
    return from_json({"version": VERSION, "figures": document.old_file.bindings})


def confirm(document: Document, bounds: Sequence[Bound], user: Any) -> Document:
    """Keep the bindings as confirmed and write the draft with them; what the author wrote into it is written anew."""
    require_draft(document)
    for one in bounds:
        one.confirmed = True
    period = Period.parse(document.period)
    made = rolled(document.old_file.text, bounds, document.union, period, user)
    content = content_of(document.old_file.text, made, document.union, period, today())
    with acting(user, gettext_noop("确认指标对应")), transaction.atomic():
        OldFile.objects.filter(pk=document.old_file.pk).update(bindings=[asdict(one) for one in bounds])
        document.old_file.refresh_from_db()
        document.marks = marks_of(made)
        document.save(update_fields=["marks"])
        store(document, content, user, _("确认指标对应"))
    return document


def old_docx(document: Document, user: Any) -> bytes:
    """The draft in the layout of the old file: changed numbers coloured, open ones marked, names without consent masked."""
    old = OldDocx(bytes(document.old_file.content))
    made = rolled(old.text, bounds_of(document), document.union, Period.parse(document.period), user)
    return old.changed([*changes_of(made), *_masks(document, old.text)])


def _masks(document: Document, text: str) -> Iterator[Change]:
    taken: set[int] = set()
    for name in names_to_hide(document, text):
        for found in re.finditer(re.escape(name), text):
            if not taken & set(range(*found.span())):
                taken |= set(range(*found.span()))
                yield Change(*found.span(), masked_name(name))
