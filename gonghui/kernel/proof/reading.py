"""One text read: figures with their meaning, relations, holes, vague words. Deterministic, no network, no database."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from gonghui.kernel.proof import attributes, finding, holes, tables
from gonghui.kernel.proof.finding import Found
from gonghui.kernel.proof.model import Figure, Reading, Trap
from gonghui.kernel.proof.proposing import propose
from gonghui.kernel.proof.relations import relate
from gonghui.kernel.proof.text import Plain, plain

LONGEST = 2_000_000  # characters; more is no document, and is refused in words


class TooLong(ValueError):
    """A text longer than any document; the message is for the user."""


@dataclass
class _Place:
    """Where a stretch of the flat text stands."""

    start: int
    end: int
    sentence: int
    paragraph: int
    planning: bool


# no sentence and no paragraph of a real text is longer; what is, is cut, so that time stays in proportion
_SENTENCE = re.compile(r"[^。！？\n]{0,600}[。！？\n]?")
_PARAGRAPH = 2500
_ORG = re.compile(
    r"[\u4e00-\u9fff]{2,20}?(?:总工会|工会委员会|工会工作委员会|工会联合会|联合工会|工会|委员会|学校|中学|小学|医院|公司|集团|厂|矿|局|队)"
)
_TITLE_PERIOD = re.compile(r"((?:19|20)\d{2})\s?年度?(上半年|下半年|第?[一二三四]季度|(?:一|1)[-—至](?:六|6)月)?")
_QUARTERS = "一二三四"


_HALF = re.compile("[\ud800-\udfff]")


def read(text: str, org: str = "", period: str = "") -> Reading:
    """Reads a text; org and period: what it says nothing of itself. Raises TooLong."""
    if len(text) > LONGEST:
        raise TooLong("文稿过长（超过二百万字），请分开核对。")
    text = _HALF.sub("\ufffd", text)  # half a character: no file and no answer could carry it
    page = plain(text)
    reading = Reading(text=text, flat=page.flat)
    reading.org, reading.period = org or _org(page.flat), period or _period(page.flat)
    places = _places(page.flat)
    found, traps = _found(page.flat)
    reading.figures = _figures(found, places, page, reading)
    reading.traps = _traps(traps, page)
    reading.relations = relate(reading)
    propose(reading)
    reading.holes = holes.holes(page, reading.figures)
    reading.vague = holes.vague(page)
    return reading


def _org(flat: str) -> str:
    for line in flat.split("\n")[:6]:
        match = _ORG.match(line.strip())
        if match and len(line) < 60:
            return match[0]
    return ""


def _period(flat: str) -> str:
    """The period the title names: 2003H1, 2003Q2, 2003; "" when it names none."""
    head = "\n".join(line for line in flat[:3000].split("\n")[:8] if len(line) < 60)
    match = _TITLE_PERIOD.search(head) or _TITLE_PERIOD.search(flat[:3000])
    if not match:
        return ""
    part = match[2] or ""
    if part in ("上半年", "下半年"):
        return match[1] + ("H1" if part[0] == "上" else "H2")
    if part.endswith("季度"):
        return f"{match[1]}Q{_QUARTERS.index(part[-3]) + 1}"
    return match[1] + ("H1" if part else "")


# items of a list, each on its line, and the line that sums them up
_ITEM = re.compile(
    r"\s*(?:\d{1,2}[、.．）]|（[一二三四五六七八九十\d]{1,3}）|[①-⑳㈠-㈩⑴-⒇·◆■▲★※—-]|[一二三四五六七八九十]是)"
)
_SUMS_UP = re.compile(r"\s*(?:以上|上述|合计|共计|总计|累计|[两三四五六七八九]项|全年共|全年合计|全年累计)")


def _places(flat: str) -> list[_Place]:
    """Sentences in order; after a heading on what is to come, until the next heading, figures are targets."""
    out: list[_Place] = []
    at = number = 0
    planning = titled = attributes.is_plan_title(flat)
    index, before, open_at = -1, "", -1
    for paragraph in flat.split("\n"):
        goes_on = before[-1:] in ("；", "：") and bool(before) and (before[-1] == "；" or bool(_ITEM.match(paragraph)))
        listed = bool(_ITEM.match(before)) and bool(_SUMS_UP.match(paragraph))
        index, begun = index + (not (goes_on or listed)), 0
        before = paragraph.rstrip() or before
        if re.match(r"\s*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+[章部])", paragraph):
            planning = titled or attributes.is_plan_head(paragraph)
        for match in _SENTENCE.finditer(paragraph):
            if match.end() - begun > _PARAGRAPH:
                index, begun = index + 1, match.start()
            if match[0] and goes_on and not match.start():
                out.append(_Place(open_at, at + match.end(), number - 1, index, planning))
            elif match[0]:
                open_at = at + match.start()
                out.append(_Place(open_at, at + match.end(), number, index, planning))
                number += 1
        at += len(paragraph) + 1
    return out


def _found(flat: str) -> tuple[list[Found], list[tuple[int, int, str]]]:
    prose = finding.find(flat)
    cells, numbers = tables.cells(flat)
    taken = {cell.found.at: cell for cell in cells}
    other = {at: (at, to, kind) for at, to, kind in numbers}
    figures = [f for f in prose.figures if f.at not in taken and f.at not in other]
    for cell in cells:
        cell.found.row, cell.found.column = cell.table * 10_000 + cell.row, cell.column
        cell.found.heads = (cell.row_name, cell.column_name)
        figures.append(cell.found)
    spans = [(cell.found.at, cell.found.to) for cell in cells]
    starts = {s for s, _e in spans} | {e - 1 for _s, e in spans}
    traps = [t for t in prose.traps if t[0] not in starts and t[1] - 1 not in starts and t[0] not in other]
    return sorted(figures, key=lambda f: f.at), sorted(traps + list(other.values()))


def _figures(found: list[Found], places: list[_Place], page: Plain, reading: Reading) -> list[Figure]:
    out: list[Figure] = []
    index = 0
    for number, f in enumerate(found):
        while index + 1 < len(places) and places[index].end <= f.at:
            index += 1
        place = places[index]
        since = max([place.start, *(g.to for g in found[max(0, number - 1) : number])])
        until = min([place.end, *(g.at for g in found[number + 1 : number + 2])])
        out.append(_figure(f"f{number + 1}", f, place, page, since, until, reading))
    _continued(out)
    return out


def _continued(figures: list[Figure]) -> None:
    """分别下降12.2%和9.5%: what 和 joins to a growth is one."""
    for before, f in itertools.pairwise(figures):
        if (
            f.unit == before.unit == "%"
            and f.kind == "rate"
            and before.kind == "growth"
            and f.before in ("和", "、", "与", "及", "，")
        ):
            f.kind, f.direction = "growth", before.direction


def _figure(name: str, f: Found, place: _Place, page: Plain, since: int, until: int, reading: Reading) -> Figure:
    flat = page.flat
    left, right = flat[since : f.at], flat[f.to : until]
    clause = re.split(r"[，；：]", flat[place.start : f.at])[-1]
    words = left.rstrip(" ")
    if f.row >= 0:
        left = words = "".join(f.heads)
        right = ""
    start, end = page.span(f.at, f.to)
    inner = flat[place.start : f.at]
    depth = inner.count("（") - inner.count("）")
    kind, direction = attributes.kind_of(f, clause, inner, words, right, place.planning)
    figure = Figure(
        name, start, end, reading.text[start:end], f.value, f.unit, kind=kind, direction=direction, value_to=f.value_to,
        printed=f.printed, scale=f.scale, at=f.at, to=f.to, sentence=place.sentence, paragraph=place.paragraph,
        before=left, after=right, row=f.row, column=f.column, org=reading.org,
        part=inner.count("；"), depth=max(0, depth),
        qualifier=attributes.qualifier_of(f, words, right),
    )  # fmt: skip
    clause_left = re.split(r"[，；：。（）]", left)[-1]
    figure.subject = attributes.subject_of(clause_left if len(clause_left) > 1 else left[-24:], right)
    figure.period = attributes.place(figure, flat[place.start : place.end], reading.period)
    return figure


def _traps(found: list[tuple[int, int, str]], page: Plain) -> list[Trap]:
    out = [Trap(*page.span(at, to), page.flat[at:to], kind) for at, to, kind in found]
    out += [
        Trap(at, to, page.same[at:to].strip(), "furniture")
        for at, to in page.furniture
        if any(c.isdigit() for c in page.same[at:to])
    ]
    return sorted(out, key=lambda trap: trap.start)
