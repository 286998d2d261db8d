"""How long the pages of others take: asked one after another by a process of its own, while the house rests and while it takes in."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PAUSE = 0.2  # seconds between two pages of one reader
PAGES = ("/", "/ledgers/roster/?q=%E7%8E%8B", "/ledgers/petitions/")


class Reader:
    """A reader at work; `times` afterwards: seconds of each page."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "gonghui.bench.pages"]
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "gonghui.settings"}
        pipe = subprocess.PIPE
        self.program = subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True)
        assert self.program.stdout is not None
        self.program.stdout.readline()  # it is ready
        self.times: list[float] = []

    def end(self) -> None:
        """Stop reading after the page that is being read."""
        said, _none = self.program.communicate("end\n")
        self.times = [float(word) for word in said.split()]


@contextmanager
def reading() -> Iterator[Reader]:
    """A reader beside whatever is done here."""
    reader = Reader()
    try:
        yield reader
    finally:
        reader.end()


def p95(times: list[float]) -> float:
    """Nineteen of twenty pages were no slower; seconds."""
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else max(times, default=0.0)


def main() -> None:
    """Ask for pages until a line comes in; then print how long each took."""
    import select

    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.test import Client

    accounts = get_user_model().objects
    user: Any = accounts.filter(username="reader").first() or accounts.create_superuser("reader", password=None)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    for page in PAGES:
        answered = client.get(page)
        assert answered.status_code == 200, (page, answered.status_code)
    print("ready", flush=True)  # noqa: T201 - said to the process that waits
    taken: list[float] = []
    while not select.select([sys.stdin], [], [], PAUSE)[0]:
        start = time.perf_counter()
        _whole = client.get(PAGES[len(taken) % len(PAGES)]).content
        taken.append(time.perf_counter() - start)
    print(*taken)  # noqa: T201 - likewise


if __name__ == "__main__":
    main()
