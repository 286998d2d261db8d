"""A document as .docx in the layout of GB/T 9704-2012.

A4 with margins 37/35/28/26 mm: a text area of 156 × 225 mm holding 22 lines of 28 characters
of 16 pt. Fonts are named, not embedded; where one is missing the program that opens the file
stands in another. Numbers of headings are literal text. The file carries no mark but the
organisation's, and the same document gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

import docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from gonghui.kernel.documents import layout_tables
from gonghui.kernel.documents import layout_xml as xml
from gonghui.kernel.documents.layout_frame import head, note, tail
from gonghui.kernel.documents.phrases import date_words
from gonghui.kernel.documents.structure import (
    AuthorSlot,
    Document,
    FactSlot,
    FigureSlot,
    Heading,
    Paragraph,
    Quote,
    RecordSlot,
    Run,
    Table,
    Text,
)

Piece: TypeAlias = tuple[str, bool, bool]  # words, bold, open (still to be written)

_KEPT = {"styles", "settings", "fontTable", "footer"}
_KEPT_OF_PACKAGE = {"officeDocument", "core-properties", "extended-properties"}
_ATTACHMENT_FIRST, _ATTACHMENT_NEXT = "附件：", 5
_BREAK_AFTER = re.compile(
    r"(?:总工会|工会|委员会|年度|上半年|下半年|年|的|[市县](?![场区级总直容政民内域长委工教])|会议|大会|有限公司)(?=.)"
)
_BOOK = re.compile(r"《[^》]{1,17}》")
_BREAK_BEFORE = re.compile(r"(?<=.)(?:关于|和|及|暨|工作)")
_TITLE_EM = 19  # characters of 22 pt that stand in one line of 156 mm, with a margin


def write(document: Document, target: Path | BinaryIO) -> None:
    """Write the document as .docx to a path or an open binary file."""
    content = to_bytes(document)
    if isinstance(target, Path):
        target.write_bytes(content)
    else:
        target.write(content)


def to_bytes(document: Document) -> bytes:
    """The .docx; a slot still empty is shown as 〔待填：…〕, marked yellow."""
    file = docx.Document()
    _strip(file)
    xml.refill(file.styles.element, xml.STYLES)
    xml.refill(file.settings.element, xml.SETTINGS)
    _fonts(file)
    _page(file, document.letter and bool(document.head))
    body = file.element.body
    end = body.sectPr
    content = list(_content(document))
    if document.organisation and content:
        xml.keep_with_next(content[-1])  # a signature never stands alone on a page
    for element in [*content, *_signature(document), *note(document), *tail(document)]:
        end.addprevious(element)
    _properties(file, document)
    packed = io.BytesIO()
    file.save(packed)
    return same_bytes(packed.getvalue())


def _content(document: Document) -> Iterator[Any]:
    """Every paragraph and table of the document, from the number to the attachments."""
    yield from head(document)
    for line in title_lines(document.title):
        yield xml.paragraph("Title", [(line, False, False)])
    if document.subtitle:
        yield xml.paragraph("Subtitle", [(document.subtitle, False, False)])
    yield xml.paragraph("Normal", [])
    if document.recipient:
        recipient = f"{document.recipient.rstrip('：:')}："
        yield xml.paragraph("Recipient", [(recipient, False, False)])
    for block, number in document.numbered():
        if isinstance(block, Heading):
            yield xml.paragraph(f"Heading{block.level}", [(number + block.text, False, False)])
        elif isinstance(block, Table):
            yield from _table(block)
        else:
            yield from (xml.paragraph("BodyText", pieces) for pieces in lines_of(block))
    yield from _attachments(document.attachments)


def lines_of(paragraph: Paragraph) -> list[list[Piece]]:
    """The runs as printed pieces, parted where a run breaks the line; empty lines are left out."""
    lines: list[list[Piece]] = [[]]
    for run in paragraph.runs:
        text, strong, is_open = _piece(run)
        first, *rest = text.split("\n")
        for place, words in enumerate([first, *rest]):
            if place:
                lines.append([])
            if words.strip():
                lines[-1].append((words, strong, is_open))
    return [line for line in lines if line]


def _piece(run: Run) -> Piece:
    if run.text.strip():
        return run.text, isinstance(run, Text) and run.strong, False
    match run:
        case AuthorSlot(required=True):
            return f"〔待填：{run.prompt or run.name}〕", False, True
        case FactSlot():
            return f"〔待填：{run.name}〕", False, True
        case FigureSlot() | RecordSlot() | Quote():
            return "〔待填〕", False, True
    return run.text, False, False


def _table(table: Table) -> Iterator[Any]:
    if table.title:
        yield xml.paragraph("TableTitle", [(table.title, False, False)])
    cells = [[[piece for line in lines_of(cell) for piece in line] for cell in row] for row in table.rows]
    if cells:
        yield layout_tables.table(cells, table.header, by_pen=table.by_pen)
    yield xml.paragraph("Normal", []) if not table.by_pen else xml.hair()


def _attachments(names: Sequence[str]) -> Iterator[Any]:
    """附件：1. …, one blank line under the body, names without a mark at the end."""
    if names:
        yield xml.paragraph("Normal", [])
    for n, name in enumerate(names, 1):
        words = name.rstrip("。；;，,") if len(names) == 1 else f"{n}. {name.rstrip('。；;，,')}"
        head = _ATTACHMENT_FIRST if n == 1 else ""
        # the first line carries 附件： itself, the others begin under the name
        indent = {"left": _ATTACHMENT_NEXT, "first": -3 if n == 1 else 0}
        yield xml.paragraph("Plain", [(head + words, False, False)], indent=indent)


def _signature(document: Document) -> Iterator[Any]:
    """Organisation and date, kept together with a blank line above (GB/T 9704 7.3.5)."""
    if not document.organisation:
        return
    day = date_words(document.dated_on) if document.dated_on else ""
    right = signature_indents(em(document.organisation), em(day), sealed=document.sealed)
    for _ in range(3 if document.sealed else 1):
        yield xml.paragraph("Normal", [], keep=True)
    organisation = [(document.organisation, False, False)]
    yield xml.paragraph("Signature", organisation, indent={"right": right[0]}, keep=bool(day))
    if day:
        yield xml.paragraph("Signature", [(day, False, False)], indent={"right": right[1]})


def signature_indents(organisation: float, day: float, *, sealed: bool) -> tuple[float, float]:
    """Characters left free to the right of the organisation and of the date, by their widths.

    Without seal the organisation stands 2 in and the date begins 2 right of it; a date that
    would then pass the 2 stands 2 in itself and moves the organisation. With seal the date
    stands 4 in and the organisation is centred on it.
    """
    if sealed:
        return max(0.0, 4 + (day - organisation) / 2), 4.0
    if organisation - day >= 2:
        return 2.0, organisation - day
    return day - organisation + 4, 2.0


def em(text: str) -> float:
    """The width of a text in full-width characters; digits and Latin letters are half as wide."""
    return sum(0.5 if ord(char) < 0x2000 else 1.0 for char in text)


def title_lines(title: str) -> list[str]:
    """The title in lines of like length, words kept whole; a title that holds breaks keeps them."""
    if "\n" in title or em(title) <= _TITLE_EM:
        return [line.strip() for line in title.split("\n") if line.strip()]
    ends = {match.end() for match in _BREAK_AFTER.finditer(title)}
    ends |= {match.start() for match in _BREAK_BEFORE.finditer(title)}
    # what stands between 《 and 》 and fits a line is not parted
    inside = {place for found in _BOOK.finditer(title) for place in range(found.start() + 1, found.end())}
    ends = ends - inside
    ends |= set() if ends else {place for place in range(1, len(title)) if not title[place].isdigit()}
    place = min(ends, key=lambda end: (abs(em(title[:end]) - em(title[end:])), end))
    return [*title_lines(title[:place]), *title_lines(title[place:])]


@dataclass(frozen=True)
class _Margins:
    """Millimetres as twips (1/20 pt)."""

    top: int = 2098
    bottom: int = 1984
    left: int = 1587
    right: int = 1474
    footer: int = 1417  # the dash of the page number stands 7 mm under the text area


def _page(file: Any, letter: bool) -> None:
    """The paper and its page numbers; the first page of a letter has none (GB/T 9704 10.1)."""
    section = file.sections[0]
    xml.section(section._sectPr, first=letter, **vars(_Margins()))
    for footer, style in ((section.footer, "PageOdd"), (section.even_page_footer, "PageEven")):
        footer.is_linked_to_previous = False
        xml.refill(footer._element, xml.page_number(style))


def _strip(file: Any) -> None:
    """Drop what the blank file brings along: thumbnail, theme, lists, foreign styles."""
    for holder, kept in ((file.part.package, _KEPT_OF_PACKAGE), (file.part, _KEPT)):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.rsplit("/", 1)[-1] not in kept:
                del holder.rels[key]


def _fonts(file: Any) -> None:
    for relation in file.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            relation.target_part._blob = xml.FONTS.encode()


def _properties(file: Any, document: Document) -> None:
    """The organisation is author, the day of the document its day; nothing else is said."""
    properties = file.core_properties
    day = datetime.combine(document.dated_on or date.today(), time(9))
    properties.author = properties.last_modified_by = document.organisation[:255]
    properties.title = document.title.replace("\n", "")[:255]
    properties.comments = properties.keywords = properties.subject = properties.category = ""
    properties.created = properties.modified = day
    properties.revision, properties.language = 1, "zh-CN"
    for relation in file.part.package.rels.values():
        if relation.reltype.endswith("/extended-properties"):
            old = relation.target_part
            new = xml.application(document.organisation).encode()
            relation._target = Part(PackURI(str(old.partname)), old.content_type, new, old.package)


def same_bytes(packed: bytes) -> bytes:
    """The package with fixed times of its entries, so that equal documents are equal files."""
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(again, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return again.getvalue()
