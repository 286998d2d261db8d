"""Faults planted in what holds: each stated figure made wrong by itself, to see whether the checker says so.

`python -m tests.proof.planting [open|TABLE…]` shows the faults that are not found, what bears the wrong figure out by
accident, and what is falsely said of others.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from gonghui.kernel.proof.model import Relation as Said
from tests.proof.corpus.reading import Figure, Text, corpus
from tests.proof.corpus.relations import Relation

EXACT = ("rate", "growth", "sum", "cumulative", "difference", "per_head", "group_award", "mean", "times")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WIDE = {ord(c): ord(c) - 0xFEE0 for c in "０１２３４５６７８９．％"}
_TIMES = ("1.07", "0.93", "1.13", "0.86", "1.3", "0.7")


@dataclass(frozen=True)
class Planted:
    """A text in which one relation is wrong; `wrong` is the span of the figure changed, `values` those of the others."""

    text: str
    relation: Relation
    wrong: tuple[int, int]
    values: frozenset[Fraction]
    shown: str


def planted(text: Text) -> Iterator[Planted]:
    """Every relation of a text that holds, made wrong in its stated figure alone."""
    figures = {figure.label: figure for figure in text.figures}
    told = [f.value for f in text.figures]
    for relation in text.relations:
        stated = figures[relation.labels[-1]]
        if relation.rule not in EXACT or not relation.verdict.startswith("holds"):
            continue
        old = text.text[stated.start : stated.end]
        new = _wrong(old, stated, relation)
        if new is None or stated.qualifier != "exact" or told.count(stated.value) > 1:
            continue
        body = text.text[: stated.start] + new + text.text[stated.end :]
        span = (stated.start, stated.start + len(new))
        others = frozenset(figures[label].value for label in relation.labels[:-1])
        yield Planted(body, relation, span, others, f"{old}→{new}")


def _wrong(old: str, stated: Figure, relation: Relation) -> str | None:
    """The figure as printed, some percent off; None where no such number is wrong."""
    old = old.translate(_WIDE)
    found = _NUMBER.search(old)
    if not found or relation.computed is None:
        return None
    places = stated.said.decimals
    for times in _TIMES:
        words = f"{float(Fraction(found[0]) * Fraction(times)):.{places}f}"
        value = Fraction(words)
        off = abs(value - abs(relation.computed)) > Fraction(15, 10 ** (places + 1))
        if off and value > 0 and value % 10 and not (stated.unit == "%" and value > 100 > Fraction(found[0])):
            return old.replace(found[0], words, 1)
    return None


@dataclass
class Tally:
    """Faults planted, those found with the very figures, those found with others, and what else is then said to fail."""

    planted: int = 0
    found: int = 0
    otherwise: int = 0
    beside: int = 0
    misses: list[str] = field(default_factory=list)


def tried(texts: list[Text]) -> Tally:
    """Reads every text again with each fault."""
    from gonghui.kernel import proof

    tally = Tally()
    for text in texts:
        before = {_key(r) for r in proof.read(text.text).relations if r.verdict == "fails"}
        for one in planted(text):
            tally.planted += 1
            said = proof.read(one.text).relations
            over = [r for r in said if any((f.start, f.end) == one.wrong for f in r.figures)]
            fails = [r for r in over if r.verdict == "fails"]
            hit = any({Fraction(f.value) for f in r.figures} >= one.values for r in fails)
            tally.found += hit
            tally.otherwise += bool(fails) and not hit
            beside = [r for r in said if r.verdict == "fails" and r not in over and _key(r) not in before]
            tally.beside += len(beside)
            if not hit or beside:
                tally.misses.append(_shown(text, one, over + beside, hit, bool(fails)))
    return tally


def _key(relation: Said) -> tuple[str, ...]:
    return tuple(f.text for f in relation.figures)


def _shown(text: Text, one: Planted, said: list[Said], hit: bool, fails: bool) -> str:
    start, end = one.wrong
    sentence = one.text[max(0, one.text.rfind("。", 0, start) - 60) : (one.text.find("。", end) + 1) or None]
    told = "; ".join(f"{r.rule} {'+'.join(_key(r))} {r.verdict}" for r in said)
    kind = "beside" if hit else "OTHER" if fails else "MISSED"
    line = f"{text.path.stem} {kind} {one.relation.rule} {one.shown} | {told}\n    {sentence}"
    return line.replace("\n", "⏎").replace("⏎    ", "\n    ", 1)


def main(arguments: list[str]) -> int:
    from tests.proof.sentences import reading as sentences

    for name in arguments or ["open", *sentences.TABLES]:
        tally = tried(corpus("open") if name == "open" else sentences.load(name))
        share = 100 * tally.found / max(1, tally.planted)
        counts = f"planted {tally.planted} found {tally.found} = {share:.1f} % otherwise {tally.otherwise}"
        sys.stdout.write("\n".join(tally.misses) + f"\n{name}: {counts} beside {tally.beside}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
