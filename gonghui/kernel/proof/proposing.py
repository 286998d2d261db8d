"""The sentence to write instead: the writer's own, with the figure that follows from the others."""

from __future__ import annotations

import re
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Reading, Relation
from gonghui.kernel.proof.relations.verdicts import half_up

LONGEST = 90  # characters of a proposal; a longer sentence is cut to the clauses that matter


def propose(reading: Reading) -> None:
    """Sets the proposal of every relation whose stated figure is not what the others give, half up."""
    for relation in reading.relations:
        wrong = relation.verdict == "fails" or relation.rounding in ("cut_off", "nearest_ten")
        if not wrong or relation.computed is None or not relation.figures:
            continue
        stated = relation.figures[-1]
        if stated.row >= 0 or (stated.kind == "growth" and relation.verdict == "fails" and turned(relation)):
            continue
        relation.proposal = _sentence(reading, relation, printed(stated, relation.computed))


def turned(relation: Relation) -> bool:
    """A growth called a fall: another word is wanted, not another number."""
    stated, computed = relation.figures[-1], relation.computed
    return computed is not None and half_up(computed, stated.step) == Fraction(stated.value)


def printed(stated: Figure, value: Fraction) -> str:
    """A value as the stated figure is printed: its decimals, its 万, its unit."""
    scaled = half_up(value / Fraction(stated.scale), Fraction(1, 10**stated.decimals))
    text = f"{float(scaled):.{stated.decimals}f}" if stated.decimals else str(int(scaled))
    return (
        re.sub(r"\d[\d,]*(?:\.\d+)?", text, _half_width(stated.text), count=1)
        if re.search(r"[\d０-９]", stated.text)
        else text
    )


def _half_width(text: str) -> str:
    return "".join(chr(ord(c) - 0xFEE0) if "０" <= c <= "９" else "." if c == "．" else c for c in text)


def _sentence(reading: Reading, relation: Relation, words: str) -> str:
    """The clauses from the first figure of the relation to the stated one, with the stated one set right."""
    flat, stated = reading.flat, relation.figures[-1]
    near = [f for f in relation.figures if f.row < 0 and f.sentence == stated.sentence]
    first = min(near, key=lambda f: f.at)
    start = max([flat.rfind(mark, 0, first.at) for mark in "，；。：！？\n（"]) + 1
    ends = [place for mark in "，；。！？\n）" if (place := flat.find(mark, max(f.to for f in near))) >= 0]
    end = min(ends, default=len(flat))
    text = flat[start : stated.at] + words + flat[stated.to : end]
    if len(text) > LONGEST:
        start = max(flat.rfind(mark, 0, stated.at) for mark in "，；。：！？\n（") + 1
        text = flat[start : stated.at] + words + flat[stated.to : end]
    return text.strip() + "。"
