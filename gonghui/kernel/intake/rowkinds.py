"""Rows of a sheet that are no records: blank, totals, repeated headers, group titles, notes, signatures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from operator import itemgetter

from gonghui.kernel.intake.reading import Row, Sheet
from gonghui.kernel.intake.text import heading, is_blank, squeeze
from gonghui.kernel.intake.words import _

_TOTAL = re.compile(r"(.{0,12}?)(合计|总计|共计|累计|总数|合计数|本页计)[::]?(?:[\(].{0,8}[\)])?")
_SUBTOTAL = re.compile(r"(.{0,12}?)小计[::]?(?:[\(].{0,8}[\)])?")
_NUMERIC = re.compile(r"[-+]?[\d,]+(?:\.\d+)?(?:万?元|人次?|件次?|家|个|条|项|期|%|批次?|次|户|名|份)?|[-—/]")
_SIGNATURE = re.compile(
    r"(填表|填报|审核|制表|复核|审批|单位负责人|主管领导|分管领导|负责人|经办人|统计人|联系人|联系电话|签字|签章|盖章|报送|填写|单位\()"
    r"[^,，。]{0,8}[:：]"
)
_NOTE = re.compile(
    r"(注|备注|说明|附注|附|填表说明|填报说明|★|※|\*)\s*(\d|[:：、.一])|(填表|填报)说明|\d{1,2}[、.]\D.{6,}|[(]\d+[)].{6,}"
)
_SIGN_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}[日号]")


def _taker(columns: Sequence[int]) -> Callable[[Row], Sequence[object]]:
    """What takes these cells of a row."""
    if len(columns) > 1:
        return itemgetter(*columns)
    return lambda row: [row[column] for column in columns]


class RowSorter:
    """Says of each row below a header why it is no record; built once for a sheet."""

    BLANK, REPEATED, TITLE = _("空行"), _("重复表头"), _("重复标题")
    TOTAL, SUBTOTAL = _("合计行"), _("小计行")
    SIGNATURE, NOTE, GROUP, NUMBERED = _("表尾签名"), _("表尾说明"), _("分组标题或说明行"), _("只有序号没有内容")
    CLOSING = (SIGNATURE, NOTE, GROUP)

    def __init__(
        self,
        heads: Sequence[Sequence[str]],
        mapped: Sequence[int],
        sheet: Sheet,
        header_rows: Sequence[int],
        title: str,
    ) -> None:
        self.sheet, self.title = sheet, squeeze(title)
        self.mapped = sorted(mapped) or [column for column, readings in enumerate(heads) if readings]
        self.take = _taker(self.mapped)
        self.enough = max(3, (len(self.mapped) + 1) // 2)
        self.words = {
            heading(str(value)) for number in header_rows for value in sheet.row(number) if not is_blank(value)
        }
        self.wide = {(top, left) for top, left, bottom, right in sheet.merged if right > left}

    def why_not(self, number: int) -> str | None:
        """None for a record; else the reason in Chinese."""
        row = self.sheet.rows[number - 1]
        cells = self.take(row)
        filled = (
            cells
            if "" not in cells and None not in cells
            else [each for each in cells if each != "" and each is not None]
        )
        if len(filled) >= self.enough and not any(
            value.__class__ is str and self._suspect(str(value)) for value in filled[:2]
        ):
            lead = row[0]
            if lead is filled[0] or lead.__class__ is not str or not lead or not self._suspect(str(lead)):
                return None
        return self._slowly(row, number)

    def _suspect(self, text: str) -> bool:
        """Whether a cell could begin a row that is no record."""
        return (
            "计" in text
            or "总数" in text
            or ":" in text
            or "：" in text
            or "说明" in text
            or text[0] in " \u3000"
            or heading(text) in self.words
        )

    def _slowly(self, row: Row, number: int) -> str | None:
        cells = [(column, value) for column, value in enumerate(row) if not is_blank(value)]
        if not cells:
            return self.BLANK
        texts = [squeeze(str(value)) for _column, value in cells]
        if len(cells) >= 2 and sum(heading(text) in self.words for text in texts) * 2 > len(cells):
            return self.REPEATED
        if self.title and texts[0] == self.title:
            return self.TITLE
        if (total := self._total(texts)) is not None:
            return total
        whole = "".join(texts)
        few = len(cells) <= 6 and len(cells) <= max(2, len(self.mapped))
        if few and _SIGNATURE.match(texts[0]):
            return self.SIGNATURE
        if _NOTE.match(texts[0]) and len(cells) <= 2:
            return self.NOTE
        if (
            len(cells) <= 2
            and _SIGN_DATE.search(whole)
            and cells[-1][0] not in self.mapped[:2]
            and len(self.mapped) > 3
        ):
            return self.SIGNATURE
        if not any(column in self.mapped for column, _value in cells):
            return self.NUMBERED
        if len(cells) == 1 and len(self.mapped) > 2 and not texts[0].replace(".", "").isdigit():
            return self.GROUP
        return None

    def _total(self, texts: list[str]) -> str | None:
        """A total's word in one cell and nothing but numbers beside it."""
        for position, text in enumerate(texts[:3]):
            found = _SUBTOTAL.fullmatch(text) or _TOTAL.fullmatch(text)
            others = [other for place, other in enumerate(texts) if place != position]
            if found and all(_NUMERIC.fullmatch(other) for other in others):
                return self.SUBTOTAL if "小计" in text else self.TOTAL
        return None
