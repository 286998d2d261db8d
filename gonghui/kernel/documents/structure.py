"""A document: its frame and its blocks, counted, numbered, searched for holes, kept as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from gonghui.kernel.documents.parts import (
    AuthorSlot,
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
    decode_fields,
    encode,
    mapped,
    runs_of,
)
from gonghui.kernel.documents.phrases import date_words, heading_number

__all__ = [
    "AuthorSlot",
    "Block",
    "Document",
    "FactSlot",
    "FigureSlot",
    "Heading",
    "Hole",
    "Paragraph",
    "Quote",
    "RecordSlot",
    "Run",
    "Table",
    "Text",
    "blanks",
]

VERSION = 1


@dataclass(frozen=True)
class Hole:
    """A place that must not be printed as it stands.

    ``kind``: author, figure, record, fact (an empty slot), blank (a gap or a stand-in such as
    XX, ？人, 若干户), section (a heading with nothing under it), title, organisation.
    ``block`` is the index of the block, None for the frame of the document.
    """

    kind: str
    text: str
    section: str = ""
    block: int | None = None
    run: int | None = None


_UNIT = "(?:人次|件次|批次|场次|[人名户家个件份批次场期项条元万亿%％所位起天年月日岁])"
_BLANKS = re.compile(
    "|".join(
        [
            r"[（(\[【〔]\s*[）)\]】〕]",  # （    ）人
            r"_{2,}|＿{2,}",
            r"(?<![A-Za-z])[XxＸｘ×]{2,}(?![A-Za-z])",
            rf"(?<![A-Za-z0-9])[XxＸｘ×](?={_UNIT})",
            rf"(?<=[共达有为约近计了放增减至到于过（(])[?？]+\s*(?={_UNIT})",
            rf"[?？]+\s*(?={_UNIT}(?:[，。、；：）)]|$))",
            rf"若干(?={_UNIT})",
            rf"(?:…+|\.{{3,}})\s*(?={_UNIT})",
            rf"(?<=[\u4e00-\u9fff])[ \u3000]{{1,}}(?={_UNIT})",  # 只有  人次
            r"待定|待补充?|待填写?|待核实|〔待填：[^〕]*〕",
            r"—(?=[%％])",
        ]
    )
)


def blanks(text: str) -> list[str]:
    """Gaps and stand-ins in ``text`` as they would be printed, each with a little context."""
    return [text[max(0, m.start() - 8) : m.end() + 4].strip() for m in _BLANKS.finditer(text)]


@dataclass(frozen=True)
class Document:
    """A document of an organisation: frame and blocks.

    number       发文字号, optional
    sealed       leaves the room that a seal takes in the signature block
    head         the issuing mark printed in red above a red line; empty: no red head
    issue        the line under the mark of a briefing (第3期 …)
    signer       签发人, printed by upward documents
    copies       抄送; printed_by and printed_on: who printed it, and when (版记)
    letter       laid out as a letter (信函格式): red double lines, the number under the first, no page number on page one
    unsigned     carries no name and day at its end (a briefing, a form)
    note         附注: contact person and telephone, in brackets under the date
    copy_no      份号, secrecy 密级和保密期限, urgency 紧急程度: top left, printed only where they are said
    subtitle     题注: under the title, in brackets (a resolution says there when and by whom it was passed)
    fields       what the author filled in by name; sources: the lines of the frame that are made of them
    """

    title: str
    organisation: str
    blocks: tuple[Block, ...] = ()
    recipient: str = ""
    dated_on: date | None = None
    number: str = ""
    attachments: tuple[str, ...] = ()
    sealed: bool = False
    head: str = ""
    issue: str = ""
    signer: str = ""
    copies: str = ""
    printed_by: str = ""
    printed_on: date | None = None
    note: str = ""
    copy_no: str = ""
    secrecy: str = ""
    urgency: str = ""
    subtitle: str = ""
    unsigned: bool = False
    letter: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)

    def numbered(self) -> Iterator[tuple[Block, str]]:
        """Each block with its literal number (一、（一） 1.（1）), empty for what is no heading."""
        counts = [0, 0, 0, 0]
        for block in self.blocks:
            if isinstance(block, Heading):
                counts[block.level - 1] += 1
                counts[block.level :] = [0] * (4 - block.level)
                yield block, heading_number(block.level, counts[block.level - 1])
            else:
                yield block, ""

    def body_text(self) -> str:
        """Headings with their numbers, paragraphs and table rows, one to a line."""
        return "\n".join(number + block.text for block, number in self.numbered())

    def plain_text(self) -> str:
        """The whole document as read from top to bottom, cells of a table parted by tabs."""
        recipient = f"{self.recipient.rstrip('：:')}：" if self.recipient else ""
        day = date_words(self.dated_on) if self.dated_on else ""
        notes = [f"附件：{'、'.join(self.attachments)}"] if self.attachments else []
        title = self.title.replace("\n", "")
        signer = f"签发人：{self.signer}" if self.signer else ""
        copies = f"抄送：{self.copies}" if self.copies else ""
        top = [*self.marks(), self.head, self.issue, self.number, signer, title, self.subtitle, recipient]
        lines = [*top, self.body_text(), *notes, self.organisation, day, self.note, copies]
        return "\n".join(line for line in lines if line)

    def marks(self) -> list[str]:
        """份号 in six digits, 密级和保密期限, 紧急程度, from top to bottom; only those there are (GB/T 9704 7.2.1—7.2.3)."""
        copy_no = self.copy_no.zfill(6) if self.copy_no.isdecimal() else self.copy_no
        return [words for words in (copy_no, self.secrecy, self.urgency) if words]

    def characters(self) -> int:
        """Characters as an office counts them: of the whole text, blanks apart."""
        return len("".join(self.plain_text().split()))

    def runs(self) -> Iterator[tuple[int, int, Run]]:
        """Every run with the index of its block and its place in it, cells row by row."""
        for index, block in enumerate(self.blocks):
            for place, run in enumerate(runs_of(block)):
                yield index, place, run

    def figures(self) -> list[FigureSlot]:
        """The figures the document stands on, in reading order."""
        return [run for _, _, run in self.runs() if isinstance(run, FigureSlot)]

    def filled(self, texts: Mapping[str, str]) -> Document:
        """The document with the author's slots of these names written; KeyError if none."""
        known = {run.name for _, _, run in self.runs() if isinstance(run, AuthorSlot)}
        if missing := sorted(set(texts) - known):
            raise KeyError(", ".join(missing))

        def fill(run: Run) -> Run:
            if isinstance(run, AuthorSlot) and run.name in texts:
                return replace(run, text=texts[run.name].strip())
            return run

        return replace(self, blocks=tuple(mapped(block, fill) for block in self.blocks))

    def holes(self) -> list[Hole]:
        """Every place that stands against issuing, in reading order; empty means it may go out."""
        wanted = ("title",) if self.unsigned else ("title", "organisation")
        found = [Hole(name, "") for name in wanted if not getattr(self, name)]
        frame = (self.number, self.title, self.recipient, self.organisation, *self.attachments)
        frame += (self.head, self.issue, self.signer, self.copies, self.note, self.subtitle, *self.marks())
        found += [Hole("blank", gap) for text in frame for gap in blanks(text)]
        section = ""
        for index, (block, number) in enumerate(self.numbered()):
            if isinstance(block, Heading):
                section = number + block.text
                if _bare(self.blocks, index, block.level):
                    found.append(Hole("section", section, section, index))
            for place, run in enumerate(runs_of(block)):
                if text := _missing(run):
                    found.append(Hole(run.kind, text, section, index, place))
            by_pen = isinstance(block, Table) and block.by_pen
            found += [Hole("blank", gap, section, index) for gap in blanks(block.text) if not by_pen]
        return found

    def to_json(self) -> dict[str, Any]:
        """The document as plain JSON values; ``from_json`` gives an equal one back."""
        return {"version": VERSION, **encode(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Document:
        """Read what ``to_json`` wrote; ValueError on another version or an unknown part."""
        if data.get("version") != VERSION:
            raise ValueError(f"document version {data.get('version')!r}, expected {VERSION}")
        return cls(**decode_fields(cls, data))


def _bare(blocks: tuple[Block, ...], index: int, level: int) -> bool:
    """Whether nothing stands under the heading at ``index`` before one of its rank or higher."""
    for block in blocks[index + 1 :]:
        if isinstance(block, Heading):
            return block.level <= level
        if block.text.strip() or any(isinstance(run, AuthorSlot) for run in runs_of(block)):
            return False
    return True


def _missing(run: Run) -> str:
    """Why a slot may not be printed: its name, field or key; empty when it may."""
    if isinstance(run, AuthorSlot):
        return run.name if run.required and not run.text.strip() else ""
    if isinstance(run, FigureSlot):
        return run.key if run.value is None or not run.text.strip() else ""
    if isinstance(run, FactSlot):
        complete = run.text.strip() and run.source.strip() and run.stated_on
        return "" if complete else run.name
    if isinstance(run, RecordSlot | Quote):
        return "" if run.text.strip() else f"{run.ledger}.{run.field}"
    return ""
