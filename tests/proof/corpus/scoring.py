"""How well the checker reads the corpus: `python -m tests.proof.corpus.scoring open|held [--misses]`.

Totals only are printed for the part set aside; what was missed there is never shown.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.proof.corpus.reading import Figure, Text, corpus
from tests.proof.corpus.relations import Relation

FAMILY = {
    "rate": "rate",
    "growth": "growth",
    "times": "growth",
    "difference": "difference",
    "sum": "sum",
    "cumulative": "sum",
    "per_head": "per_head",
    "group_award": "per_head",
    "mean": "per_head",
    "equality": "equality",
    "part_of_whole": "part_of_whole",
    "contradiction": "part_of_whole",
    "hidden_denominator": "denominator",
    "same_denominator": "denominator",
}
IMPLIES = {"part_of_whole": ("rate", "sum", "part_of_whole"), "difference": ("difference", "sum", "growth")}


@dataclass(frozen=True)
class Found:
    """A figure as the checker gives it."""

    id: object
    start: int
    end: int
    value: Fraction
    high: Fraction | None
    unit: str
    kind: str
    qualifier: str


@dataclass
class Score:
    """Counts over any number of texts; `rates` turns them into the quotas the project sets itself."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def rates(self) -> dict[str, float]:
        c = self.counts

        def of(part: str, whole: str) -> float:
            return 100 * c[part] / c[whole] if c[whole] else 100.0

        return {
            "figures precision": of("hits", "claimed"),
            "figures recall": of("hits", "figures"),
            "exact span": of("exact", "hits"),
            "units": of("units", "hits"),
            "kinds": of("kinds", "hits"),
            "qualifiers": of("qualifiers", "hits"),
            "traps taken as figures": of("trapped", "traps"),
            "holes found": of("filled", "holes"),
            "vague words found": of("caught", "vague"),
            "relations found": of("related", "relations"),
            "verdicts right": of("judged", "related"),
            "wrong relations found": of("refuted", "wrong"),
            "false alarms": of("alarms", "said"),
        }


def get(thing: Any, name: str, default: Any = None) -> Any:
    return thing.get(name, default) if isinstance(thing, dict) else getattr(thing, name, default)


def unit_of(name: str | None) -> str:
    """个百分点 is 百分点 and 个月 is 月: the measure word before a unit does not make another unit."""
    name = (name or "").replace("％", "%")
    return name[1:] if name.startswith("个") and len(name) > 1 else name


def like(figure: Figure, claim: Found) -> bool:
    """The same unit; 六成 may be given as 6 成 or as 60 %."""
    return unit_of(claim.unit) in (unit_of(figure.unit), figure.said.printed_unit if figure.unit == "%" else None)


def found_in(reading: Any) -> list[Found]:
    out = []
    for at, figure in enumerate(get(reading, "figures")):
        value = Fraction(str(get(figure, "value")))
        high = get(figure, "high", get(figure, "value_high"))
        name = get(figure, "id", at)
        out.append(
            Found(
                name,
                get(figure, "start"),
                get(figure, "end"),
                value,
                None if high is None else Fraction(str(high)),
                get(figure, "unit") or "",
                str(get(figure, "kind")),
                str(get(figure, "qualifier")),
            )
        )
    return out


def same(value: Fraction, figure: Figure) -> bool:
    """Magnitudes, to one part in a thousand: 三分之二 has no last digit."""
    wanted = {abs(figure.value), abs(figure.said.high) if figure.said.high is not None else abs(figure.value)}
    if figure.said.printed_unit == "成":
        wanted.add(figure.said.printed)
    return any(abs(abs(value) - w) <= max(w, Fraction(1)) / 1000 for w in wanted)


def pairs(text: Text, found: list[Found]) -> Iterator[tuple[Figure, Found]]:
    """Each true figure with the one claimed figure over it that has its value."""
    used: set[int] = set()
    for figure in text.figures:
        for at, claim in enumerate(found):
            if at not in used and claim.start < figure.end and figure.start < claim.end and same(claim.value, figure):
                used.add(at)
                yield figure, claim
                break


def overlaps(claim: Found, stretches: Iterable[tuple[int, int, str]]) -> bool:
    return any(claim.start < end and start < claim.end for start, end, _ in stretches)


def score_figures(text: Text, found: list[Found], score: Score) -> dict[object, str]:
    """Counts the figures; returns which label each claimed figure stands for."""
    matched = list(pairs(text, found))
    hit = {claim.id for _, claim in matched}
    score.counts["figures"] += len(text.figures)
    score.counts["traps"] += len(text.traps)
    score.counts["hits"] += len(matched)
    for figure, claim in matched:
        score.counts["exact"] += (figure.start, figure.end) == (claim.start, claim.end)
        score.counts["units"] += like(figure, claim)
        score.counts["kinds"] += figure.kind == claim.kind
        score.counts["qualifiers"] += figure.qualifier == claim.qualifier
        if (figure.start, figure.end) != (claim.start, claim.end) or not like(figure, claim):
            said = f"{text.text[claim.start : claim.end]!r} {claim.unit}"
            score.misses.append(f"{text.path.name}: {figure.printed} {figure.unit} read as {said}")
    seen = {figure.label for figure, _ in matched}
    for figure in text.figures:
        if figure.label not in seen:
            score.misses.append(f"{text.path.name}: missed {around(text, figure.start, figure.end)}")
    for claim in found:
        if claim.id in hit:
            score.counts["claimed"] += 1
        elif not overlaps(claim, text.spared):
            score.counts["claimed"] += 1
            score.counts["trapped"] += overlaps(claim, text.traps)
            score.misses.append(f"{text.path.name}: no figure {around(text, claim.start, claim.end)} {claim.value}")
    return {claim.id: figure.label for figure, claim in matched}


def score_gaps(text: Text, reading: Any, score: Score) -> None:
    """Holes and vague words are found when the checker marks any part of them."""
    for kind, name, hit in (("hole", "holes", "filled"), ("vague", "vague", "caught")):
        claims = [(get(x, "start"), get(x, "end")) for x in get(reading, name)]
        for start, end, _ in (x for x in text.spared if x[2] == kind):
            found = any(a < end and start < b for a, b in claims)
            score.counts[name] += 1
            score.counts[hit] += found
            if not found:
                score.misses.append(f"{text.path.name}: {kind} missed {around(text, start, end)}")


def around(text: Text, start: int, end: int) -> str:
    return f"{text.text[max(0, start - 12) : start]}【{text.text[start:end]}】{text.text[end : end + 8]}".replace(
        "\n", "⏎"
    )


def values_of(relation: Any, values: dict[object, str]) -> frozenset[str]:
    """What a relation speaks of, by value: a figure said twice is the same figure in a relation."""
    ids = [get(x, "id", x) if not isinstance(x, (str, int)) else x for x in get(relation, "figures")]
    return frozenset(values.get(i, f"?{i}") for i in ids)


def matches(truth: Relation, wanted: frozenset[str], rule: str, given: frozenset[str]) -> bool:
    """The same figures under a rule that says the same."""
    if truth.rule in IMPLIES and FAMILY.get(rule, rule) in IMPLIES[truth.rule]:
        return wanted <= given
    return FAMILY.get(rule, rule) == FAMILY[truth.rule] and wanted == given


def score_relations(text: Text, reading: Any, names: dict[object, str], score: Score) -> None:
    """Counts the relations. Undecided ones, and what is merely said twice alike, are no part of the quota."""
    value = {figure.label: str(figure.value) for figure in text.figures}
    values: dict[object, str] = {key: value[label] for key, label in names.items()}
    claims = [(str(get(r, "rule")), values_of(r, values), str(get(r, "verdict"))) for r in get(reading, "relations")]
    bad: list[frozenset[str]] = []
    for truth in text.relations:
        wanted = frozenset(value[label] for label in truth.labels)
        counted = truth.verdict != "undecided" and (truth.rule, truth.verdict) != ("equality", "holds")
        over = [c for c in claims if matches(truth, wanted, c[0], c[1])]
        good = any(c[2] == truth.verdict for c in over)
        if truth.verdict == "fails":
            bad.append(wanted)
            score.counts["wrong"] += 1
            score.counts["refuted"] += good
        score.counts["relations"] += counted
        score.counts["related"] += counted and bool(over)
        score.counts["judged"] += counted and good
        if counted and not good:
            said = [c[2] for c in over] or "not found"
            score.misses.append(f"{text.path.name}: {truth.rule} {' '.join(truth.labels)} {truth.verdict}: {said}")
    for rule, given, verdict in claims:
        score.counts["said"] += verdict != "undecided"
        if verdict == "fails" and not any(len(given & wrong) >= min(2, len(wrong)) for wrong in bad):
            score.counts["alarms"] += 1
            score.misses.append(f"{text.path.name}: false alarm {rule} {[shown(x) for x in sorted(given)]}")


def shown(value: str) -> str:
    return value if value.startswith("?") else f"{float(Fraction(value)):g}"


def score(part: str) -> Score:
    """Read every text of a part with the checker."""
    from gonghui.kernel import proof

    total = Score()
    for text in corpus(part):
        reading = proof.read(text.text)
        names = score_figures(text, found_in(reading), total)
        score_relations(text, reading, names, total)
        score_gaps(text, reading, total)
        total.counts["texts"] += 1
    return total


def main(arguments: list[str]) -> int:
    part = arguments[0] if arguments and arguments[0] in ("open", "held") else ""
    if not part or (part == "held" and "--misses" in arguments):
        sys.stderr.write("scoring open [--misses] | scoring held: what is set aside shows totals alone\n")
        return 2
    found = score(part)
    sys.stdout.write(f"{part}: {found.counts['texts']} texts, {found.counts['figures']} figures\n")
    for name, value in found.rates().items():
        sys.stdout.write(f"{name:24} {value:6.2f} %\n")
    if "--misses" in arguments:
        sys.stdout.write("\n".join(found.misses) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
