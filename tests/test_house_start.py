"""`gonghui start` from nothing to a page that answers, and back to nothing."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FIRST_SECONDS, SECOND_SECONDS = 120, 5


@contextmanager
def started(home: Path, port: int, seconds: float) -> Iterator[str]:
    """The command running and its page's address; it must say so within the seconds, and end with 0 on Ctrl-C."""
    environment = os.environ | {"GONGHUI_HOME": str(home), "DATABASE_URL": ""}
    environment.pop("DJANGO_SETTINGS_MODULE", None)  # that of the suite
    command = [sys.executable, "-m", "gonghui", "start", "--no-demo", "--port", str(port)]
    began = time.monotonic()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as server:
        assert server.stdout is not None
        address = ""
        for line in server.stdout:
            if found := re.search(r"http://\S+", line):
                address = found.group()
                break
        waited = time.monotonic() - began
        try:
            assert address, "the command ended without an address"
            assert waited < seconds
            yield address
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)
    assert server.returncode == 0


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_start_makes_all_once_and_stops_clean(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with started(tmp_path, port, FIRST_SECONDS) as address:
        with urllib.request.urlopen(f"{address}login/", timeout=30) as page:
            assert page.status == 200
        kept = {path.name for path in (tmp_path / "var").iterdir()}
        assert {"gonghui.sqlite3", "keys.json"} <= kept
        assert "first-run" not in kept
    assert not answers(port)
    with started(tmp_path, port, SECOND_SECONDS):
        assert answers(port)
        command = [sys.executable, "-m", "gonghui", "start", "--port", str(port)]
        second = subprocess.run(
            command, env=os.environ | {"GONGHUI_HOME": str(tmp_path)}, capture_output=True, text=True, check=False
        )
        assert second.returncode != 0
        assert "已被占用" in second.stderr
    assert not answers(port)
