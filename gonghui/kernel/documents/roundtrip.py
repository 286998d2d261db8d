"""A draft taken out as Word file and brought back: the words are taken, the figures stay tied.

Going out, every figure lies in a content control that says which one it is; programs that drop controls leave the
words, and those are found again by what stands around them. A number changed in Word does not become a figure: the
ledger's stays, and the change is listed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import docx
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from docx.oxml import parse_xml

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.documents.layout import same_bytes, to_bytes
from gonghui.kernel.documents.layout_xml import NAMESPACE
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.oldfile import OldDocx
from gonghui.kernel.documents.parts import (
    Block,
    FactSlot,
    FigureSlot,
    Heading,
    Paragraph,
    Quote,
    RecordSlot,
    Run,
    Table,
    Text,
    mapped,
)
from gonghui.kernel.documents.refreshing import require_draft, store
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.documents.templates import merged

W = f"{{{NAMESPACE}}}"
_OPEN, _MIDDLE, _CLOSE = "\ue010", "\ue011", "\ue012"
_MARKED = re.compile(f"{_OPEN}(\\d+){_MIDDLE}([^{_CLOSE}]*){_CLOSE}")
_TAG = re.compile(r"^数据(\d+)$")
_NUMBER = re.compile(r"^(?:[一二三四五六七八九十百]+、|（[一二三四五六七八九十百]+）|\d+\.|（\d+）)")
_FRAME = ("公文发文字号", "公文主送", "公文附件说明", "Signature", "公文表题")
_AROUND = 4  # characters before a figure by which it is known again
Slot = FigureSlot | RecordSlot | FactSlot | Quote


@dataclass
class Back:
    """What came back: the content, numbers changed in Word, figures found again without their control, figures gone."""

    content: Content
    changed: list[tuple[str, str]] = field(default_factory=list)
    retied: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def slots_of(content: Content) -> list[Slot]:
    """Every tied place in reading order; its number is its place in this list."""
    found = [
        run for _block, _place, run in content.runs() if isinstance(run, FigureSlot | RecordSlot | FactSlot | Quote)
    ]
    return [run for run in found if run.text and "\n" not in run.text]


def taken_out(content: Content) -> bytes:
    """The Word file with a content control around every tied place."""
    numbers = iter(range(10**9))

    def mark(run: Run) -> Run:
        if isinstance(run, FigureSlot | RecordSlot | FactSlot | Quote) and run.text and "\n" not in run.text:
            return replace(run, text=f"{_OPEN}{next(numbers)}{_MIDDLE}{run.text}{_CLOSE}")
        return run

    marked = replace(content, blocks=tuple(mapped(block, mark) for block in content.blocks))
    file = docx.Document(io.BytesIO(to_bytes(marked)))
    for run in list(file.element.body.iter(f"{W}r")):
        if any(_OPEN in (text.text or "") for text in run.findall(f"{W}t")):
            _controlled(run)
    out = io.BytesIO()
    file.save(out)
    return same_bytes(out.getvalue())


def _controlled(run: Any) -> None:
    """The run parted at its marks, each marked stretch within a control of its own."""
    text = "".join(t.text or "" for t in run.findall(f"{W}t"))
    properties = run.find(f"{W}rPr")
    look = properties.xml if properties is not None and hasattr(properties, "xml") else ""
    place, following = 0, run
    for found in _MARKED.finditer(text):
        pieces = [_run(text[place : found.start()], look)] if found.start() > place else []
        for made in [*pieces, _control(found[1], found[2], look)]:
            following.addnext(made)
            following = made
        place = found.end()
    if place < len(text):
        following.addnext(_run(text[place:], look))
    run.getparent().remove(run)


def _run(text: str, look: str) -> Any:
    made = parse_xml(f'<w:r xmlns:w="{NAMESPACE}">{look}<w:t xml:space="preserve"/></w:r>')
    made.find(f"{W}t").text = text
    return made


def _control(number: str, text: str, look: str) -> Any:
    made = parse_xml(
        f'<w:sdt xmlns:w="{NAMESPACE}"><w:sdtPr><w:alias w:val="数据"/><w:tag w:val="数据{number}"/></w:sdtPr><w:sdtContent/></w:sdt>'
    )
    made.find(f"{W}sdtContent").append(_run(text, look))
    return made


def read_back(content: Content, data: bytes) -> Back:
    """The file held against the content it was made of. Raises Refused for what is no .docx."""
    slots = slots_of(content)
    back = Back(content)
    heads = {block.text: block for block in content.blocks if isinstance(block, Heading)}
    seen: set[int] = set()
    title: list[str] = []
    blocks: list[Block] = []
    tables = iter([block for block in content.blocks if isinstance(block, Table)])
    for element in OldDocx(data).file.element.body.iterchildren():
        if element.tag == f"{W}tbl":
            blocks += [table] if (table := next(tables, None)) is not None else []
            continue
        if element.tag != f"{W}p":
            continue
        style = _style(element)
        runs = list(_runs(element, slots, seen, back))
        text = "".join(run.text for run in runs).strip()
        if style == "title":
            title.append(text)
        elif text and style not in _FRAME and title:
            blocks.append(_block(style, text, runs, heads))
    blocks = _until_end(blocks, content)
    said = "\n".join(title) if "\n" in content.title else "".join(title)
    made = replace(content, title=said, blocks=tuple(blocks))
    if said != content.title:  # written by hand, it is no more made of the fields
        made = replace(made, sources={name: line for name, line in content.sources.items() if name != "title"})
    back.content = _retied(made, content, slots, seen, back)
    return back


def _until_end(blocks: list[Block], content: Content) -> list[Block]:
    """Without the note and the attachments of the frame, whose style is that of any paragraph."""
    frame = {content.note, content.organisation, *content.attachments}
    return [b for b in blocks if not (isinstance(b, Paragraph) and b.text.strip() in frame - {""})]


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = str(style.get(f"{W}val")) if style is not None else ""
    names = {
        "Title": "title",
        "Number": "公文发文字号",
        "Recipient": "公文主送",
        "Plain": "公文附件说明",
        "TableTitle": "公文表题",
    }
    return names.get(name, name)


def _block(style: str, text: str, runs: list[Run], heads: dict[str, Heading]) -> Block:
    if found := re.fullmatch(r"Heading([1-4])", style):
        bare = _NUMBER.sub("", text)
        old = heads.get(bare)
        return replace(old, text=bare) if old else Heading(int(found[1]), bare)
    return Paragraph(merged(runs))


def _runs(paragraph: Any, slots: list[Slot], seen: set[int], back: Back) -> Iterator[Run]:
    """The runs of a paragraph; a stretch in a control is its slot again."""
    for text, number, strong in _stretches(paragraph):
        slot = slots[number] if 0 <= number < len(slots) and number not in seen else None
        if slot is None:
            yield Text(text, strong)
            continue
        seen.add(number)
        if text.strip() != slot.text.strip():
            back.changed.append((slot.text, text.strip()))
        yield slot


def _stretches(paragraph: Any) -> Iterator[tuple[str, int, bool]]:
    """Stretches of text with the number of their control (-1: none), deleted words left out."""
    number, text, strong = -1, "", False
    for element in paragraph.iter(f"{W}t"):
        above = list(element.iterancestors())
        if any(one.tag == f"{W}del" for one in above):
            continue
        now = next((_tag(one) for one in above if one.tag == f"{W}sdt"), -1)
        bold = above[0].find(f"{W}rPr/{W}b") is not None
        if (now, bold) != (number, strong) and text:
            yield text, number, strong
            text = ""
        number, strong = now, bold
        text += element.text or ""
    if text:
        yield text, number, strong


def _tag(control: Any) -> int:
    tag = control.find(f"{W}sdtPr/{W}tag")
    found = _TAG.match(str(tag.get(f"{W}val"))) if tag is not None else None
    return int(found[1]) if found else -1


def _retied(made: Content, old: Content, slots: list[Slot], seen: set[int], back: Back) -> Content:
    """Slots whose control is gone, found again by their words and what stood before them."""
    before = _befores(old)
    for number, slot in enumerate(slots):
        if number in seen:
            continue
        for index, block in enumerate(made.blocks):
            if isinstance(block, Paragraph) and (runs := _tied(block, slot, before[number])) is not None:
                made = replace(made, blocks=(*made.blocks[:index], Paragraph(runs), *made.blocks[index + 1 :]))
                back.retied.append(slot.text)
                break
        else:
            back.gone.append(slot.text)
    return made


def _befores(content: Content) -> list[str]:
    """For each slot the characters that stood before it in its paragraph."""
    found = []
    for block in content.blocks:
        text = ""
        for run in _all_runs(block):
            if isinstance(run, FigureSlot | RecordSlot | FactSlot | Quote) and run.text and "\n" not in run.text:
                found.append(text[-_AROUND:])
            text += run.text
    return found


def _all_runs(block: Block) -> Iterator[Run]:
    if isinstance(block, Paragraph):
        yield from block.runs
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                yield from cell.runs


def _tied(paragraph: Paragraph, slot: Slot, before: str) -> tuple[Run, ...] | None:
    text = ""
    for place, run in enumerate(paragraph.runs):
        if isinstance(run, Text):
            at = run.text.find(slot.text)
            while at >= 0:
                if (text + run.text[:at]).endswith(before):
                    parts = (Text(run.text[:at], run.strong), slot, Text(run.text[at + len(slot.text) :], run.strong))
                    return merged([*paragraph.runs[:place], *parts, *paragraph.runs[place + 1 :]])
                at = run.text.find(slot.text, at + 1)
        text += run.text
    return None


def bring_back(document: Document, data: bytes, user: Any) -> Back:
    """Take the words of the file into the draft; its marks list what was changed, retied and gone."""
    require_draft(document)
    back = read_back(Content.from_json(document.body), data)
    marks = [
        {
            "state": "open",
            "was": was,
            "now": was,
            "notes": [_("在 Word 里改成了“%(now)s”；正文仍按台账，要改请改台账") % {"now": now}],
        }
        for was, now in back.changed
    ]
    marks += [{"state": "open", "was": was, "now": was, "notes": [_("这个数字在 Word 里删掉了")]} for was in back.gone]
    with acting(user, gettext_noop("带回修改稿")), transaction.atomic():
        store(document, back.content, user, _("带回修改稿"))
        document.marks = marks
        document.save(update_fields=["marks"])
    return back
