"""What the API answered to the one who asked at random: counted, and told by kind of address."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

ROOMS = ("figures", "proof", "returns")
SLOWEST = 5  # addresses told of


@dataclass
class Seen:
    """What came back: statuses and seconds of each operation, which roles asked it, what was wrong."""

    answers: dict[str, Counter[int]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    asked_by: dict[str, set[str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    declared: list[str] = field(default_factory=list)

    def add(self, operation: str, role: str, status: int, seconds: float) -> None:
        """One answer."""
        self.answers.setdefault(operation, Counter())[status] += 1
        self.asked_by.setdefault(operation, set()).add(role)
        self.seconds[operation] += seconds

    def told(self, roles: int = 3) -> dict[str, Any]:
        """For the table: numbers of all, and by kind of operation."""
        statuses: Counter[int] = sum(self.answers.values(), Counter())
        by_all = [each for each, asked in self.asked_by.items() if len(asked) >= roles]
        mean = {each: self.seconds[each] / answers.total() for each, answers in self.answers.items()}
        slowest = sorted(mean, key=lambda each: -mean[each])[:SLOWEST]
        return {
            "requests": statuses.total(),
            "statuses": _words(statuses),
            "operations": len(self.answers),
            "by all": len(by_all),
            "declared": len(self.declared),
            "kinds": self._kinds(),
            "slowest": [f"{each} {1000 * mean[each]:.0f} ms" for each in slowest],
            "wrong": self.wrong,
        }

    def _kinds(self) -> dict[str, str]:
        """Of each kind of operation: how many are declared, were asked, did what they are for, and all statuses."""
        found: dict[str, str] = {}
        for kind in sorted({_kind(each) for each in self.declared}):
            mine = [each for each in self.declared if _kind(each) == kind]
            asked = [self.answers[each] for each in mine if each in self.answers]
            well = sum(any(status < 300 for status in each) for each in asked)
            statuses: Counter[int] = sum(asked, Counter())
            found[kind] = f"{len(mine)} declared, {len(asked)} asked, {well} answered well: {_words(statuses)}"
        return found


def _words(statuses: Counter[int]) -> str:
    return ", ".join(f"{n} × {status}" for status, n in sorted(statuses.items()))


def _kind(operation: str) -> str:
    """The five addresses of every ledger are each one kind; an address of a room is a kind of its own."""
    method, path = operation.split(" ", 1)
    room, _, rest = path.removeprefix("/api/v1/").partition("/")
    return operation if room in ROOMS else f"{method} …/{rest}"
