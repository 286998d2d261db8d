"""A document as a page shows it: blocks of runs, each run knowing what it is bound to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from gonghui.kernel.documents.editing import source, with_answer
from gonghui.kernel.documents.kinds import BadKind, kind
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.parts import (
    AuthorSlot,
    FactSlot,
    FigureSlot,
    Heading,
    Paragraph,
    Quote,
    RecordSlot,
    Run,
    Table,
    Text,
)
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.documents.typed import Typed
from gonghui.kernel.ledger.declaration import REGISTRY


@dataclass
class Piece:
    """A run of words: `tone` is the class of its chip, `where` what a click on it shows."""

    text: str
    tone: str = ""
    where: str = ""
    title: str = ""
    author: AuthorSlot | None = None
    frozen_slot: str = ""


@dataclass
class Part:
    """A block of the paper."""

    index: int
    kind: str
    level: int = 0
    number: str = ""
    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    rows: list[list[list[Piece]]] = field(default_factory=list)
    editable: str = ""

    @property
    def columns(self) -> int:
        """Cells of the widest row: a shorter one reaches to the edge."""
        return max((len(row) for row in self.rows), default=0)

    @property
    def rewritable(self) -> bool:
        """Whether its words can be changed as a paragraph: what the author writes alone has a box of its own."""
        return bool(self.text) and bool(self.pieces) and self.pieces[0].author is None

    @property
    def sendable(self) -> bool:
        """Whether its words may be proposed anew: not those that are filled in elsewhere."""
        return bool(self.text) and not any(piece.tone == "asked" for piece in self.pieces)

    @property
    def authors(self) -> list[AuthorSlot]:
        return [piece.author for piece in self.pieces if piece.author is not None]


def parts(document: Document, content: Content) -> list[Part]:
    """Every block in order, with its number."""
    found = []
    asked = set(content.fields) | _asked(document)
    for index, (block, number) in enumerate(content.numbered()):
        if isinstance(block, Heading):
            found.append(Part(index, "heading", block.level, number, block.text))
        elif isinstance(block, Paragraph):
            pieces = [_piece(document, index, place, run, asked) for place, run in enumerate(block.runs)]
            for piece in pieces:  # the box of the author holds the whole answer, the numbers tied in it as marks
                piece.author = with_answer(piece.author, block) if piece.author else None
            found.append(Part(index, "paragraph", text=block.text, pieces=pieces, editable=source(block.runs)))
        elif isinstance(block, Table):
            rows = [
                [[_piece(document, index, -1, run, asked) for run in cell.runs] for cell in row] for row in block.rows
            ]
            found.append(Part(index, "table", text=block.title, rows=rows))
    return found


def underlined(document: Document, content: Content, rows: Sequence[Typed]) -> list[Part]:
    """The paragraphs that hold numbers typed by hand, with these marked: tied at a click, or borne out by nothing."""
    asked = set(content.fields) | _asked(document)
    own: dict[int, list[Typed]] = {}
    for row in rows:
        own.setdefault(row.block, []).append(row)
    found = []
    for index, marks in own.items():
        block = content.blocks[index]
        pieces: list[Piece] = []
        at = 0
        for place, run in enumerate(block.runs if isinstance(block, Paragraph) else ()):
            within = [mark for mark in marks if at <= mark.start < at + len(run.text)]
            for text, mark in _cut(run.text, at, within):
                pieces.append(
                    _marked(text, mark) if mark else _piece(document, index, place, _worded(run, text), asked)
                )
            at += len(run.text)
        found.append(Part(index, "paragraph", text=block.text, pieces=pieces))
    return found


def _worded(run: Run, text: str) -> Run:
    return run if text == run.text else replace(run, text=text)


def _cut(text: str, at: int, marks: Sequence[Typed]) -> Iterator[tuple[str, Typed | None]]:
    place = 0
    for mark in marks:
        if mark.start - at > place:
            yield text[place : mark.start - at], None
        yield text[mark.start - at : mark.end - at], mark
        place = mark.end - at
    if place < len(text) or not text:
        yield text[place:], None


def _marked(text: str, mark: Typed) -> Piece:
    if not mark.key:
        return Piece(text, "typed", title=_("没有记录与它相符，请核对"))
    said = _("与“%(name)s”%(value)s相同，可以接上") % {"name": mark.name, "value": mark.value}
    return Piece(text, "typed-same", f"#{mark.anchor}", said)


def _asked(document: Document) -> set[str]:
    """What the kind asks of its author in one form: such a place is filled there, not where it stands."""
    try:
        return {one.name for one in kind(document.kind).fields}
    except BadKind:
        return set()


def _piece(document: Document, index: int, place: int, run: Run, asked: set[str]) -> Piece:
    if isinstance(run, Text):
        return Piece(run.text, "strong" if run.strong else "")
    if isinstance(run, AuthorSlot) and run.name in asked:
        if run.text or not run.required:
            return Piece(run.text.replace("\n", "\n\u3000\u3000"), "asked", title=run.name)
        return Piece(_("［待填：%(name)s］") % {"name": run.name}, "gap", title=run.prompt)
    if isinstance(run, AuthorSlot):
        return Piece(run.text, "author", author=run)
    if isinstance(run, FactSlot):
        return Piece(
            run.text or f"［{run.name}］",
            "fact",
            title=_("外部数据：%(source)s") % {"source": run.source or _("未写来源")},
        )
    if isinstance(run, FigureSlot):
        if run.frozen:
            where = reverse("document-frozen", args=[document.uid, run.frozen])
        else:
            where = reverse("document-slot", args=[document.uid, index, place]) if place >= 0 else ""
        return Piece(
            run.text or _("［没有数据］"), "figure" if run.text else "gap", where, _("数据来源"), frozen_slot=run.frozen
        )
    where = _record(run)
    return Piece(
        run.text or _("［没有内容］"),
        ("quote" if isinstance(run, Quote) else "record") if run.text else "gap",
        where,
        _("引自记录"),
    )


def _record(run: RecordSlot | Quote) -> str:
    try:
        return reverse("record", args=[run.ledger, run.record]) if run.ledger in REGISTRY else ""
    except NoReverseMatch:  # a record that was never one opens nothing
        return ""


def slot_at(content: Content, block: int, place: int) -> FigureSlot | None:
    """The figure at a place of the text; None where there is none."""
    if not 0 <= block < len(content.blocks):
        return None
    found = content.blocks[block]
    runs: tuple[Any, ...] = found.runs if isinstance(found, Paragraph) else ()
    run = runs[place] if 0 <= place < len(runs) else None
    return run if isinstance(run, FigureSlot) else None
