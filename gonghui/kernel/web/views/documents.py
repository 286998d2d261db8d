"""材料: drafts that live, issued ones that are frozen and open to their records."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models.fields.json import KeyTextTransform
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gonghui.kernel.access.own_figures import found as found_figure
from gonghui.kernel.access.own_figures import offered
from gonghui.kernel.access.reach import reach, writable
from gonghui.kernel.documents import services
from gonghui.kernel.documents.framing import written
from gonghui.kernel.documents.issuing import NotReady
from gonghui.kernel.documents.kinds import BadKind, Kind, kind, kinds
from gonghui.kernel.documents.life import may_review
from gonghui.kernel.documents.models import Document, OldFile
from gonghui.kernel.documents.numbering import codes
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import UnknownFigure, definition
from gonghui.kernel.figures.units import unit_words
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods.period import Period
from gonghui.kernel.proof.model_service import configured
from gonghui.kernel.web.columns import columns, selected
from gonghui.kernel.web.coming_back import back
from gonghui.kernel.web.figure_page import headline, tabs
from gonghui.kernel.web.listing import PER_PAGE, period_choices
from gonghui.kernel.web.paper import parts, slot_at
from gonghui.kernel.web.tiles import Tile, comparison

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PANEL_ROWS = 8


def document_or_404(user: Any, uid: uuid.UUID) -> Document:
    found = (
        Document.objects.select_related("union", "made_by", "issued_by").filter(uid=uid, union__in=reach(user)).first()
    )
    if found is None:
        raise Http404
    return found


def editable(user: Any, uid: uuid.UUID) -> Document:
    """A document that the account may change. Raises Http404 out of its reach, PermissionDenied where it may only read."""
    found = document_or_404(user, uid)
    if not may_edit(user, found):
        raise PermissionDenied
    return found


def kind_or_none(found: Document) -> Kind | None:
    """The kind, None where its template is gone or faulty: an old document is read all the same."""
    try:
        return kind(found.kind)
    except BadKind:
        return None


def may_edit(user: Any, document: Document) -> bool:
    return document.state == Document.State.DRAFT and writable(user).filter(pk=document.union_id).exists()


@require_safe
@login_required
def document_list(request: HttpRequest) -> HttpResponse:
    found = (
        Document.objects.filter(union__in=reach(request.user))
        .select_related("union", "made_by")
        .defer("body", "drift_known", "marks")
        .annotate(given=KeyTextTransform("number", "body"))
        .order_by("-pk")
    )
    if (state := request.GET.get("state", "")) in Document.State.values:
        found = found.filter(state=state)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    names = {one.slug: one.name for one in kinds()[0]}
    context = {
        "page": page, "rows": [(row, names.get(row.kind, row.kind)) for row in page.object_list], "state": state,
        "states": Document.State.choices, "may_write": writable(request.user).exists(),
    }  # fmt: skip
    return render(request, "web/document_list.html", context)


def indicators(user: Any) -> list[tuple[str, str]]:
    """What can be put into a text: keys with names and units."""
    words = _("%(a)s（%(b)s）")
    return [(key, words % {"a": each.name, "b": unit_words(each.unit)}) for key, each in offered(user).items()]


@require_safe
@login_required
def document(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The editor of a draft; a document under review or issued is only read."""
    found = document_or_404(request.user, uid)
    return redirect("document-view", uid) if found.state != Document.State.DRAFT else editor(request, found)


def editor(request: HttpRequest, found: Document, refused: str = "", status: int = 200) -> HttpResponse:
    content = services.content(found)
    blocks = parts(found, content)
    open_places = services.obstacles(found)
    one = kind_or_none(found)
    fields = written(content)
    context = {
        "kind": one, "asked": [(field, fields.get(field.name, "")) for field in one.fields] if one else [],
        "codes": codes(found.union, found.kind) if one and (one.number or found.number) else [],
        "sections": found.assignments.count(), "has_old": OldFile.objects.filter(document=found).exists(),
        "document": found, "content": content, "blocks": blocks,
        "outline": [b for b in blocks if b.kind == "heading"], "obstacles": open_places,
        "characters": content.characters(), "may_edit": may_edit(request.user, found), "refused": refused,
        "changed": services.changed_texts(found), "has_model": configured(),
        "indicators": indicators(request.user), "period": Period.parse(found.period),
    }  # fmt: skip
    return render(request, "web/document.html", context, status=status)


@require_POST
@login_required
def document_edit(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Author's slots, paragraphs, the title: whatever the form sends."""
    found = editable(request.user, uid)
    answers = {
        name.removeprefix("answer-"): str(text) for name, text in request.POST.items() if name.startswith("answer-")
    }
    texts = {
        int(name[10:]): str(text)
        for name, text in request.POST.items()
        if name.startswith("paragraph-") and name[10:].isdecimal()
    }
    fields = {
        name.removeprefix("field-"): str(text) for name, text in request.POST.items() if name.startswith("field-")
    }
    removed = [int(place) for place in request.POST.getlist("remove") if place.isdecimal()]
    try:
        if fields:
            services.set_fields(found, fields, request.user)
        services.edit(
            found,
            request.user,
            answers=answers,
            paragraphs={} if removed else texts,
            removed=removed,
            title=request.POST.get("title"),
        )
    except Refused as error:
        return editor(request, found, str(error), status=422)
    messages.success(request, _("已保存。"))
    return redirect("document", uid)


@require_POST
@login_required
def document_add(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Put in a passage that was left out."""
    found = editable(request.user, uid)
    try:
        services.add_passage(found, request.POST.get("passage", ""), request.user)
    except Refused as error:
        return editor(request, found, str(error), status=422)
    messages.success(request, _("已列入本节末尾。"))
    return redirect("document", uid)


@require_POST
@login_required
def document_refresh(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Count every figure of the draft anew."""
    found = editable(request.user, uid)
    services.refresh(found, request.user)
    messages.success(request, _("数据已按台账更新，作者写的文字没有改动。"))
    return redirect("document", uid)


@require_POST
@login_required
def document_issue(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """定稿: refused while a place is open, with every place named."""
    found = document_or_404(request.user, uid)
    try:
        services.issue(found, request.user)
    except NotReady:
        return editor(request, found, _("还不能定稿，下面几处没有完成。"), status=422)
    except Refused as error:
        return editor(request, found, str(error), status=422)
    messages.success(request, _("已定稿，每个数字连同它的记录已经封存。"))
    return back(request, "document-view", uid)


@require_safe
@login_required
def document_docx(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The document as a Word file."""
    found = document_or_404(request.user, uid)
    response = HttpResponse(services.docx(found), content_type=DOCX)
    response["Content-Disposition"] = content_disposition_header(True, f"{found.title}.docx") or ""
    return response


@require_safe
@login_required
def document_view(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The document to read; an issued one opens at every figure and shows what has changed since."""
    found = document_or_404(request.user, uid)
    content = services.content(found)
    issued = found.state in Document.FINAL
    changed = services.drift(found) if issued else []
    context = {
        "document": found,
        "content": content,
        "blocks": parts(found, content),
        "drift": changed,
        "drifted": {each.frozen.slot for each in changed},
        "issued": issued,
        "codes": codes(found.union, found.kind) if found.state == Document.State.ISSUED and not found.number else [],
        "may_write": writable(request.user).filter(pk=found.union_id).exists(),
        "may_review": found.state == Document.State.REVIEW and may_review(request.user, found),
        "periods": period_choices() if issued else [],
        "reply_kinds": [one for one in kinds()[0] if one.answers == found.kind] if issued else [],
        "texts": services.changed_texts(found) if issued else [],
    }
    return render(request, "web/document_view.html", context)


@require_safe
@login_required
def document_slot(request: HttpRequest, uid: uuid.UUID, block: int, place: int) -> HttpResponse:
    """数据来源 of one figure of a draft: value, definition, the first of its records."""
    found = document_or_404(request.user, uid)
    slot = slot_at(services.content(found), block, place)
    union = Union.objects.filter(code=slot.union).first() if slot else None
    if slot is None or union is None:
        raise Http404
    try:
        indicator: d.Indicator = found_figure(slot.key, request.user)
    except UnknownFigure:
        raise Http404 from None
    ask = Ask(union, Period.parse(slot.period), slot.as_of, slot.tree)
    now, before = headline(indicator, ask, request.user)
    tab = next(iter(tabs(indicator, ask, request.user)), None)
    context = {
        "slot": slot, "indicator": indicator, "tile": Tile(now, before), "compared": comparison(now, before),
        "definition": definition(indicator),
        "ask": ask, "tab": tab, "rows": tab.page_rows(tab.rows[:PANEL_ROWS]) if tab else [], "count": tab.rows.count() if tab else 0,
    }  # fmt: skip
    return render(request, "web/parts/slot.html", context)


@require_safe
@login_required
def document_frozen(request: HttpRequest, uid: uuid.UUID, slot: str) -> HttpResponse:
    """An issued figure: as printed, with its frozen records part by part."""
    found = document_or_404(request.user, uid)
    frozen = found.figures.select_related("union").filter(slot=slot).first()
    if frozen is None:
        raise Http404
    told = []
    for part in services.frozen_records(frozen, request.user):
        ledger = REGISTRY.get(part.ledger)
        shown = columns(ledger, ledger.columns)[:4] if ledger else []
        rows = [
            (row, [column.text(row) for column in shown] or [str(row)]) for row in selected(part.rows, shown)[:PER_PAGE]
        ]
        told.append((part, ledger, shown, rows))
    template = "web/parts/frozen.html" if request.headers.get("HX-Request") else "web/frozen.html"
    return render(request, template, {"document": found, "frozen": frozen, "parts": told})
