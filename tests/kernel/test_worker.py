"""Workers' leases, and tasks of dead workers given out again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection
from django_tasks_db.models import DBTaskResult

from gonghui.kernel.cli.leases import Lease, is_held
from gonghui.kernel.cli.reaping import TRIES, lease_of, reap

HOLD = """
import os, sys, time
import django
from django.conf import settings
django.setup()
from pathlib import Path
settings.VAR = Path(sys.argv[1])
settings.DATABASES["default"]["NAME"] = sys.argv[2]
from gonghui.kernel.cli.leases import Lease
lease = Lease("worker:far"); print(lease.take(), flush=True); time.sleep(60)
"""


def task(*workers: str) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status="RUNNING", args_kwargs={"args": [], "kwargs": {}}, task_path="x.y", backend_name="default",
        run_after="2026-01-01T00:00:00Z", worker_ids=list(workers),
    )  # fmt: skip


@pytest.mark.django_db
def test_only_tasks_of_the_dead_are_given_out_again() -> None:
    dead, alive, own, worn = task("gone"), task("here"), task("me"), task(*["gone"] * TRIES)
    with Lease(lease_of("here")):
        assert is_held(lease_of("here"))
        assert reap("me") == 1
    states = dict(DBTaskResult.objects.values_list("pk", "status"))
    assert [states[one.pk] for one in (dead, alive, own, worn)] == ["READY", "RUNNING", "RUNNING", "FAILED"]
    assert not is_held(lease_of("here"))


@pytest.mark.django_db
def test_a_lease_ends_with_a_killed_process() -> None:
    name = str(connection.settings_dict["NAME"])
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "gonghui.settings_test"}
    command = [sys.executable, "-c", HOLD, str(settings.VAR), name]
    holder = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    assert is_held("worker:far")
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    until = time.monotonic() + 5
    while is_held("worker:far") and time.monotonic() < until:
        time.sleep(0.02)
    assert not is_held("worker:far")
