"""The checker over the API: a text in, its figures and relations out, and with a union what the ledgers say."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema, Status

from gonghui.kernel.access.reach import figures_reach
from gonghui.kernel.api.schemas import NO_ZERO, Message
from gonghui.kernel.documents.bindings import meanings
from gonghui.kernel.periods import BadPeriod, Period
from gonghui.kernel.proof import read
from gonghui.kernel.proof.matching import match
from gonghui.kernel.proof.showing import to_json

router = Router(tags=["proof 材料核对"])


class Text(Schema):
    """A text to prove; union and period hold its figures against the ledgers."""

    text: str = Field(max_length=200_000)
    union: str = Field("", pattern=NO_ZERO)
    period: str = ""


@router.post("/", response={200: dict[str, Any], 404: Message, 422: Message}, operation_id="proof_read")
def prove(request: HttpRequest, body: Text) -> Any:
    """Every figure of a text, how they hang together, holes and vague words. Nothing is kept."""
    reading = read(body.text)
    if not body.union:
        return to_json(reading)
    union = get_object_or_404(figures_reach(request.user), code=body.union)
    period = body.period or reading.period
    if not period:
        return Status(422, Message(message=_("文稿里没有写明期间，请给出 period。")))
    try:
        return to_json(reading, match(reading, union, Period.parse(period), request.user, meanings(union)))
    except BadPeriod as error:
        return Status(422, Message(message=str(error)))
