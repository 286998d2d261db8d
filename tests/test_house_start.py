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

FIRST_SECONDS, SECOND_SECONDS, STOP_SECONDS = 120, 10, 120
OF_THE_SUITE = ("DJANGO_SETTINGS_MODULE", "SECRET_KEY", "GONGHUI_KEY", "GONGHUI_INDEX_KEY")


def environment_of(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in OF_THE_SUITE}
    return kept | {"GONGHUI_HOME": str(home), "DATABASE_URL": ""}


@contextmanager
def started(home: Path, port: int, seconds: float) -> Iterator[str]:
    """The command running and its page's address; it must say so within the seconds, and end with 0 on Ctrl-C."""
    command = [sys.executable, "-m", "gonghui", "start", "--no-demo", "--port", str(port)]
    began = time.monotonic()
    with subprocess.Popen(
        command, env=environment_of(home), stdout=subprocess.PIPE, text=True, start_new_session=True
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
            server.wait(STOP_SECONDS)
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
        second = subprocess.run(command, env=environment_of(tmp_path), capture_output=True, text=True, check=False)
        assert second.returncode != 0
        assert "已被占用" in second.stderr
        command = [sys.executable, "-m", "gonghui", "migrate", "--check"]
        whole = subprocess.run(command, env=environment_of(tmp_path), capture_output=True, text=True, check=False)
        assert (whole.returncode, whole.stderr) == (0, "")
    assert not answers(port)


def test_the_api_is_built_only_when_it_is_asked_for(tmp_path: Path) -> None:
    """The forms of every ledger for the API take seconds; whoever starts the program does not wait for them."""
    program = "import django, sys; django.setup(); import gonghui.urls; print('ninja' in sys.modules)"
    environment = environment_of(tmp_path) | {"DJANGO_SETTINGS_MODULE": "gonghui.settings"}
    told = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
