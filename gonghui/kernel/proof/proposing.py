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
        if relation.unit_conflict and relation.verdict.startswith("holds"):
            relation.proposal = _of_one_unit(reading, relation)
        wrong = relation.verdict == "fails" or relation.rounding in ("cut_off", "nearest_ten")
        if not wrong or relation.computed is None or not relation.figures:
            continue
        stated = relation.figures[-1]
        if stated.row >= 0:
            continue
        if stated.kind == "growth" and relation.verdict == "fails" and turned(relation):
            relation.proposal = _other_way(reading, relation)
            continue
        relation.proposal = _sentence(reading, relation, printed(stated, relation.computed))


def turned(relation: Relation) -> bool:
    """A growth called a fall: another word is wanted, not another number."""
    stated, computed = relation.figures[-1], relation.computed
    return computed is not None and half_up(computed, stated.step) == Fraction(stated.value)


_WAYS = (("增长", "下降"), ("增加", "减少"), ("上升", "下降"), ("提高", "降低"), ("增幅", "降幅"), ("多", "少"))


def _other_way(reading: Reading, relation: Relation) -> str:
    """下降12% where it grew: the same sentence with the word that is true."""
    stated = relation.figures[-1]
    start = max(reading.flat.rfind(mark, 0, stated.at) for mark in "，；。：！？\n（") + 1
    words = reading.flat[start : stated.at]
    for up, down in _WAYS:
        old, new = (down, up) if stated.direction == "down" else (up, down)
        if old in words:
            before, _old, after = words.rpartition(old)
            return f"{before}{new}{after}{reading.flat[stated.at : stated.to]}。"
    return ""


def _of_one_unit(reading: Reading, relation: Relation) -> str:
    """380户，其中女户主171人，占45.0%: the part told in the unit of its whole."""
    part, whole = relation.figures[:2]
    if part.sentence != whole.sentence or part.row >= 0:
        return ""
    unit = reading.flat[whole.to - 1 : whole.to]
    return _sentence(reading, relation, reading.flat[part.at : part.to - 1] + unit, part)


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


def _sentence(reading: Reading, relation: Relation, words: str, at: Figure | None = None) -> str:
    """The clauses from the first figure of the relation to the stated one, with the stated one set right."""
    flat, stated = reading.flat, at or relation.figures[-1]
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
