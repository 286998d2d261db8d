"""A process killed in the middle of a move or of a recount leaves nothing half done: the doctor finds the house sound."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

BEGIN = """
import os, signal
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "gonghui.settings"
django.setup()
from django.core.management import call_command
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures.models import Tally
from gonghui.kernel.figures.tallies import following, keeping
from gonghui.kernel.organisations.acts import move
from gonghui.kernel.organisations.models import Ancestry, Union
def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
"""
MAKE = """
from gonghui.kernel.cli.first_run import prepare_tables
prepare_tables()
with acting(None, "x"):
    city = Union.objects.create(code="C", name="测试市总工会", level="county")
    towns = [Union.objects.create(code=f"T{n}", name=f"测{n}镇", level="town", parent=city) for n in (1, 2)]
    Union.objects.create(code="B", name="测试厂工会", parent=towns[0], founded_on="2020-01-01")
print(keeping.refresh().unions)
"""
MOVE = """
from django.db.models.query import QuerySet
QuerySet.bulk_create = die
with acting(None, "x"):
    move(Union.objects.get(code="T1"), Union.objects.get(code="T2"), __import__("datetime").date(2026, 3, 1))
"""
RECOUNT = """
stored = keeping.store
def half(brought):
    stored(brought)
    die()
keeping.store = half
keeping.rebuild()
"""
LOOK = """
call_command("doctor", "--tallies")
print(Union.objects.get(code="T1").parent.code, Ancestry.objects.filter(until__year__lt=9999).count(), Tally.objects.count())
"""


def run(folder: Path, body: str) -> tuple[int, str]:
    environment = {
        **os.environ, "GONGHUI_HOME": str(folder), "DATABASE_URL": f"sqlite:///{folder}/d.sqlite3", "GONGHUI_TALLY_UNIONS": "1",
    }  # fmt: skip
    words = [sys.executable, "-c", BEGIN + body]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr[-2000:] * (done.returncode > 0)


def test_killed_in_a_move_and_in_a_recount(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    assert run(tmp_path, MAKE) == (0, "4\n")
    before = run(tmp_path, LOOK)
    assert before[0] == 0, before[1]
    assert before[1].splitlines()[-1].startswith("C 0 ")
    for body in (MOVE, RECOUNT):
        assert run(tmp_path, body)[0] == -signal.SIGKILL
        after = run(tmp_path, LOOK)
        assert (after[0], after[1].splitlines()[-1]) == (0, before[1].splitlines()[-1])
