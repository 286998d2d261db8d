"""An old document as one of ours: headings, paragraphs and tables found in its text, its bound figures as slots."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from gonghui.kernel.documents.bound import GROWTH, LAST
from gonghui.kernel.documents.parts import AuthorSlot, Block, FactSlot, FigureSlot, Heading, Paragraph, Run, Table, Text
from gonghui.kernel.documents.rolling import Edit, Rolled
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.documents.templates import merged
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import Period

_NUMBER = re.compile(r"^\s*\S{1,15}〔\d{4}〕\d+号\s*$")
_DAY = re.compile(
    r"^\s*[\d〇零一二三四五六七八九十]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日\s*$"
)
_HEADS = ((1, re.compile(r"^[一二三四五六七八九十]{1,3}、")), (2, re.compile(r"^（[一二三四五六七八九十]{1,3}）")))
_TO = re.compile(r"^[^，。；]{2,30}：$")


class Made:
    """Builds the content line by line."""

    def __init__(self, text: str, made: Rolled, union: Union, period: Period, today: date) -> None:
        self.text, self.union, self.period, self.today = text, union, period, today
        self.edits: Sequence[Edit] = made.edits
        self.names = 0
        self.title = self.recipient = ""
        self.blocks: list[Block] = []
        self.rows: list[tuple[Paragraph, ...]] = []

    def content(self) -> Content:
        start = 0
        lines = self.text.split("\n")
        last = len(lines) - next((n for n, line in enumerate(reversed(lines)) if line.strip()), 0)
        for number, line in enumerate(lines):
            self._line(line, start, near_end=number >= last - 2)
            start += len(line) + 1
        self._table()
        return Content(self.title, self.union.name, tuple(self.blocks), recipient=self.recipient)

    def _line(self, line: str, start: int, *, near_end: bool) -> None:
        bare = line.strip()
        if "\t" in line:
            self.rows.append(self._cells(line, start))
            return
        self._table()
        if not bare or _NUMBER.match(bare) or (near_end and (_DAY.match(bare) or bare == self.union.name)):
            return  # number, name and day are those of the new document
        if not self.title:
            self.title = "".join(run.text for run in self._runs(start, start + len(line))).strip()
        elif not self.blocks and not self.recipient and _TO.match(bare):
            self.recipient = bare.rstrip("：")
        else:
            self.blocks.append(self._block(bare, start, line))

    def _block(self, bare: str, start: int, line: str) -> Block:
        for level, shape in _HEADS:
            found = shape.match(bare)
            if found and len(bare) <= 40 and "。" not in bare:
                return Heading(level, bare[found.end() :], f"old{start}")
        lead = len(line) - len(line.lstrip())
        return Paragraph(merged(self._runs(start + lead, start + len(line))))

    def _cells(self, line: str, start: int) -> tuple[Paragraph, ...]:
        cells = []
        for cell in line.split("\t"):
            cells.append(Paragraph(merged(self._runs(start, start + len(cell)))))
            start += len(cell) + 1
        return tuple(cells)

    def _table(self) -> None:
        if self.rows:
            self.blocks.append(Table(tuple(self.rows)))
            self.rows = []

    def _runs(self, start: int, end: int) -> list[Run]:
        runs: list[Run] = []
        place = start
        for edit in self.edits:
            if start <= edit.start < end:
                runs.append(Text(self.text[place : edit.start]))
                runs.append(self._run(edit))
                place = max(place, edit.end)
        return [*runs, Text(self.text[place:end])]

    def _run(self, edit: Edit) -> Run:
        one = edit.bound
        if one is None:
            return Text(edit.text)
        if edit.is_open:
            self.names += 1
            prompt = _("上年写的是%(was)s；%(why)s") % {"was": edit.text, "why": edit.why}
            return AuthorSlot(f"old{self.names}", prompt)
        if one.key.endswith(f":{GROWTH}") or one.small:
            source = _("台账“%(key)s”，定稿前请核对") % {"key": one.key}
            return FactSlot(one.key, edit.text, edit.value, source=source, stated_on=self.today)
        period = self.period.text if not one.period else one.period
        if one.period == LAST:
            period = self.period.year_before().text
        return FigureSlot(one.key, self.union.code, period, edit.text, edit.value, mould=edit.mould)


def content_of(text: str, made: Rolled, union: Union, period: Period, today: date) -> Content:
    """The old document with this period's figures as slots; what could not be filled waits for the author."""
    content = Made(text, made, union, period, today).content()
    return content if content.title else replace(content, title=_("%(union)s材料") % {"union": union.name})
