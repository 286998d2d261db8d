"""A batch's report as its page shows it: sheets with their columns, what was repaired, refused, held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.intake.models import Intake
from gonghui.kernel.intake.remembering import signature
from gonghui.kernel.intake.shaping import recogniser, shapes_of
from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.rules.registry import rules

UNSURE = {
    "写法略有不同",
    "表头含该词",
    "列里都是日期",
    "表头是口头说法",
}  # intake.recognise.WHY: a likeness of words, to be confirmed
NOT_KNOWN = "没有认出是哪种台账"  # intake.layout, kept in Chinese
SHOWN = 20  # rows of a list before "另有"


@dataclass
class Mapped:
    """A column of a sheet: as its keeper wrote it, examples, which item it is, and why."""

    head: str
    examples: list[str]
    name: str
    why: str

    @property
    def sure(self) -> bool:
        return bool(self.name) and self.why not in UNSURE


@dataclass
class Shown:
    """One sheet of the report."""

    place: int
    data: dict[str, Any]
    columns: list[Mapped] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)

    @property
    def mark(self) -> str:
        """问 where something is to be confirmed, 认 where all is known, 拒 where it is no ledger."""
        if not self.data.get("ledger"):
            return "问" if self.open else "拒"
        known = any(each.name for each in self.columns)
        return "问" if self.unsure or not known or self.data.get("conflicts") or self.data.get("maybe") else "认"

    @property
    def open(self) -> bool:
        """A table that was not recognised: its keeper is asked what it is."""
        return bool(not self.data.get("ledger") and self.data.get("maybe") and self.data.get("reason") == NOT_KNOWN)

    @property
    def maybe(self) -> list[tuple[str, str, int, int]]:
        """Kinds of sheet that it may be: as a mapping takes it, its name, columns known, columns that tell."""
        return [(name, _(name), known, columns) for name, known, columns in self.data.get("maybe", [])]

    @property
    def title(self) -> str:
        file, sheet = str(self.data["file"]).rsplit(".", 1)[0], self.data.get("sheet") or ""
        title = f"{file} · {sheet}" if sheet and not sheet.startswith("Sheet") and sheet != file else file
        return f"{title} · {_('表')}{self.data['table']}" if self.data.get("table") else title

    @property
    def unsure(self) -> list[Mapped]:
        return [each for each in self.columns if each.name and not each.sure]

    @property
    def left(self) -> list[Mapped]:
        return [each for each in self.columns if not each.name]

    @property
    def sure(self) -> list[Mapped]:
        return [each for each in self.columns if each.sure]

    @property
    def refused_rows(self) -> int:
        return len({one["row"] for one in self.data.get("refused", [])})

    def first(self, name: str) -> list[dict[str, Any]]:
        return list(self.data.get(name, []))[:SHOWN]

    @property
    def repaired(self) -> list[dict[str, Any]]:
        """Repairs as printed: a choice by its word, not by the value that is stored."""
        words = _words(self.data.get("ledger") or "", self.data.get("ledger_name") or "")
        names = self.data.get("mapping", {})
        found = [(one, words.get((names.get(one["column"], ""), one["to"]))) for one in self.first("repaired")]
        return [one | {"to": _(word)} if word else one for one, word in found]

    @property
    def refused(self) -> list[dict[str, Any]]:
        return [one | {"mend": _mend(one.get("rule", ""))} for one in self.first("refused")]

    @property
    def conflicts(self) -> list[dict[str, Any]]:
        return self.first("conflicts")

    @property
    def warnings(self) -> list[dict[str, Any]]:
        return [one | {"mend": _mend(one.get("code", ""))} for one in self.first("warnings")]

    @property
    def skipped(self) -> list[dict[str, Any]]:
        return [one for one in self.data.get("skipped", []) if one["why"] != "空行"][:SHOWN]


def _mend(key: str) -> str:
    """How to mend what breaks a rule, in the reader's language."""
    found = rules().get(key)
    return str(found.mend) if found else ""


@cache
def _fields(slug: str, name: str) -> tuple[tuple[str, str], ...]:
    """The items that a sheet of this kind may have, with their headings in Chinese; what its form asks first stands first."""
    if slug not in ledgers():
        return ()
    kept = ledgers()[slug]
    shapes, first = shapes_of(kept), {field: place for place, field in enumerate(kept.first)}
    shape = next((each for each in shapes if each.name == name), shapes[0])
    ordered = sorted(shape.fields, key=lambda each: first.get(each.name, len(first)))
    return tuple((each.name, each.headings[0]) for each in ordered)


@cache
def _words(slug: str, name: str) -> dict[tuple[str, Any], str]:
    """(item, stored value) -> the printed word, for the choices and yes/no items of a kind of sheet, in Chinese."""
    if slug not in ledgers():
        return {}
    shapes = shapes_of(ledgers()[slug])
    shape = next((each for each in shapes if each.name == name), shapes[0])
    found: dict[tuple[str, Any], str] = {}
    for each in shape.fields:
        for word, value in each.choices.items():
            found.setdefault((each.name, value), word)
        if each.type == "bool":
            found |= {(each.name, True): gettext_noop("是"), (each.name, False): gettext_noop("否")}
    return found


def item_name(kind: str, name: str) -> str:
    """An item of a kind of sheet by its heading; a kind of sheet is its own name."""
    if not kind:
        return _(name) if name else ""
    for shape in recogniser().shapes:
        if shape.name == kind and name in shape.by_name:
            return _(shape.by_name[name].headings[0])
    return name


def kinds() -> tuple[tuple[str, str], ...]:
    """Every kind of sheet: (ledger slug or sheet name as a mapping takes it, its name)."""
    return tuple((name, _(name)) for name in sorted({shape.name for shape in recogniser().shapes}))


def sheets(intake: Intake) -> list[Shown]:
    """The sheets of the report: those with questions first, those that are no ledger last."""
    found = [_shown(place, data) for place, data in enumerate(intake.report.get("sheets", []))]
    order = {"问": 0, "认": 1, "拒": 2}
    return sorted(found, key=lambda each: (order[each.mark], each.place))


def _shown(place: int, data: dict[str, Any]) -> Shown:
    examples, why = data.get("examples", {}), data.get("why", {})
    columns = [
        Mapped(head, examples.get(head, []), name, why.get(head, "")) for head, name in data.get("mapping", {}).items()
    ]
    columns += [Mapped(head, examples.get(head, []), "", "") for head in data.get("unmapped", [])]
    headings = _fields(data.get("ledger") or "", data.get("ledger_name") or "")
    fields = [(name, _(text)) for name, text in headings]
    return Shown(place, data, columns, fields)


def alike(intake: Intake, place: int) -> list[int]:
    """The other sheets of the batch with the same headings, taken for the same: twelve months are one question."""
    found = intake.report["sheets"]
    heads = {number: signature([*one.get("mapping", {}), *one.get("unmapped", [])]) for number, one in enumerate(found)}
    own = found[place]
    if not (own.get("mapping") or own.get("unmapped")):
        return []
    return [
        number
        for number, one in enumerate(found)
        if number != place and heads[number] == heads[place] and one["ledger_name"] == own["ledger_name"]
    ]


def corrected(
    intake: Intake, places: Sequence[int], kind: str, answers: dict[str, str], skip: bool
) -> list[dict[str, Any]]:
    """The batch's mapping with sheets corrected alike; what is unchanged is not repeated."""
    entries: list[dict[str, Any]] = list(intake.mapping.get("sheets", []))
    for place in places:
        entries = _corrected(entries, intake.report["sheets"][place], kind, answers, skip)
    return entries


def _corrected(
    given: list[dict[str, Any]], data: dict[str, Any], kind: str, answers: dict[str, str], skip: bool
) -> list[dict[str, Any]]:
    entries = [
        entry
        for entry in given
        if (entry["file"], entry["sheet"], entry.get("table", 0)) != (data["file"], data["sheet"], data.get("table", 0))
    ]
    entry: dict[str, Any] = {"file": data["file"], "sheet": data["sheet"], "table": data.get("table", 0)}
    if skip:
        return [*entries, entry | {"skip": True, "heads": [*data.get("mapping", {}), *data.get("unmapped", [])]}]
    if kind and kind != data.get("ledger_name"):
        return [*entries, entry | {"ledger": kind, "header_row": data.get("header_rows") or []}]
    before: dict[str, Any] = next((each for each in given if each not in entries), {})
    if data.get("ledger"):
        entry["ledger"] = data["ledger_name"]
    if "header_row" in before:
        entry["header_row"] = before["header_row"]
    columns = {head: name or None for head, name in answers.items() if name != data.get("mapping", {}).get(head, "")}
    entry["columns"] = before.get("columns", {}) | columns
    return [*entries, entry]


WHY_LEFT = {
    "changed": gettext_noop("导入后又改过"),
    "edited": gettext_noop("导入后又改过，没有作废"),
    "used": gettext_noop("导入后有别的记录用到它，没有作废"),
}


def left_of(intake: Intake) -> list[dict[str, Any]]:
    """What an undoing left for a decision, with the words that its page prints."""
    found = []
    for place, one in enumerate(intake.undone.get("left", [])):
        model = apps.get_model(one["model"])
        label = str(model._meta.get_field(one["field"]).verbose_name) if one["field"] else ""
        kind = str(model._meta.verbose_name)
        why = WHY_LEFT[one["why"]]
        at = one["at"].replace("T", " ")[:16]
        found.append(one | {"place": place, "kind": kind, "label": label, "told": _(why), "at": at})
    return found
