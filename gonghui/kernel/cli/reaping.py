"""Tasks of workers that died are given out again: the queue's own rows would say "running" for ever."""

from __future__ import annotations

import contextlib
import logging
import threading

from django.db import DatabaseError, connection, transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gonghui.kernel.cli.leases import Lease, is_held

TRIES = 5  # times a task is begun; one that kills its worker each time must not do so for ever
EVERY = 10  # seconds between two looks
log = logging.getLogger(__name__)


def lease_of(worker: str) -> str:
    return f"worker:{worker}"


def reap(own: str = "") -> int:
    """Give out again what dead workers left; returns how many tasks. `own` is the worker that asks."""
    number = 0
    for task in DBTaskResult.objects.running():
        holder = str(task.worker_ids[-1]) if task.worker_ids else ""
        if not holder or holder == own or is_held(lease_of(holder)):
            continue
        with transaction.atomic():
            mine = DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING, worker_ids=task.worker_ids)
            if len(task.worker_ids) >= TRIES:
                mine.update(status=TaskResultStatus.FAILED, exception_class_path="WorkerLost", traceback="")
            else:
                number += mine.update(status=TaskResultStatus.READY, started_at=None)
    return number


class Reaper(threading.Thread):
    """Looks for dead workers' tasks as long as its own worker lives, and keeps its lease."""

    def __init__(self, worker: str, lease: Lease) -> None:
        super().__init__(name="reaper", daemon=True)
        self.worker, self.lease = worker, lease
        self.over = threading.Event()

    def run(self) -> None:
        while True:
            try:
                self.lease.renew()
                number = reap(self.worker)
                if number:
                    log.warning("%s tasks of dead workers are given out again", number)
            except DatabaseError as error:
                log.warning("cannot look for dead workers: %s", error)
            finally:
                with contextlib.suppress(DatabaseError):
                    connection.close()
            if self.over.wait(EVERY):
                return
