"""A reading as marked text: paragraphs of pieces, each figure with what is to be said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gonghui.kernel.proof.model import Figure, Reading, Relation

_WORST = ("fails", "undecided", "holds_rounded", "holds", "")
_LOOK = {"fails": "bad", "undecided": "open", "holds_rounded": "ok", "holds": "ok", "": "plain"}


@dataclass
class Piece:
    """A stretch of the text; look: "" plain words, else figure, bad, open, ok, hole, vague."""

    text: str
    look: str = ""
    figure: Figure | None = None
    relations: list[Relation] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """A hole that can be seen."""
        return self.text if self.text.strip() else "　" * max(2, len(self.text) // 2)

    @property
    def tip(self) -> str:
        """What stands up when the figure is touched: meaning, value and unit in base units."""
        if self.figure is None:
            return ""
        value = f"{self.figure.value.normalize():f}{self.figure.unit}"
        return "　".join(each for each in (self.figure.subject, value) if each)


def by_figure(reading: Reading) -> dict[str, list[Relation]]:
    """The relations that each figure stands in."""
    out: dict[str, list[Relation]] = {}
    for relation in reading.relations:
        for f in relation.figures:
            out.setdefault(f.id, []).append(relation)
    return out


def look_of(relations: list[Relation], figure: Figure) -> str:
    """How a figure is marked: by the worst relation that states it, else by any it stands in."""
    stated = [r for r in relations if r.figures[-1] is figure] or relations
    found = {r.verdict for r in stated}
    return _LOOK[next((v for v in _WORST if v in found), "")]


def paragraphs(reading: Reading, differing: Mapping[str, str] | None = None) -> list[list[Piece]]:
    """The text line by line; differing: look by figure id, from the ledgers, that goes before the relations' own."""
    relations = by_figure(reading)
    marks: list[tuple[int, int, Piece]] = []
    for f in reading.figures:
        look = (differing or {}).get(f.id) or look_of(relations.get(f.id, []), f)
        marks.append((f.start, f.end, Piece(f.text, look, f, relations.get(f.id, []))))
    marks += [(h.start, h.end, Piece(h.text, "hole")) for h in reading.holes]
    marks += [(v.start, v.end, Piece(v.text, "vague")) for v in reading.vague]
    pieces: list[Piece] = []
    at = 0
    for start, end, piece in sorted(marks, key=lambda m: (m[0], -m[1])):
        if start < at:
            continue
        if start > at:
            pieces.append(Piece(reading.text[at:start]))
        pieces.append(piece)
        at = end
    pieces.append(Piece(reading.text[at:]))
    return _lines(pieces)


def _lines(pieces: list[Piece]) -> list[list[Piece]]:
    out: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.look:
            out[-1].append(piece)
            continue
        first, *rest = piece.text.split("\n")
        out[-1].append(Piece(first))
        for line in rest:
            out.append([Piece(line)])
    return [line for line in out if any(piece.text.strip() for piece in line)]
