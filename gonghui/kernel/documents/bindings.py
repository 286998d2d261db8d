"""Bindings of an office's own wording to indicators: kept with the document, carried as a file, found again next year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.writing import log
from gonghui.kernel.documents.bound import Bound
from gonghui.kernel.documents.hiding import known_names
from gonghui.kernel.documents.models import OldFile
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.figures.catalogue import catalogue
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.proof.matching import WORDING
from gonghui.kernel.proof.models import KeptMeaning

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


def meanings(union: Union) -> dict[str, str]:
    """What this union's wordings mean, as it said on the page of the checker and in its documents; the checker's last."""
    found = {wording: one.key for wording, one in of_union(union).items() if ":" not in one.key and not one.period}
    return found | dict(KeptMeaning.objects.filter(union=union).values_list("wording", "key"))


def keep_meaning(union: Union, words: str, key: str, user: Any) -> None:
    """Keep what a wording means; an empty key: no figure of the ledgers. Raises Refused."""
    words = words.strip()
    if not words or len(words) > WORDING:
        raise Refused(_("这处说法记不住，请重新核对后再定。"))
    if key and key not in catalogue():
        raise Refused(_("没有“%(key)s”这个指标。") % {"key": key[:60]})
    if known_names(words):
        raise Refused(_("这句话里有姓名，不作记录。"))
    with acting(user, gettext_noop("说明数字对应的指标")), transaction.atomic():
        made, is_new = KeptMeaning.objects.get_or_create(
            union=union, wording=words, defaults={"key": key, "kept_by": user}
        )
        was = "" if is_new else made.key
        if not is_new and made.key != key:
            made.key, made.kept_by = key, user
            made.save()
        if is_new or was != key:
            log("change", [(made, KeptMeaning, {"key": was}, {"key": key, "wording": words})])
