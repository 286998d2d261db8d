"""The parts of a work summary: passages of the ledgers, realised over figures and records, in the order of rules.md §12.3."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel.documents import matters, prompts
from gonghui.kernel.documents.binding import Figures
from gonghui.kernel.documents.parts import AuthorSlot, Block, FigureSlot, Heading, Paragraph, Quote, Run, Text
from gonghui.kernel.documents.passages import HINTS, PASSAGES, SECTIONS, Case, Passage
from gonghui.kernel.documents.phrases import chinese_numeral
from gonghui.kernel.documents.quoting import Teller
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.documents.templates import Slot, merged, parsed, realised, slots
from gonghui.kernel.documents.words import Words
from gonghui.kernel.figures.asking import question
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import Period

LONGEST = {"year": 5600}
LONGEST_OTHER = 3680  # characters with the author's parts still to come
LESSER, DEAR = 6, 9  # weights up to which a passage may lose its case, and below which itself
FRAME = 330  # characters of title, opening, headings and signature
_JOINTS = ("同时", "此外，")  # as many passages join another
_OPENING = [
    "{label}，",
    "{union}围绕中心、服务大局，认真履行维护职工合法权益、竭诚服务职工群众的基本职责，各项工作有序推进。",
    "{asof}，{area}共有各级工会组织{unions.all}，其中基层工会{unions.standing}[；会员{members.standing}[，{members.standing:grown}]]。",
]
_OPENING_SINGLE = [
    "{label}，",
    "{union}围绕单位中心工作，认真履行工会职责。",
    "{asof}，共有会员{members.standing}[，{members.standing:grown}]。",
]


@dataclass
class Told:
    """One paragraph made of a passage: its runs, with and without what may be cut."""

    passage: Passage
    parts: list[tuple[bool, list[Run]]] = field(default_factory=list)  # (is a case, runs)
    guests: list[Told] = field(default_factory=list)  # passages of figures alone, told with this one

    def runs(self, number: int | None) -> list[Run]:
        lead = f"{chinese_numeral(number)}是{self.passage.lead}。" if number else f"{self.passage.lead}。"
        return [
            Text(lead, True),
            *self.own(),
            *self.invitation(),
            *(run for guest in zip(_JOINTS, self.guests, strict=False) for run in guest[1].joining(guest[0])),
        ]

    def own(self) -> list[Run]:
        return [run for _case, runs in self.parts for run in runs]

    def invitation(self) -> list[Run]:
        """Where figures stand alone the author may tell what was done; unwritten, nothing is printed."""
        if self.cases or any(guest.cases for guest in self.guests):
            return []
        name = f"told.{self.passage.ledger}.{self.passage.order}"
        return [AuthorSlot(name, _("这一段只有数字，可补写做法、成效或典型；不写则不印。"), required=False)]

    def joining(self, joint: str) -> list[Run]:
        """As a sentence of another paragraph: 同时加强劳动保护，…"""
        return [Text(f"{joint}{self.passage.lead}，"), *self.own()]

    @property
    def cases(self) -> int:
        return sum(is_case for is_case, _runs in self.parts)

    @property
    def length(self) -> int:
        return (
            len(self.passage.lead) + 3 + sum(len(run.text) for run in self.own()) + sum(g.length for g in self.guests)
        )


class Composer:
    """Writes one summary; everything counted at once, every record told once."""

    def __init__(self, union: Union, period: Period, user: Any) -> None:
        self.figures = Figures(question(union, period), user)
        self.words = Words(union, period, self.figures.ask.last_day)
        self.own = self.words.all()
        self.teller = Teller(self.figures)
        self.left_out: list[dict[str, str]] = []
        self.matter: Paragraph | None = None
        self.passages = sorted(PASSAGES, key=lambda p: (list(SECTIONS).index(p.section), p.order, p.lead))

    def resolve(self, slot: Slot) -> Sequence[Run] | None:
        if slot.is_figure:
            found = self.figures.slot(slot.name, slot.form)
            return [found] if found else None
        return [Text(self.own[slot.name])] if self.own.get(slot.name) else None

    def named(self, passages: Iterable[Passage]) -> list[tuple[str, str]]:
        """Every (key, form) that the sentences of these passages name."""
        parts = [part for p in passages for part in p.of(self.words.single) if isinstance(part, str)]
        return [(slot.name, slot.form) for part in parts for slot in slots(parsed(part)) if slot.is_figure]

    def wanted(self) -> list[tuple[str, str]]:
        """Every (key, form) that any sentence or case names."""
        single = self.words.single
        parts = [part for p in self.passages for part in p.of(single)]
        sources = [part for part in parts if isinstance(part, str)]
        sources += [*(_OPENING_SINGLE if single else _OPENING), *(hint.text for hint in HINTS)]
        found = [slot for source in sources for slot in slots(parsed(source)) if slot.is_figure]
        return [
            *((slot.name, slot.form) for slot in found),
            *((part.of, "") for part in parts if isinstance(part, Case)),
        ]

    def work(self) -> list[Block]:
        """主要工作开展情况: every section with something to tell, cut to a fitting length."""
        if (matter := matters.chosen(self.figures)) is not None:
            self.matter = matters.telling(matter, self.figures.ask.last_day)
            self.teller.matters.add(matter.pk)
        sections = {name: self._section(name) for name in SECTIONS}
        self._shorten(sections)
        sections = {name: hosted(told) for name, told in sections.items()}
        body = [block for name, told in sections.items() for block in self._blocks(name, told)]
        return [Heading(1, "主要工作开展情况", "work"), *body] if body else []

    def opening(self) -> Paragraph:
        first, second, third = _OPENING_SINGLE if self.words.single else _OPENING
        prompt = _("可写：在哪一级党委和上级工会领导下、以什么为指导；不写则不印。")
        runs: list[Run] = [*(realised(parsed(first), self.resolve) or [])]
        runs += [AuthorSlot("guidance", prompt, required=False)]
        runs += realised(parsed(second), self.resolve) or []
        runs += realised(parsed(third), self.resolve) or []
        return Paragraph(merged([*runs, Text("现将有关情况报告如下。")]))

    def _section(self, name: str) -> list[Told]:
        """Its paragraphs; what has no records goes to the author's list."""
        told = []
        for one in (p for p in self.passages if p.section == name):
            made = self.told(one)
            if made is not None:
                told.append(made)
        if not told:
            self.left_out.append({"section": name, "what": SECTIONS[name], "why": _("整节没有记录，未列入")})
        return told

    def told(self, one: Passage) -> Told | None:
        made = Told(one)
        told_before = False  # cases in a row stand in for one another
        for part in one.of(self.words.single):
            if isinstance(part, Case) and told_before:
                continue
            runs = self.teller.tell(part) if isinstance(part, Case) else realised(parsed(part), self.resolve)
            told_before = isinstance(part, Case) and bool(runs)
            if runs:
                made.parts.append((isinstance(part, Case), runs))
        if not made.parts:
            if one.of(self.words.single):
                self._leave_out(one, self._why_nothing(one))
            return None
        if not made.cases:
            self._leave_out(one, _("有数字，没有可引用的做法、成效"))
        return made

    def _why_nothing(self, one: Passage) -> str:
        parts = [part for part in one.of(self.words.single) if isinstance(part, str)]
        keys = [slot.name for part in parts for slot in slots(parsed(part)) if slot.is_figure]
        if any(self.figures.withheld(key) for key in keys):
            return _("人数过少，为保护个人信息未列入")
        if any(self.figures.not_asked(key) for key in keys):
            return _("自定条件的指标，本账号看不到其中的记录，未列入")
        return _("本期没有记录")

    def _leave_out(self, one: Passage, why: str) -> None:
        ledger = REGISTRY.get(one.ledger)
        name = f"{one.lead}（{ledger.title}）" if ledger else one.lead
        row = {"section": one.section, "what": name, "why": why, "passage": passage_id(one)}
        self.left_out.append(row)

    def _blocks(self, name: str, told: list[Told]) -> list[Block]:
        if not told:
            return []
        blocks: list[Block] = [Heading(2, SECTIONS[name], name)]
        for number, made in enumerate(told, 1):
            blocks.append(Paragraph(merged(made.runs(number if len(told) > 1 else None))))
        if name == "rights" and self.matter:
            blocks.append(self.matter)
        return blocks

    def _shorten(self, sections: dict[str, list[Told]]) -> None:
        """Cut what is least dear until the body fits: cases of lesser passages, then passages without a case."""
        limit = (
            LONGEST.get(self.figures.ask.period.kind, LONGEST_OTHER)
            - FRAME
            - len(self.matter.text if self.matter else "")
        )
        order = sorted((m for told in sections.values() for m in told), key=lambda m: (m.passage.weight, -m.length))
        for made in order:
            told = sections[made.passage.section]
            if (
                _length(sections) > limit
                and made.cases
                and made.passage.weight <= LESSER
                and sum(m.cases > 0 for m in told) > 1
            ):
                made.parts = [(is_case, runs) for is_case, runs in made.parts if not is_case]
        for made in order:
            told = sections[made.passage.section]
            if _length(sections) > limit and made.passage.weight < DEAR and not made.cases and len(told) > 1:
                told.remove(made)
                self._leave_out(made.passage, _("篇幅所限，未列入"))

    def problems(self) -> list[Block]:
        """存在的问题, for the author to write, with what the figures show."""
        rates = [key for key, _form in self.named(self.passages)]
        # fewer complaints and disputes are no weakness
        grown = self.named(p for p in self.passages if p.section != "rights")
        flows = [key for key, form in grown if form == "change"]
        prompt = prompts.problems(self.figures, rates, flows, self.resolve)
        return [Heading(1, "存在的问题", "problems"), Paragraph((AuthorSlot("problems", prompt),))]

    def plans(self) -> list[Block]:
        """What comes next, for the author to write."""
        head = Heading(1, f"{self.words.next_span()}工作打算", "plans")
        return [head, Paragraph((AuthorSlot("plans", prompts.plans(self.resolve)),))]


def passage_id(one: Passage) -> str:
    """What names a passage in a document's list of what was left out."""
    return f"{one.ledger}.{one.order}"


def hosted(told: list[Told]) -> list[Told]:
    """No paragraph of figures alone: it joins the nearest one that tells a case, where its section has one.

    What stands first by the order of the passages leads the joined paragraph.
    """
    hosts = [place for place, made in enumerate(told) if made.cases]
    if not hosts:
        return told
    groups: dict[int, list[int]] = {host: [host] for host in hosts}
    for place, made in enumerate(told):
        if made.cases:
            continue
        nearest = min(hosts, key=lambda host: (len(groups[host]), abs(host - place), host))
        if len(groups[nearest]) > len(_JOINTS):
            groups[place] = [place]  # enough is joined already
        else:
            groups[nearest].append(place)
    out = []
    for group in sorted(sorted(places) for places in groups.values()):
        first, *rest = (told[place] for place in group)
        first.guests = rest
        out.append(first)
    return out


def _length(sections: dict[str, list[Told]]) -> int:
    return sum(made.length for told in sections.values() for made in told)


def has_records(content: Content) -> bool:
    """Whether anything of the work is told at all."""
    return any(isinstance(run, FigureSlot | Quote) for _block, _place, run in content.runs())
