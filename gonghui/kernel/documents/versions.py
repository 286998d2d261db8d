"""Versions of a document held side by side, line by line, what differs within a line marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from gonghui.kernel.documents.models import Version
from gonghui.kernel.documents.structure import Document as Content

_WORDS = re.compile(r"\d+(?:\.\d+)?%?|[A-Za-z]+|.", re.S)


@dataclass(frozen=True)
class Bit:
    """A stretch of a line; `other` says that the other version does not have it."""

    text: str
    other: bool = False


@dataclass(frozen=True)
class Pair:
    """One line of each version; an empty side has no such line. `same` lines may be folded away."""

    left: tuple[Bit, ...]
    right: tuple[Bit, ...]
    same: bool = False


def compared(left: Version, right: Version) -> list[Pair]:
    """Every line of both versions in order."""
    return list(_pairs(_lines(left), _lines(right)))


def _lines(version: Version) -> list[str]:
    return Content.from_json(version.body).plain_text().split("\n")


def _pairs(left: list[str], right: list[str]) -> Iterator[Pair]:
    for what, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if what == "equal":
            for line in left[a:b]:
                yield Pair((Bit(line),), (Bit(line),), same=True)
            continue
        for place in range(max(b - a, d - c)):
            was = left[a + place] if a + place < b else None
            now = right[c + place] if c + place < d else None
            yield _pair(was, now)


def _pair(was: str | None, now: str | None) -> Pair:
    if was is None or now is None:
        return Pair((Bit(was, True),) if was is not None else (), (Bit(now, True),) if now is not None else ())
    left, right = _WORDS.findall(was), _WORDS.findall(now)
    ours: list[Bit] = []
    theirs: list[Bit] = []
    for what, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if b > a:
            ours.append(Bit("".join(left[a:b]), what != "equal"))
        if d > c:
            theirs.append(Bit("".join(right[c:d]), what != "equal"))
    return Pair(tuple(ours), tuple(theirs))
