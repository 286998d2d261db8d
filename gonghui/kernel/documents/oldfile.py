"""A .docx that was never ours: its text with the place of every character, and words put in with its layout kept."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.shared import RGBColor
from docx.text.run import Run

from gonghui.kernel.attachments.packages import Hostile, refuse_hostile
from gonghui.kernel.documents.layout_xml import NAMESPACE
from gonghui.kernel.documents.phrases import printable
from gonghui.kernel.documents.refusing import Refused

W = f"{{{NAMESPACE}}}"
LARGEST = 20 * 1024 * 1024  # bytes
CHANGED = RGBColor(0xC0, 0x00, 0x00)  # of a changed number; one that could not be filled is highlighted
_SKIPPED = {f"{W}del", f"{W}instrText", f"{W}delText"}


@dataclass(frozen=True)
class Stretch:
    """Characters of one w:t (or a tab or break) in the text."""

    start: int
    element: Any
    length: int


@dataclass(frozen=True)
class Change:
    """Words to put in place of [start, end); `is_open` marks an old number that nobody could fill."""

    start: int
    end: int
    text: str
    is_open: bool = False


class OldDocx:
    """The file opened; `text` is paragraphs and table rows in order, one to a line, cells parted by tabs."""

    def __init__(self, data: bytes) -> None:
        """Raises Refused for what is no .docx."""
        if len(data) > LARGEST:
            raise Refused(_("文件太大，不能超过20MB。"))
        try:
            refuse_hostile(data)
            self.file = docx.Document(io.BytesIO(data))
        except Hostile as error:
            raise Refused(str(error)) from error
        except Exception as error:  # what these libraries raise on a damaged file has no common base
            raise Refused(_("这个文件打不开。请用 WPS 或 Word 另存为 .docx 再试。")) from error
        self.stretches: list[Stretch] = []
        self.styles: list[tuple[int, str]] = []  # where a paragraph begins, and its style
        self._length = 0
        lines: list[str] = []
        for child in self.file.element.body.iterchildren():
            if child.tag == f"{W}p":
                lines.append(self._paragraph(child))
                self._length += 1
            elif child.tag == f"{W}tbl":
                for row in child.iter(f"{W}tr"):
                    lines.append(self._row(row))
                    self._length += 1
            elif child.tag == f"{W}sdt":
                for paragraph in child.iter(f"{W}p"):
                    lines.append(self._paragraph(paragraph))
                    self._length += 1
        self.text = "\n".join(lines)

    def _row(self, row: Any) -> str:
        cells = []
        for place, cell in enumerate(row.findall(f"{W}tc")):
            if place:
                self._length += 1
            told = []
            for number, paragraph in enumerate(cell.iter(f"{W}p")):
                if number:
                    self._length += 1
                told.append(self._paragraph(paragraph, in_table=True))
            cells.append(" ".join(told))
        return "\t".join(cells)

    def _paragraph(self, paragraph: Any, *, in_table: bool = False) -> str:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if not in_table:
            self.styles.append((self._length, style.get(f"{W}val") if style is not None else ""))
        told = []
        for element in _texts(paragraph):
            words = _words(element)
            if in_table:
                words = words.replace("\t", " ").replace("\n", " ")
            self.stretches.append(Stretch(self._length, element, len(words)))
            self._length += len(words)
            told.append(words)
        return "".join(told)

    def changed(self, changes: Sequence[Change]) -> bytes:
        """The file with these words put in, coloured; everything else as it was."""
        for change in sorted(changes, key=lambda one: -one.start):
            self._put(change)
        out = io.BytesIO()
        self.file.save(out)
        return out.getvalue()

    def _put(self, change: Change) -> None:
        touched = [s for s in self.stretches if s.start < change.end and s.start + s.length > change.start]
        touched = [s for s in touched if s.element.tag == f"{W}t" and s.length]
        if not touched:
            return
        first = touched[0]
        for stretch in touched[1:]:
            words = stretch.element.text or ""
            stretch.element.text = words[max(0, change.end - stretch.start) :]
            _keep_spaces(stretch.element)
        words = first.element.text or ""
        head, rest = words[: max(0, change.start - first.start)], words[max(0, change.end - first.start) :]
        run = first.element.getparent()
        following = run
        tail = list(run)[list(run).index(first.element) + 1 :]
        for child in tail:
            run.remove(child)
        first.element.text = head  # what stands before keeps its element: earlier changes still find it
        _keep_spaces(first.element)
        for text, marked in ((printable(change.text), change), (rest, None)):
            if text:
                made = _run(run, text, marked)
                following.addnext(made)
                following = made
        if tail:
            after = _bare(run)
            after.extend(tail)
            following.addnext(after)


def _texts(paragraph: Any) -> Iterator[Any]:
    """The text elements of a paragraph in order, deleted words and the codes of fields left out."""
    for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}noBreakHyphen"):
        if element.tag == f"{W}tab" and element.getparent().tag != f"{W}r":
            continue  # a tab stop of the paragraph's properties
        if not any(parent.tag in _SKIPPED for parent in element.iterancestors()):
            yield element


def _words(element: Any) -> str:
    if element.tag == f"{W}t":
        return element.text or ""
    return {f"{W}tab": "\t", f"{W}br": "\n"}.get(element.tag, "-")


def _bare(run: Any) -> Any:
    """An empty run that looks like this one."""
    made = parse_xml(f'<w:r xmlns:w="{NAMESPACE}"/>')
    properties = run.find(f"{W}rPr")
    if properties is not None:
        made.append(copy.deepcopy(properties))
    return made


def _run(run: Any, text: str, change: Change | None) -> Any:
    made = _bare(run)
    if change is not None:
        look = Run(made, None).font  # type: ignore[arg-type]  # the parent is asked only for styles
        if change.is_open:
            look.highlight_color = WD_COLOR_INDEX.YELLOW
        else:
            look.color.rgb = CHANGED
    words = parse_xml(f'<w:t xmlns:w="{NAMESPACE}"/>')
    words.text = text
    _keep_spaces(words)
    made.append(words)
    return made


def _keep_spaces(element: Any) -> None:
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
