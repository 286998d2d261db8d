"""A blank form read as an officer reads it: which cells are to be filled, and what each one's headings say.

A row whose every column is covered (merged areas opened) is a heading; one with empty places, formulas or × is to be
filled. Columns in which those rows carry words are labels; those headed 备注 are nobody's.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from gonghui.kernel.returns.grid import Sheet

_CODES = re.compile(r"^([甲乙丙丁戊己庚辛壬癸]|[A-Z]|\d{1,3}([=＝][\d+\-×÷*/()（）]+)?|[(（]\d+[)）])$")
_SIGNATURE = re.compile(
    r"^(单位|部门|统计)?(负责人|主要领导|主席|填表人|填报人|制表人?|审核人|联系电话|签章|报出日期)[：:（(]"
)
_REMARK = re.compile(r"^(备注|说明|附注|备考)$")
_UNIT_HEAD = re.compile(r"^(计量)?单位$|^计算单位$")
_NUMBER_HEAD = re.compile(r"^(行次|序号|代码|代号|编号|栏次|行号)$")
_CHECKS = re.compile(r"^(审核关系|逻辑关系|校验关系|平衡关系|表内关系)")
UNITS = (
    "人次", "件次", "批次", "场次", "班次", "册次", "门次", "人天", "万元", "亿元", "元", "家", "个", "人", "户", "件", "批", "份", "条",
    "项", "次", "场", "期", "所", "处", "张", "起", "届", "支", "对", "篇", "块", "本", "册", "天", "学时", "小时", "%", "％",
)  # fmt: skip
_UNIT_IN = re.compile(r"[（(]\s*(" + "|".join(UNITS) + r")\s*[)）]$")
_EITHER = re.compile(r"^(\w)[（(](\w)[)）]次$")  # 件（批）次
NOT_FILLED = ("×", "✕", "x", "X", "—", "－", "/", "╳")


@dataclass
class Place:
    """One cell to be filled: where it is, and the words above and beside it."""

    sheet: str
    code: str
    row: list[str] = field(default_factory=list)  # section, then the item with what it is part of
    column: list[str] = field(default_factory=list)
    unit: str = ""
    decimals: int | None = None
    formula: str = ""
    line: str = ""  # 行次
    column_code: str = ""  # 栏

    @property
    def meaning(self) -> str:
        """The headings joined, for people."""
        words = [w for w in (*self.row, *self.column) if w]
        return "·".join(dict.fromkeys(words))


@dataclass
class Found:
    """What a sheet holds: places to fill, where the unit's name goes, and the sentences below the table."""

    sheet: str
    title: str = ""
    places: list[Place] = field(default_factory=list)
    heads: dict[str, tuple[str, str]] = field(default_factory=dict)  # unit | day | leader … → (address, text)
    notes: list[str] = field(default_factory=list)
    checks: list[str] = field(default_factory=list)


def plain(text: str) -> str:
    """Without blanks and line breaks, half width."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def recognise(sheet: Sheet) -> Found:
    """Read one sheet."""
    found = Found(sheet.name)
    kinds = {row: _kind(sheet, row, found) for row in range(1, sheet.rows + 1)}
    for row in range(1, sheet.rows + 1):  # an empty line right below headings is to be filled
        if kinds[row] == "empty" and kinds.get(row - 1) in ("head", "codes"):
            kinds[row] = "data"
    block: list[int] = []
    body: list[int] = []
    for row in range(1, sheet.rows + 2):
        kind = kinds.get(row, "note")
        if kind in ("head", "codes") and body:
            _block(sheet, block, body, kinds, found)
            block, body = [], []
        if kind in ("head", "codes"):
            block.append(row)
        elif kind == "data" and block:
            body.append(row)
        elif body:
            _block(sheet, block, body, kinds, found)
            block, body = [], []
    return found


def _kind(sheet: Sheet, row: int, found: Found) -> str:
    texts = {column: sheet.text(row, column) for column in range(1, sheet.columns + 1)}
    filled = [text for text in texts.values() if text]
    has_formula = any(sheet.at(row, column).formula for column in texts)
    if not filled and not has_formula:
        return "empty"
    first = plain(filled[0]) if filled else ""
    if _is_head(sheet, row, texts, found):
        return "note"
    wide = sheet.width(row, next((c for c, text in texts.items() if text), 1)) >= max(2, sheet.columns * 0.8)
    if wide or (len(set(filled)) == 1 and len(first) > 12):
        (found.checks if _CHECKS.match(first) else found.notes).append(filled[0])
        if not found.title and not found.places and row <= 3:
            found.title = filled[0]
        return "note"
    if has_formula or any(text in NOT_FILLED for text in filled):
        return "data"
    own = [plain(t) for c, t in texts.items() if t and sheet.covers.get((row, c), (row, c))[0] == row]
    if len(own) > 1 and all(_CODES.match(text) for text in own):
        return "codes"
    return "data" if len(filled) < len(texts) else "head"


_HEADS = (
    ("unit", ("填报单位", "填表单位", "报送单位", "单位名称", "编报单位")),
    ("day", ("填报时间", "填报日期", "填表日期")),
)


def _is_head(sheet: Sheet, row: int, texts: dict[int, str], found: Found) -> bool:
    """Who reports, when, who signs: places of their own, no figures."""
    hit = False
    for column, text in texts.items():
        if not text or sheet.covers.get((row, column), (row, column)) != (row, column):
            continue
        word = plain(text)
        for name, starts in _HEADS:
            if word.startswith(starts) and re.search(r"[:：]", word):
                found.heads.setdefault(name, (sheet.code(row, column), text))
                hit = True
        if _SIGNATURE.match(word):
            hit = True
            found.heads.setdefault("leader" if "负责人" in word else "filler", (sheet.code(row, column), text))
    return hit


def _block(sheet: Sheet, heads: list[int], body: list[int], kinds: dict[int, str], found: Found) -> None:
    """A table: headings, then rows."""
    titles = {column: _column_words(sheet, heads, kinds, column) for column in range(1, sheet.columns + 1)}
    codes = {
        column: plain(sheet.text(row, column)).split("=")[0]
        for row in heads
        if kinds[row] == "codes"
        for column in titles
    }
    labels = [column for column in titles if _is_label(sheet, body, column, titles[column])]
    above: list[tuple[int, str]] = []  # items that later ones are part of
    for row in body:
        item, line, unit = _row_words(sheet, row, labels, titles, above)
        for column, words in titles.items():
            cell = sheet.at(row, column)
            if column in labels or (words and _REMARK.match(words[-1])):
                continue
            if sheet.covers.get((row, column), (row, column)) != (row, column):
                continue
            if sheet.text(row, column) and not cell.formula and cell.value is not None:
                continue  # ×, or something printed
            if not (item or words):
                continue
            place = Place(sheet.name, sheet.code(row, column), list(item), _without_units(words), formula=cell.formula)
            place.unit = unit or _unit_of(words)
            place.decimals, place.line, place.column_code = cell.decimals, line, codes.get(column, "")
            found.places.append(place)


def _column_words(sheet: Sheet, heads: list[int], kinds: dict[int, str], column: int) -> list[str]:
    words = [plain(sheet.text(row, column)) for row in heads if kinds[row] == "head"]
    return [word for word in dict.fromkeys(words) if word]


def _is_label(sheet: Sheet, body: list[int], column: int, words: list[str]) -> bool:
    if words and (_UNIT_HEAD.match(words[-1]) or _NUMBER_HEAD.match(words[-1])):
        return True
    texts = [sheet.text(row, column) for row in body]
    said = [text for text in texts if text and text not in NOT_FILLED]
    formulas = any(sheet.at(row, column).formula for row in body)
    return len(said) * 2 > len(body) and not formulas


def _row_words(
    sheet: Sheet, row: int, labels: list[int], titles: dict[int, list[str]], above: list[tuple[int, str]]
) -> tuple[list[str], str, str]:
    """(section and item with what it is part of, 行次, unit) of a row."""
    words: list[str] = []
    line = unit = ""
    for column in labels:
        text = sheet.text(row, column)
        head = titles[column][-1] if titles[column] else ""
        if _UNIT_HEAD.match(head):
            unit = plain(text).replace("％", "%")
        elif _NUMBER_HEAD.match(head):
            line = plain(text)
        elif text and (not words or plain(text) != words[-1]):
            words.append(plain(text))
    if not words:
        return [], line, unit
    item = words[-1]
    of = re.match(r"^(其中|内|#)[：:]?", item)
    indent = max((len(t) - len(t.lstrip(" 　")) for c in labels if (t := str(sheet.at(row, c).value or ""))), default=0)
    while above and (above[-1][0] >= indent if not of else above[-1][0] > indent):
        above.pop()
    parents = [word for level, word in above if level < indent or of]
    if not of:
        above.append((indent, item))
    found = [*words[:-1], *parents[-1:], item]
    unit = unit or _unit_of(words)
    return _without_units(list(dict.fromkeys(found))), line, unit


def _unit_of(words: list[str]) -> str:
    for word in reversed(words):
        if hit := _UNIT_IN.search(word):
            return hit.group(1).replace("％", "%")
        if either := _EITHER.match(word):
            return f"{either.group(1)}次|{either.group(2)}次"
    return next((w for w in reversed(words) if w in UNITS), "")


def _without_units(words: list[str]) -> list[str]:
    cleaned = [_UNIT_IN.sub("", word) for word in words]
    return [word for word in cleaned if word]
