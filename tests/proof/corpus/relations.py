"""What two or more figures of a text say about each other, and whether it is so: computed here, once, in fractions."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import Protocol

from tests.proof.corpus.numerals import Number

# rule: its arithmetic over the figures in the order written; the last figure is the one stated. "" = a comparison.
RULES = {
    "rate": "a/b*100",
    "growth": "(a-b)/b*100",
    "times": "a/b",
    "difference": "a-b",
    "sum": "+",
    "cumulative": "a+b",
    "per_head": "a*b",
    "group_award": "a*b",
    "mean": "a/b",
    "part_of_whole": "",
    "contradiction": "",
    "equality": "",
    "hidden_denominator": "",
    "same_denominator": "",
}
VERDICTS = {
    "ok": ("holds", ""),
    "up": ("holds_rounded", "half_up"),
    "cut": ("holds_rounded", "cut_off"),
    "ten": ("holds_rounded", "nearest_ten"),
    "wrong": ("fails", ""),
    "open": ("undecided", ""),
}


class Marked(Protocol):
    label: str
    said: Number
    direction: str


@dataclass(frozen=True)
class Relation:
    """`labels` name the figures; `stated` and `computed` are in the unit printed."""

    rule: str
    labels: tuple[str, ...]
    verdict: str
    rounding: str = ""
    stated: Fraction | None = None
    computed: Fraction | None = None
    unit_conflict: bool = False
    implied: list[tuple[int, int]] = field(default_factory=list)


def half_up(value: Fraction, decimals: int) -> Fraction:
    scale = 10**decimals
    return Fraction(floor(abs(value) * scale + Fraction(1, 2)), scale)


def cut_off(value: Fraction, decimals: int) -> Fraction:
    scale = 10**decimals
    return Fraction(floor(abs(value) * scale), scale)


def judged(stated: Number, computed: Fraction) -> tuple[str, str]:
    """The verdict on a stated figure by its printed precision: `computed` is in the printed unit."""
    said, exact = abs(stated.printed), abs(computed)
    if stated.loose:
        step = stated.printed * 0 + _step(stated)
        return ("holds", "") if said <= exact < said + step else ("fails", "")
    if said == exact:
        return "holds", ""
    up, cut = half_up(exact, stated.decimals) == said, cut_off(exact, stated.decimals) == said
    if up and cut:
        return "holds", ""
    if up or cut:
        return "holds_rounded", "half_up" if up else "cut_off"
    if stated.decimals == 0 and said >= 10 and half_up(exact / 10, 0) * 10 == said:
        return "holds_rounded", "nearest_ten"
    return "fails", ""


def _step(stated: Number) -> Fraction:
    step = Fraction(1, 10**stated.decimals)
    while stated.printed % (step * 10) == 0:
        step *= 10
    return step


def denominators(part: Number, rate: Number) -> set[int]:
    """Whole denominators with which the part makes the rate, half-up or cut off."""
    low = part.value * 100 / (rate.value + 1)
    high = part.value * 100 / max(rate.value - 1, Fraction(1, 2))
    fits = range(max(1, floor(low) - 1), floor(high) + 2)
    return {
        d
        for d in fits
        if rate.value in (half_up(part.value * 100 / d, rate.decimals), cut_off(part.value * 100 / d, rate.decimals))
    }


def runs(values: set[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for value in sorted(values):
        if found and found[-1][1] == value - 1:
            found[-1] = (found[-1][0], value)
        else:
            found.append((value, value))
    return found


def read_relation(line: str, figures: Mapping[str, Marked]) -> Relation:
    """One line: rule, labels, verdict, and where needed `= arithmetic`; raises ValueError when the claim is untrue."""
    said, _, arithmetic = line.partition(" = ")
    rule, *labels, claim = said.split()
    conflict = claim.endswith("!unit")
    claimed = VERDICTS[claim.removesuffix("!unit")]
    chosen = [figures[label] for label in labels]
    numbers = [figure.said for figure in chosen]
    if rule not in RULES:
        raise ValueError(f"no such rule: {rule}")
    if not RULES[rule]:
        found, implied = _compared(rule, numbers)
        _agree(claimed, (found, ""), "")
        return Relation(rule, tuple(labels), found, implied=implied, unit_conflict=conflict)
    target = numbers[-1]
    value = _computed(rule, numbers, labels, arithmetic.strip()) / target.scale
    found = judged(target, value)
    way = chosen[-1].direction if rule in ("growth", "difference") and value else ""
    if way and (value < 0) != (way == "down"):
        found = ("fails", "")
    _agree(claimed, found, f"stated {float(target.printed)} computed {float(value)}")
    return Relation(rule, tuple(labels), found[0], found[1], target.printed, value, conflict)


def _agree(claimed: tuple[str, str], found: tuple[str, str], why: str) -> None:
    if claimed == ("holds", "") and found[0] == "holds_rounded":
        return  # "ok" says that it holds; which rounding it takes is computed
    if claimed != found:
        raise ValueError(f"claimed {claimed}, is {found} {why}")


def _compared(rule: str, numbers: list[Number]) -> tuple[str, list[tuple[int, int]]]:
    if rule == "equality":
        return ("holds" if len({n.value for n in numbers}) == 1 else "fails"), []
    if rule == "hidden_denominator":
        return "undecided", runs(denominators(*numbers))
    if rule == "same_denominator":
        sets = [denominators(part, rate) for part, rate in zip(numbers[::2], numbers[1::2], strict=True)]
        return ("holds" if set.intersection(*sets) else "fails"), [r for s in sets for r in runs(s)]
    if len(numbers) == 1:  # a share of all, which is never more than all
        return ("holds" if numbers[0].value <= 100 else "fails"), []
    return ("holds" if numbers[0].value <= numbers[1].value else "fails"), []


def _computed(rule: str, numbers: list[Number], labels: list[str], arithmetic: str) -> Fraction:
    values = [n.value for n in numbers]
    if rule == "sum" and not arithmetic:
        return sum(values[:-1], Fraction(0))
    names = dict(zip("abcdefgh", values, strict=False)) | dict(zip(labels, values, strict=True))
    usual = "(a-b)/b" if rule == "growth" and numbers[-1].unit == "倍" else RULES[rule]
    return _value(ast.parse(arithmetic or usual, mode="eval").body, names)


def _value(node: ast.expr, names: Mapping[str, Fraction]) -> Fraction:
    if isinstance(node, ast.Name):
        return names[node.id]
    if isinstance(node, ast.Constant):
        return Fraction(str(node.value))
    if isinstance(node, ast.BinOp):
        left, right = _value(node.left, names), _value(node.right, names)
        kind = type(node.op)
        if kind is ast.Div:
            return left / right
        return left * right if kind is ast.Mult else left + right if kind is ast.Add else left - right
    raise ValueError("only + - * / of figures")
