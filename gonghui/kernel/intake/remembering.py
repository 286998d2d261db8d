"""What an office confirmed about its sheets by hand, offered the next time: the sheet by its headings, a column by its word."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from gonghui.kernel.intake.models import Intake, Remembered
from gonghui.kernel.intake.text import heading
from gonghui.kernel.intake.words import _
from gonghui.kernel.organisations.models import NEVER, Ancestry, Tree, Union

WHY = _("上次确认")
SKIPPED = _("上次选择不要这张表")
Kind = Remembered.Kind


def signature(heads: Iterable[str]) -> str:
    """One word for a set of headings, whatever their order."""
    return hashlib.sha256("\n".join(sorted({heading(head) for head in heads if head})).encode()).hexdigest()[:40]


def remember(intake: Intake, user: Any) -> int:
    """Keep what was corrected by hand in a batch that is being written; returns how many answers."""
    number = 0
    sheets = {(one["file"], one["sheet"], one.get("table", 0)): one for one in intake.report.get("sheets", [])}
    for entry in intake.mapping.get("sheets", []):
        data = sheets.get((entry["file"], entry["sheet"], entry.get("table", 0)))
        if data is None:
            continue
        heads = [*data.get("mapping", {}), *data.get("unmapped", [])] or entry.get("heads", [])
        kind = data.get("ledger_name") or ""
        if heads and (entry.get("skip") or "header_row" in entry):  # said by hand what it is
            shown = "、".join(heads)
            number += _keep(intake.union, user, Kind.SHEET, "", signature(heads), kind, shown)
        for head, name in entry.get("columns", {}).items():
            number += _keep(intake.union, user, Kind.COLUMN, kind, heading(head), name or "", head)
    return number


def _keep(union: Union, user: Any, kind: str, of: str, word: str, answer: str, shown: str) -> int:
    by = user if user is not None and user.pk else None
    Remembered.objects.update_or_create(
        union=union, kind=kind, of=of[:80], word=word[:120], defaults={"answer": answer, "shown": shown[:200], "by": by}
    )
    return 1


class Memory:
    """What an office remembers, and those above it where it has no answer of its own."""

    def __init__(self, union: Union | None) -> None:
        self.sheets: dict[str, str] = {}
        self.columns: dict[tuple[str, str], str] = {}
        if union is None:
            return
        line = Ancestry.objects.filter(tree=Tree.TERRITORIAL, union=union, until=NEVER)
        depth = dict(line.values_list("ancestor_id", "depth"))
        rows = list(Remembered.objects.filter(union_id__in=depth))
        for row in sorted(rows, key=lambda one: -depth[one.union_id]):  # the nearest last, so that it holds
            if row.kind == Kind.SHEET:
                self.sheets[row.word] = row.answer
            else:
                self.columns[row.of, row.word] = row.answer

    def entry(self, heads: Iterable[str], kind: str) -> dict[str, Any] | None:
        """A mapping entry for a sheet with these headings, recognised as `kind`; None where nothing is remembered."""
        if not self.sheets and not self.columns:
            return None
        heads = [head for head in heads if head]
        given = self.sheets.get(signature(heads))
        if given == "":
            return {"skip": True, "why": SKIPPED}
        named = given or kind
        known = {head: self.columns[named, heading(head)] for head in heads if (named, heading(head)) in self.columns}
        if not known and (given is None or given == kind):
            return None
        entry: dict[str, Any] = {"columns": {head: name or None for head, name in known.items()}, "why": WHY}
        return entry | {"ledger": named} if named else entry
