"""Whose sheet it is, where no column says so: 填报单位 above the table, else the union in the title, the worksheet's or file's name."""

from __future__ import annotations

import re
from pathlib import PurePath

from gonghui.kernel.intake.layout import Table
from gonghui.kernel.intake.text import UNION, is_blank, squeeze

_STATED = re.compile(
    r"(?:填报|填表|编制|报送|上报|制表|参会|所属|基层)?(?:单位|工会|单位名称|工会名称)(?:[(]盖?公?章[)])?:([^:,;、]{4,40}?)(?=$|[\s(]|填|日期|电话|联系|负责)"
)
_TIME = re.compile(
    r"(?:19|20)\d{2}(?:年度?|[-.]?\d{0,4})?|(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}月份?|\d{1,2}日|全年)"
)
_LOOSE = re.compile(r"[(\[（【].*?[)\]）】]|副本|最新|终稿|定稿|修改|改\d*|[\d_\-—.·\s]+")
_GENERIC = re.compile(r"(工作)?(台账|登记表|花名册|名册|名录|名单|一览表|统计表|明细表?|情况表?|汇总表?|报表|表)$")


def bodies(table: Table) -> list[str]:
    """Names that the surroundings of a table may mean, the surest first."""
    found: list[str] = []
    for row in table.sheet.rows[: table.header_rows[0] - 1]:
        for value in row:
            if not is_blank(value):
                found += [each.strip() for each in _STATED.findall(squeeze(str(value)))]
    words = table.match.shape.titles if table.match else ()
    for text in (table.title, table.sheet.name, PurePath(table.sheet.file).stem):
        plain = _LOOSE.sub("", _TIME.sub("", squeeze(text)))
        if UNION.search(plain):
            found.append(plain)
        for word in words:
            if word in plain:
                plain = plain[: plain.index(word)]
                break
        plain = _GENERIC.sub("", plain)
        if len(plain) >= 2:
            found.append(plain)
    return list(dict.fromkeys(found))
