"""Returns over the API: read with their cells, typed into, checked, signed and submitted, received. Reach as on the pages."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema, Status

from gonghui.kernel.api.schemas import PAGE, Message, rows_of
from gonghui.kernel.returns import correcting, rounds, sheets
from gonghui.kernel.returns.explaining import why
from gonghui.kernel.returns.models import Return
from gonghui.kernel.returns.refusing import Refused
from gonghui.kernel.returns.working import Work
from gonghui.kernel.web.return_page import may_receive, may_write, returns_of

router = Router(tags=["returns 报表"])


class Line(Schema):
    """A return in a list; `union` and `upper` by code."""

    uid: uuid.UUID
    form: str
    version: str
    period: str
    union: str
    upper: str | None
    status: str
    revision: int
    due_on: dt.date
    on_time: bool | None


class Lines(Schema):
    """A page of returns."""

    count: int
    items: list[Line]


class Entry(Schema):
    """A typed value; null takes it back. A reason is needed where the records say another number."""

    value: Decimal | None = None
    reason: str = Field("", max_length=300)


class Entries(Schema):
    """Typed values by cell: {"T1!A09": {"value": 1}}."""

    cells: dict[str, Entry]


class Signed(Schema):
    """Who answers for the return, and one explanation for everything that still asks for one."""

    leader: str = Field(max_length=60)
    filler: str = Field(max_length=60)
    phone: str = Field(max_length=40)
    explanation: str = Field("", max_length=500)


class Reason(Schema):
    """Why it is sent back or corrected."""

    reason: str = Field(max_length=300)


READ: dict[Any, Any] = {200: dict[str, Any], 404: Message}
DONE: dict[Any, Any] = {200: Line, 403: Message, 404: Message, 422: Message}


def _line(ret: Return) -> dict[str, Any]:
    return {
        "uid": ret.uid, "form": ret.round.form.key, "version": ret.round.form.version, "period": ret.round.period,
        "union": ret.union.code, "upper": ret.upper.code if ret.upper else None, "status": ret.status,
        "revision": ret.revision, "due_on": ret.due_on, "on_time": ret.on_time,
    }  # fmt: skip


def _one(request: HttpRequest, uid: uuid.UUID) -> Return:
    return get_object_or_404(returns_of(request.user), uid=uid)


def _done(request: HttpRequest, uid: uuid.UUID, allowed: Callable[[Any, Return], bool], act: Callable[[Return], Any]) -> Any:  # fmt: skip
    """An act on a return that may be read; what comes back is the return it left, or why it was refused."""
    ret = _one(request, uid)
    if not allowed(request.user, ret):
        return Status(403, Message(message=_("可以查看，不能办理。")))
    try:
        made = act(ret)
    except Refused as error:
        return Status(422, Message(message=str(error)))
    if not isinstance(made, Return):
        made = _one(request, uid)
    return _line(made)


@router.get("/", response=Lines, operation_id="returns_list")
def listed(
    request: HttpRequest, period: str = "", form: str = "", union: str = "", status: str = "", offset: int = 0,
    limit: int = PAGE,
) -> Any:  # fmt: skip
    """Returns within reach, newest first; narrowed by period, form, union (code) and status."""
    given = {"round__period": period, "round__form__key": form, "union__code": union, "status": status}
    found = returns_of(request.user).filter(**{name: value for name, value in given.items() if value}).order_by("-pk")
    return {"count": found.count(), "items": [_line(ret) for ret in rows_of(found, offset, limit)]}


@router.get("/{uid}", response=READ, operation_id="returns_read")
def read(request: HttpRequest, uid: uuid.UUID) -> Any:
    """A return as its JSON export: every cell with value, source, recorded value and reason; its checks."""
    return json.loads(sheets.as_json(Work(_one(request, uid), request.user)))


@router.get("/{uid}/checks", response={200: list[dict[str, Any]], 404: Message}, operation_id="returns_checks")
def checks(request: HttpRequest, uid: uuid.UUID) -> Any:
    """The relations that do not hold now, errors first."""
    found = Work(_one(request, uid), request.user).findings
    return [
        {
            "check": f.key, "severity": f.severity, "blocks": f.blocks, "words": f.words, "numbers": f.numbers,
            "cells": list(f.cells), "explanation": f.explanation,
        }
        for f in found
    ]  # fmt: skip


@router.get("/{uid}/why", response=READ, operation_id="returns_why")
def reasons(request: HttpRequest, uid: uuid.UUID, cell: str) -> Any:
    """Why a cell differs from what was last reported; records are named as far as the account reaches."""
    work = Work(_one(request, uid), request.user)
    if cell not in work.form.by_id:
        raise Http404
    found = why(work, cell)
    parts = [{"reason": word, "number": number, "records": titles} for word, number, titles in found.reasons]
    return {"before": found.before, "now": found.now, "difference": found.difference, "reasons": parts}


@router.patch("/{uid}/cells", response=DONE, operation_id="returns_type")
def type_cells(request: HttpRequest, uid: uuid.UUID, body: Entries) -> Any:
    """Write typed values, all or none."""
    values = {cell: (entry.value, entry.reason) for cell, entry in body.cells.items()}
    return _done(request, uid, may_write, lambda ret: rounds.write_entries(ret, values, request.user))


@router.post("/{uid}/submit", response=DONE, operation_id="returns_submit")
def submit(request: HttpRequest, uid: uuid.UUID, body: Signed) -> Any:
    """Sign, explain and submit; refused while a check blocks it."""

    def act(ret: Return) -> Any:
        rounds.sign(ret, body.leader, body.filler, body.phone, request.user)
        if body.explanation.strip():
            rounds.explain_all(ret, body.explanation, request.user)
        return rounds.submit(ret, request.user)

    return _done(request, uid, may_write, act)


@router.post("/{uid}/accept", response=DONE, operation_id="returns_accept")
def accept(request: HttpRequest, uid: uuid.UUID) -> Any:
    """Receive a submitted return."""
    return _done(request, uid, may_receive, lambda ret: rounds.accept(ret, request.user))


@router.post("/{uid}/send-back", response=DONE, operation_id="returns_send_back")
def send_back(request: HttpRequest, uid: uuid.UUID, body: Reason) -> Any:
    """Send a submitted return back with the reason."""
    return _done(request, uid, may_receive, lambda ret: rounds.send_back(ret, body.reason, request.user))


@router.post("/{uid}/revise", response=DONE, operation_id="returns_revise")
def revise(request: HttpRequest, uid: uuid.UUID, body: Reason) -> Any:
    """Begin a numbered correction of a locked return; what comes back is the correction."""
    return _done(request, uid, may_write, lambda ret: rounds.revise(ret, body.reason, request.user))


@router.post("/{uid}/follow", response=DONE, operation_id="returns_follow")
def follow(request: HttpRequest, uid: uuid.UUID) -> Any:
    """Correct a locked total by the corrections below it; submitted at once where nothing else changed."""
    return _done(request, uid, may_write, lambda ret: correcting.follow(ret, request.user))
