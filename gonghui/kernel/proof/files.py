"""Files to text: .txt, .html, .docx and .pdf, as they come from desks and web pages."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from pathlib import Path
from zipfile import BadZipFile

from django.utils.translation import gettext as _

KINDS = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")
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
    """The text of a PDF, page after page. Raises Unreadable for a scan."""
    from pdfminer.high_level import extract_text
    from pdfminer.layout import LAParams

    text = extract_text(io.BytesIO(data), laparams=LAParams(line_margin=0.4, boxes_flow=0.5))
    if len(text.strip()) < 5:
        raise Unreadable(_("这个 PDF 里没有文字，可能是扫描件，请用能复制文字的文件。"))
    return text.replace("\f", "\n").replace("\r", "")
