"""Totals: a figure whose words gather, or that comes to what the figures before it make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.numerals import parse
from gonghui.kernel.proof.relations.context import bigrams, counted, money
from gonghui.kernel.proof.relations.outline import same_unit
from gonghui.kernel.proof.relations.reckoned import cues
from gonghui.kernel.proof.relations.reckoned.sheet import Sheet, digits, fits
from gonghui.kernel.proof.relations.words import is_base

_LEAST, _MOST = 0.88, 1.14  # how near a list must come to what gathers it, to be meant by it
# words that say nothing of what is counted
_EMPTY = re.compile(
    r"总共|共计|合计|总计|一共|累计|加起来|合起来|下来|之和|全部|汇总|[共合总计累加和全都已有达到为了是即得用花支出投入发放金额资钱款费收数量额人次户件家场个服务工作年的各类级项种者样，、两三四五六七八九二]"
)


def fitting_total(sheet: Sheet, place: int) -> None:
    """A run right before, or every first or every last of its stretches, that makes the figure."""
    total = sheet.figures[place]
    if not sheet.counts(total) or total.size < 3:
        return
    gathered = cues.gathers(total) or cues.arrives(total) or cues.of_the_year(total)
    if not gathered and digits(total) < 3:
        return
    for run in _runs(sheet, place):
        value = sum((Fraction(f.value) for f in run), Fraction(0))
        beside = run[-1] is sheet.figures[place - 1] and run[-1].part == total.part == run[0].part
        sure = gathered or (digits(total) > 2 and (len(run) > 2 or beside))
        if sure and fits(total, value):
            sheet.add(Relation([*run, total], "sum", "holds", total.value, value))
            return


def _kin(sheet: Sheet, total: Figure, figures: list[Figure]) -> list[Figure]:
    """What may be a part: of the total's unit, heads where visits are gathered."""
    visits = total.unit == "人次"
    out = [f for f in figures if same_unit(f, total) or (visits and f.unit in ("人", "名", "位"))]
    return [f for f in out if f.exact and sheet.counts(f) and not cues.per_unit(f)]


def _runs(sheet: Sheet, place: int) -> Iterator[list[Figure]]:
    """Lists of two and more that end right before the total, the shortest first; one of old and one of new."""
    total = sheet.figures[place]
    kin = _kin(sheet, total, sheet.before(place))
    far = 1 if digits(total) > 2 or cues.of_the_year(total) else 0  # a small total fits many a pair
    kin = [f for f in kin if total.sentence - f.sentence <= far]
    apart = [f for f in kin if (f.sentence, f.part) != (total.sentence, total.part)]
    for row in (kin, _of_stretches(kin, -1), _of_stretches(kin, 0), _of_stretches(apart, -1), _of_stretches(apart, 0)):
        for size in range(2, len(row) + 1):
            yield row[-size:]
    if cues.arrives(total) and digits(total) > 2:
        for old in reversed(kin[:-2]):
            yield [old, kin[-1]]
    if (named := _items(sheet, place)) is not None:
        yield named


def _items(sheet: Sheet, place: int) -> list[Figure] | None:
    """三样合计: the last three that count, whatever their units."""
    total = sheet.figures[place]
    count = cues.so_many(total)
    if not count:
        return None
    able = [f for f in sheet.before(place) if f.exact and sheet.counts(f) and not cues.per_unit(f)]
    able = [f for f in able if money(f) == money(total) and (counted(f) or money(f))]
    kin = [f for f in able if same_unit(f, total)]
    able = kin if len(kin) >= count else able
    return able[-count:] if len(able) >= count else None


def _of_stretches(kin: list[Figure], place: int) -> list[Figure]:
    """The first or the last figure of each stretch between semicolons."""
    groups: dict[tuple[int, int], list[Figure]] = {}
    for f in kin:
        groups.setdefault((f.sentence, f.part), []).append(f)
    return [group[place] for group in groups.values()]


def failing_total(sheet: Sheet, place: int) -> bool:
    """A list that nothing else explains, right before what gathers it, and near it but not it."""
    total = sheet.figures[place]
    if not cues.gathers(total) or not sheet.counts(total) or "其中" in total.before or total.size < 3:
        return False
    kin = [f for f in _kin(sheet, total, sheet.before(place)) if total.sentence - f.sentence <= 1]
    if not all((f.id, "product") in sheet.held for f in kin):  # the amounts of two awards may stand in two sentences
        kin = [f for f in kin if f.sentence == total.sentence]
    kin = _unbroken(sheet, kin)
    best: tuple[float, list[Figure]] | None = None
    for row in (kin, _of_stretches(kin, -1), _of_stretches(kin, 0), _items(sheet, place) or []):
        counted_so = len(row) == cues.so_many(total)
        if len(row) > 1 and not any((is_base(sheet.ctx, f) and not counted_so) or cues.aimed(f) for f in row):
            ratio = sum(f.size for f in row) / total.size
            if _LEAST < ratio < _MOST and (best is None or abs(ratio - 1) < abs(best[0] - 1)):
                best = ratio, row
    if best is None or any(f.size > total.size for f in best[1]):
        return False
    if cues.so_many(total) != len(best[1]) and _of_other_things(total, best[1]):
        return False
    value = sum((Fraction(f.value) for f in best[1]), Fraction(0))
    sheet.add(Relation([*best[1], total], "sum", "fails", total.value, value))
    return True


def _of_other_things(total: Figure, parts: list[Figure]) -> bool:
    """男120人、女80人，会员共195人: the total is called by a name of its own, which its parts do not bear."""
    name = bigrams(_EMPTY.sub("，", cues.own_words(total)))
    told = bigrams(parts[0].before).union(
        *(bigrams(cues.own_words(f) + "，" + re.split(r"[，；。、]", f.after)[0][:8]) for f in parts)
    )
    return bool(name) and not money(total) and not name & told


def _unbroken(sheet: Sheet, kin: list[Figure]) -> list[Figure]:
    """What stands after the last figure that was itself a total, a whole with parts of its own, or a rest."""
    good = [r for r in sheet.relations if r.verdict == "holds"]
    inside = {f.id for r in good if r.rule == "sum" for f in r.figures[:-1]}
    factors = {f.id for r in good if r.rule in ("per_head", "group_award") for f in r.figures[:-1]}
    kin = [f for f in kin if f.id not in factors]
    start = 0
    for n, f in enumerate(kin):
        if f.id in inside or (cues.gathers(f) and not money(f)) or cues.left_over(f):
            start = n + 1
    return kin[start:]


_ITEM = re.compile(r"[，：、（](?:其中)?[^，；。：、\d]{1,10}")


def failing_list(sheet: Sheet, place: int) -> bool:
    """共收316件，首年68件、次年79件、第三年82件、末年91件: what gathers, and right after it three or more that 、 joins."""
    total = sheet.figures[place]
    if not cues.gathers(total) or not sheet.counts(total) or is_base(sheet.ctx, total):
        return False
    run: list[Figure] = []
    count = _counted(total)
    for f in sheet.figures[place + 1 : place + 12]:
        joined = _ITEM.fullmatch(f.before) and (not run or f.before.startswith("、") or count)
        if not joined or not same_unit(f, total) or not f.exact or not sheet.counts(f) or cues.per_unit(f):
            break
        run.append(f)
    if (
        len(run) < (count or 3)
        or (count and len(run) != count)
        or not run[-1].after.startswith(("；", "。", "）", "\n"))
        or run[-1].part != total.part
    ):
        return False
    value = sum((Fraction(f.value) for f in run), Fraction(0))
    ratio = float(value) / total.size
    if value == total.value or not _LEAST < ratio < _MOST or any(f.size > total.size for f in run):
        return False
    sheet.add(Relation([*run, total], "sum", "fails", total.value, value))
    return True


_COUNTS = re.compile(r"([两二三四五六七八九])(?:[期批次年轮季届场天周]|季度|个月|学期|年[间来])[^，；。\d]{0,8}$")


def _counted(total: Figure) -> int:
    """两期共收78名: how many parts will follow; 0 where the words do not count them."""
    told = _COUNTS.search(cues.own_words(total))
    return int(parse(told[1]) or 0) if told else 0


def failing_arrival(sheet: Sheet, place: int) -> bool:
    """持证41人…又考取11人，持证人数增加到54人: what there was is called as what there is, and what came stands right before."""
    total = sheet.figures[place]
    if not re.search(r"(?:增加|增|升|扩大|壮大|提高|上升)[到至]$", cues.own_words(total)) or place < 2:
        return False
    kin = [f for f in _kin(sheet, total, sheet.before(place)) if total.sentence - f.sentence <= 1]
    name = bigrams(_EMPTY.sub("，", cues.own_words(total)))
    old = next((f for f in reversed(kin[:-1]) if name & bigrams(cues.own_words(f))), None)
    if old is None or not re.search(r"新|又|再|今年|当年|增", kin[-1].before[-12:]) or is_base(sheet.ctx, kin[-1]):
        return False
    value = Fraction(old.value) + Fraction(kin[-1].value)
    if value == total.value or not _LEAST < float(value) / total.size < _MOST:
        return False
    sheet.add(Relation([old, kin[-1], total], "cumulative", "fails", total.value, value))
    return True


def column(sheet: Sheet, place: int) -> bool:
    """立案312件，结案286件；立案268件，结案275件。全年立案580件，结案561件: the next total of a row of totals, by its words."""
    total = sheet.figures[place]
    words = cues.own_words(total)
    row = [f for f in sheet.before(place, 8) if (f.sentence, f.part) == (total.sentence, total.part)]
    if not words or len(words) > 4 or not any((f.id, "sum") in sheet.held and _heads_row(f) for f in row):
        return False
    kin = _kin(sheet, total, sheet.before(place, 24))
    kin = [f for f in kin if f not in row and total.sentence - f.sentence <= 2 and cues.own_words(f) == words]
    if len(kin) < 2 or len({(f.sentence, f.part) for f in kin}) != len(kin):
        return False
    value = sum((Fraction(f.value) for f in kin), Fraction(0))
    found = fits(total, value)
    if not found and not _LEAST < float(value) / total.size < _MOST:
        return False
    sheet.add(Relation([*kin, total], "sum", "holds" if found else "fails", total.value, value))
    return True


def _heads_row(f: Figure) -> bool:
    return cues.gathers(f) or cues.of_the_year(f)
