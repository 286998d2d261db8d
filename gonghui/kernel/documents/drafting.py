"""A document of any kind written from its template: words, figures, records and what only the author knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from gonghui.kernel.access.reach import today
from gonghui.kernel.documents import telling
from gonghui.kernel.documents.composing import Composer
from gonghui.kernel.documents.consent import record_slot
from gonghui.kernel.documents.framing import framed, plain, pruned
from gonghui.kernel.documents.kinds import FRAME, BadKind, Kind, Line, cells, named
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.parts import AuthorSlot, Block, Heading, Paragraph, Run, Table, Text
from gonghui.kernel.documents.phrases import date_words, printable
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.documents.templates import Slot, merged, parsed, realised
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import Period

_LEFT = "\ue000%s\ue001"  # a field's place in a line of the frame while its words are put in


class Draft:
    """Writes one document of a kind; `content` is the whole of it."""

    def __init__(
        self,
        kind: Kind,
        union: Union,
        period: Period,
        user: Any,
        *,
        basis: tuple[Ledger, Any] | None = None,
        answered: Document | None = None,
    ) -> None:
        self.kind, self.union, self.user, self.basis = kind, union, user, basis
        self.composer = Composer(union, period, user)
        self.own = {**self.composer.own, **_words(union, user, self.composer), **_cited(answered)}
        self.fields = {one.name: one for one in kind.fields}

    def proposed(self) -> dict[str, str]:
        """What each field is proposed to say, from the record it stands on and the union's words."""
        return {name: self._said(one.proposed).strip() for name, one in self.fields.items() if one.proposed}

    def content(self, values: Mapping[str, str] | None = None) -> Content:
        """The document with these fields; those not given are proposed. Raises BadKind for what the catalogue lacks."""
        self._load()
        given = {name: printable(text).strip() for name, text in (values or {}).items() if name in self.fields}
        self.values = {**self.proposed(), **{name: text for name, text in given.items() if text}}
        blocks = self._blocks()
        sources = {name: self._source(getattr(self.kind, name)) for name in FRAME if getattr(self.kind, name)}
        made = Content(title="", organisation="", blocks=tuple(blocks), sources=sources)
        made = replace(made, sealed=self.kind.sealed, letter=self.kind.letter, unsigned=not self.kind.organisation)
        if self.kind.printed:
            made = replace(made, printed_by=f"{self.union.name}办公室")
        return framed(made, self.kind, self.values)

    def _load(self) -> None:
        """Count every figure that the template names, all at once."""
        known = self.composer.figures.indicators
        wanted: list[tuple[str, str]] = []
        for number, slot in named(self.kind):
            if slot.is_figure:
                telling.require_figure(slot.name, slot.form, known, number)
                wanted.append((slot.name, slot.form))
            elif not slot.name.startswith(".") and slot.name not in self.own and slot.name not in self.fields:
                raise BadKind(number, telling.unknown_word(slot.name))
        for line in self.kind.body:
            if line.kind == "directive":
                wanted += telling.wanted(line, known)
        if any(line.name in ("开头", "主要工作", "问题", "打算", "简讯") for line in self.kind.body):
            wanted += self.composer.wanted()
        self.composer.figures.load(wanted)

    # --- sentences

    def resolve(self, slot: Slot) -> Sequence[Run] | None:
        if slot.name in self.fields:
            one = self.fields[slot.name]
            return [AuthorSlot(one.name, one.prompt, self.values.get(one.name, ""), one.required)]
        return self._known(slot)

    def _known(self, slot: Slot) -> Sequence[Run] | None:
        if slot.is_figure:
            return self.composer.resolve(slot)
        if slot.name.startswith("."):
            found = record_slot(self.basis[1], self.basis[0], slot.name[1:], self.user) if self.basis else None
            return [found] if found and found.text else None
        words = self.own.get(slot.name, "")
        return [Text(words)] if words else None

    def runs(self, source: str) -> list[Run] | None:
        empty = frozenset(n for n, one in self.fields.items() if not one.required and not self.values.get(n))
        return realised(pruned(parsed(source), empty), self.resolve)

    def _said(self, source: str) -> str:
        """A proposal in plain words; empty where something it speaks of is not known."""
        return "".join(run.text for run in realised(parsed(source), self._known) or [])

    def _source(self, source: str) -> str:
        """A line of the frame with everything put in but the fields."""

        def resolve(slot: Slot) -> Sequence[Run] | None:
            if slot.name in self.fields:
                return [Text(_LEFT % slot.name)]
            return [Text(plain(run.text)) for run in self._known(slot) or []]

        optional = frozenset(name for name, one in self.fields.items() if not one.required)
        told = [run.text for run in realised(_open(parsed(source), optional), resolve) or []]
        return "".join(told).replace("\ue000", "{").replace("\ue001", "}")

    # --- blocks

    def _blocks(self) -> list[Block]:
        blocks: list[Block] = []
        rows: list[Line] = []
        for line in self.kind.body:
            if line.kind == "row":
                rows.append(line)
                continue
            blocks += self._table(rows)
            rows = []
            blocks += self._block(line)
        return [*blocks, *self._table(rows)]

    def _block(self, line: Line) -> Iterable[Block]:
        if line.kind == "directive":
            return telling.blocks(self.composer, line)
        runs = self.runs(line.text)
        if runs is None:
            return []
        if line.kind == "heading":
            return [Heading(line.level, "".join(run.text for run in runs), f"part{line.number}")]
        return [Paragraph(merged(runs))]

    def _table(self, rows: Sequence[Line]) -> list[Block]:
        if not rows:
            return []
        made = []
        for row in rows:
            told = (self.runs(cell) or [] for cell in cells(row.text))
            made.append(tuple(Paragraph(merged(runs)) for runs in told))
        return [Table(tuple(made), header=0 if self.kind.by_pen else 1, by_pen=self.kind.by_pen)]


def _open(nodes: Any, optional: frozenset[str]) -> Any:
    """Optional parts that hang on a field stay in the line as they are written: they are decided when it is filled."""
    from gonghui.kernel.documents.templates import Optional, slots

    out: list[Any] = []
    for node in nodes:
        if isinstance(node, Optional) and any(slot.name in optional for slot in slots(node.nodes)):
            out += ["[", *_open(node.nodes, optional), "]"]
        else:
            out.append(node)
    return tuple(out)


def _words(union: Union, user: Any, composer: Composer) -> dict[str, str]:
    """Words that templates may use besides those of the summary."""
    name = f"{user.last_name}{user.first_name}" if user is not None and user.pk else ""
    return {
        "upper": union.parent.name if union.parent else "",
        "place": union.name[:1],
        "today": date_words(today()),
        "author": name,
        "next": composer.words.next_span(),
    }


def _cited(answered: Document | None) -> dict[str, str]:
    """What a reply says of the letter it answers: title, number, whose it was."""
    if answered is None:
        return {"cited_title": "", "cited_number": "", "cited_union": ""}
    title = answered.title.replace("\n", "")
    bare = title.removeprefix(answered.union.name)  # a reply cites the title without the sender's name before it
    return {"cited_title": bare, "cited_number": answered.number, "cited_union": answered.union.name}
