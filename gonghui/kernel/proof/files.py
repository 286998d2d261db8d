"""Files to text: .txt, .html, .docx and .pdf, as they come from desks and web pages."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from django.utils.translation import gettext as _

from gonghui.kernel.attachments.packages import Hostile, refuse_hostile
from gonghui.kernel.proof.pdf_lines import Piece, Rule, text_of

KINDS = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")
_THIN = 3.0  # points: a drawn line, not a box
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "ul",
        "ol",
        "section",
        "article",
        "header",
        "footer",
        "blockquote",
        "pre",
        "title",
        "dt",
        "dd",
        "center",
    ]
)
_SILENT = frozenset(
    ["script", "style", "noscript", "template", "select", "option", "button", "iframe", "object", "svg"]
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.I)


class Unreadable(ValueError):
    """A file that holds no text we can read; the message is for the user."""


def read_file(name: str, data: bytes) -> str:
    """The text of a file, by the ending of its name. Raises Unreadable."""
    ending = Path(name).suffix.lower()
    if ending in (".doc", ".wps", ".ofd", ".rtf"):
        raise Unreadable(_("“%(name)s”请先用 WPS 或 Word 另存为 .docx，再来核对。") % {"name": name})
    if ending not in KINDS:
        raise Unreadable(_("“%(name)s”不是能核对的文件，请用 .docx、.pdf、.txt 或 .html。") % {"name": name})
    try:
        if ending == ".docx":
            return from_docx(data)
        if ending == ".pdf":
            return from_pdf(data)
    except Unreadable:
        raise
    except Exception as error:  # what these libraries raise on a damaged file has no common base
        raise Unreadable(_("“%(name)s”打不开，可能已损坏或加了密码。") % {"name": name}) from error
    text = decoded(data)
    return from_html(text) if ending in (".html", ".htm") else text


def decoded(data: bytes) -> str:
    """Bytes to text: what the file says of itself, else UTF-8, else GBK. The BOM is taken away."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    named = _CHARSET.search(data[:4096])
    wanted = [named[1].decode("ascii")] if named else []
    for encoding in ["utf-8", *wanted, "gb18030"]:
        try:
            return data.decode("gb18030" if encoding.lower() in ("gb2312", "gbk") else encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    utf = data.decode("utf-8", errors="replace")
    gbk = data.decode("gb18030", errors="replace")
    return min(utf, gbk, key=lambda text: text.count("\ufffd"))


class _Text(HTMLParser):
    """What a reader of the page sees; rows of tables become lines, cells are kept apart by tabs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in ("td", "th"):
            self.parts.append("\t")
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(re.sub(r"[ \t\r\n\f]+", " ", data))


def from_html(text: str) -> str:
    """The visible text of a page."""
    parser = _Text()
    parser.feed(text)
    parser.close()
    lines = []
    for line in "".join(parser.parts).split("\n"):
        cells = line.split("\t")
        while len(cells) > 1 and not cells[-1].strip(" "):
            cells.pop()
        lines.append("\t".join(cell.strip(" ") for cell in cells))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def from_docx(data: bytes) -> str:
    """Paragraphs and rows of tables in order, joined by line breaks, cells by tabs. Raises Unreadable."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    try:
        refuse_hostile(data)
    except Hostile as error:
        raise Unreadable(str(error)) from error
    try:
        document = Document(io.BytesIO(data))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise Unreadable(_("这个 .docx 打不开，可能已损坏，或只是改了名字的 .doc。")) from error
    lines = []
    for child in document.element.body.iterchildren():
        if child.tag.endswith("}p"):
            lines.append(Paragraph(child, document).text)
        elif child.tag.endswith("}tbl"):
            lines += ["\t".join(_cells(row)) for row in Table(child, document).rows]
        elif child.tag.endswith("}sdt"):
            lines += [Paragraph(p, document).text for p in child.iter() if p.tag.endswith("}p")]
    return "\n".join(lines)


def _cells(row: object) -> list[str]:
    """The cells of a row, a merged cell once, its lines in one."""
    out, seen = [], set()
    for cell in row.cells:  # type: ignore[attr-defined]  # python-docx has no types
        if cell._tc not in seen:
            seen.add(cell._tc)
            out.append(cell.text.replace("\n", " ").replace("\t", " "))
    return out


def from_pdf(data: bytes) -> str:
    """The text of a PDF, page after page, its lines put together to paragraphs and rows. Raises Unreadable for a scan."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams

    layout = LAParams(line_margin=0.4, char_margin=1.0, boxes_flow=None)
    text = text_of((_pieces(page), _rules(page)) for page in extract_pages(io.BytesIO(data), laparams=layout))
    if len(text.strip()) < 5:
        raise Unreadable(_("这个 PDF 里没有文字，可能是扫描件，请用能复制文字的文件。"))
    return text


def _pieces(page: Any) -> list[Piece]:
    """The lines of a page with their places."""
    from pdfminer.layout import LTChar, LTTextContainer, LTTextLine

    found = []
    for box in page:
        for line in box if isinstance(box, LTTextContainer) else ():
            text = (
                " ".join(line.get_text().split("\n")).replace("\r", "").strip(" \f")
                if isinstance(line, LTTextLine)
                else ""
            )
            letters = [one for one in line if isinstance(one, LTChar) and one.get_text().strip()] if text else []
            if letters:
                size = max(one.size for one in letters)
                found.append(Piece(letters[0].x0, max(one.x1 for one in letters), line.y0, line.y1, text, size))
    return found


def _rules(page: Any) -> list[Rule]:
    """The drawn lines of a page; a box is its four edges."""
    from pdfminer.layout import LTCurve, LTLine, LTRect

    found = []
    for one in page:
        if not isinstance(one, LTCurve | LTLine | LTRect):
            continue
        x0, y0, x1, y1 = one.bbox
        if min(x1 - x0, y1 - y0) < _THIN:
            found.append(Rule(x0, y0, x1, y1))
        elif isinstance(one, LTRect):
            found += [Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)]
    return found
