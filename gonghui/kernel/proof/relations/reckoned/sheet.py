"""One paragraph laid out for reckoning: what is explained, and which figures may stand on either side of an equation."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.arbiter import far
from gonghui.kernel.proof.relations.context import Context, counted, money, spread
from gonghui.kernel.proof.relations.outline import narrative, same_unit
from gonghui.kernel.proof.relations.reckoned import cues
from gonghui.kernel.proof.relations.verdicts import verdict

BACK, FORTH = 12, 3  # figures on either side that an equation may take in
FAMILY = {
    "rate": "share", "growth": "share", "times": "share", "sum": "sum", "cumulative": "sum", "difference": "sum",
    "per_head": "product", "group_award": "product", "mean": "product",
}  # fmt: skip


@dataclass(eq=False)
class Sheet:
    """The figures of one paragraph, in order; held: those that a relation bears out, each with the family of its
    rule; stated: the ids of those that any relation tells of;
    relations: those of the paragraph."""

    ctx: Context
    figures: list[Figure]
    held: set[tuple[str, str]]
    stated: set[str]
    relations: list[Relation]

    def add(self, relation: Relation, stated: Figure | None = None) -> None:
        """Keeps a relation; stated: the figure it explains, where that is not the last."""
        self.ctx.add(relation)
        self.relations.append(relation)
        name = (stated or relation.figures[-1]).id
        self.stated.add(name)
        if relation.verdict.startswith("holds"):
            self.held.add((name, FAMILY[relation.rule]))

    def mend(self, old: Relation, new: Relation) -> None:
        """Puts what is better known in the place of what was said of the same figure."""
        self.ctx.replace(new)
        self.relations[self.relations.index(old)] = new

    def near(self, place: int, back: int = BACK, forth: int = FORTH) -> list[Figure]:
        return [f for f in self.figures[max(0, place - back) : place + forth + 1] if f is not self.figures[place]]

    def before(self, place: int, back: int = BACK) -> list[Figure]:
        return self.figures[max(0, place - back) : place]

    def plain(self, figures: list[Figure], like: Figure) -> list[Figure]:
        """Those of one unit with a figure that count something by themselves."""
        return [f for f in figures if same_unit(f, like) and f.exact and self.counts(f)]

    def counts(self, f: Figure) -> bool:
        """No share, no average, no step, no word that only gathers."""
        if f.is_rate or f.kind in ("growth", "rate") or not (counted(f) or money(f)):
            return False
        return not (spread(f) or cues.steps(f) or narrative(f))


def sheets(ctx: Context) -> list[Sheet]:
    """One for each paragraph."""
    said = [r for r in ctx.out if r.verdict != "undecided" and r.rule in FAMILY]
    said = [r for r in said if not (r.verdict == "fails" and far(r))]
    stated = {r.figures[-1].id for r in said}
    good = [r for r in said if r.verdict.startswith("holds")]
    held = {(r.figures[-1].id, FAMILY[r.rule]) for r in good}
    # what a sum that holds says is left over is explained by it
    for figures in ctx.paragraphs.values():
        cues.share_words(figures)
    held |= {(f.id, "sum") for r in good if r.rule == "sum" for f in r.figures[:-1] if cues.left_over(f)}
    stated |= {name for name, _family in held}
    mine: dict[int, list[Relation]] = {}
    for r in ctx.out:
        mine.setdefault(r.figures[-1].paragraph, []).append(r)
    return [Sheet(ctx, figures, held, stated, mine.get(place, [])) for place, figures in ctx.paragraphs.items()]


def fits(stated: Figure, value: Fraction) -> tuple[str, str] | None:
    """The verdict where the value is the figure, rounded to its last digit at most; None where it is not."""
    if abs(float(value) - stated.size) > 1.01 * float(stated.step):
        return None
    result, rounding = verdict(stated, value)
    return (result, rounding) if result.startswith("holds") and rounding != "nearest_ten" else None


def told(stated: Figure, rule: str, operands: list[Figure], value: Fraction) -> Relation:
    """The relation with whatever verdict the value gives."""
    result, rounding = verdict(stated, value)
    return Relation([*operands, stated], rule, result, stated.value, value, rounding)


def digits(f: Figure) -> int:
    """Significant digits as printed: 1200 has two."""
    return len(str(f.printed).replace(".", "").lstrip("0").rstrip("0") or "0")
