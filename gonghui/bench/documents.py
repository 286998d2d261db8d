"""How fast texts are checked, documents written, and issued ones held against what has changed since."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model

from gonghui.bench.speed import H1, Line, median
from gonghui.kernel import proof
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.documents import services
from gonghui.kernel.documents.drifting import drift_of
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.parts import Block, FigureSlot, Heading, Paragraph, Text
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.figures.answering import answer
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import catalogue
from gonghui.kernel.ledger.declaration import ledger
from gonghui.kernel.organisations.models import Union

CHARACTERS = 40_000
FIGURES = 300
ISSUED = 40
_SENTENCES = (
    "上半年，全市各级工会受理职工来信来访{a}件次，办结{b}件次，办结率{c}%，比上年同期上升{d}%。",
    "新建非公企业工会{b}家，发展会员{a}人，其中女会员{b}人；到6月底全市基层工会达{a}家，会员{e}万人。",
    "元旦春节期间走访慰问困难职工{a}户、劳模{b}人，发放慰问金{e}万元，户均{d}元。",
    "举办技能竞赛{b}场次，{a}余名职工参加，评出一等奖{d}名、二等奖{d}名，占参赛职工的{c}%。",
    "签订工资专项集体合同{a}份，覆盖企业{b}家、职工{e}万人，建制率{c}%，同比提高{d}个百分点。",
    "〔2026〕{d}号文件下发后，市第三中学、五里镇等{b}家单位先后召开职代会，审议事项{a}项。",
    "法律援助案件{b}件，为{a}名职工追回工资等{e}万元，最高一笔{e}万元，人均{a}元。",
)  # fmt: skip


def measure(top: Union) -> list[Line]:
    """Every line of this module, in the database of this process."""
    return [*checker(), *writing(top), *drifting(top)]


def sample(characters: int = CHARACTERS) -> str:
    """A text as long as asked, no two sentences alike: paragraphs of seven sentences, a heading now and then."""
    lines: list[str] = []
    length = 0
    for n in itertools.count(1):
        numbers = {
            "a": 100 + n * 7 % 900,
            "b": 20 + n * 3 % 79,
            "c": 50 + n % 50,
            "d": 1 + n % 19,
            "e": f"{1 + n % 90}.{n % 9 + 1}",
        }
        told = "".join(each.format(**numbers) for each in _SENTENCES)
        lines.append(f"（{n}）抓好第{n}项工作\n{told}" if n % 3 == 0 else told)
        length += len(lines[-1]) + 1
        if length >= characters:
            return "\n".join(lines)[:characters]
    raise AssertionError


def checker() -> list[Line]:
    """A text of 40,000 characters read: every figure and every relation."""
    text = sample()
    found = proof.read(text)
    seconds = median(lambda: proof.read(text), 3, time.process_time)
    what = f"text of {CHARACTERS:,} characters checked ({len(found.figures)} figures, {len(found.relations)} relations; CPU)"
    return [Line(what, seconds, None, "s", "≤ 1 s", seconds <= 1)]


def writing(top: Union) -> list[Line]:
    """A document of some twenty pages with 300 figures: each counted anew, then printed."""
    document = long_document(top)
    user = officer()

    def counted(print_: Callable[[Document], bytes]) -> float:
        def make() -> None:
            Document.objects.filter(pk=document.pk).update(body=document.body)
            print_(services.refresh(Document.objects.get(pk=document.pk), user))

        return median(make, 3)

    word, pdf = counted(services.docx), counted(services.pdf)
    what = f"20 pages with {FIGURES} figures, counted and printed as"
    return [
        Line(f"{what} .docx", word, None, "s", "≤ 3 s", word <= 3),
        Line(f"{what} PDF", pdf, None, "s", "≤ 3 s", pdf <= 3),
    ]


def officer() -> Any:
    """The account that writes here."""
    accounts: Any = get_user_model().objects
    return accounts.filter(username="bench").first() or accounts.create_superuser("bench", password="bench")  # noqa: S106  # thrown away


def long_document(top: Union) -> Document:
    """A draft whose 300 figures are as many different ones, among those that have a value."""
    ask = Ask(top, H1)
    indicators = list(catalogue().values())
    known = [
        each.key
        for each, (figure,) in zip(indicators, answer(indicators, [ask]), strict=True)
        if figure.value is not None
    ]
    keys = list(itertools.islice(itertools.cycle(known), FIGURES))
    blocks: list[Block] = []
    for n, key in enumerate(keys):
        if n % 25 == 0:
            blocks.append(Heading(1, f"抓好第{n // 25 + 1}项工作"))
        slot = FigureSlot(key, top.code, H1.text)
        words = Text("上半年，全市各级工会走访企业、慰问职工，办理"), slot, Text("，职工反映良好，各项工作稳步推进。")
        blocks.append(Paragraph(words))
    content = Content(f"{top.name}2026年上半年工作总结", top.name, tuple(blocks))
    return Document.objects.create(union=top, period=H1.text, title=content.title, body=content.to_json())


def drifting(top: Union) -> list[Line]:
    """Forty issued documents of a union; one record changes; what has drifted in all of them is listed."""
    user = officer()
    for _n in range(ISSUED):
        row = services.compose(top, H1, user)
        answers = {"problems": "力量不足。", "plans": "抓好换届。"}
        services.issue(services.edit(row, user, answers=answers), user)
    model: Any = ledger("petitions").model
    inside = model._default_manager.filter(state="active", registered_on__gte=H1.start, registered_on__lt=H1.end)
    taken, drifted = [], 0
    for record in inside.order_by("pk")[:3]:
        with acting(user, "bench"):
            record.void("bench")
        rows = Document.objects.filter(union=top, state=Document.State.ISSUED).select_related("union")
        began = time.perf_counter()
        found = drift_of(list(rows.prefetch_related("figures__union")))
        taken.append(time.perf_counter() - began)
        drifted = sum(bool(each) for each in found.values())
    seconds = sorted(taken)[1]
    what = f"drift of {ISSUED} issued documents after a change ({drifted} drifted)"
    return [Line(what, seconds, None, "s", "≤ 1 s", seconds <= 1 and drifted == ISSUED)]
