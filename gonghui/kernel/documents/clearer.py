"""A clearer wording of a paragraph, proposed by a language model where one is configured: words alone, never a figure.

Figures, facts, quotes and records leave as marks, so do names and numbers of persons; what speaks of people in need does not leave.
What comes back is read by our own checker, and refused where any number, unit or qualifier is not what it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.writing import log
from gonghui.kernel.documents.editing import source, token_text
from gonghui.kernel.documents.hiding import about_need, hidden
from gonghui.kernel.documents.kinds import BadKind, kind
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.parts import AuthorSlot, Paragraph, Quote, RecordSlot, Run, Text
from gonghui.kernel.documents.refreshing import require_draft
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.proof.model_service import Unavailable, ask, configured
from gonghui.kernel.proof.unchanged import difference

LONGEST = 1500  # characters of a paragraph that is sent
SHORTEST = 8
_MARK = re.compile("⟦[^⟦⟧]*⟧")
_PAPER_OF_NEED = "帮扶"
INSTRUCTION = (
    "你是工会机关的文字编辑。把用户给的这一段话改得更通顺、简洁，保持公文语气和原意。"
    "⟦⟧括起来的记号代表数字、人名或单位，必须原样保留，不增不减，次序不变；所有数字、单位和“近、余、以上”等词一个也不能改。只写改后的这段话。"
)


@dataclass(frozen=True)
class Proposal:
    """The paragraph as it is and as it might read. name: what an editing form calls it; text: what the form sends."""

    was: str
    now: str
    name: str
    text: str


def propose(document: Document, index: int, user: Any) -> Proposal:
    """Ask for a clearer wording of one paragraph. Raises Refused: not to be sent, no answer, or a figure changed."""
    if not configured():
        raise Refused(_("没有设置语言模型。"))
    require_draft(document)
    content = Content.from_json(document.body)
    block = content.blocks[index] if 0 <= index < len(content.blocks) else None
    if not isinstance(block, Paragraph) or not SHORTEST <= len(block.text) <= LONGEST:
        raise Refused(_("这一段不能改写：太短或太长。"))
    _require_harmless(document, block)
    made = _Outgoing(block)
    away = hidden(made.text)
    with acting(user, gettext_noop("请语言模型改写")):
        log(
            "change",
            [(document, Document, {}, {"sent": _("第%(n)s段，%(m)s字") % {"n": index + 1, "m": len(away.text)}})],
        )
    try:
        answer = ask(INSTRUCTION, away.text)
    except Unavailable as error:
        raise Refused(str(error)) from error
    answer = " ".join(answer.split())
    if _MARK.findall(answer) != _MARK.findall(away.text) or len(answer) > 2 * len(away.text) + 20:
        raise Refused(_("语言模型的改写没有照原样保留数字和名称，没有采用。"))
    now = away.shown(answer)
    printed = made.printed(now)
    if why := difference(block.text, printed):
        raise Refused(_("语言模型的改写动了数字，没有采用：%(why)s。") % {"why": why})
    return Proposal(block.text, printed, made.name or f"paragraph-{index}", made.tokens(now))


def _require_harmless(document: Document, block: Paragraph) -> None:
    """Raises Refused for what may not leave."""
    try:
        of_need = kind(document.kind).group == _PAPER_OF_NEED
    except BadKind:
        of_need = True  # not known what it is
    ledgers = (REGISTRY.get(run.ledger) for run in block.runs if isinstance(run, RecordSlot | Quote))
    of_need = of_need or any(one is not None and (one.in_need or one.small_cells) for one in ledgers)
    if of_need or about_need(block.text, document.union):
        raise Refused(_("这一段涉及困难职工或个人情况，不能送给语言模型。"))


class _Outgoing:
    """A paragraph as it is sent: what is bound stands as a mark, and comes back as what it was."""

    def __init__(self, block: Paragraph) -> None:
        first = block.runs[0]
        self.name = f"answer-{first.name}" if isinstance(first, AuthorSlot) else ""
        self.runs: dict[str, tuple[str, Run]] = {}
        told = []
        for place, run in enumerate(block.runs):
            if isinstance(run, Text) or (place == 0 and self.name):
                told.append(run.text)
                continue
            mark = f"⟦{len(self.runs) + 1}⟧"
            token = token_text([run]) if self.name else source([*[Text("")] * place, run])
            self.runs[mark] = (token, run)
            told.append(mark)
        self.text = "".join(told)

    def printed(self, text: str) -> str:
        return _MARK.sub(lambda found: self.runs[found[0]][1].text if found[0] in self.runs else found[0], text)

    def tokens(self, text: str) -> str:
        return _MARK.sub(lambda found: self.runs[found[0]][0] if found[0] in self.runs else found[0], text)
