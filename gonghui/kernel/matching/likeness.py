"""Which of two lists of firms are the same: splink's model of agreements, with rapidfuzz for slips of the pen.

Two lists are compared on brand and trade, place and legal form as written, district, and legal representative. How often the
same firm agrees in each (m) was learnt once from lists whose truth is known and is shipped below; how often two different firms
agree by chance (u) is counted in the lists at hand, since a list of one district agrees in its district always.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from gonghui.kernel.matching.names import FirmName, firm_name

PAIRS = 2_000_000  # random pairs in which chance agreement is counted
LEAST = -16.0  # match weight (log2) below which a pair is not looked at
SHARE = 0.6  # of the shorter list, how much is expected to be in the longer


class Firm(NamedTuple):
    """One line of a list. `key` names it; what is not known is empty."""

    key: int
    name: str
    code: str = ""
    region: str = ""
    legal: str = ""


class Pair(NamedTuple):
    """A line of the left list and one of the right; `weight` in bits, above 0 rather the same than not."""

    left: int
    right: int
    weight: float
    sure: bool = False  # the names agree but for a slip, and something beside the name agrees too


@dataclass(frozen=True)
class Level:
    """A degree of agreement: a condition in SQL over the columns of both lines, and the share of true pairs that have it."""

    label: str
    sql: str
    m: float
    chance: float  # what is taken for chance where it was not seen among the random pairs


CORE = (
    Level("名称主体相同", "core_l = core_r", 0.735, 2e-5),
    Level("字号相同、行业用词相近", "brand_l = brand_r AND trade2_l = trade2_r", 0.04, 5e-6),
    Level("两字颠倒", "letters_l = letters_r AND slips(core_l, core_r) <= 1", 0.068, 4e-6),
    Level(
        "长名称差一字", "slips(core_l, core_r) <= 1 AND greatest(length(brand_l), length(brand_r)) >= 3", 0.072, 5e-6
    ),
    Level("差一字", "slips(core_l, core_r) <= 1", 0.062, 3.4e-4),
    Level("字号差一字、行业用词相近", "trade2_l = trade2_r AND slips(brand_l, brand_r) <= 1", 0.007, 1.2e-4),
    Level("字号相同", "brand_l = brand_r", 0.003, 5e-5),
    Level("差两字", "slips(core_l, core_r) <= 2", 0.003, 1.5e-2),
    Level("不同", "TRUE", 0.01, 0.98),
)
SHELL = (
    Level("地名与公司类型写法相同", "place_l = place_r AND form_l = form_r", 0.45, 0.06),
    Level("地名写法相同", "place_l = place_r", 0.215, 0.11),
    Level("公司类型写法相同", "form_l = form_r", 0.23, 0.3),
    Level("都不同", "TRUE", 0.105, 0.53),
)
REGION = (Level("区域相同", "region_l = region_r", 0.885, 0.06), Level("区域不同", "TRUE", 0.115, 0.94))
LEGAL = (
    Level("法定代表人相同", "legal_l = legal_r", 0.845, 1.5e-4),
    Level("法定代表人不同", "TRUE", 0.155, 0.99985),
)
_COMPARED = {"core": CORE, "shell": SHELL, "region": REGION, "legal": LEGAL}
_ASKED = {"core": ("core",), "shell": ("place", "form"), "region": ("region",), "legal": ("legal",)}
# pairs that what is usual counts for: names are alike everywhere, districts and spellings are each list's own
_LEAN = {"core": 20_000, "shell": 200, "region": 200, "legal": 20_000}
_SLIP = 5  # the first levels of CORE, up to a slip in the brand
_ASKED_FOR = (
    "source_dataset_l",
    "unique_id_l",
    "unique_id_r",
    "match_weight",
    "gamma_core",
    "gamma_region",
    "gamma_legal",
)
_FREQUENT = {"core": "core", "legal": "legal"}  # a rare word in common says more than a frequent one
BLOCKS = ("begin", "legal", "region,end4", "brand")


def likely_pairs(left: Sequence[Firm], right: Sequence[Firm], places: frozenset[str] = frozenset()) -> list[Pair]:
    """Pairs of two lists that may be the same firm, weighed; the heaviest first. Branches meet only their like."""
    if not left or not right:
        return []
    connection = _database()
    try:
        linker = _linker(connection, _table(left, places), _table(right, places), len(left), len(right))
        found = linker.inference.predict(threshold_match_weight=LEAST).as_pyarrow_table()
        columns = [found.column(name).to_pylist() for name in _ASKED_FOR]
    finally:
        connection.close()
    pairs = [
        Pair(a, b, weight, _sure(*agreed)) if side == "ours" else Pair(b, a, weight, _sure(*agreed))
        for side, a, b, weight, *agreed in zip(*columns, strict=True)
    ]
    return sorted(pairs, key=lambda pair: (-pair.weight, pair.left, pair.right))


def _sure(core: int, region: int, legal: int) -> bool:
    """Whether a pair may be linked without asking; levels count from 0 (all else) up, -1 where one side says nothing."""
    if region < 0 and legal < 0:
        return core == len(CORE) - 1  # nothing but the name: only the same one
    return core >= len(CORE) - 1 - _SLIP and 1 in (region, legal)


def _database() -> Any:
    import duckdb
    from duckdb.func import PythonUDFType

    connection = duckdb.connect()
    connection.create_function("slips", _slips, ["VARCHAR", "VARCHAR"], "INTEGER", type=PythonUDFType.ARROW)
    return connection


def _slips(left: Any, right: Any) -> Any:
    """Letters wrong, missing, too many or swapped with their neighbour; above two it does not matter how many."""
    import pyarrow
    from rapidfuzz.distance import OSA

    counted = [OSA.distance(a, b, score_cutoff=2) for a, b in zip(left.to_pylist(), right.to_pylist(), strict=True)]
    return pyarrow.array(counted, pyarrow.int32())


def _table(firms: Sequence[Firm], places: frozenset[str]) -> Any:
    import pyarrow

    names = [firm_name(firm.name, places) for firm in firms]
    return pyarrow.table(
        {
            "unique_id": [firm.key for firm in firms],
            "core": [_core(name) for name in names],
            "brand": [name.brand for name in names],
            "letters": ["".join(sorted(_core(name))) for name in names],
            "trade2": [name.trade[:2] for name in names],
            "place": [name.place for name in names],
            "form": [name.form for name in names],
            "begin": [name.core[:2] for name in names],
            "end4": [name.core[-4:] for name in names],
            "region": [firm.region or None for firm in firms],
            "legal": [firm.legal or None for firm in firms],
        }
    )


def _core(name: FirmName) -> str:
    return f"{name.core}{name.branch}"


def _linker(connection: Any, left: Any, right: Any, lefts: int, rights: int) -> Any:
    from splink import DuckDBAPI, Linker

    expected = max(1.0, SHARE * min(lefts, rights))
    settings = _settings(min(0.5, expected / (lefts * rights)))
    interface = DuckDBAPI(connection=connection)
    tables = [
        interface.register(left, dataset_display_name="ours"),
        interface.register(right, dataset_display_name="theirs"),
    ]
    trained = Linker(tables, settings, log_level=None)
    trained.training.estimate_u_using_random_sampling(max_pairs=PAIRS, seed=1)
    return Linker(tables, _completed(trained.misc.save_model_to_json(), lefts * rights, expected), log_level=None)


def _settings(prior: float) -> dict[str, Any]:
    return {
        "link_type": "link_only",
        "sql_dialect": "duckdb",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": prior,
        "comparisons": [{"output_column_name": name, "comparison_levels": list(_levels(name))} for name in _COMPARED],
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": " AND ".join(f'l."{column}" = r."{column}"' for column in rule.split(","))}
            for rule in BLOCKS
        ],
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
    }


def _levels(name: str) -> Iterable[dict[str, Any]]:
    blank = " OR ".join(f"{column}_{side} IS NULL" for column in _ASKED[name] for side in "lr")
    yield {"sql_condition": blank, "label_for_charts": "未填", "is_null_level": True}
    for place, level in enumerate(_COMPARED[name]):
        said: dict[str, Any] = {
            "sql_condition": "ELSE" if level.sql == "TRUE" else level.sql,
            "label_for_charts": level.label,
            "m_probability": level.m,
            "fix_m_probability": True,
        }
        if place == 0 and name in _FREQUENT:
            said |= {"tf_adjustment_column": _FREQUENT[name], "tf_adjustment_weight": 1.0}
        yield said


def _completed(model: dict[str, Any], pairs: int, expected: float) -> dict[str, Any]:
    """The counted chance without the true pairs that were among those counted, leaning on what is usual where little was seen.

    In lists of a few dozen lines the true pairs are a good part of all pairs, and would pass for chance.
    """
    seen = min(pairs, PAIRS)
    true = expected * seen / pairs
    for comparison in model["comparisons"]:
        name = comparison["output_column_name"]
        usual = {level.label: level for level in _COMPARED[name]}
        for level in comparison["comparison_levels"]:
            known = usual.get(level.get("label_for_charts", ""))
            if known is None:
                continue
            counted = level.get("u_probability")
            by_chance = max(0.0, (counted if isinstance(counted, float) else 0.0) * seen - known.m * true)
            level["m_probability"] = known.m
            level["u_probability"] = (by_chance + known.chance * _LEAN[name]) / (seen - true + _LEAN[name])
    return model
