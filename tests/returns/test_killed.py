"""Killed in the middle of a lock: afterwards nothing is half locked, and the doctor finds nothing."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from django.db import connection

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.organisations.models import Level, Union
from gonghui.kernel.periods import Period
from gonghui.kernel.returns import forms, rounds
from gonghui.kernel.returns.definition import FormData

LOCK = """
import django, time
django.setup()
from gonghui.kernel.returns import rounds
from gonghui.kernel.returns.models import Round
seal, count = rounds.seal, []
def slow(ret):
    count.append(ret)
    if len(count) == 3:
        print("two are locked", flush=True)
        time.sleep(60)
    return seal(ret)
rounds.seal = slow
rounds.lock(Round.objects.get(), None)
"""
LOOK = """
import django
django.setup()
from gonghui.kernel.doctor.registry import examine
from gonghui.kernel.returns import rounds
from gonghui.kernel.returns.models import Return, Round
def told():
    bad = [f.text for o in examine(only=["returns.locked_whole", "returns.sealed"]) for f in o.findings]
    return sorted(Return.objects.values_list("status", flat=True)), Round.objects.get().locked_at is not None, bad
print(told())
rounds.lock(Round.objects.get(), None)
print(told())
"""


def _submitted_round() -> None:
    """A federation over three towns, everything received and nothing locked."""
    with acting(None, "测试"):
        top = Union.objects.create(code="C", name="测试市总工会", level=Level.COUNTY)
        for n in range(3):
            Union.objects.create(code=f"T{n}", name=f"测试{n}镇总工会", level=Level.TOWN, parent=top)
    cells = [{"code": "A01", "label": "会员", "unit": "人", "figure": "members.standing"}]
    data = {"key": "k", "version": "1", "name": "测试半年报表", "tables": [{"key": "T", "cells": cells}]}
    made = rounds.open_round(
        forms.keep(FormData.from_json(data), None), top, Period.parse("2026H1"), dt.date(2026, 7, 15), None
    )
    for ret in made.returns.order_by("-pk"):
        rounds.sign(ret, "甲", "乙", "14000000000", None)
        rounds.submit(ret, None)
        if ret.upper_id:
            rounds.accept(ret, None)


@pytest.mark.skipif(bool(os.environ.get("TEST_DATABASE_URL")), reason="plays with a database file of its own")
def test_a_lock_that_is_killed_leaves_nothing_half_done(tmp_path: Path, db: None) -> None:
    """The house is made here and written to a file: two programs play with the file, one of them is killed."""
    file = tmp_path / "d.sqlite3"
    _submitted_round()
    file.write_bytes(connection.connection.serialize())
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "gonghui.settings", "GONGHUI_HOME": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{file}",
    }  # fmt: skip

    def run(program: str) -> subprocess.Popen[str]:
        words = [sys.executable, "-c", textwrap.dedent(program)]
        return subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True)

    locking = run(LOCK)
    assert locking.stdout is not None
    assert locking.stdout.readline().strip() == "two are locked"
    locking.kill()
    locking.communicate()
    told, _none = run(LOOK).communicate(timeout=180)
    assert told.splitlines() == [
        "(['accepted', 'accepted', 'accepted', 'accepted'], False, [])",
        "(['locked', 'locked', 'locked', 'locked'], True, [])",
    ]
