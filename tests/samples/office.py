"""A small office of our own making: its facts, and the sheets in which a careful and a hurried keeper would keep them."""

from __future__ import annotations

import csv
import datetime as dt
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt

from tests.generic.world import id_number

TOWNS = ("临江街道", "松岭镇")
NONPUBLIC = ("私营企业", "改制企业", "外商投资企业")
SYNONYMS = {
    "工会名称": "工会全称", "上级工会": "主管工会", "单位名称": "企业(单位)名称", "单位性质": "经济类型", "工会类别": "建会形式",
    "成立日期": "组建日期", "规范化": "达标情况", "姓名": "会员姓名", "身份证号": "公民身份号码",
    "入会日期": "入会时间", "所属工会": "所在工会",
    "离会日期": "退会时间", "登记日期": "登记时间", "信访形式": "方式", "件次": "件数", "反映问题": "信访事由", "慰问日期": "走访时间",
    "慰问类别": "帮扶类别", "户主姓名": "姓名", "慰问金额": "慰问金额（万元）", "首次建立日期": "建制时间", "召开日期": "会议日期",
}  # fmt: skip
DATES = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日")


@dataclass
class Office:
    """Rows of each sheet by its clean headings, and what the half-year 2026H1 must come to."""

    sheets: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    truth: dict[str, float] = field(default_factory=dict)


def make(seed: int = 7) -> Office:
    """Facts drawn by chance, their truth counted here by hand from the same rows."""
    chance, office = random.Random(seed), Office()
    unions = [_union(n, chance) for n in range(24)]
    office.sheets["镇街工会名录"] = [
        {"工会名称": f"{t}总工会", "工会层级": "乡镇街道级", "上级工会": "临江市总工会"} for t in TOWNS
    ]
    office.sheets["工会组织台账"] = unions
    office.sheets["会员花名册"] = [_member(n, unions, chance) for n in range(160)]
    office.sheets["信访登记表"] = [_petition(n, unions, chance) for n in range(30)]
    office.sheets["慰问帮扶台账"] = [_visit(n, unions, chance) for n in range(25)]
    office.sheets["职代会台账"] = [_congress(unions[n], chance) for n in range(0, 24, 2)]
    office.truth = _truth(office.sheets)
    return office


def _day(chance: random.Random, first: dt.date, last: dt.date) -> dt.date:
    return first + dt.timedelta(days=chance.randrange((last - first).days + 1))


def _union(n: int, chance: random.Random) -> dict[str, Any]:
    name = f"临江第{n + 1}机械厂"
    founded = _day(chance, dt.date(2010, 1, 1), dt.date(2026, 5, 31))
    return {
        "工会名称": f"{name}工会", "上级工会": f"{TOWNS[n * 2 // 24]}总工会", "单位名称": name, "单位性质": (*NONPUBLIC, "国有")[n % 4],
        "工会类别": "企业", "成立日期": founded, "规范化": "是" if chance.random() < 0.5 else "否",
    }  # fmt: skip


def _member(n: int, unions: list[dict[str, Any]], chance: random.Random) -> dict[str, Any]:
    born = dt.date(1975, 1, 1) + dt.timedelta(days=n * 37)
    joined = _day(chance, dt.date(2018, 1, 1), dt.date(2026, 6, 30))
    left = joined + dt.timedelta(days=chance.randrange(30, 400)) if chance.random() < 0.1 else None
    number = id_number(n, born, female=n % 3 == 0)
    sex = "女" if n % 3 == 0 else "男"
    if left and left > dt.date(2026, 6, 30):
        left = None
    union = unions[n % 24]["工会名称"]
    return {
        "姓名": f"周{'海江河湖山林'[n % 6]}",
        "性别": sex,
        "身份证号": number,
        "入会日期": joined,
        "所属工会": union,
        "离会日期": left,
    }


def _petition(n: int, unions: list[dict[str, Any]], chance: random.Random) -> dict[str, Any]:
    year = 2025 if n < 20 else 2026
    day = _day(chance, dt.date(year, 1, 1), dt.date(year, 6, 30))
    visit = n % 2 == 0
    return {
        "登记日期": day, "信访形式": "来访" if visit else "来信", "信访人": "李某", "单位名称": unions[n % 24]["单位名称"], "件次": 1,
        "批次": 1 if visit else None, "人次": chance.randrange(1, 30) if visit else 1, "反映问题": "加班工资", "办理结果": "调解解决",
    }  # fmt: skip


def _visit(n: int, unions: list[dict[str, Any]], chance: random.Random) -> dict[str, Any]:
    return {
        "慰问日期": _day(chance, dt.date(2026, 1, 1), dt.date(2026, 7, 20)), "慰问类别": ("送温暖", "应急救助")[n % 2],
        "户主姓名": f"何{n}",
        "单位名称": unions[n % 24]["单位名称"], "慰问金额": chance.choice([300, 500, 800, 1000]),
    }  # fmt: skip


def _congress(union: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    held = _day(chance, dt.date(2026, 1, 5), dt.date(2026, 6, 30))
    first = dt.date(2019, 5, 1) if chance.random() < 0.5 else held
    return {
        "单位名称": union["单位名称"],
        "首次建立日期": first,
        "届次": "一届一次",
        "召开日期": held,
        "代表人数": 40,
        "实到人数": 38,
    }


def _truth(sheets: dict[str, list[dict[str, Any]]]) -> dict[str, float]:
    first, last = dt.date(2026, 1, 1), dt.date(2026, 6, 30)
    unions, members, letters = sheets["工会组织台账"], sheets["会员花名册"], sheets["信访登记表"]
    standing = [u for u in unions if u["成立日期"] <= last]
    nonpublic = [u for u in standing if u["单位性质"] in NONPUBLIC]
    good = [u for u in nonpublic if u["规范化"] == "是"]
    warm = [v for v in sheets["慰问帮扶台账"] if v["慰问类别"] == "送温暖" and first <= v["慰问日期"] <= last]
    return {
        "unions.standing": len(standing),
        "unions.founded": sum(first <= u["成立日期"] <= last for u in unions),
        "unions.nonpublic": len(nonpublic),
        "unions.standardised_nonpublic_rate": round(len(good) * 1000 / len(nonpublic) + 1e-9) / 10,
        "members.standing": sum(
            m["入会日期"] <= last and (m["离会日期"] is None or m["离会日期"] > last) for m in members
        ),
        "members.joined": sum(first <= m["入会日期"] <= last for m in members),
        "petitions.items": sum(p["件次"] for p in letters if first <= p["登记日期"] <= last),
        "petitions.persons": sum(p["人次"] for p in letters if first <= p["登记日期"] <= last),
        "aid.warmth_households": len(warm),
        "aid.warmth_amount": sum(v["慰问金额"] for v in warm),
        "congress.employers": len({c["单位名称"] for c in sheets["职代会台账"] if c["首次建立日期"] <= last}),
    }


def clean(office: Office, folder: Path) -> None:
    """Header in row 1, canonical headings, real dates."""
    for name, rows in office.sheets.items():
        book = xlsxwriter.Workbook(str(folder / f"{name}.xlsx"))
        sheet, day = book.add_worksheet("Sheet1"), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, list(rows[0]))
        for line, row in enumerate(rows, 1):
            for place, value in enumerate(row.values()):
                if isinstance(value, dt.date):
                    sheet.write_datetime(line, place, dt.datetime.combine(value, dt.time()), day)
                elif value is not None:
                    sheet.write(line, place, value)
        book.close()


def messy(office: Office, folder: Path, seed: int = 3) -> None:
    """The same facts in a hurry: titles, synonyms, every shape of date, 万元, totals, notes, old .xls and GBK .csv."""
    chance = random.Random(seed)
    for turn, (name, rows) in enumerate(office.sheets.items()):
        heads = ["序号", *(SYNONYMS.get(head, head) for head in rows[0])]
        lines: list[list[str]] = [[f"临江市总工会2026年上半年{name}"], heads]
        for n, row in enumerate(rows, 1):
            lines.append([str(n), *(_written(head, value, chance) for head, value in row.items())])
            if n % 9 == 0:
                lines.append([""] * len(heads))
        lines += [["合 计", *[""] * (len(heads) - 1)], ["填表人:丁一    审核人:于二    填报日期:2026年7月22日"]]
        _write(folder, f"{name}{('(最终版)', ' 改2', '-办公室')[turn % 3]}", lines, ("xlsx", "xls", "csv")[turn % 3])


def _written(head: str, value: Any, chance: random.Random) -> str:
    if value is None:
        return chance.choice(["", "", "/", "无"])
    if isinstance(value, dt.date):
        return value.strftime(chance.choice(DATES))
    if head == "慰问金额":
        return f"{value / 10000:g}"
    if head in ("件次", "人次"):
        return f"{value}{chance.choice(['', '', head[-2:] if head == '人次' else '件'])}"
    if value in ("是", "否"):
        return chance.choice({"是": ["√", "是", "有", "1"], "否": ["否", "", "0"]}[value])
    if head == "身份证号" and chance.random() < 0.1:
        return str(value).translate({ord(a): chr(ord(a) + 0xFEE0) for a in "0123456789X"})
    return chance.choice(["", "", " ", "\u3000"]) + str(value)


def _write(folder: Path, name: str, lines: list[list[str]], kind: str) -> None:
    path = folder / f"{name}.{kind}"
    if kind == "csv":
        with path.open("w", encoding="gbk", newline="") as out:
            csv.writer(out).writerows(lines)
    elif kind == "xls":
        old = xlwt.Workbook()
        page = old.add_sheet("Sheet1")
        for row, cells in enumerate(lines):
            for place, text in enumerate(cells):
                page.write(row, place, text)
        old.save(str(path))
    else:
        book = xlsxwriter.Workbook(str(path))
        sheet = book.add_worksheet("Sheet1")
        for row, cells in enumerate(lines):
            sheet.write_row(row, 0, cells)
        book.close()
