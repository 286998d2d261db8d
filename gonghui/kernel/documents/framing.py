"""The frame of a document made from what the author filled in: title, recipient, signer, copies …"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel.documents.kinds import FRAME, BadKind, Kind, kind
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.parts import AuthorSlot, Run, Text, mapped
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

    def fill(run: Run) -> Run:
        if isinstance(run, AuthorSlot) and run.name in values:
            return replace(run, text=values[run.name].strip())
        return run

    blocks = tuple(mapped(block, fill) for block in content.blocks)
    return replace(content, blocks=blocks, fields=dict(values), **made)


def set_fields(document: Document, values: Mapping[str, str], user: Any) -> Document:
    """See services.set_fields."""
    require_draft(document)
    content = Content.from_json(document.body)
    try:
        one = kind(document.kind)
    except BadKind as error:
        raise Refused(str(error)) from error
    known = {name: text for name, text in values.items() if one.field_named(name)}
    made = framed(content, one, {**content.fields, **{name: text.strip() for name, text in known.items()}})
    return store(document, made, user, _("填写要素"))
