"""The web server and the task worker as child processes that end when the command ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Self

STOP_SECONDS = 15  # a page or a task under way may finish
RESTART_SECONDS = 2  # between two tries of a worker that fails


class Processes:
    """Children in sessions of their own: Ctrl-C reaches this process alone, which ends them in order."""

    def __init__(self) -> None:
        self.server: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None
        self.stopping = threading.Event()
        self.failed = 0

    def __enter__(self) -> Self:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        children = [child for child in (self.server, self.worker) if child and child.poll() is None]
        for child in children:
            child.send_signal(signal.SIGTERM)
        until = time.monotonic() + STOP_SECONDS
        for child in children:
            try:
                child.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        if self.failed and error is None:
            sys.exit(self.failed)

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()

    def start_server(self, host: str, port: int, threads: int) -> None:
        options = ["--bind", f"{host}:{port}", "--worker-class", "gthread", "--threads", str(threads)]
        # an officer reads for a while: a line that the server closes after two seconds may break the next click
        options += ["--keep-alive", "75"]
        self.server = self.child("gunicorn", "gonghui.wsgi", *options, "--log-level", "warning")

    def start_worker(self) -> None:
        self.worker = self.child("gonghui", "worker")

    def child(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", *arguments]
        return subprocess.Popen(command, env=os.environ.copy(), start_new_session=True)

    def server_lives(self) -> bool:
        return self.server is not None and self.server.poll() is None and not self.stopping.is_set()

    def watch(self, chore: Callable[[], object], every: float) -> None:
        """Until asked to stop or the server ends; a worker that ends is started again; a chore done each `every` seconds."""
        due = time.monotonic() + every
        while not self.stopping.wait(0.5):
            if time.monotonic() >= due:
                chore()
                due = time.monotonic() + every
            if self.server and self.server.poll() is not None:
                self.failed = self.server.returncode or 1
                return
            if self.worker and self.worker.poll() is not None:
                self.stopping.wait(RESTART_SECONDS)
                if not self.stopping.is_set():
                    self.start_worker()
