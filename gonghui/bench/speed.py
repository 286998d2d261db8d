"""Speed as ratios within one run: the product against the bare work it cannot avoid, and against what one would pick instead.

Run in a database of its own (see the command `bench`): it fills the database it finds. Every figure is the median of
several runs; CPU seconds where pages are compared, wall seconds elsewhere.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from gonghui.bench import data
from gonghui.kernel.figures.answering import answer, value
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import catalogue, find
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import Period

H1 = Period.parse("2026H1")


@dataclass
class Line:
    """One measured thing: ours, the floor or peer, their ratio and the goal; `unit` of ours and floor."""

    what: str
    ours: float
    floor: float | None
    unit: str
    goal: str
    good: bool

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def median(work: Callable[[], Any], runs: int = 5, clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds, the middle of `runs` after one that is not counted."""
    work()
    taken = []
    for _ in range(runs):
        start = clock()
        work()
        taken.append(clock() - start)
    return statistics.median(taken)


def prepare(unions: int, members: int, records: int) -> Union:
    """Fill the database; returns the federation's top."""
    base = data.federation(unions)
    data.members(base, members)
    data.records(base, records)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Union.objects.get(code="BENCH")


def figures(top: Union) -> list[Line]:
    """A figure of the whole federation against the bare count; all figures of a half-year."""
    lines = []
    for key in ("members.standing", "petitions.items", "contracts.nonpublic"):
        indicator, ask = find(key), Ask(top, H1)
        ours = median(lambda i=indicator: value(i, Ask(Union.objects.get(pk=top.pk), H1)))  # type: ignore[misc]  # bound per loop
        sql, arguments = bare_count(key, ask)
        floor = median(lambda s=sql, a=arguments: _fetch(s, a))  # type: ignore[misc]  # bound per loop
        lines.append(Line(f"figure {key}", ours * 1000, floor * 1000, "ms", "≤ 3 ×", ours <= 3 * floor))
    everything = list(catalogue().values())
    ask = Ask(Union.objects.get(pk=top.pk), H1)
    with CaptureQueriesContext(connection) as asked:
        answer(everything, [ask, ask.last_year()])
    seconds = median(lambda: answer(everything, [Ask(Union.objects.get(pk=top.pk), H1)]), 3)
    lines.append(Line(f"all {len(everything)} figures of a half-year", seconds, None, "s", "≤ 5 s", seconds <= 5))
    lines.append(Line("… statements, with last year's", len(asked), None, "", "≤ 40", len(asked) <= 40))
    return lines


def bare_count(key: str, ask: Ask) -> tuple[str, list[Any]]:
    """The SQL that the figure cannot do without: the same rows of the same subtree, and nothing else."""
    from gonghui.kernel.figures.conditions import Conditions
    from gonghui.kernel.figures.counting import leaf
    from gonghui.kernel.figures.statements import aggregate, scoped

    measure, inner = leaf(find(key), ask)
    rows = scoped(measure.of._default_manager.filter(Conditions({}).of(measure, inner)), measure, inner)
    counted = rows.order_by().values("state").annotate(n=aggregate(measure)).values_list("n")
    sql, arguments = counted.query.sql_with_params()
    return sql, list(arguments)


def _fetch(sql: str, arguments: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        return cursor.fetchall()


def list_page() -> list[Line]:
    """The list of 50 against a view behind the same middleware and login that prints the same cells and does nothing else."""
    user = get_user_model().objects.create_superuser("bench", password=None)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    lines = []
    for slug in ("petitions", "roster"):
        page, bare = reverse("ledger-list", args=[slug]), f"/bare/{slug}/"
        ours = _cpu(client, page)
        with override_settings(ROOT_URLCONF="gonghui.bench.bare"):
            floor = _cpu(client, bare)
        lines.append(
            Line(f"list page of 50, {slug} (CPU)", ours * 1000, floor * 1000, "ms", "≤ 1.5 ×", ours <= 1.5 * floor)
        )
    return lines


def _cpu(client: Client, address: str) -> float:
    assert client.get(address).status_code == 200
    return median(lambda: client.get(address).content, 15, time.process_time)


def summary(top: Union) -> list[Line]:
    """The half-year summary as a .docx."""
    from gonghui.kernel.documents import services

    user = get_user_model().objects.get(username="bench")

    def make() -> None:
        document = services.compose(top, H1, user)
        BytesIO(services.docx(document))

    seconds = median(make, 3)
    return [Line("half-year summary as .docx", seconds, None, "s", "≤ 3 s", seconds <= 3)]
