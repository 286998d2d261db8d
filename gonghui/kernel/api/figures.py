"""Figures over the API."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Status

from gonghui.kernel.access.reach import figures_reach
from gonghui.kernel.access.small_cells import shown
from gonghui.kernel.api.schemas import Message
from gonghui.kernel.figures.answering import children, value
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import UnknownFigure, catalogue, find
from gonghui.kernel.figures.explaining import explanation
from gonghui.kernel.periods import BadPeriod, Period

router = Router(tags=["figures 指标"])


def _ask(request: HttpRequest, union: str, period: str, tree: str) -> Ask:
    found = get_object_or_404(figures_reach(request.user), code=union)
    return Ask(found, Period.parse(period), None, "now" if tree == "now" else "then")


@router.get("/", response=list[dict[str, Any]], operation_id="figures_list")
def listed(request: HttpRequest) -> Any:
    """The catalogue: key, name, unit, kind of every indicator."""
    return [{"key": key, "name": str(i.name), "unit": str(i.unit), "kind": i.kind} for key, i in catalogue().items()]


@router.get("/{key}", response={200: dict[str, Any], 404: Message, 422: Message}, operation_id="figures_read")
def read(
    request: HttpRequest, key: str, union: str, period: str, tree: str = "then", with_children: bool = False
) -> Any:
    """One figure of a union and period, with its children where asked."""
    try:
        indicator, ask = find(key), _ask(request, union, period, tree)
    except UnknownFigure as error:
        raise Http404(str(error)) from error
    except BadPeriod as error:
        return Status(422, Message(message=str(error)))
    out = shown(value(indicator, ask), indicator, ask.union, request.user).to_json()
    if with_children:
        out["children"] = [shown(f, indicator, u, request.user).to_json() for u, f in children(indicator, ask)]
    return out


@router.get(
    "/{key}/explain", response={200: dict[str, Any], 404: Message, 422: Message}, operation_id="figures_explain"
)
def explain(request: HttpRequest, key: str, union: str, period: str) -> Any:
    """Where a figure comes from: definition, parts and the records within reach."""
    try:
        return explanation(find(key), _ask(request, union, period, "then"), request.user)
    except UnknownFigure as error:
        raise Http404(str(error)) from error
    except BadPeriod as error:
        return Status(422, Message(message=str(error)))
