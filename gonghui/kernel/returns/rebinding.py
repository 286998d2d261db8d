"""What an officer decides on the page of a form: which figure each cell takes; a change is a new version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.catalogue import catalogue
from gonghui.kernel.figures.saving import save_indicator
from gonghui.kernel.organisations.models import NONPUBLIC, PUBLIC, Ownership, Union
from gonghui.kernel.returns.definition import CellData, FormData
from gonghui.kernel.returns.matching import NARROWING, scale_between
from gonghui.kernel.returns.refusing import Refused

CLASSES: dict[str, list[str]] = {
    "public": [str(each) for each in PUBLIC],
    "nonpublic": [str(each) for each in NONPUBLIC],
    "state": [str(Ownership.STATE)],
    "private": [str(Ownership.PRIVATE)],
    "collective": [str(Ownership.COLLECTIVE)],
    "foreign": [str(each) for each in (Ownership.FOREIGN, Ownership.HKMT)],
}


def rebound(form: FormData, chosen: Mapping[str, str], user: Any, union: Union | None) -> FormData:
    """The form with these choices: identity → indicator key, `key|class` for one to be narrowed, or empty for typed.

    Raises Refused where the units do not agree.
    """
    known = catalogue()
    tables = []
    for table in form.tables:
        cells = []
        for cell in table.cells:
            identity = form.identity(table.key, cell.code)
            wanted = chosen.get(identity)
            keep = wanted is None or wanted == cell.figure or cell.formula
            cells.append(cell if keep else _bound(cell, str(wanted), known, user, union))
        tables.append(replace(table, cells=tuple(cells)))
    return replace(form, tables=tuple(tables))


def _bound(cell: CellData, wanted: str, known: Mapping[str, d.Indicator], user: Any, union: Union | None) -> CellData:
    if not wanted:
        return replace(cell, figure="", shift="", scale=1)
    key, _sep, narrowed = wanted.partition("|")
    if key not in known:
        raise Refused(_("没有“%(key)s”这个指标。") % {"key": key})
    indicator = known[key]
    if narrowed:
        indicator = narrow(indicator, narrowed, user, union)
        key = indicator.key
    offer = next((each for each in cell.offered if each["figure"] == wanted.partition("|")[0]), None)
    scale = scale_between(str(indicator.unit), [cell.unit] if cell.unit else [])
    if scale is None:
        raise Refused(
            _("%(code)s %(label)s的单位是%(a)s，“%(name)s”的单位是%(b)s，不能填在这里。")
            % {"code": cell.code, "label": cell.label, "a": cell.unit, "name": indicator.name, "b": indicator.unit}
        )
    return replace(cell, figure=key, scale=scale, shift=offer["shift"] if offer else cell.shift, note="")


def narrow(indicator: d.Indicator, narrowed: str, user: Any, union: Union | None) -> d.Indicator:
    """A saved indicator: the measure, of employers of this class alone. Raises Refused."""
    from gonghui.kernel.figures.catalogue import find

    if not isinstance(indicator, d.Measure) or narrowed not in CLASSES:
        raise Refused(_("“%(name)s”不能按单位性质再分。") % {"name": indicator.name})
    names = {field.name for field in indicator.of._meta.concrete_fields}
    path = "employer__ownership" if "employer" in names else "union__employer__ownership"
    name = f"{NARROWING[narrowed]}{indicator.name}"
    key = f"own.{indicator.key.replace('.', '_')}_{narrowed}"
    data = {"kind": "narrowed", "of": indicator.key, "where": [[path, "in", CLASSES[narrowed]]]}
    with acting(user, gettext_noop("建立自定义指标")):
        save_indicator(key, name[:120], str(indicator.unit), data, union)
    return find(key)
