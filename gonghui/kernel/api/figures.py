"""Figures over the API."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Status

from gonghui.kernel.access.figures import children, value
from gonghui.kernel.access.own_figures import found, offered
from gonghui.kernel.access.reach import figures_reach
from gonghui.kernel.api.schemas import Message
from gonghui.kernel.figures.asking import Ask, question
from gonghui.kernel.figures.catalogue import UnknownFigure
from gonghui.kernel.figures.explaining import explanation
from gonghui.kernel.periods import BadPeriod, Period

router = Router(tags=["figures 指标"])


def _ask(request: HttpRequest, union: str, period: str, tree: str, as_of: dt.date | None) -> Ask:
    at = get_object_or_404(figures_reach(request.user), code=union)
    return question(at, Period.parse(period), as_of, "now" if tree == "now" else "then")


@router.get("/", response=list[dict[str, Any]], operation_id="figures_list")
def listed(request: HttpRequest) -> Any:
    """The catalogue: key, name, unit, kind of every indicator."""
    return [
        {"key": key, "name": str(i.name), "unit": str(i.unit), "kind": i.kind}
        for key, i in offered(request.user).items()
    ]


@router.get("/{key}", response={200: dict[str, Any], 404: Message, 422: Message}, operation_id="figures_read")
def read(
    request: HttpRequest,
    key: str,
    union: str,
    period: str,
    tree: str = "then",
    as_of: dt.date | None = None,
    with_children: bool = False,
) -> Any:
    """One figure of a union and period, with its children where asked; a period not yet over is cut at `as_of` or today."""
    try:
        indicator, ask = found(key, request.user), _ask(request, union, period, tree, as_of)
    except UnknownFigure as error:
        raise Http404(str(error)) from error
    except BadPeriod as error:
        return Status(422, Message(message=str(error)))
    out = value(indicator, ask, request.user).to_json()
    if with_children:
        out["children"] = [figure.to_json() for _union, figure in children(indicator, ask, request.user)]
    return out


@router.get(
    "/{key}/explain", response={200: dict[str, Any], 404: Message, 422: Message}, operation_id="figures_explain"
)
def explain(request: HttpRequest, key: str, union: str, period: str, as_of: dt.date | None = None) -> Any:
    """Where a figure comes from: definition, parts and the records within reach."""
    try:
        return explanation(found(key, request.user), _ask(request, union, period, "then", as_of), request.user)
    except UnknownFigure as error:
        raise Http404(str(error)) from error
    except BadPeriod as error:
        return Status(422, Message(message=str(error)))
