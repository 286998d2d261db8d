"""A return as a PDF to print and sign, set by typst from `return.typ`; the words go in as data, never as markup."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils.translation import gettext as _

from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.returns.definition import Table
from gonghui.kernel.returns.refusing import Refused
from gonghui.kernel.returns.working import Work

LAYOUT = Path(__file__).with_name("return.typ")
FONTS = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC", "Source Han Sans SC", "SimSun", "WenQuanYi Micro Hei")  # fmt: skip
HEADS = ("行次", "指标", "单位", "本期", "上年同期", "")


@in_chinese
def pdf(work: Work) -> bytes:
    """The PDF. Raises Refused where the machine has no Chinese font: boxes instead of words help nobody."""
    fonts = chinese_fonts()
    if not fonts:
        raise Refused(_("这台机器没有中文字体，不能生成 PDF。请安装 fonts-noto-cjk。"))
    ret = work.ret
    number = f"　第{ret.revision}次更正：{ret.revision_reason}" if ret.revision else ""
    data = {
        "title": str(ret.round),
        "line": f"填报单位：{ret.union.name}　　截至：{work.ask.last_day}　　{ret.get_status_display()}{number}",
        "sign": f"单位负责人（签字）：{ret.leader}　　　　填表人：{ret.filler}　　　　联系电话：{ret.phone}　　　　"
        "填报日期：　　　年　　月　　日　　（盖章）",
        "page": "第 N 页，共 M 页", "fonts": fonts, "heads": HEADS, "tables": [_table(work, table) for table in work.form.tables],
        "note": "注：因四舍五入，合计可能不等于各项之和。标“手”的格为手填。",
    }  # fmt: skip
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    made = typst.compile(str(LAYOUT), sys_inputs=inputs, font_paths=_folders())
    assert isinstance(made, bytes)
    return made


def _table(work: Work, table: Table) -> dict[str, Any]:
    cells: list[str] = []
    for cell in table.cells:
        identity = work.form.identity(table.key, cell.code)
        found, before = work.answers[identity], work.year.get(identity)
        now = found.text if found.value is None else f"{found.value:,.{cell.decimals}f}"
        then = "" if before is None else f"{before:,.{cell.decimals}f}"
        typed = "手" if found.source == "typed" and found.value is not None else ""
        cells += [cell.code, ("　　" if cell.indent else "") + cell.label, cell.unit, now, then, typed]
    return {"title": table.title or table.key, "cells": cells}


def _folders() -> list[str]:
    """The owner's own fonts come first."""
    own = Path(settings.VAR) / "fonts"
    return [str(own)] if own.is_dir() else []


@cache
def chinese_fonts() -> list[str]:
    """Those of the fonts that this machine has."""
    known = set(typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=_folders()).families())
    return [name for name in FONTS if name in known]
