"""One record of any ledger: its story, its form, voiding it, opening what is confidential."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonghui.kernel.access.opening import TooMany, note_opening
from gonghui.kernel.access.reach import records
from gonghui.kernel.access.writing import may_add, may_change
from gonghui.kernel.attachments.keeping import of as attached_to
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.models import Change
from gonghui.kernel.desk import drafts
from gonghui.kernel.desk.sending import write_once
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.ledger.record import State
from gonghui.kernel.matters.models import Event
from gonghui.kernel.people.models import Membership
from gonghui.kernel.people.settling import StillElsewhere, others, settle
from gonghui.kernel.web.changes import told
from gonghui.kernel.web.columns import Column, all_columns, selected
from gonghui.kernel.web.forms import RecordForm, blank_record
from gonghui.kernel.web.meanings import explain
from gonghui.kernel.web.prefill import asked_what, last_record, place_of, prefill, says_nothing
from gonghui.kernel.web.saving import save_record, void_record
from gonghui.kernel.web.stage_form import StageForm
from gonghui.kernel.web.story import has_matter, story_of
from gonghui.kernel.web.views.ledgers import ledger_or_404

TEXTS = ("done", "effect", "example")
CHANGES = 50


def record_or_404(kept: Ledger, user: Any, uid: uuid.UUID) -> Any:
    """The record within reach, with everything its page prints."""
    found = selected(records(kept, user), all_columns(kept)).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def is_restricted(record: Any) -> bool:
    """Whether the person behind the record asked that the data be kept and nothing else be done with them."""
    person = getattr(record, "person", None)
    return bool(person is not None and person.restricted_on)


def _context(request: HttpRequest, kept: Ledger, record: Any, opened: bool) -> dict[str, Any]:
    items = [column for column in all_columns(kept) if column.name not in TEXTS]
    changes = Change.objects.filter(model=kept.model._meta.label_lower, object_id=record.pk).order_by("-pk")[:CHANGES]
    matter = record.matter if has_matter(kept) else None
    story = story_of(matter, request.user, opened) if matter is not None else None
    return {
        "ledger": kept, "record": record, "opened": opened, "may_write": may_change(request.user, kept, record),
        "items": [(column, column.text(record, opened)) for column in items if _filled(column, record)],
        "empty": [column.label for column in items if not _filled(column, record)],
        "texts": [(Column(kept, name).label, getattr(record, name)) for name in TEXTS if getattr(record, name, "")],
        "sensitive": any(column.sensitive and _filled(column, record) for column in items) or (story and story.is_masked),
        "others": _others(kept, record, request.user),
        "themes": [theme.get_theme_display() for theme in record.themes.all()] if isinstance(record, Event) else [],
        "story": story, "stage_form": StageForm(), "told": told(changes, kept),
        "files": list(attached_to(record)),
    }  # fmt: skip


def _others(kept: Ledger, record: Any, user: Any) -> list[tuple[Any, bool]]:
    """Of a held membership: the person's other ones, each with whether the account may open it."""
    if record.state != State.HELD or not isinstance(record, Membership):
        return []
    rows = others(record)
    within = set(records(kept, user).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    return [(row, row.pk in within) for row in rows]


def _filled(column: Column, record: Any) -> bool:
    value = column.value(record)
    return bool(value.exists()) if hasattr(value, "exists") else value not in (None, "")


@require_safe
@login_required
def record(request: HttpRequest, slug: str, uid: uuid.UUID) -> HttpResponse:
    """The record's page, confidential items masked."""
    kept = ledger_or_404(slug)
    return render(
        request, "web/record.html", _context(request, kept, record_or_404(kept, request.user, uid), opened=False)
    )


@require_POST
@login_required
def record_open(request: HttpRequest, slug: str, uid: uuid.UUID) -> HttpResponse:
    """The same page with confidential items, for a stated reason that the log keeps."""
    kept = ledger_or_404(slug)
    found = record_or_404(kept, request.user, uid)
    reason = request.POST.get("reason", "").strip()
    if reason and is_restricted(found):
        messages.error(request, _("本人要求限制处理：只保存，不查看保密项。"))
        reason = ""
    if reason:
        try:
            note_opening(request.user, [found], kept.model, reason)
        except TooMany as error:
            messages.error(request, str(error))
            reason = ""
    return render(request, "web/record.html", _context(request, kept, found, opened=bool(reason)))


@require_POST
@login_required
def record_stage(request: HttpRequest, slug: str, uid: uuid.UUID) -> HttpResponse:
    """记下一步: a stage of the record's matter; the last one closes the matter."""
    kept = ledger_or_404(slug)
    found = record_or_404(kept, request.user, uid)
    matter = found.matter if has_matter(kept) else None
    if matter is None or not may_change(request.user, kept, found):
        raise PermissionDenied
    form = StageForm(request.POST)
    if form.is_valid():
        form.save(matter, request.user)
        messages.success(request, _("已记下：%(what)s") % {"what": form.cleaned_data["result"]})
    else:
        messages.error(request, _("这一步没有记下，请写明日期和结果。"))
    return redirect("record", slug, uid)


@require_http_methods(["GET", "POST"])
@login_required
def record_new(request: HttpRequest, slug: str) -> HttpResponse:
    """A new record."""
    kept = ledger_or_404(slug)
    if not may_add(request.user, kept):
        raise PermissionDenied
    form = RecordForm(kept, request.user, blank_record(kept), request.POST or None)
    bare = request.method == "POST" and form.is_valid() and says_nothing(form)
    if bare and not request.POST.get("bare"):
        form.add_error(None, asked_what(form))
    if request.method == "POST" and form.is_valid():
        made, now = write_once(form, request.user, request.POST.get("once", ""))
        drafts.forget(request.user, place_of(kept))
        said = _("已登记：%(record)s") if now else _("这一条刚才已经登记，没有再写一次：%(record)s")
        messages.success(request, said % {"record": made})
        _tell_apart(request, form)
        return redirect("record", slug, made.uid)
    filled = prefill(form, request.GET.get("copy") == "last") if request.method == "GET" else ""
    form.initial.update(
        {name: text for name, text in request.GET.items() if name in form.fields}
    )  # a link that knows some
    explain(form)
    context = {
        "ledger": kept,
        "form": form,
        "record": None,
        "filled": filled,
        "bare": bare,
        "place": place_of(kept), "once": request.POST.get("once") or uuid.uuid4(),
    }  # fmt: skip
    return render(request, "web/record_form.html", context | {"last": last_record(kept, request.user)})


def _tell_apart(request: HttpRequest, form: RecordForm) -> None:
    if form.told_apart:
        messages.warning(request, form.told_apart)


@require_POST
@login_required
def record_check(request: HttpRequest, slug: str) -> HttpResponse:
    """What is wrong with a form as far as it is filled; nothing is written."""
    kept = ledger_or_404(slug)
    if not may_add(request.user, kept):
        raise PermissionDenied
    form = RecordForm(kept, request.user, blank_record(kept), request.POST)
    return JsonResponse({name: [str(error) for error in errors] for name, errors in form.errors.items()})


@require_http_methods(["GET", "POST"])
@login_required
def record_edit(request: HttpRequest, slug: str, uid: uuid.UUID) -> HttpResponse:
    """Change a record, with the reason."""
    kept = ledger_or_404(slug)
    found = record_or_404(kept, request.user, uid)
    if not may_change(request.user, kept, found):
        raise PermissionDenied
    form = RecordForm(kept, request.user, found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        save_record(form)
        drafts.forget(request.user, place_of(kept, found))
        messages.success(request, _("已修改，原值留在变更记录中。"))
        _tell_apart(request, form)
        return redirect("record", slug, uid)
    explain(form)
    context = {"ledger": kept, "form": form, "record": found, "place": place_of(kept, found)}
    filled = ""
    if request.method == "GET" and (kept_answers := drafts.of(request.user, place_of(kept, found))):
        form.initial.update({name: value for name, value in kept_answers.items() if name in form.fields})
        filled = "draft"
    return render(request, "web/record_form.html", context | {"filled": filled})


@require_http_methods(["GET", "POST"])
@login_required
def record_void(request: HttpRequest, slug: str, uid: uuid.UUID) -> HttpResponse:
    """Take a record out of every count, with the reason; it stays readable."""
    kept = ledger_or_404(slug)
    found = record_or_404(kept, request.user, uid)
    if not may_change(request.user, kept, found):
        raise PermissionDenied
    reason = request.POST.get("reason", "").strip()
    if request.method == "POST" and reason and found.state != State.VOIDED:
        void_record(found, request.user, reason)
        messages.success(request, _("已作废，不再计入任何统计。"))
        return redirect("record", slug, uid)
    return render(
        request,
        "web/record_void.html",
        {"ledger": kept, "record": found, "missing": request.method == "POST" and not reason},
    )


@require_POST
@login_required
def record_settle(request: HttpRequest, slug: str, uid: uuid.UUID) -> HttpResponse:
    """Count a held record from now on: somebody looked at both rows and decided for this one."""
    kept = ledger_or_404(slug)
    found = record_or_404(kept, request.user, uid)
    if found.state != State.HELD or not may_change(request.user, kept, found):
        raise PermissionDenied
    with acting(request.user, request.POST.get("reason", "").strip() or gettext_noop("核实后计入")):
        try:
            settle(found)
        except StillElsewhere as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("已核实，从现在起计入统计。"))
    return redirect("record", slug, uid)
