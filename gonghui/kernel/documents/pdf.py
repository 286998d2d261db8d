"""A document as PDF in the official layout, set by typst from `paper.typ`; the words go in as data, never as markup.

Fonts: the official ones where the installation has them (its folder `fonts/` first, then the system's), free
stand-ins else. Without any Chinese font nothing is printed: a page of boxes would look like a document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils.translation import gettext as _

from gonghui.kernel.documents.layout import em, lines_of, signature_indents, title_lines
from gonghui.kernel.documents.layout_frame import copies_words
from gonghui.kernel.documents.layout_letter import mark_size
from gonghui.kernel.documents.layout_tables import form_widths, signing, table_widths
from gonghui.kernel.documents.parts import Block, Heading, Table
from gonghui.kernel.documents.phrases import date_words, hexagonal
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.documents.structure import Document

_PAPER = Path(__file__).with_name("paper.typ")
_SERIF = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "SimSun", "宋体", "WenQuanYi Micro Hei")
_SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "WenQuanYi Micro Hei")
FACES: dict[str, Sequence[str]] = {
    "fang": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", *_SERIF, *_SANS),
    "kai": (
        "KaiTi_GB2312",
        "楷体_GB2312",
        "KaiTi",
        "楷体",
        "STKaiti",
        "LXGW WenKai",
        "LXGW WenKai GB",
        *_SERIF,
        *_SANS,
    ),
    "hei": ("SimHei", "黑体", "STHeiti", *_SANS, *_SERIF),
    "song": ("SimSun", "宋体", "STSong", *_SERIF, *_SANS),
    "biao": ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "方正小标宋_GBK", *_SERIF, *_SANS),
}
_DIGITS = ("Times New Roman", "TeX Gyre Termes", "Liberation Serif", "Libertinus Serif")
_MAKER = re.compile(rb"(?<=\()Typst [^)]{0,30}(?=\))|(?<=>)Typst [^<]{0,30}(?=<)")


def fonts_folder() -> Path:
    """Where the owner puts licensed fonts; they come before the system's."""
    return Path(settings.BASE_DIR) / "fonts"


@lru_cache(maxsize=4)
def _fonts(folder: str, stamp: float) -> tuple[Any, frozenset[str]]:
    found = typst.Fonts(include_system_fonts=True, include_embedded_fonts=True, font_paths=[folder] if stamp else [])
    return found, frozenset(found.families())


def installed() -> tuple[Any, frozenset[str]]:
    """The fonts there are, searched for once until the folder changes."""
    folder = fonts_folder()
    return _fonts(str(folder), folder.stat().st_mtime if folder.is_dir() else 0.0)


def chosen(families: frozenset[str]) -> dict[str, list[str]]:
    """For each role the fonts to use, the best first; raises Refused where no Chinese font is there."""
    digits = [name for name in _DIGITS if name in families][:1]
    out: dict[str, list[str]] = {}
    for role, names in FACES.items():
        here = [name for name in names if name in families]
        if not here:
            raise Refused(
                _("这台服务器没有中文字体，不能生成PDF。请管理员安装 fonts-noto-cjk，或把字体文件放进“%(folder)s”。")
                % {"folder": fonts_folder()}
            )
        out[role] = here[:2] if role in ("song", "biao") else [*digits, *here[:2]]
    return out


def to_pdf(document: Document) -> bytes:
    """The PDF; raises Refused where no Chinese font is installed."""
    found, families = installed()
    data = _data(document, chosen(families))
    made = typst.compile(
        _PAPER.read_bytes(), root=str(_PAPER.parent), font_paths=found, format="pdf", timestamp=0,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )  # fmt: skip
    return _MAKER.sub(lambda found: b" " * len(found[0]), bytes(made))


def _data(document: Document, fonts: dict[str, list[str]]) -> dict[str, Any]:
    day = date_words(document.dated_on) if document.dated_on else ""
    official = fonts["biao"][0] in FACES["biao"][:4]
    return {
        "fonts": {**fonts, "biaoweight": "regular" if official else "bold"},
        "title": document.title.replace("\n", ""), "author": document.organisation, "titles": title_lines(document.title),
        "marks": [{"t": words, "n": words.isdecimal()} for words in document.marks()], "subtitle": document.subtitle,
        "letter": document.letter and bool(document.head), "marksize": mark_size(document.head),
        "head": document.head, "issue": document.issue, "signer": document.signer,
        "number": hexagonal(document.number) if document.number else "",
        "recipient": f"{document.recipient.rstrip('：:')}：" if document.recipient else "",
        "blocks": [made for block, number in document.numbered() for made in _block(block, number)],
        "attachments": [name.rstrip("。；;，,") for name in document.attachments],
        "organisation": "" if document.unsigned else document.organisation, "day": "" if document.unsigned else day,
        "sealed": document.sealed,
        "right": signature_indents(em(document.organisation), em(day), sealed=document.sealed),
        "note": document.note, "copies": copies_words(document) if document.copies else "",
        "printed": "" if document.letter else document.printed_by,
        "printedon": f"{date_words(document.printed_on)}印发" if document.printed_on else "",
    }  # fmt: skip


def _block(block: Block, number: str) -> list[dict[str, Any]]:
    if isinstance(block, Heading):
        return [{"k": "h", "n": block.level, "t": number + block.text}]
    if isinstance(block, Table):
        return [_table(block)] if block.rows else []
    return [{"k": "p", "r": _pieces(pieces)} for pieces in lines_of(block)]


def _table(table: Table) -> dict[str, Any]:
    cells = [[[piece for line in lines_of(cell) for piece in line] for cell in row] for row in table.rows]
    columns = max(len(row) for row in cells)
    widths = form_widths(columns) if table.by_pen else table_widths(cells, columns)
    rows = [[_cell(cell) for cell in row] for row in cells]
    if not table.by_pen:
        rows = [[*row, *([[]] * (columns - len(row)))] for row in rows]
    return {
        "k": "t", "title": table.title, "header": min(table.header, len(rows)), "pen": table.by_pen,
        "widths": widths, "rows": rows,
    }  # fmt: skip


def _cell(pieces: Sequence[tuple[str, bool, bool]]) -> list[dict[str, Any]]:
    words = "".join(words for words, _strong, _open in pieces)
    return [{"t": words.strip(), "sign": True}] if signing(words) else _pieces(pieces)


def _pieces(pieces: Sequence[tuple[str, bool, bool]]) -> list[dict[str, Any]]:
    return [{"t": words, "b": strong, "o": is_open} for words, strong, is_open in pieces]
