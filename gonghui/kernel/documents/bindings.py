"""Bindings of an office's own wording to indicators: kept with the document, carried as a file, found again next year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel.documents.bound import Bound
from gonghui.kernel.documents.models import OldFile
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.organisations.models import Union

VERSION = 1
_NAMES = {one.name for one in fields(Bound)}


def to_json(bounds: Iterable[Bound]) -> dict[str, Any]:
    """The bindings as a file carries them."""
    return {"version": VERSION, "figures": [asdict(one) for one in bounds]}


def from_json(data: Any) -> list[Bound]:
    """Bindings from a file; raises Refused for anything else."""
    rows = data.get("figures") if isinstance(data, Mapping) and data.get("version") == VERSION else None
    if not isinstance(rows, list):
        raise Refused(_("这不是指标对应关系的文件。"))
    try:
        return [Bound(**{name: value for name, value in row.items() if name in _NAMES}) for row in rows]
    except (TypeError, AttributeError):
        raise Refused(_("这不是指标对应关系的文件。")) from None


def kept_of(bounds: Sequence[Bound]) -> dict[str, Bound]:
    """Confirmed bindings by what stands around their figure."""
    return {one.signature: one for one in bounds if one.confirmed and one.signature}


def of_union(union: Union) -> dict[str, Bound]:
    """What this union has confirmed in its documents so far, the latest last."""
    found: dict[str, Bound] = {}
    rows = OldFile.objects.filter(document__union=union).order_by("pk").values_list("bindings", flat=True)
    for bindings in rows:
        found |= kept_of(from_json({"version": VERSION, "figures": bindings}))
    return found
