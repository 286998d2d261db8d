"""What stands in the database at this moment, asked when a watcher asks."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import DatabaseError
from django.db.models import Count, Min
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from gonghui import __version__
from gonghui.kernel.audit.models import Seal

WAITING = "READY"  # the task store's own word


class Standing(Collector):
    """Tasks by state, seconds that the oldest has waited, seconds since the change log was closed."""

    def collect(self) -> Iterator[Metric]:
        yield _version()
        answers = GaugeMetricFamily("gonghui_database_up", "Whether the database answers.")
        try:
            found = list(_standing())
        except DatabaseError:
            answers.add_metric([], 0)
            yield answers
            return
        answers.add_metric([], 1)
        yield answers
        yield from found


def _version() -> Metric:
    told = GaugeMetricFamily("gonghui_version", "1, with the version.", labels=["version"])
    told.add_metric([__version__], 1)
    return told


def _standing() -> Iterator[Metric]:
    now = timezone.now()
    tasks = GaugeMetricFamily("gonghui_tasks", "Tasks by state.", labels=["state"])
    for state, number in DBTaskResult.objects.order_by().values_list("status").annotate(Count("pk")):
        tasks.add_metric([str(state).lower()], number)
    yield tasks
    oldest = DBTaskResult.objects.filter(status=WAITING).aggregate(first=Min("enqueued_at"))["first"]
    yield _seconds(
        "gonghui_task_waiting_seconds", "Since the oldest task waits.", (now - oldest).total_seconds() if oldest else 0
    )
    last = Seal.objects.order_by("-number").values_list("made_at", flat=True).first()
    if last:
        yield _seconds("gonghui_seal_age_seconds", "Since the change log was closed.", (now - last).total_seconds())


def _seconds(name: str, words: str, value: float) -> Metric:
    told = GaugeMetricFamily(name, words)
    told.add_metric([], value)
    return told
