"""From weighed pairs to what is certain and what somebody must decide: nothing doubtful is ever linked silently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gonghui.kernel.matching.likeness import Firm, Pair, likely_pairs

CERTAIN = -2.5  # bits from which a pair is linked without asking, if nothing else comes near it
MARGIN = 2.0  # bits by which it must exceed whatever else either side could be
LIKELY = -6.0  # bits from which somebody is asked
CHOICES = 3  # candidates shown with a question


@dataclass
class Chosen:
    """What matching two lists came to; keys are those of the lists' lines."""

    linked: dict[int, int] = field(default_factory=dict)  # left -> right
    how: dict[int, str] = field(default_factory=dict)  # left -> code, decided, alike
    weights: dict[int, float] = field(default_factory=dict)
    queued: dict[int, list[Pair]] = field(default_factory=dict)  # left -> candidates, the likeliest first


def match_firms(
    left: Sequence[Firm],
    right: Sequence[Firm],
    places: frozenset[str] = frozenset(),
    same: Iterable[tuple[int, int]] = (),
    other: Iterable[tuple[int, int]] = (),
    owner: Mapping[int, int] | None = None,
) -> Chosen:
    """Match two lists: by credit code, by what was decided before (`same`, `other`), then by likeness.

    A line of the right list is linked once, except to lines with the same code. `owner` says which left lines are names
    of one firm: they are no rivals of each other.
    """
    chosen = Chosen()
    by_code = {firm.code: firm.key for firm in right if firm.code}
    for firm in left:
        if firm.code and firm.code in by_code:
            chosen.linked[firm.key], chosen.how[firm.key] = by_code[firm.code], "code"
    for one, two in same:
        chosen.linked[one], chosen.how[one] = two, "decided"
    taken, never = set(chosen.linked.values()), set(other)
    codes = {firm.key: firm.code for firm in right}
    rest = [firm for firm in left if firm.key not in chosen.linked]
    open_ = [firm for firm in right if firm.key not in taken]
    own = {firm.key: firm.code for firm in rest}
    pairs = [
        pair
        for pair in likely_pairs(rest, open_, places)
        if (pair.left, pair.right) not in never and not (own[pair.left] and codes[pair.right])  # two codes, two firms
    ]
    _link(chosen, pairs, taken, owner or {})
    return chosen


def _link(chosen: Chosen, pairs: Sequence[Pair], taken: set[int], owner: Mapping[int, int]) -> None:
    of_left, of_right = defaultdict(list), defaultdict(list)
    for pair in pairs:
        of_left[pair.left].append(pair)
        of_right[pair.right].append(pair)

    def rival(pair: Pair) -> float:
        free = [one.weight for one in of_left[pair.left] if one.right != pair.right and one.right not in taken]
        mine = owner.get(pair.left, pair.left)
        others = [one for one in of_right[pair.right] if owner.get(one.left, one.left) != mine]
        free += [one.weight for one in others if one.left not in chosen.linked]
        return max(free, default=float("-inf"))

    for pair in pairs:
        if not pair.sure or pair.weight < CERTAIN or pair.left in chosen.linked or pair.right in taken:
            continue
        if pair.weight - rival(pair) >= MARGIN:
            chosen.linked[pair.left], chosen.how[pair.left] = pair.right, "alike"
            chosen.weights[pair.left] = pair.weight
            taken.add(pair.right)
    for left, own in of_left.items():
        free = [one for one in own if one.right not in taken and one.weight >= LIKELY]
        if left not in chosen.linked and free:
            chosen.queued[left] = free[:CHOICES]
