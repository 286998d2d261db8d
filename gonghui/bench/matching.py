"""The tax office's list against the register, and a million members against themselves: how right, how much is asked, how long.

The lists are invented, the same every time: a quarter of the shared firms keep brand, trade or district wrongly, half of them another
legal form or place, two in five of the register have no code; a fifth of the tax list shares a brand with another firm of it.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import time
from typing import Any

from gonghui.bench.roster import WEIGHTS
from gonghui.kernel.matching.choosing import match_firms
from gonghui.kernel.matching.likeness import Firm

BRAND = (
    "鑫达华宇盛泰恒宏兴顺发隆源丰瑞祥和利诚信天地人龙凤金银铜铁山川江河海洋东方西南北京中国新世纪联合创科智慧云星辰光明远航腾飞嘉美佳益"
    "康健安宁福禄寿喜永久长青蓝翔博雅文德仁义礼正大同升辉煌"
)
PLACES = ["", "四川", "四川省", "成都", "成都市", "四川成都"]
DISTRICTS = [
    *("锦江", "青羊", "金牛", "武侯", "成华", "龙泉驿", "青白江", "新都"),
    *("温江", "双流", "郫都", "新津", "金堂", "大邑", "蒲江", "简阳"),
]
TRADES = [
    *("机械制造", "机械", "电子科技", "电子", "建筑工程", "建设工程", "物流", "物流运输", "餐饮管理", "餐饮"),
    *("纺织", "服装", "生物科技", "医药", "新能源科技", "商贸", "贸易", "物业服务", "物业管理", "软件"),
    *("信息技术", "食品", "汽车零部件", "包装", "家具", "劳务", "广告传媒", "化工", "五金", "印务"),
]
FORMS = ["有限公司"] * 72 + ["有限责任公司"] * 14 + ["股份有限公司"] * 5 + ["厂"] * 6 + ["集团有限公司"] * 3
OTHER_FORMS = ["有限公司", "有限责任公司", "公司", "", "有限公司工会委员会", "工会"]
FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


class Lists:
    """Two invented lists and the truth about them."""

    def __init__(self, tax: int, union: int, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - invented rows, the same every time
        shared = tax * 2 // 5
        base = [self.firm() for _ in range(tax * 4 // 5)]
        base += [self.firm(self.chance.choice(base)["brand"]) for _ in range(tax - len(base))]
        self.tax = [Firm(n, _full(one), one["code"], one["district"], one["legal"]) for n, one in enumerate(base)]
        self.truth = dict(enumerate(self.chance.sample(range(tax), shared)))
        self.union: list[Firm] = []
        for n in range(union):
            if n in self.truth:
                one = base[self.truth[n]]
            else:
                one = self.firm(self.chance.choice(base)["brand"] if self.chance.random() < 0.33 else "")
            self.union.append(self.written(n, one))

    def pick(self, letters: str, size: int) -> str:
        return "".join(self.chance.choices(letters, k=size))

    def firm(self, brand: str = "") -> dict[str, str]:
        one = self.chance.choice
        return {
            "place": one(PLACES), "brand": brand or self.pick(BRAND, 2 if self.chance.random() < 0.7 else 3), "trade": one(TRADES),
            "form": one(FORMS), "district": one(DISTRICTS), "legal": one(FAMILY) + self.pick(BRAND, self.chance.choice([1, 2])),
            "code": "91" + self.pick(ALPHABET, 16),
        }  # fmt: skip

    def written(self, n: int, one: dict[str, str]) -> Firm:
        """A firm as the register has it: mistyped, shortened, moved, without a code."""
        one, roll = dict(one), self.chance.random
        one["form"] = self.chance.choice(OTHER_FORMS) if roll() < 0.45 else one["form"]
        one["place"] = self.chance.choice(PLACES) if roll() < 0.4 else one["place"]
        one["district"] = self.chance.choice(DISTRICTS) if roll() < 0.12 else one["district"]
        one["legal"] = self.chance.choice(FAMILY) + self.pick(BRAND, 2) if roll() < 0.15 else one["legal"]
        one["trade"] = one["trade"][:2] if roll() < 0.12 else one["trade"]
        name = _full(one)
        if roll() < 0.22:
            at = len(one["place"]) + self.chance.randrange(len(one["brand"]) + 1)
            slips = (
                name[:at] + self.pick(BRAND, 1) + name[at + 1 :],
                name[:at] + name[at + 1 :],
                name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :],
            )
            name = self.chance.choice(slips)
        if roll() < 0.1:
            name = name.replace("有限", "（有限）") if roll() < 0.3 else f"{name[:3]} {name[3:]}"
        return Firm(n, name, "" if roll() < 0.4 else one["code"], one["district"], one["legal"])


def _full(one: dict[str, str]) -> str:
    return one["place"] + one["brand"] + one["trade"] + one["form"]


def firms(tax: int = 50_000, union: int = 30_000, seed: int = 5) -> list[dict[str, Any]]:
    """Right among the linked, found among the true, asked among the rows; pairs without a shared code."""
    lists = Lists(tax, union, seed)
    start, core = time.perf_counter(), time.process_time()
    found = match_firms(lists.union, lists.tax)
    seconds, core = time.perf_counter() - start, time.process_time() - core
    bare = {firm.key for firm in lists.union if not firm.code}
    true = {left: right for left, right in lists.truth.items() if left in bare}
    linked = {left: right for left, right in found.linked.items() if left in bare}
    right = sum(true.get(left) == one for left, one in linked.items())
    asked = sum(left in true and any(p.right == true[left] for p in pairs) for left, pairs in found.queued.items())
    name = f"{tax:,} tax names against {union:,} of the register, without a code"
    figures: list[tuple[str, float, str, str, bool]] = [
        (f"{name}: precision", right / len(linked), "", "≥ 0.99", right >= 0.99 * len(linked)),
        ("… recall", right / len(true), "", "≥ 0.93", right >= 0.93 * len(true)),
        ("… linked or asked", (right + asked) / len(true), "", "≥ 0.97", right + asked >= 0.97 * len(true)),
        ("… asked, of the rows", len(found.queued) / union, "", "≤ 0.05", len(found.queued) <= 0.05 * union),
        ("… seconds", seconds, "s", "≤ 60 s", seconds <= 60),
        ("… seconds of the cores", core, "s", "", True),
    ]
    return [_line(*figure) for figure in figures]


def members(count: int) -> list[dict[str, Any]]:
    """The members of the house against themselves: by document number, and by name and birth."""
    from django.db.models import Count

    from gonghui.kernel.matching.persons import same_name_and_birth
    from gonghui.kernel.people.models import Identity, Membership

    start = time.perf_counter()
    live = Membership.objects.filter(is_identified=True, left_on=None, state="active")
    twice = live.order_by().values("person").annotate(n=Count("pk")).filter(n__gt=1).count()
    known = Identity.objects.count()
    by_number = time.perf_counter() - start
    start = time.perf_counter()
    groups = sum(1 for _group in same_name_and_birth())
    by_name = time.perf_counter() - start
    return [
        _line(
            f"{known:,} members against themselves by number ({twice} twice)", by_number, "s", "≤ 60 s", by_number <= 60
        ),
        _line(f"… by name and birth ({groups:,} groups)", by_name, "s", "≤ 240 s", by_name <= 240),
    ]


def namesakes(count: int, names: int = 500, births: int = 480) -> list[dict[str, Any]]:
    """A house of so many more members who share some hundred names and births of whole months: who may be whom?"""
    from gonghui.bench.house_floor import bare_write
    from gonghui.kernel.matching.persons import likely
    from gonghui.kernel.organisations.models import Union

    unions = list(Union.objects.filter(level="grassroots").order_by("pk"))
    for start in range(0, count, 100_000):
        some = range(start, min(count, start + 100_000))
        bare_write([_namesake(n, names, births, unions[n % len(unions)].name) for n in some], unions)
    before, began, core = _peak(), time.perf_counter(), time.process_time()
    pairs = likely(Union.objects.get(code="BENCH"))
    seconds, core = time.perf_counter() - began, time.process_time() - core
    what = f"{count:,} members of {names} names and {births} births against themselves ({len(pairs):,} to be asked)"
    return [
        _line(what, seconds, "s", "≤ 240 s", seconds <= 240),
        _line("… seconds of a core", core, "s", "", True),
        _line("… peak memory before", before, "MiB", "", True),
        _line("… peak memory", _peak(), "MiB", "≤ 1,536 MiB", _peak() <= 1536),
    ]


def _namesake(n: int, names: int, births: int, union: str) -> list[Any]:
    """One of the rows that the house floor writes; numbers of one name and birth differ in their order."""
    month, order = n // names % births, n // (names * births) * names + n % names
    body = f"{340000 + order // 1000:06d}{1960 + month // 12}{month % 12 + 1:02d}01{order % 1000:03d}"
    own = body + "10X98765432"[sum(int(c) * w for c, w in zip(body, WEIGHTS, strict=True)) % 11]
    name = f"{FAMILY[n % names % len(FAMILY)]}{BRAND[n % names // len(FAMILY)]}"
    return [name, "男", own, f"141{n:08d}", "大专", dt.date(2015, 1, 1), union]


def _peak() -> float:
    """The most memory that this process ever had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def exported() -> list[dict[str, Any]]:
    """The whole roster as a workbook."""
    from gonghui.kernel.ledger.declaration import ledger
    from gonghui.kernel.people.models import Membership
    from gonghui.kernel.web.export import workbook

    start, core = time.perf_counter(), time.process_time()
    with workbook(ledger("roster"), Membership.objects.order_by("pk")) as file:
        size = file.seek(0, 2) / 1024 / 1024
    seconds, core = time.perf_counter() - start, time.process_time() - core
    rows = Membership.objects.count()
    return [
        _line(
            f"export of {rows:,} members", seconds, "s", "≤ 60 s for 1,000,000", seconds <= 60 * max(1.0, rows / 1e6)
        ),
        _line("… seconds of a core", core, "s", "", True),
        _line("… size of the file", size, "MiB", "≤ 300 MiB", size <= 300),
    ]


def _line(what: str, ours: float, unit: str, goal: str, good: bool) -> dict[str, Any]:
    return {
        "what": what,
        "ours": ours,
        "floor": None,
        "unit": unit,
        "goal": goal,
        "good": good,
        "on": dt.date.today().isoformat(),
    }
