"""The small language of sentences: words, slots, optional parts, lists. Parsed once, realised for each document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from gonghui.kernel.documents.parts import FigureSlot, Run, Text

DEEPEST = 6  # brackets within brackets


class BadTemplate(ValueError):
    """A sentence whose brackets do not close, or stand too deep in one another."""


@dataclass(frozen=True)
class Slot:
    """{key:form}, {word} or {.field}."""

    name: str
    form: str = ""

    @property
    def is_figure(self) -> bool:
        return "." in self.name and not self.name.startswith(".")


@dataclass(frozen=True)
class Optional:
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Several:
    items: tuple[tuple[Node, ...], ...]


Node: TypeAlias = str | Slot | Optional | Several
Resolve: TypeAlias = Callable[[Slot], Sequence[Run] | None]

_TOKEN = re.compile(r"\{([^{}]+)\}|([\[\]<>|])")


@lru_cache(maxsize=4096)  # a preview parses whatever is typed: not for ever
def parsed(source: str) -> tuple[Node, ...]:
    """The nodes of a sentence; raises BadTemplate."""
    tokens = _tokens(source)
    nodes, stop = _nodes(tokens, "", source)
    if stop:
        raise BadTemplate(source)
    return nodes


def _tokens(source: str) -> Iterator[Node]:
    place = 0
    for match in _TOKEN.finditer(source):
        if match.start() > place:
            yield source[place : match.start()]
        if match[1]:
            name, _, form = match[1].partition(":")
            yield Slot(name.strip(), form.strip())
        else:
            yield f"\0{match[2]}"
        place = match.end()
    if place < len(source):
        yield source[place:]


def _nodes(tokens: Iterator[Node], until: str, source: str, depth: int = 0) -> tuple[tuple[Node, ...], str]:
    """Nodes up to one of the closing marks in `until`, and the mark met."""
    if depth > DEEPEST:
        raise BadTemplate(source)
    found: list[Node] = []
    for token in tokens:
        mark = token[1:] if isinstance(token, str) and token.startswith("\0") else ""
        if not mark:
            found.append(token)
        elif mark in until:
            return tuple(found), mark
        elif mark == "[":
            inner, _stop = _nodes(tokens, "]", source, depth + 1)
            found.append(Optional(inner))
        elif mark == "<":
            found.append(_several(tokens, source, depth + 1))
        else:
            raise BadTemplate(source)
    if until:
        raise BadTemplate(source)
    return tuple(found), ""


def _several(tokens: Iterator[Node], source: str, depth: int) -> Several:
    items, stop = [], "|"
    while stop == "|":
        nodes, stop = _nodes(tokens, "|>", source, depth)
        items.append(nodes)
    return Several(tuple(items))


def slots(nodes: Sequence[Node]) -> Iterator[Slot]:
    """Every slot, those in optional parts too."""
    for node in nodes:
        if isinstance(node, Slot):
            yield node
        elif isinstance(node, Optional):
            yield from slots(node.nodes)
        elif isinstance(node, Several):
            for item in node.items:
                yield from slots(item)


def realised(nodes: Sequence[Node], resolve: Resolve) -> list[Run] | None:
    """The runs of a sentence, None where something it cannot do without is missing."""
    runs: list[Run] = []
    for node in nodes:
        if isinstance(node, str):
            runs.append(Text(node))
        elif isinstance(node, Slot):
            found = resolve(node)
            if found is None:
                return None
            runs += found
        elif isinstance(node, Optional):
            inner = realised(node.nodes, resolve) or []
            runs += [] if _is_whole(inner, runs) else inner
        else:
            items = [item for item in (realised(nodes_, resolve) for nodes_ in node.items) if item]
            if not items:
                return None
            runs += [run for n, item in enumerate(items) for run in ([Text("、")] if n else []) + item]
    return runs


def _is_whole(inner: Sequence[Run], before: Sequence[Run]) -> bool:
    """Whether a part said with 其中 is the whole itself: 受理4件次，其中来访4件次 says nothing."""
    if not inner or "其中" not in inner[0].text:
        return False
    told = [run for run in before if isinstance(run, FigureSlot) and run.form in ("value", "whole")]
    parts = [run for run in inner if isinstance(run, FigureSlot)]
    return bool(parts) and any(run.unit == parts[0].unit and run.value == parts[0].value for run in told[-1:])


def merged(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Neighbouring plain texts as one run."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if isinstance(run, Text) and isinstance(last, Text) and run.strong == last.strong:
            out[-1] = Text(last.text + run.text, run.strong)
        elif run.text or not isinstance(run, Text):
            out.append(run)
    return tuple(out)
