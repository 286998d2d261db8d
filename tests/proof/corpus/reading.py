"""From the inline markup of a text (FORMAT.md) to what the checker is given and the exact truth about it.

`python -m tests.proof.corpus.reading [open|held|FILE…]` validates: what is wrong with a text is printed with its place.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from pathlib import Path

from tests.proof.corpus.furniture import FURNITURE, Chars, applied
from tests.proof.corpus.numerals import Number, number
from tests.proof.corpus.relations import Relation, read_relation
from tests.proof.corpus.traps import missed, stretches

HERE = Path(__file__).parent
MARK = re.compile(r"\\(?P<literal>[\[\]{}])|\{(?P<figure>[^{}]+)\}|\[(?P<other>[^\[\]]+)\]")
KINDS = {"n": "count", "a": "amount", "r": "rate", "g": "growth", "t": "target", "c": "cumulative"}
UP = "增长|上升|提高|增加|增收|增幅|上涨|涨幅|提升|扩大"
DOWN = "下降|减少|降低|回落|减亏|下滑|降幅|下跌|缩短|压减"
BEFORE = {
    "approx": "近|(?<!节)约|大约|约有|约为|将近|接近|大概|约占|约合",
    "at_least": "超过|逾|(?<!以)上|不少于|不低于|突破|至少|超",
    "at_most": "不超过|不高于|低于|少于|不足|不到|至多|控制在",
}
AFTER = {"at_least": "及?以上", "at_most": "及?以下|以内|之内", "approx": "左右|上下"}


class Wrong(ValueError):
    """A text that says something impossible about itself."""


@dataclass
class Figure:
    """One work figure: `start` and `end` are code points of the text the checker is given."""

    label: str
    printed: str
    said: Number
    kind: str
    qualifier: str
    direction: str
    start: int = 0
    end: int = 0

    @property
    def value(self) -> Fraction:
        return abs(self.said.value) if self.kind == "growth" else self.said.value

    @property
    def unit(self) -> str:
        return self.said.unit


@dataclass
class Text:
    """A text of the corpus with its truth."""

    path: Path
    head: dict[str, str]
    text: str = ""
    figures: list[Figure] = field(default_factory=list)
    traps: list[tuple[int, int, str]] = field(default_factory=list)
    spared: list[tuple[int, int, str]] = field(default_factory=list)  # neutral, holes, vague words
    relations: list[Relation] = field(default_factory=list)


@dataclass(frozen=True)
class Note:
    """What a stretch of the text is: a figure, a trap of some class, or something spared (neutral, vague, hole)."""

    kind: str
    name: str = ""
    figure: Figure | None = None


def load(path: Path) -> Text:
    """Read one file. Raises Wrong with everything that is amiss in it."""
    head, _, rest = path.read_text(encoding="utf-8").partition("\n\n")
    body, _, tail = rest.partition("\n----\n")
    return parsed(path, dict(line.split(": ", 1) for line in head.split("\n")), body.rstrip("\n"), tail)


def parsed(path: Path, head: dict[str, str], body: str, tail: str, numbered: bool = False) -> Text:
    """A marked text with its relations; numbered: its figures are called 1, 2, 3. Raises Wrong."""
    text = Text(path, head)
    clean, marks, matches = _unmarked(body)
    taken = [mark is not None for mark in marks]
    kind = KINDS[text.head.get("kind", "n")]
    notes = [_note(match, clean, marks.index(at), kind, path.name) for at, match in enumerate(matches)]
    for start, end, name in stretches(clean, taken):
        marks[start:end] = [len(notes)] * (end - start)
        notes.append(Note("neutral") if name == "neutral" else Note("trap", name))
    if spots := missed(clean, taken):
        raise Wrong(f"{path.name}: unmarked numerals: " + " ".join(spots))
    _place(text, applied(list(zip(clean, marks, strict=True)), text.head.get("noise", "")), notes)
    for at, figure in enumerate(text.figures if numbered else [], 1):
        figure.label = str(at) if figure.label.startswith("#") else figure.label
    text.relations = _relations(path, tail, text.figures)
    return text


def _unmarked(body: str) -> tuple[str, list[int | None], list[re.Match[str]]]:
    """The clean text; for every character the number of its mark; the marks."""
    clean: list[str] = []
    marks: list[int | None] = []
    matches: list[re.Match[str]] = []
    at = 0
    for match in MARK.finditer(body):
        shown, mark = match["literal"], None
        if not shown:
            mark = len(matches)
            matches.append(match)
            shown = (match["figure"] or match["other"].lstrip("=~?")).partition("|")[0]
        plain = body[at : match.start()]
        clean += [*plain, *shown]
        marks += [None] * len(plain) + [mark] * len(shown)
        at = match.end()
    clean += body[at:]
    marks += [None] * (len(body) - at)
    return "".join(clean), marks, matches


def _note(match: re.Match[str], clean: str, start: int, kind: str, name: str) -> Note:
    if other := match["other"]:
        spared = {"=": "neutral", "~": "vague", "?": "hole"}.get(other[0])
        return Note(spared) if spared else Note("trap", other.partition("|")[2] or "name")
    printed, _, rest = match["figure"].partition("|")
    words = rest.split()
    given = {word[0]: word[1:] for word in words if word[0] in "@~" or word in ("^", "_")}
    code = next((word for word in words if word in KINDS), "")
    label = next((word for word in words if word[0] not in "@~^_" and word not in KINDS), f"#{start}")
    try:
        said = number(printed, given.get("@"))
    except (ValueError, KeyError) as error:
        raise Wrong(f"{name}: {printed}: {error!r}") from error
    before, after = clean[max(0, start - 14) : start], clean[start + len(printed) : start + len(printed) + 4]
    before = re.split(r"[，。；：、\n）]", before)[-1]
    direction = "down" if "_" in given or said.printed < 0 else "up" if "^" in given else _direction(before)
    found = KINDS[code] if code else _kind(said, kind, before, direction)
    return Note(
        "figure", "", Figure(label, printed, said, found, given.get("~") or _qualifier(said, before, after), direction)
    )


def _direction(before: str) -> str:
    words = list(re.finditer(f"(?P<up>{UP})|(?P<down>{DOWN})", before))
    return "" if not words else "up" if words[-1]["up"] else "down"


def _kind(said: Number, kind: str, before: str, direction: str) -> str:
    if kind == "target":
        return kind
    if said.unit in ("%", "倍", "百分点") and (direction or said.unit == "百分点"):
        return "growth"
    if said.unit in ("%", "倍"):
        return "rate"
    if re.search("累计", before):
        return "cumulative"
    return "amount" if said.unit == "元" else kind


def _qualifier(said: Number, before: str, after: str) -> str:
    if said.high is not None:
        return "range"
    for name, words in AFTER.items():
        if re.match(words, after):
            return name
    if said.loose:
        return "approx"
    return next((name for name, words in BEFORE.items() if re.search(f"(?:{words})$", before)), "exact")


def _place(text: Text, chars: Chars, notes: list[Note]) -> None:
    """Write the text and where everything stands in it; page furniture inside a figure stays part of neither."""
    text.text = "".join(c for c, _ in chars)
    at = 0
    for mark, run in groupby(chars, key=lambda c: c[1]):
        start, at = at, at + sum(1 for _ in run)
        if mark is None:
            continue
        if mark == FURNITURE:
            text.traps.append((start, at, "page_furniture"))
            continue
        note = notes[mark]
        if note.figure:
            if note.figure.end:
                raise Wrong(f"{text.path.name}: {note.figure.printed} is broken in two")
            note.figure.start, note.figure.end = start, at
            text.figures.append(note.figure)
        elif note.kind == "trap":
            text.traps.append((start, at, note.name))
        else:
            text.spared.append((start, at, note.kind))


def _relations(path: Path, tail: str, figures: list[Figure]) -> list[Relation]:
    by_label = {figure.label: figure for figure in figures}
    if len(by_label) != len(figures):
        seen = [figure.label for figure in figures]
        raise Wrong(f"{path.name}: used twice: {sorted({x for x in seen if seen.count(x) > 1})}")
    found: list[Relation] = []
    wrong: list[str] = []
    for line in filter(None, tail.strip().split("\n")):
        try:
            found.append(read_relation(line, by_label))
        except (ValueError, KeyError, ZeroDivisionError) as error:
            wrong.append(f"{path.name}: {line}: {error}")
    if wrong:
        raise Wrong("\n".join(wrong))
    return found


def corpus(part: str) -> list[Text]:
    """Every text of `open` or `held`, in order."""
    return [load(path) for path in sorted((HERE / part).glob("*.txt"))]


def main(arguments: list[str]) -> int:
    paths = [
        p
        for a in arguments or ["open", "held"]
        for p in (sorted((HERE / a).glob("*.txt")) if a in ("open", "held") else [Path(a)])
    ]
    bad = 0
    totals = [0, 0, 0, 0, 0]
    for path in paths:
        try:
            text = load(path)
        except (Wrong, ValueError) as error:
            bad += 1
            sys.stdout.write(f"{error}\n")
            continue
        wrong = sum(r.verdict == "fails" for r in text.relations)
        row = [1, len(text.figures), len(text.traps), len(text.relations), wrong]
        totals = [a + b for a, b in zip(totals, row, strict=True)]
    sys.stdout.write("texts {} figures {} traps {} relations {} wrong {}\n".format(*totals))
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
