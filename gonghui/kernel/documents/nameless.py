"""脱敏版: a copy of a document to show outside, in which persons, unions, employers and numbers of persons are told apart but not named.

The same name is the same stand-in throughout. Figures and years are hidden as well where the author asks for it. What was taken out
stands nowhere in the copy: neither in its words nor in the links that a draft carries (they are left out).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import CharField, F, Q, Value
from django.utils.translation import gettext_noop

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.writing import log
from gonghui.kernel.documents import services
from gonghui.kernel.documents.hiding import hidden
from gonghui.kernel.documents.layout import to_bytes
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.quoting import workplace
from gonghui.kernel.documents.structure import Block, Heading, Paragraph, Table, Text
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.organisations.models import NEVER, Ancestry, Employer, Union
from gonghui.kernel.proof.reading import read

STEMS = "甲乙丙丁戊己庚辛壬癸"
LEAST_NAME, LEAST_SHORT = 4, 4  # characters of a name, of a short name, that is looked for
_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,3}(?:市|县|区|镇|乡|街道|村|社区)")
_FOREIGN = re.compile(
    r"[\u4e00-\u9fff]{2}(?:省|市|县|区|镇|乡|街道)(?=总工会|工会|[\u4e00-\u9fff]{0,4}局|政府|人民|法院)"
)
_FORM = re.compile(r"(?:有限责任公司|股份有限公司|有限公司|公司|集团)$")
_COMMON = {"有限公司", "股份有限公司", "第一中学", "人民医院", "中心小学", "街道总工会", "经济开发区"}  # names nobody
_BRACKETS = re.compile(r"（[^）]*）")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年|[—–\-/.．]|〕|\])")
_MARK = re.compile(r"⟦(人|号|单位)\d+⟧")


@dataclass(frozen=True)
class Options:
    """What is hidden beside names: figures (××), years (20××)."""

    figures: bool = False
    years: bool = False


@dataclass(frozen=True)
class Nameless:
    """The copy, and what stands in it for what: [(stand-in, what it stands for)], for the author alone."""

    content: Content
    stand_ins: list[tuple[str, str]]


def stem(number: int) -> str:
    """甲, 乙 … 癸, 甲甲, 甲乙 …: a name for the n-th of a kind, from 0."""
    told = STEMS[number % len(STEMS)]
    return told if number < len(STEMS) else stem(number // len(STEMS) - 1) + told


def nameless(document: Document, options: Options | None = None) -> Nameless:
    """The document's words without names. Nothing is written."""
    options = options or Options()
    content = services.content(document)
    text = content.plain_text()
    stand_ins = _stand_ins(text, document)
    hide = _Hiding(stand_ins, options)
    blocks: list[Block] = []
    for block in content.blocks:
        if isinstance(block, Heading):
            blocks.append(replace(block, text=hide(block.text)))
        elif isinstance(block, Paragraph):
            blocks.append(Paragraph((Text(hide(block.text)),)))
        else:
            rows = tuple(tuple(Paragraph((Text(hide(cell.text)),)) for cell in row) for row in block.rows)
            blocks.append(Table(rows, hide(block.title), block.header, block.by_pen, block.widths))
    frame = (
        "title",
        "organisation",
        "recipient",
        "head",
        "signer",
        "copies",
        "printed_by",
        "note",
        "subtitle",
        "issue",
    )
    made = replace(
        content,
        blocks=tuple(blocks),
        number=hide.number(content.number),
        attachments=tuple(map(hide, content.attachments)),
        dated_on=None if options.years else content.dated_on,
        printed_on=None if options.years else content.printed_on,
        sealed=False,
        fields={},
        sources={},
        **{name: hide(getattr(content, name)) for name in frame},  # type: ignore[arg-type]  # texts of the frame
    )
    return Nameless(made, sorted((new, old) for old, new in stand_ins.items()))


def publish(document: Document, user: Any, options: Options | None = None) -> bytes:
    """The copy as .docx, its digest and what was hidden in the log."""
    options = options or Options()
    made = nameless(document, options)
    digest = hashlib.sha256(made.content.plain_text().encode()).hexdigest()
    said = {"digest": digest, "names": len(made.stand_ins), "figures": options.figures, "years": options.years}
    with acting(user, gettext_noop("制作脱敏版")):
        log("open", [(document, Document, {}, said)])
    return to_bytes(made.content)


def _stand_ins(text: str, document: Document) -> dict[str, str]:
    """What stands for what: unions, employers and their short names that are kept, then what only looks like a name."""
    found: dict[str, str] = {}
    unions, employers = _named(Union, text) | {document.union.name}, _named(Employer, text)
    for number, name in enumerate(sorted(unions, key=text.find)):
        found[name] = stem(number) + "工会"
    known = _known(document)
    places = {place for name in known for place in _PLACE.findall(name) if place in text}
    places |= set(_FOREIGN.findall(text))
    for number, place in enumerate(sorted(places, key=text.find)):
        found.setdefault(place, stem(number) + place[-1])
    others = 0
    for name in dict.fromkeys([*sorted(employers - unions), *known]):
        ways = [one for one in (name, *_short(name)) if one in text and one not in found]
        if ways:
            found |= dict.fromkeys(ways, stem(others) + "单位")
            others += 1
    rest = text
    for name in sorted(found, key=len, reverse=True):
        rest = rest.replace(name, "⟦⟧")
    persons = 0
    for mark, words in hidden(rest).words.items():
        kind_of = _MARK.fullmatch(mark)
        if kind_of is None or kind_of[1] == "号":
            found[words] = "＊" * len(words)
        elif kind_of[1] == "人":
            found[words], persons = "职工" + stem(persons), persons + 1
        else:
            found[words], others = stem(others) + "单位", others + 1
    return found


def _named(model: Any, text: str) -> set[str]:
    """The names of this register that stand in the text."""
    kept = model.objects.annotate(told=Value(text, CharField())).filter(told__contains=F("name"))
    return {name for name in kept.values_list("name", flat=True) if len(name) >= LEAST_NAME}


def _known(document: Document) -> list[str]:
    """Names of the unions at, above and below the document's, and of the employers there: what a reader could guess."""
    above = Ancestry.objects.filter(union=document.union_id, until=NEVER).values("ancestor")
    below = Ancestry.objects.filter(ancestor=document.union_id, until=NEVER).values("union")
    unions = Union.objects.filter(Q(pk__in=above) | Q(pk__in=below))
    employers = Employer.objects.filter(union__in=below)
    return [*unions.values_list("name", flat=True), *employers.values_list("name", flat=True)]


def _short(name: str) -> list[str]:
    """How people call it: without its place and its form (恒泰纺织 of 望溪恒泰纺织有限公司工会)."""
    whole = workplace(name) or name
    told = {whole, _FORM.sub("", whole), _BRACKETS.sub("", _FORM.sub("", whole))}
    told |= {_PLACE.sub("", one) for one in told} | {one[2:] for one in told}
    return [one for one in told if len(one) >= LEAST_SHORT and one not in _COMMON]


class _Hiding:
    """Puts the stand-ins in; the longest name first, so that a school's union is not its school and two characters."""

    def __init__(self, stand_ins: dict[str, str], options: Options) -> None:
        self.options, self.stand_ins = options, stand_ins
        names = sorted(filter(None, stand_ins), key=len, reverse=True)
        self.shape = re.compile("|".join(map(re.escape, names))) if names else None

    def __call__(self, text: str) -> str:
        if self.options.figures:
            for figure in reversed(read(text).figures):
                shown = re.sub(r"[0-9０-９.．,，一二三四五六七八九十百千万亿两]+", "××", figure.text, count=1)
                text = text[: figure.start] + shown + text[figure.end :]
        if self.shape is not None:
            text = self.shape.sub(lambda one: self.stand_ins[one[0]], text)
        return _YEAR.sub("20××", text) if self.options.years else text

    def number(self, number: str) -> str:
        """A document's number names its maker and year: 〔20××〕××号."""
        return "〔20××〕××号" if number else ""
