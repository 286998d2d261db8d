"""`gonghui worker`: the queue's worker, with a lease that ends with it, taking over what dead workers left."""

from __future__ import annotations

import os
import socket
from argparse import ArgumentParser
from typing import Any

from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Command as Worker

from gonghui.kernel.cli.leases import Lease
from gonghui.kernel.cli.reaping import Reaper, lease_of, reap


class Command(Worker):
    help = "Run the tasks that pages hand to the background, until stopped."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        name = f"{socket.gethostname()[:30]}-{os.getpid()}-{get_random_string(8)}"
        parser.set_defaults(queue_name="*", startup_delay=False, worker_id=name, verbosity=0)

    def handle(self, *args: Any, **options: Any) -> None:
        worker = str(options["worker_id"])
        lease = Lease(lease_of(worker))
        with lease:
            reap(worker)
            reaper = Reaper(worker, lease)
            reaper.start()
            try:
                super().handle(*args, **options)
            finally:
                reaper.over.set()
