"""Products and averages: heads times a standard, times days or months; a total over its heads."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from fractions import Fraction

from gonghui.kernel.proof.model import Figure
from gonghui.kernel.proof.relations.averages import months_of
from gonghui.kernel.proof.relations.context import counted, money
from gonghui.kernel.proof.relations.near import units_of
from gonghui.kernel.proof.relations.outline import near, same_unit
from gonghui.kernel.proof.relations.reckoned import cues
from gonghui.kernel.proof.relations.reckoned.sheet import Sheet, digits, fits, told

_MONTHLY = re.compile(r"每月|每人月|月均|每季|按月")
_DAILY = re.compile(r"(?:一|每)[天日]|日[均供]")
_ONE = re.compile(r"平均(?:下来)?[一1](?:个|家|名|位|支|栋|间|项|条|组)?([\u4e00-\u9fff]{0,8})$")


def fitting_month(sheet: Sheet, place: int) -> None:
    """每月接待182人次: a total near by over the months of the period."""
    each = sheet.figures[place]
    if not re.search(r"每月|月均", cues.own_words(each)[-12:]) or (money(each) and not each.decimals):
        return
    for total in [f for f in sheet.before(place, 8)[::-1] if _totals(f, each) and sheet.counts(f)]:
        for months in dict.fromkeys([*months_of(sheet.ctx, each), 12]):
            value = Fraction(total.value) / months
            if digits(each) > 1 and fits(each, value):
                sheet.add(told(each, "mean", [total], value))
                return


def fitting_product(sheet: Sheet, place: int) -> None:
    """Two or three of the figures before that multiply to this one, one of them a standard or of its own unit."""
    total = sheet.figures[place]
    if total.is_rate or cues.per_unit(total) or total.kind == "growth" or total.size < 10:
        return
    rows = [f for f in sheet.before(place, 6) if f.exact and not f.is_rate and f.value > 1 and f.kind != "growth"]
    rows = [f for f in rows if total.sentence - f.sentence <= 1]
    for size in (2, 3):
        for row in itertools.combinations(rows[::-1], size):
            if not _comes_near(row, total) or not _multiply(row, total):
                continue
            value = _product(row)
            for times in _months(sheet, row):
                if fits(total, value * times) and (digits(total) > 1 or any(map(cues.per_unit, row))):
                    rule = "per_head" if size == 2 and times == 1 else "group_award"
                    sheet.add(told(total, rule, list(row[::-1]), value * times))
                    return
    if money(total):
        _several(sheet, place)
        _in_rows(sheet, place)


def _comes_near(row: tuple[Figure, ...], total: Figure) -> bool:
    """A cheap look before the exact one: once, or as often as there may be months."""
    size = 1.0
    for f in row:
        size *= f.size
    times = max(1, min(12, round(total.size / size)))
    return abs(size * times - total.size) <= 1.01 * float(total.step)


def _product(row: tuple[Figure, ...]) -> Fraction:
    value = Fraction(1)
    for f in row:
        value *= Fraction(f.value)
    return value


def _multiply(row: tuple[Figure, ...], total: Figure) -> bool:
    """Whether the units make sense: one factor in the total's own unit, which the words or the money make a standard."""
    own = [f for f in row if f.unit.split("/")[0] == total.unit or (money(total) and money(f)) or _heads(f, total)]
    if len(own) != 1:
        return False
    others = [f for f in row if f is not own[0]]
    return cues.per_unit(own[0]) or money(own[0]) or any(map(cues.per_unit, others))


def _heads(f: Figure, total: Figure) -> bool:
    return same_unit(f, total)


def _months(sheet: Sheet, row: tuple[Figure, ...]) -> list[int]:
    """The months that a monthly standard is paid for."""
    each = next((f for f in row if _MONTHLY.search(f.before[-10:])), None)
    return [1] if each is None else [*dict.fromkeys([*months_of(sheet.ctx, each), 12]), 1]


def _several(sheet: Sheet, place: int) -> None:
    """大学生96人，每人4000元；高中生148人，每人2000元，…共75.5万元: counts and standards in turn, over the year where monthly."""
    total = sheet.figures[place]
    pairs: list[tuple[Figure, Figure]] = []
    row = sheet.before(place, 14)
    while row and row[-1].is_rate:
        row = row[:-1]
    for head, each in zip(row[-2::-2], row[-1::-2], strict=False):
        if not (counted(head) and money(each) and each.size < total.size and head.exact and each.exact):
            break
        pairs.insert(0, (head, each))
        if len(pairs) > 1 and _paired(sheet, total, pairs):
            return


def _in_rows(sheet: Sheet, place: int) -> None:
    """一等12项、二等36项、三等135项。奖金按5000元、3000元、1000元发: a row of counts and a row of standards."""
    total, row = sheet.figures[place], [f for f in sheet.before(place, 14) if not f.is_rate]
    row = [f for f in row if (f.id, "sum") not in sheet.held]
    for size in (2, 3, 4):
        eaches, heads = row[-size:], row[-2 * size : -size]
        rows = len(heads) == size and all(map(money, eaches)) and not any(map(money, heads))
        if rows and _paired(sheet, total, list(zip(heads, eaches, strict=True))):
            return


def _paired(sheet: Sheet, total: Figure, pairs: list[tuple[Figure, Figure]]) -> bool:
    """Takes the pairs where they make the total."""
    value = sum((Fraction(h.value) * Fraction(e.value) for h, e in pairs), Fraction(0))
    for times in _months(sheet, (pairs[0][1],)):
        if fits(total, value * times):
            rule = "per_head" if times == 1 else "group_award"
            sheet.add(told(total, rule, [f for pair in pairs for f in pair], value * times))
            return True
    return False


def failing_product(sheet: Sheet, place: int) -> bool:
    """Heads, a standard and a sum right after one another, with nothing else to multiply by but days."""
    total = sheet.figures[place]
    if place < 2 or total.is_rate or cues.per_unit(total):
        return False
    days = sheet.figures[place - 1].unit in ("天", "日", "个月") and place > 2
    row = sheet.figures[place - 3 : place] if days else sheet.figures[place - 2 : place]
    head, each = row[:2]
    daily = sheet.figures[place - 2]
    if days and daily.unit == total.unit and _DAILY.search(cues.own_words(daily)) and daily.sentence == total.sentence:
        row, head, each = [daily, row[-1]], row[-1], daily  # 一天补8820元，一个月（30天）补27.66万元
        value = _product(tuple(row))
        if near(total.size, float(value), 0.75, 1.34) and all(f.exact for f in row):
            sheet.add(told(total, "per_head", row, value))
            return True
    if _MONTHLY.search(each.before) or not (cues.per_unit(each) and each.unit == total.unit and each.exact):
        return False
    if each.sentence != total.sentence or re.search(r"均|最", each.before[-8:]):
        return False
    beside = all(f.part == total.part and f.sentence == total.sentence and f.exact for f in row)
    if not beside or not counted(head) or same_unit(head, each) or cues.per_unit(head):
        return _failing_far(sheet, place, each)
    value = _product(tuple(row))
    if not near(total.size, float(value), 0.75, 1.34):
        return _failing_far(sheet, place, each)
    sheet.add(told(total, "group_award" if days else "per_head", row, value))
    return True


def _failing_far(sheet: Sheet, place: int, each: Figure) -> bool:
    """62个班组，模范11个…；每班1500元，共10.2万元: the one count of the sentence that comes near with the standard."""
    total = sheet.figures[place]
    if not (sheet.figures[place - 1] is each and re.match(r"，(?:总|合|共|计)", total.before)):
        return False
    heads = [f for f in sheet.before(place - 1) if f.sentence == total.sentence and counted(f) and f.exact]
    heads = [f for f in heads if not cues.per_unit(f) and near(total.size, f.size * each.size, 0.88, 1.14)]
    if len({f.value for f in heads}) != 1:
        return False
    value = Fraction(heads[-1].value) * Fraction(each.value)
    sheet.add(told(total, "per_head", [heads[-1], each], value))
    return True


def failing_rows(sheet: Sheet, place: int) -> bool:
    """优秀护士36名、护理新星18名，前者每名1000元，后者每名600元，共4.7万元: as many standards as counts, right before."""
    total, row = sheet.figures[place], [f for f in sheet.before(place, 8) if not f.is_rate]
    if not money(total) or not cues.gathers(total):
        return False
    for size in (3, 2):
        eaches, heads = row[-size:], row[-2 * size : -size]
        good = len(heads) == size and all(money(f) and cues.per_unit(f) for f in eaches) and all(map(counted, heads))
        if not good or not all(f.exact and f.sentence == total.sentence for f in [*eaches, *heads]):
            continue
        value = sum((Fraction(h.value) * Fraction(e.value) for h, e in zip(heads, eaches, strict=True)), Fraction(0))
        if near(total.size, float(value), 0.88, 1.14):
            both = [f for pair in zip(heads, eaches, strict=True) for f in pair]
            sheet.add(told(total, "per_head", both, value))
            return True
    return False


def fitting_mean(sheet: Sheet, place: int) -> None:
    """A total near by over a count near by, where the words tell of an average."""
    each = sheet.figures[place]
    if not cues.averaged(each) or each.is_rate:
        return
    best: tuple[int, Figure, Figure, Fraction] | None = None
    for total, head in _quotients(sheet, place):
        value = Fraction(total.value) / Fraction(head.value)
        sure = each.decimals or digits(each) > 1 or _beside(sheet, place, total, head)
        found = fits(each, value) if sure or value == each.value else None
        rank = ("", "half_up", "cut_off").index(found[1]) + (value != each.value) if found else 9
        if found and (best is None or rank < best[0]):
            best = rank, total, head, value
    if best is not None:
        sheet.add(told(each, "mean", [best[1], best[2]], best[3]))


def _quotients(sheet: Sheet, place: int) -> Iterator[tuple[Figure, Figure]]:
    each = sheet.figures[place]
    rows = [f for f in sheet.near(place, 8, 2) if f.exact and not f.is_rate and f.value > 1 and f.kind != "growth"]
    rows = [f for f in rows if abs(each.sentence - f.sentence) <= 1]
    rows.sort(key=lambda f: (f.at > each.at, abs(f.at - each.at)))
    for total in rows:
        for head in rows:
            if head is total or not _totals(total, each) or not counted(head) or cues.per_unit(head):
                continue
            yield total, head


def _totals(total: Figure, each: Figure) -> bool:
    if cues.per_unit(total) or total.size <= each.size:
        return False
    return same_unit(total, each) or total.unit == each.unit + "次" or (each.unit == "次" and total.unit.endswith("次"))


def _beside(sheet: Sheet, place: int, total: Figure, head: Figure) -> bool:
    last, each = sheet.before(place, 3), sheet.figures[place]
    here = all((f.sentence, f.part) == (each.sentence, each.part) for f in (total, head))
    return here and total in last and head in last


def failing_mean(sheet: Sheet, place: int) -> bool:
    """The nearest total in the average's unit over the nearest count of what it is told for."""
    each = sheet.figures[place]
    if not cues.averaged(each) or each.is_rate or re.search(r"[年月天日周季]均|每[年月天日周季]|最", each.before[-12:]):
        return False
    before = [f for f in sheet.before(place, 6) if f.exact and each.sentence - f.sentence <= 1]
    total = next((f for f in reversed(before) if _totals(f, each) and sheet.counts(f)), None)
    if total is None or (total.sentence, total.part) != (each.sentence, each.part):
        return False
    words = cues.own_words(each)[-18:]
    wanted = units_of(words) if not _ONE.search(words) else ()
    before = [f for f in before if f.sentence == each.sentence] if wanted else before
    heads = [f for f in before if f is not total and counted(f) and not cues.per_unit(f) and f.value > 1]
    heads = [f for f in heads if (f.unit in wanted if wanted else _called(f, words))]
    if not heads or not near(each.size, total.size / heads[-1].size, 0.75, 1.34):
        return False
    value = Fraction(total.value) / Fraction(heads[-1].value)
    sheet.add(told(each, "mean", [total, heads[-1]], value))
    return True


def _called(head: Figure, words: str) -> bool:
    """平均一个村级工会, and 29个建起村级工会."""
    noun = _ONE.search(words)
    if noun is None or len(noun[1]) < 2:
        return False
    around = cues.own_words(head) + "，" + re.split(r"[，；。]", head.after)[0][:12]
    return noun[1][-2:] in around
