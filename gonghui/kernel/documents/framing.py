"""The frame of a document made from what the author filled in: title, recipient, signer, copies …"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel.documents.kinds import FRAME, BadKind, Kind, kind
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.parts import AuthorSlot, Block, FigureSlot, Paragraph, Run, Table, Text, runs_of
from gonghui.kernel.documents.phrases import printable
from gonghui.kernel.documents.refreshing import require_draft, store
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.documents.templates import Node, Optional, Several, Slot, parsed, realised, slots

_MARKS = str.maketrans("[]<>|{}", "［］＜＞｜（）")
_SEVERAL = re.compile(r"[；;\n]+")


def plain(text: str) -> str:
    """Words put into a sentence so that none of them reads as a mark of the template language."""
    return text.translate(_MARKS)


def pruned(nodes: Sequence[Node], empty: frozenset[str]) -> tuple[Node, ...]:
    """The nodes without optional parts that speak of a field left empty."""
    kept: list[Node] = []
    for node in nodes:
        if isinstance(node, Optional):
            if any(slot.name in empty for slot in slots(node.nodes)):
                continue
            kept.append(Optional(pruned(node.nodes, empty)))
        elif isinstance(node, Several):
            kept.append(Several(tuple(pruned(item, empty) for item in node.items)))
        else:
            kept.append(node)
    return tuple(kept)


def line(source: str, values: Mapping[str, str], optional: frozenset[str]) -> str:
    """A line of the frame with the fields in it; a required one still empty shows as 〔待填：…〕, which is a hole."""
    empty = frozenset(name for name in optional if not values.get(name, "").strip())

    def resolve(slot: Slot) -> Sequence[Run]:
        said = " ".join(values.get(slot.name, "").split("\n")).strip()
        return [Text(said or ("" if slot.name in optional else f"〔待填：{slot.name}〕"))]

    runs = realised(pruned(parsed(source), empty), resolve) or []
    return "".join(run.text for run in runs).strip()


def framed(content: Content, kind: Kind, values: Mapping[str, str]) -> Content:
    """The content with these fields: every line of its frame and every place of its body that is made of them."""
    optional = frozenset(one.name for one in kind.fields if not one.required)
    made: dict[str, Any] = {}
    for name in FRAME:
        if name in content.sources:
            made[name] = line(content.sources[name], values, optional)
    if "attachments" in made:
        names = (re.sub(r"^\s*\d+\s*[.．、]\s*", "", each).strip() for each in _SEVERAL.split(made["attachments"]))
        made["attachments"] = tuple(each for each in names if each)

    said = told(content)
    again = {name: text.strip() for name, text in values.items() if text.strip() != said.get(name)}
    blocks = tuple(_refilled(block, again) for block in content.blocks)
    return replace(content, blocks=blocks, fields=dict(values), **made)


def told(content: Content) -> dict[str, str]:
    """What stands at the author's places today, a number tied within them as it is printed now."""
    found: dict[str, str] = {}
    for block in content.blocks:
        own: dict[str, str] = {}
        for run in runs_of(block):
            if isinstance(run, AuthorSlot):
                own[run.name] = own.get(run.name, "") + run.text if run.more else run.text
            elif isinstance(run, FigureSlot) and run.within:
                own[run.within] = own.get(run.within, "") + run.text
        found = own | found
    return found


def written(content: Content) -> dict[str, str]:
    """The fields as they read today: a number tied within one of them follows its figure."""
    today = told(content)
    return {name: today.get(name, text) for name, text in content.fields.items()}


def _refilled(block: Block, values: Mapping[str, str]) -> Block:
    """The block with these places written anew; the numbers tied within them are words again."""
    if isinstance(block, Paragraph):
        return Paragraph(tuple(_fill(block.runs, values)))
    if isinstance(block, Table):
        rows = tuple(tuple(Paragraph(tuple(_fill(cell.runs, values))) for cell in row) for row in block.rows)
        return replace(block, rows=rows)
    return block


def _fill(runs: Iterable[Run], values: Mapping[str, str]) -> Iterator[Run]:
    for run in runs:
        if isinstance(run, AuthorSlot) and run.name in values:
            if not run.more:
                yield replace(run, text=values[run.name])
        elif not (isinstance(run, FigureSlot) and run.within in values):
            yield run


def set_fields(document: Document, values: Mapping[str, str], user: Any) -> Document:
    """See services.set_fields."""
    require_draft(document)
    content = Content.from_json(document.body)
    try:
        one = kind(document.kind)
    except BadKind as error:
        raise Refused(str(error)) from error
    known = {name: printable(text) for name, text in values.items() if one.field_named(name)}
    made = framed(content, one, {**written(content), **{name: text.strip() for name, text in known.items()}})
    return store(document, made, user, _("填写要素"))
