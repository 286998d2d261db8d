"""A passage that the summary left out, put in by the author's wish."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonghui.kernel.documents.composing import Composer, Told, passage_id
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.parts import Block, Heading, Paragraph, Quote
from gonghui.kernel.documents.passages import SECTIONS, Passage
from gonghui.kernel.documents.phrases import chinese_numeral
from gonghui.kernel.documents.refreshing import require_draft, store
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.documents.templates import merged
from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.periods import Period


def add_passage(document: Document, identifier: str, user: Any) -> Document:
    """See services.add_passage."""
    require_draft(document)
    content = Content.from_json(document.body)
    composer = Composer(document.union, Period.parse(document.period), user)
    one = next((p for p in composer.passages if passage_id(p) == identifier), None)
    if one is None:
        raise Refused(_("没有“%(name)s”这一段。") % {"name": identifier})
    told = _told(composer, one, content)
    if told is None:
        raise Refused(_("“%(name)s”本期没有可写的记录。") % {"name": one.lead})
    blocks = list(content.blocks)
    place, number = _place(blocks, one.section)
    blocks.insert(place, Paragraph(merged(told.runs(number))))
    with transaction.atomic():
        store(document, replace(content, blocks=tuple(blocks)), user, _("补入未列入的内容"))
        document.left_out = [row for row in document.left_out if row.get("passage") != identifier]
        document.save(update_fields=["left_out"])
    return document


@in_chinese
def _told(composer: Composer, one: Passage, content: Content) -> Told | None:
    """The passage as it is told in this content: no record is quoted twice."""
    composer.figures.load(composer.named([one]))
    composer.teller.told = {run.record for _block, _place, run in content.runs() if isinstance(run, Quote)}
    return composer.told(one)


def _place(blocks: list[Block], section: str) -> tuple[int, int | None]:
    """Where a paragraph of the section goes, and its 一是 number; a section not there yet is begun."""
    names = list(SECTIONS)
    heads = {block.section: place for place, block in enumerate(blocks) if isinstance(block, Heading)}
    if section not in heads:
        later = [heads[name] for name in [*names[names.index(section) + 1 :], "problems"] if name in heads]
        place = later[0] if later else len(blocks)
        begun: list[Block] = [] if "work" in heads else [Heading(1, "主要工作开展情况", "work")]
        begun.append(Heading(2, SECTIONS[section], section))
        blocks[place:place] = begun
        return place + len(begun), None
    end, after, numbered = heads[section] + 1, 0, 0
    while end < len(blocks) and not isinstance(blocks[end], Heading):
        if blocks[end].text.startswith(f"{chinese_numeral(numbered + 1)}是"):
            numbered, after = numbered + 1, end + 1
        end += 1
    return (after, numbered + 1) if numbered else (end, None)  # before the 典型案例 that closes a section
