"""The same five addresses for every ledger.

Annotations are evaluated here (no postponed ones): the schema classes are built for each ledger at start-up.
"""

import uuid
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from ninja import Router, Status

from gonghui.kernel.access.reach import records
from gonghui.kernel.access.writing import may_add, may_change
from gonghui.kernel.api.schemas import (
    PAGE,
    Message,
    Void,
    answers,
    present,
    record_in,
    record_out,
    record_page,
    rows_of,
)
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.ledger.record import State
from gonghui.kernel.web.columns import all_columns, selected
from gonghui.kernel.web.forms import RecordForm, blank_record
from gonghui.kernel.web.saving import save_record, void_record


def _form(ledger: Ledger, user: Any, instance: Any, data: dict[str, Any]) -> RecordForm:
    lists = {name: value if isinstance(value, list) else [value] for name, value in data.items()}
    return RecordForm(ledger, user, instance, MultiValueDict(lists))


def _refused(form: RecordForm) -> Any:
    wrong = {name: [str(text) for text in texts] for name, texts in form.errors.items()}
    return Status(422, Message(message=_("有内容不能接受，没有写入。"), fields=wrong))


def _changed(ledger: Ledger, user: Any, uid: uuid.UUID, told: dict[str, Any]) -> Any:
    """What was told goes over what is kept; the rest stays."""
    record = get_object_or_404(records(ledger, user), uid=uid)
    if not may_change(user, ledger, record):
        return Status(403, Message(message=_("可以查看，不能修改。")))
    form = _form(ledger, user, record, told)
    kept = {
        name: form.fields[name].prepare_value(value) for name, value in form.initial.items() if value not in (None, "")
    }
    form = _form(ledger, user, record, {**answers(kept, ledger), **told})
    if not form.is_valid():
        return _refused(form)
    return present(save_record(form), ledger)


def router_for(ledger: Ledger) -> Router:
    """list, read, add, change, void."""
    router, slug = Router(tags=[slug_words(ledger)]), ledger.slug
    one, page, new, change = record_out(slug), record_page(slug), record_in(slug), record_in(slug, part=True)

    def listed(request: HttpRequest, offset: int = 0, limit: int = PAGE) -> Any:
        found = selected(records(ledger, request.user).filter(state=State.ACTIVE).order_by("pk"), all_columns(ledger))
        items = [present(record, ledger) for record in rows_of(found, offset, limit)]
        return {"count": found.order_by().count(), "items": items}

    def read(request: HttpRequest, uid: uuid.UUID) -> Any:
        return present(get_object_or_404(records(ledger, request.user), uid=uid), ledger)

    def add(request: HttpRequest, data: new) -> Any:  # type: ignore[valid-type]  # built class
        if not may_add(request.user, ledger):
            return Status(403, Message(message=_("可以查看，不能登记。")))
        form = _form(ledger, request.user, blank_record(ledger), answers(data.dict(exclude_unset=True), ledger))  # type: ignore[attr-defined]
        if not form.is_valid():
            return _refused(form)
        return Status(201, present(save_record(form), ledger))

    def edit(request: HttpRequest, uid: uuid.UUID, data: change) -> Any:  # type: ignore[valid-type]  # built class
        return _changed(ledger, request.user, uid, answers(data.dict(exclude_unset=True), ledger))  # type: ignore[attr-defined]

    def void(request: HttpRequest, uid: uuid.UUID, data: Void) -> Any:
        record = get_object_or_404(records(ledger, request.user), uid=uid)
        if not may_change(request.user, ledger, record):
            return Status(403, Message(message=_("可以查看，不能修改。")))
        void_record(record, request.user, data.reason)
        return present(record, ledger)

    name = slug
    router.get("/", response=page, operation_id=f"{name}_list")(listed)
    router.get("/{uid}", response={200: one, 404: Message}, operation_id=f"{name}_read")(read)
    router.post("/", response={201: one, 403: Message, 422: Message}, operation_id=f"{name}_add")(add)
    router.patch(
        "/{uid}", response={200: one, 403: Message, 404: Message, 422: Message}, operation_id=f"{name}_change"
    )(edit)
    router.post("/{uid}/void", response={200: one, 403: Message, 404: Message}, operation_id=f"{name}_void")(void)
    return router


def slug_words(ledger: Ledger) -> str:
    """How the schema groups the addresses of a ledger."""
    return f"{ledger.slug} {ledger.title}"
