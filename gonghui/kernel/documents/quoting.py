"""Records told in a document: which one is chosen, and what of its texts is quoted.

Whole sentences only, never a person's name from a ledger that hides it, never a ledger of small cells,
never a matter that went past the own employer's union.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.db.models import BinaryField, F, Q

from gonghui.kernel.access.bypassing import told_openly
from gonghui.kernel.access.reach import readable
from gonghui.kernel.documents import wording as w
from gonghui.kernel.documents.binding import Figures
from gonghui.kernel.documents.parts import Quote, RecordSlot, Run, Text
from gonghui.kernel.documents.passages import Case
from gonghui.kernel.documents.phrases import date_words
from gonghui.kernel.documents.templates import Slot, parsed, realised, slots
from gonghui.kernel.documents.words import short_name
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.catalogue import ledger_of
from gonghui.kernel.figures.counting import leaf, records
from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.ledger.declaration import REGISTRY, Ledger
from gonghui.kernel.ledger.record import OfMatter
from gonghui.kernel.ledger.sealed import Sealed
from gonghui.kernel.people.models import Person

TEXTS = ("done", "effect", "example")
CANDIDATES = 60
SHORT = 45  # characters of texts below which a record tells little
SHORTEST = 24  # characters quoted below which it is not told at all
_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]?[”’』」）)]?")
_SEVERAL = re.compile(r"等\d*人|[、，,；;/\s]+")
_PERSONAL = re.compile(r"\d{11,}|\d{17}[\dXx]")
# Words of doing with which a text begins that leaves its subject out: only then the union is named before it.
_VERBS = re.compile(
    "^(?:把|将|以|为|对|从|按|用|由|与|向|在|请|选|派|先|每|逐|分|建|设|送|联系|招募|推荐|组织|开展|采取|会同|通过|针对|坚持|结合|依托|利用|"
    "推行|推动|推进|推出|实行|实施|邀请|联合|指导|深入|围绕|聚焦|发挥|探索|制定|制作|举办|定期|整合|成立|健全|完善|落实|收集|"
    "走访|帮助|打造|搭建|创新|协调|动员|发动|引导|安排|编印|编写|培育|选派|选树|抓住|突出|强化|加强|优化|创建|改造|投入|"
    "争取|协助|督促|召开|开通|开设|启动|启用|提前|主动|实地|现场|集中|统一|分批|分类|分期|首次|连续|连夜|及时|根据|依据|随)"
)
_NAMES_UNION = re.compile("工会(?!小组|小家|组织|干部|会员|主席|经费)|(?:街道|镇|乡|社区)(?:组织|把|将|为)")
_RANKS = ("attendance", "people", "persons", "participants", "amount", "received")


@dataclass
class Teller:
    """Chooses and tells records within one document; none is told twice, unions take turns."""

    figures: Figures
    told: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    unions: list[int] = field(default_factory=list)
    matters: set[int] = field(default_factory=set)  # told at length elsewhere in the document

    def tell(self, case: Case) -> list[Run] | None:
        """The runs that tell the best record, None where no record has a text that may be quoted."""
        indicator = self.figures.indicators.get(case.of)
        if indicator is None or not isinstance(indicator, d.Measure | d.Shifted):
            return None
        if not self.figures.counts(case.of):
            return None
        measure, _ask = leaf(indicator, self.figures.ask)
        ledger = ledger_of(measure)
        if ledger is None or ledger.small_cells:
            return None
        nodes = parsed(case.say)
        fields = [slot.name[1:] for slot in slots(nodes) if slot.name[1:] in TEXTS]
        for record in self._candidates(indicator, ledger, case, fields):
            runs = realised(nodes, lambda slot, record=record: self._resolve(slot, record, ledger, case))  # type: ignore[misc]  # bound at once
            if runs and sum(len(run.text) for run in runs if isinstance(run, Quote)) >= SHORTEST:
                self._remember(record, runs)
                return _joined_well(runs)
        return None

    def _remember(self, record: Any, runs: Sequence[Run]) -> None:
        self.told.add(str(record.uid))
        self.unions.append(_union_id(record))
        self.texts |= {run.text for run in runs if isinstance(run, Quote)}

    def _candidates(self, indicator: d.Indicator, ledger: Ledger, case: Case, fields: Sequence[str]) -> list[Any]:
        """Records with texts, the best told first."""
        rows = records(indicator, self.figures.ask)
        some = Q()
        for name in fields:
            if ledger.has(name):
                some |= ~Q(**{name: ""})
        rows = rows.filter(some)
        rows = told_openly(readable(rows, self.figures.user, ledger.slug))
        if issubclass(ledger.model, OfMatter):
            rows = rows.exclude(matter__in=self.matters)
        ranks = [name for name in (case.rank or _RANKS) if ledger.has(name)][:2]
        names = [*ranks, *([ledger.date] if ledger.has(ledger.date) else [])]
        order: list[Any] = [*(F(name).desc(nulls_last=True) for name in names), "pk"]
        related = [name for name in ("union", "employer") if ledger.has(name)]
        found = list(rows.select_related(*related).order_by(*order)[:CANDIDATES])
        return sorted(found, key=lambda record: self._dullness(record, fields))

    def _dullness(self, record: Any, fields: Sequence[str]) -> int:
        """Fewer texts and a union already told come later; within that the order of rank stays."""
        texts = [len(getattr(record, name, "")) for name in fields]
        written = sum(length >= 12 for length in texts)
        return len(fields) - written + self.unions.count(_union_id(record)) + (sum(texts) < SHORT)

    def _resolve(self, slot: Slot, record: Any, ledger: Ledger, case: Case) -> Sequence[Run] | None:
        uid = str(record.uid)
        if uid in self.told:
            return None
        if slot.name == "who":
            return [RecordSlot(ledger.slug, uid, "union", self._who(record))]
        name = slot.name.removeprefix(".")
        if name in TEXTS:
            text = quoted(getattr(record, name, ""), hidden_words(record, ledger), case.longest)
            return [Quote(ledger.slug, uid, name, text)] if text and text not in self.texts else None
        if not slot.name.startswith("."):
            return None
        text = field_words(record, name)
        return [RecordSlot(ledger.slug, uid, name, text)] if text else None

    def _who(self, record: Any) -> str:
        union = getattr(record, "union", None)
        if union is None or union.pk == self.figures.ask.union.pk:
            return short_name(self.figures.ask.union)
        return str(union.name)


def _union_id(record: Any) -> int:
    return int(getattr(record, "union_id", 0) or 0)


def _joined_well(runs: list[Run]) -> list[Run]:
    """Whose text it is, said so that the sentence holds.

    A text of doing takes the union as its subject; one that names a union itself needs no other; any other
    is placed at the union's workplace or area (在某某公司，…).
    """
    for place, run in enumerate(runs[1:], 1):
        before = runs[place - 1]
        if not isinstance(run, Quote) or not isinstance(before, RecordSlot) or before.field != "union":
            continue
        if _VERBS.match(run.text):
            return runs
        where = workplace(before.text)
        if not where or where in run.text or _NAMES_UNION.search(run.text[:16]):
            return runs[: place - 1] + runs[place:]
        return [
            *runs[: place - 1],
            Text("在"),
            replace(before, field="union|place", text=where),
            Text("，"),
            *runs[place:],
        ]
    return runs


def workplace(union: str) -> str:
    """The employer or the area in a union's name: 云溪纺织有限公司工会 → 云溪纺织有限公司; empty where there is none."""
    for end in ("工会联合会", "联合工会", "总工会", "工会委员会", "工会"):
        if union.endswith(end):
            return union[: -len(end)] if len(union) - len(end) >= 4 else ""
    return union


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, each with its mark."""
    for match in _SENTENCE.finditer(" ".join(text.split())):
        if sentence := match[0].strip():
            yield sentence


def quoted(text: str, hidden: Sequence[str] = (), longest: int = 110) -> str:
    """As many whole sentences as fit; those that name what is hidden are left out; empty if none fits."""
    kept = ""
    for sentence in sentences(text or ""):
        if any(word in sentence for word in hidden) or _PERSONAL.search(sentence):
            continue
        whole = re.sub(r"[；;，,、：:]+$", "", sentence)
        whole = whole if whole[-1] in "。！？!?”’" else f"{whole}。"
        if len(kept) + len(whole) > longest:
            break
        kept += whole
    return kept


def hidden_words(record: Any, ledger: Ledger) -> list[str]:
    """What of this record a document may not say: the values of fields its ledger hides."""
    values = [str(getattr(record, name, "") or "") for name in ledger.sensitive]
    words = [word for value in values for word in _SEVERAL.split(value)]  # 苏某等91人, 苏某、林某
    return [word for word in words if len(word) > 1]


def may_say(model: Any, name: str) -> bool:
    """Whether a document may say this field, in whatever form: a column of the record that does not lie encrypted and that no ledger
    of its model hides; a person is said by the name."""
    bare = name.partition("|")[0].strip()
    column = next((field for field in model._meta.concrete_fields if field.name == bare), None)
    if column is None or isinstance(column, Sealed | BinaryField):
        return False
    said = "person_name" if column.related_model is Person else bare
    return not any(said in each.sensitive for each in REGISTRY.values() if each.of is model)


@in_chinese
def field_words(record: Any, name: str) -> str:
    """One field of a record as printed: 2026年5月20日, 318.6万元, the label of a choice.

    A form after "|" says how: on|month-day prints 5月20日, since|month 2026年5月, target|number a bare 12.5.
    What no document may say has no words.
    """
    if not may_say(type(record), name):
        return ""
    name, _bar, form = name.partition("|")
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name, None)
    if value in (None, ""):
        return ""
    if hasattr(value, "isoformat"):
        return {"month-day": f"{value.month}月{value.day}日", "month": f"{value.year}年{value.month}月"}.get(
            form
        ) or date_words(value)
    if isinstance(value, Decimal):
        return w.number_words(value) if form == "number" else w.amount(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def model_of(ledger: str) -> Any:
    """The model that slots of this name are bound to: a ledger's, or a matter's own parts; None if unknown."""
    from gonghui.kernel.matters.models import Matter, Party, Payment, Stage

    own = {"matter": Matter, "stage": Stage, "payment": Payment, "party": Party}
    return own.get(ledger) or (REGISTRY[ledger].model if ledger in REGISTRY else None)
