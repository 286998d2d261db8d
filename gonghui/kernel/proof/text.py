"""Text made plain for the grammar: full-width forms, stray spaces and broken lines taken away, every offset kept."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

GONE = "\x01"  # stands for characters that the grammar must not see
_WIDE = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)}
_WIDE |= {code: code - 0xFEE0 for code in [*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]}
_ONE = {
    "％": "%", "﹪": "%", "．": ".", "﹒": ".", "＋": "+", "－": "-", "−": "-", "／": "/", "(": "（", ")": "）",
    "?": "？", "!": "！", ";": "；", ":": "：", "﹐": "，", "｡": "。", "［": "[", "］": "]", "～": "~", "∼": "~", "〜": "~",
    "\u00a0": " ", "\u3000": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ", "○": "〇", "Ｏ": "O",
    "\v": "\n", "\f": "\n", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n",
    "\r": GONE, "\u200b": GONE, "\u200c": GONE, "\u200d": GONE, "\ufeff": GONE, "\u00ad": GONE, "\u2060": GONE,
    "–": "—", "―": "—", "─": "—", "━": "—", "•": "·", "・": "·", "‧": "·", "●": "·", "㎡": "㎡", "两": "两",
}  # fmt: skip
_TABLE = str.maketrans({**{chr(a): chr(b) for a, b in _WIDE.items()}, **_ONE})
_NBSP = re.compile(r"&nbsp;|&#160;|&emsp;|&ensp;")
_COMMA = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))")
_RUN = re.compile(r"[ \x01]+")

_PAGE = re.compile(
    r"[ ]*(?:[-—_·|]{0,4}[ ]?(?:第?[ ]?\d{1,4}[ ]?(?:页)?)[ ]?[-—_·|]{0,4}"
    r"|第?[ ]?\d{1,4}[ ]?页?[ ]?[,，/]?[ ]?(?:共|/)[ ]?\d{1,4}[ ]?页?[ ]?|(?i:page)[ ]?\d+.{0,12})[ ]*"
)
_FURNITURE = re.compile(
    r"[ ]*(?:[【\[]?(?:上一篇|下一篇|上一条|下一条|浏览|阅读|点击|访问|人气|发布(?:时间|日期|人)|发表(?:时间|日期)|更新(?:时间|日期)|"
    r"录入(?:时间|人)?：|来源：|作者：|责任编辑|责编|编辑：|打印本|打印此|字[体号]：|字体大小|版权所有|Copyright|©|备案|.{0,6}ICP备|您?当前位置|"
    r"您现在的位置|您所在|首页|返回|关闭窗口|分享到|扫一扫|技术支持|主办：|主办单位|承办：|地址：|邮编|邮政编码|联系电话|联系人|电话|传真|网址|http|www|"
    r"索引号|信息分类|发文(?:机关|字号|日期)|文[ ]?号|印发|共印|印[ ]?发|责任校对|附件下载|相关(?:文章|新闻|链接)|[第共]?\d+[ ]?(?:条评论|次浏览|人浏览)))"
)
_MARK = re.compile(
    r"[ ]*(?:[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[、.](?!\d)|[一二三四五六七八九十]是|第[一二三四五六七八九十]，|"
    r"[①-⑳·◆■▲★※])"
)
_END = "。！？：；"


@dataclass
class Plain:
    """The squeezed text; origin[i]: offset of character i in the text read. Furniture: spans of page furniture."""

    flat: str
    origin: list[int]
    same: str
    furniture: list[tuple[int, int]] = field(default_factory=list)

    def span(self, at: int, to: int) -> tuple[int, int]:
        """Offsets in the text read of flat[at:to]."""
        if at >= to:
            return (self.origin[at] if at < len(self.origin) else len(self.same),) * 2
        return self.origin[at], self.origin[to - 1] + 1

    def place(self, offset: int) -> int:
        """The place in the flat text of an offset of the text read."""
        return bisect_left(self.origin, offset)


def alike(text: str) -> str:
    """The text with one form for each character, of the same length."""
    text = _COMMA.sub("，", text.translate(_TABLE))
    return _NBSP.sub(lambda m: GONE * len(m[0]), text)


def plain(text: str) -> Plain:
    """Squeezes a text; linear in its length."""
    same = alike(text)
    lines = _lines(same)
    width, room = _width([same[a:b] for a, b, kind in lines if kind == "text"])
    flat: list[str] = []
    origin: list[int] = []
    furniture: list[tuple[int, int]] = []
    last = ""
    gap = False
    for a, b, kind in lines:
        line = same[a:b]
        if kind == "furniture":
            furniture.append((a, b))
            continue
        if kind == "blank":
            gap = True
            continue
        if last and not _joined(last, line, width, room, gap):
            flat.append("\n")
            origin.append(a - 1)
        _squeeze(same, a, b, flat, origin)
        last, gap = line, False
    return Plain("".join(flat), origin, same, furniture)


def _lines(same: str) -> list[tuple[int, int, str]]:
    out: list[tuple[int, int, str]] = []
    start = 0
    for line in same.split("\n"):
        end = start + len(line)
        bare = line.replace(GONE, "")
        if not bare.strip():
            kind = "blank"
        elif len(bare) < 90 and (_PAGE.fullmatch(bare) or (_FURNITURE.match(bare) and "。" not in bare)):
            kind = "furniture"
        else:
            kind = "text"
        out.append((start, end, kind))
        start = end + 1
    return _unfurnished(out, same)


def _unfurnished(lines: list[tuple[int, int, str]], same: str) -> list[tuple[int, int, str]]:
    """Blank lines beside a page's foot belong to it; a number alone between rows of a table is a cell."""
    out = list(lines)
    for i, (a, b, kind) in enumerate(lines):
        if kind != "blank":
            continue
        around = [lines[j][2] for j in (i - 1, i + 1) if 0 <= j < len(lines)]
        if "furniture" in around:
            out[i] = (a, b, "furniture")
    return out


def _room(line: str) -> int:
    """How much of a line's room its characters take, in halves: a digit or a space takes half of what a letter does."""
    return sum(1 if c < "\u2000" else 2 for c in line.rstrip(" \x01"))


def _width(lines: list[str]) -> tuple[int, int]:
    """The width at which a text was broken by hand or by a program, in characters and in room; 0, 0: it was not."""
    long = sorted((len(line.rstrip(" \x01")), _room(line), line.rstrip(" \x01")) for line in lines if len(line) > 10)
    if len(long) < 4:
        return 0, 0
    top = long[int(len(long) * 0.9)][0]
    full = [line for length, _r, line in long if length >= top - 3]
    broken = sum(line[-1:] not in _END for line in full)
    if top > 64 or broken * 2 <= len(full):
        return 0, 0
    return top, sorted(room for _l, room, _t in long)[int(len(long) * 0.9)]


def _joined(last: str, line: str, width: int, room: int, gap: bool) -> bool:
    """Whether a line goes on with the sentence of the line before."""
    if "\t" in last or "\t" in line or _MARK.match(line):
        return False
    end, head = last.rstrip(" \x01")[-1:], line.lstrip(" \x01")[:1]
    if line.startswith("  "):
        return False
    if end in _END:  # a full line of a broken text may end with its sentence; the paragraph goes on
        full = width - 1 <= len(last.rstrip(" \x01")) <= width + 2 or room - 2 <= _room(last) <= room + 4
        return width > 0 and not gap and full
    if head in "，、。；）％%" or end in "，、（" or (end.isdigit() and not gap):
        return True
    if gap:
        return False
    if _MARK.match(last) and len(last) < 34:
        return bool(width) and len(last) >= width - 2
    if width:
        return len(last) >= width - 8
    return len(last) >= 20


def _squeeze(same: str, a: int, b: int, flat: list[str], origin: list[int]) -> None:
    """Copies a line without the spaces that mean nothing."""
    at = a
    row = _is_row(same[a:b])
    for run in _RUN.finditer(same, a, b):
        flat.extend(same[at : run.start()])
        origin.extend(range(at, run.start()))
        at = run.end()
        left = same[run.start() - 1] if run.start() > a else ""
        right = same[run.end()] if run.end() < b else ""
        if not left or not right or " " not in run[0]:
            continue
        if row and "\t" not in (left, right):
            flat.append("\t")
            origin.append(run.start())
        elif (left.isascii() and right.isascii()) or len(run[0]) > 1:
            flat.append(" ")
            origin.append(run.start())
    flat.extend(same[at:b])
    origin.extend(range(at, b))


_CELL = re.compile(r"[+-]?\d[\d,.]*%?")


def _is_row(line: str) -> bool:
    """A row of a table whose columns are kept apart by spaces: two cells or more hold nothing but a number."""
    if "\t" in line:
        return False
    cells = line.split()
    if (
        len(cells) < 3
        or any(mark in line for mark in "。，；")
        or not all(_CELL.fullmatch(cell) for cell in cells[-2:])
    ):
        return False
    return sum(1 for cell in cells if _CELL.fullmatch(cell)) * 2 >= len(cells)
