"""The noise of the road: how a clean text looks once it has been a web page or a PDF.

A text here is a list of (character, mark): the mark is the number of the annotation the character belongs to, or
None. Noise moves characters and never the truth.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Chars = list[tuple[str, int | None]]
FURNITURE = -1  # the mark of page furniture; every stretch of it becomes a trap
NO_START = set("，。、；：！？）》”’％%)]】…·,.;:—-")
WIDE = str.maketrans("0123456789%.", "０１２３４５６７８９％．")


def lines(chars: Chars) -> list[Chars]:
    found: list[Chars] = [[]]
    for c in chars:
        if c[0] == "\n":
            found.append([])
        else:
            found[-1].append(c)
    return found


def joined(parts: list[Chars], between: str = "\n") -> Chars:
    whole: Chars = []
    for at, part in enumerate(parts):
        if at:
            whole += [(c, None) for c in between]
        whole += part
    return whole


def _furniture(text: str) -> Chars:
    return [(c, FURNITURE) for c in text]


def _breaks(line: Chars, width: int) -> Chars:
    """Hard breaks every `width` characters, as a PDF gives them: never inside a number in digits or a word."""
    out: Chars = []
    count = 0
    for at, (c, mark) in enumerate(line):
        before = line[at - 1] if at else None
        glued = before is not None and re.fullmatch(r"[0-9A-Za-z.０-９．％]{2}", before[0] + c) is not None
        if count >= width and not glued and c not in NO_START and before is not None:
            out.append(("\n", mark if before[1] == mark else None))
            count = 0
            if c == " ":
                continue
        out.append((c, mark))
        count += 1
    return out


def wrap(chars: Chars, width: str) -> Chars:
    return joined([_breaks(line, int(width)) for line in lines(chars)])


def page(chars: Chars, rows: str) -> Chars:
    """A page number after every so many printed lines; the styles alternate with the number of rows."""
    out: list[Chars] = []
    pieces: list[Chars] = [[]]
    for c in chars:  # every printed line, with the break's mark kept for figures that run over it
        if c[0] == "\n" and c[1] is None:
            pieces.append([])
        else:
            pieces[-1].append(c)
    number, since = 1, 0
    for piece in pieces:
        out.append(piece)
        since += 1 + sum(c[0] == "\n" for c in piece)
        if since >= int(rows):
            out.append(_furniture(f"— {number} —" if int(rows) % 2 else f"第 {number} 页"))
            number, since = number + 1, 0
    return joined(out)


def spaces(chars: Chars, _: str) -> Chars:
    """A blank between Chinese and digits, as many offices typeset: 新建 21 家."""
    out: Chars = []
    for c, mark in chars:
        if out and ((_han(out[-1][0]) and c.isascii() and c.isdigit()) or (_han(c) and _digit(out[-1][0]))):
            out.append((" ", mark if out[-1][1] == mark else None))
        out.append((c, mark))
    return out


def _han(c: str) -> bool:
    return "一" <= c <= "鿿"


def _digit(c: str) -> bool:
    return c.isascii() and (c.isdigit() or c == "%")


def wide(chars: Chars, _: str) -> Chars:
    """Full-width digits, as GBK pages have them; a full stop only between two digits."""
    out: Chars = []
    for at, (c, mark) in enumerate(chars):
        near = "".join(x[0] for x in chars[max(0, at - 1) : at + 2])
        change = c != "." or re.fullmatch(r"\d\.\d", near)
        out.append((c.translate(WIDE) if change else c, mark))
    return out


def _indent(text: str) -> Callable[[Chars, str], Chars]:
    def noise(chars: Chars, _: str) -> Chars:
        return joined([[(c, None) for c in text] + line if line else line for line in lines(chars)])

    return noise


def _swap(pairs: dict[str, str]) -> Callable[[Chars, str], Chars]:
    def noise(chars: Chars, _: str) -> Chars:
        return [(pairs.get(c, c), mark) for c, mark in chars]

    return noise


def crlf(chars: Chars, _: str) -> Chars:
    return [pair for c, mark in chars for pair in ([("\r", mark), (c, mark)] if c == "\n" else [(c, mark)])]


def blank(chars: Chars, _: str) -> Chars:
    return joined(lines(chars), "\n\n")


NOISE: dict[str, Callable[[Chars, str], Chars]] = {
    "wrap": wrap,
    "page": page,
    "spaces": spaces,
    "wide": wide,
    "indent": _indent("　　"),
    "nbsp": _indent("\xa0\xa0\xa0\xa0"),
    "entity": _indent("&nbsp;&nbsp;"),
    "halfcomma": _swap({"，": ",", "；": ";"}),
    "crlf": crlf,
    "blank": blank,
}


def applied(chars: Chars, noises: str) -> Chars:
    """The text after each noise in the order written: `wrap=34 page=20`."""
    for item in noises.split():
        name, _, value = item.partition("=")
        chars = NOISE[name](chars, value)
    return chars
