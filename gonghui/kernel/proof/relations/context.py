"""What the grammar of relations asks of a text: neighbours, gaps, likeness of subjects."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from gonghui.kernel.proof.model import Figure, Reading, Relation
from gonghui.kernel.proof.units import unit_class

WINDOW = 200  # figures before and after that a rate may be held against
COUNTED = ("people", "visits", "households", "bodies", "cases", "papers", "events", "objects", "things", "measures")
_HEADS = {"people": "people", "households": "households"}
_STOP = set("的了在为和与及有共已达是等个家名人户件次项元全市县区镇乡上半年今年本期其中各级开展进行")
_SAME_WORDS = (
    ("非公有制", "非公"),
    ("平等协商", "集体协商"),
    ("职工代表大会", "职代会"),
    ("女工", "女职工"),
    ("外来务工人员", "农民工"),
    ("私营企业", "私企"),
)


@dataclass
class Context:
    """One reading while its relations are looked for."""

    reading: Reading
    out: list[Relation] = field(default_factory=list)

    bases: dict[str, bool] = field(default_factory=dict)  # what words.is_base has said of a figure

    @cached_property
    def prose(self) -> list[Figure]:
        return [f for f in self.reading.figures if f.row < 0]

    @cached_property
    def index(self) -> dict[str, int]:
        return {f.id: i for i, f in enumerate(self.prose)}

    @cached_property
    def sentences(self) -> dict[int, list[Figure]]:
        out: dict[int, list[Figure]] = {}
        for f in self.prose:
            out.setdefault(f.sentence, []).append(f)
        return out

    @cached_property
    def rows(self) -> dict[int, list[Figure]]:
        """The cells of tables, by row."""
        out: dict[int, list[Figure]] = {}
        for f in self.reading.figures:
            if f.row >= 0:
                out.setdefault(f.row, []).append(f)
        return out

    @cached_property
    def paragraphs(self) -> dict[int, list[Figure]]:
        out: dict[int, list[Figure]] = {}
        for f in self.prose:
            out.setdefault(f.paragraph, []).append(f)
        return out

    @cached_property
    def own(self) -> dict[str, frozenset[str]]:
        """What the words right around each figure say."""
        return {f.id: bigrams(f.subject + words_before(f)) for f in self.reading.figures}

    @cached_property
    def keys(self) -> dict[str, frozenset[str]]:
        return {
            f.id: bigrams(
                "，".join((f.subject, words_before(f), self.topics.get((f.sentence, f.part), "") if f.row < 0 else ""))
            )
            for f in self.reading.figures
        }

    def clause(self, figure: Figure) -> str:
        """The words from the last comma to a figure, other figures included."""
        return re.split(r"[，；：。\n]", self.reading.flat[max(0, figure.at - 60) : figure.at])[-1]

    @cached_property
    def topics(self) -> dict[tuple[int, int], str]:
        """What each stretch between semicolons begins with: the subject its later figures share."""
        out: dict[tuple[int, int], str] = {}
        for f in self.prose:
            out.setdefault((f.sentence, f.part), re.split("；", f.before)[-1][:24])
        return out

    @cached_property
    def wholes(self) -> list[Figure]:
        """Exact counts and amounts, which may stand below a rate of another sentence."""
        return [
            f
            for f in self.reading.figures
            if f.exact and f.kind not in ("growth", "target") and not f.is_rate and (counted(f) or money(f))
        ]

    @cached_property
    def whole_places(self) -> list[int]:
        return [f.at for f in self.wholes]

    def wholes_near(self, figure: Figure) -> list[Figure]:
        """The wholes around a figure: a window, so that a long text takes time in proportion."""
        place = bisect_left(self.whole_places, figure.at)
        return self.wholes[max(0, place - WINDOW) : place + WINDOW]

    @cached_property
    def parts(self) -> dict[str, set[str]]:
        """For the total of every sum that holds, the ids of its parts."""
        out: dict[str, set[str]] = {}
        for r in self.out:
            if r.rule == "sum" and r.verdict == "holds":
                out.setdefault(r.figures[-1].id, set()).update(f.id for f in r.figures[:-1])
        return out

    def between(self, a: Figure, b: Figure) -> str:
        """The words between two figures."""
        return self.reading.flat[a.to : b.at]

    def likeness(self, a: Figure, b: Figure) -> float:
        return overlap(self.keys[a.id], self.keys[b.id])

    def add(self, relation: Relation) -> Relation:
        self.out.append(relation)
        return relation

    def replace(self, relation: Relation) -> Relation:
        """Adds what is better known than what was said of the same stated figure under rules of its kind."""
        kinds = ("rate", "hidden_denominator") if relation.rule == "rate" else (relation.rule,)
        stated = relation.figures[-1]
        self.out = [r for r in self.out if not (r.rule in kinds and r.figures[-1] is stated)]
        return self.add(relation)


def bigrams(text: str) -> frozenset[str]:
    for long, short in _SAME_WORDS:
        text = text.replace(long, short)
    runs = re.findall(r"[\u4e00-\u9fffA-Za-z]+", text)
    return frozenset(r[i : i + 2] for r in runs for i in range(len(r) - 1) if not (r[i] in _STOP and r[i + 1] in _STOP))


def words_before(figure: Figure) -> str:
    """The clause before a figure, without what another figure says."""
    return re.split(r"[，；。：]", figure.before)[-1][-24:]


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared pairs of characters over the smaller set."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def once(look: Callable[[Figure], bool]) -> Callable[[Figure], bool]:
    """A question about a figure's own words, asked often and answered once for each figure."""
    name = f"_{look.__name__}"

    def told(figure: Figure) -> bool:
        known = figure.__dict__
        if name not in known:
            known[name] = look(figure)
        return bool(known[name])

    return told


SPREAD = re.compile(
    r"(?:均|最高|最低|最多|最少|标准)[^，；。\d]{0,5}$|每(?![月年周季天日半][一两])[\u4e00-\u9fff]{1,2}[^，；。\d]{0,5}$"
)


@once
def spread(figure: Figure) -> bool:
    """An average, a standard, a highest or a lowest: no part and no whole of a count."""
    return bool(SPREAD.search(figure.before[-10:]))


@once
def counted(figure: Figure) -> bool:
    """A number of things, not money, not a share."""
    return unit_class(figure.unit) in COUNTED or (not figure.unit and not figure.is_rate)


def money(figure: Figure) -> bool:
    return figure.unit == "元"


def family(unit: str) -> str:
    """Units that may stand for the same thing: 人 名 位; 家 个 所 户; the rest each for itself."""
    if unit in ("人", "名", "位", "票"):
        return "人"
    if unit in ("家", "个", "所", "间", "处", "户"):
        return "家"
    if unit in ("件", "起", "宗", "案", "件次", "批次", "批", "例"):
        return "件"
    if unit in ("场", "场次", "次", "期"):
        return "场"
    if unit in ("条", "项", "件"):
        return "条"
    return unit


@once
def ballots(figure: Figure) -> bool:
    """Votes, and the papers they are given on: 926票, 有效票1218份."""
    on_paper = figure.unit in ("份", "张") and re.search(r"(?:票|测评表)[^，；。\d]{0,2}$", figure.before[-6:])
    return figure.unit == "票" or bool(on_paper)


def alike(a: Figure, b: Figure) -> bool:
    """Whether two figures count in units that can be parts of one another."""
    if a.unit != b.unit and ballots(a) and ballots(b):
        return True
    return family(a.unit) == family(b.unit) or {a.unit, b.unit} <= {"条", "项", "件", "个"}
