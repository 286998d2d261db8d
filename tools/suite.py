"""Runs the suite: on SQLite always, on PostgreSQL and in a real browser where the machine has them.

What was left out is said plainly; with GONGHUI_REQUIRE_ALL=1 leaving a part out is a failure.
Arguments go to pytest: with any, each part runs only what they select.
"""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from gonghui.catalogue import compile_stale

NOTHING_COLLECTED = 5  # pytest's exit code
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WORKERS = os.environ.get("GONGHUI_TEST_WORKERS", "2")


class Part(NamedTuple):
    """One run of pytest; missing: what the machine lacks for it, in words."""

    name: str
    arguments: list[str]
    environment: dict[str, str]
    missing: str = ""


def postgresql() -> str:
    """The URL of a reachable server, "" when there is none; the database itself is made by the tests."""
    import psycopg

    given = os.environ.get("TEST_DATABASE_URL", "")
    names = dict.fromkeys(("postgres", getpass.getuser()))
    for url in [given] if given else [f"postgres://{name}@127.0.0.1:5432/gonghui_{os.getpid()}" for name in names]:
        server = url.rsplit("/", 1)[0] + "/postgres"
        try:
            with psycopg.connect(server, connect_timeout=3) as connection:
                rights = connection.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
                if rights.fetchone() == (True,):
                    return url
        except psycopg.Error:
            continue
    return ""


def chromium() -> str:
    """The system's browser, "" when there is none."""
    return os.environ.get("GONGHUI_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), "")


def parts() -> list[Part]:
    browser = chromium()
    server = postgresql()
    workers = ["-n", WORKERS, "--dist", "loadscope"]  # the tests of a file stand in one world, play in one city
    return [
        Part("SQLite", [*workers, "-m", "not browser"], {"TEST_DATABASE_URL": ""}),
        Part(
            "PostgreSQL",
            [*workers, "-m", "not browser"],
            {"TEST_DATABASE_URL": server},
            "" if server else "no server reachable",
        ),
        Part(
            "browser",
            [*workers, "-m", "browser"],
            {"TEST_DATABASE_URL": "", "GONGHUI_BROWSER": browser, "DJANGO_ALLOW_ASYNC_UNSAFE": "true"},
            "" if browser else "no Chromium found",
        ),
    ]


def run(part: Part, arguments: list[str]) -> str:
    """The part's outcome in words; "failed" first when it failed."""
    if part.missing:
        return f"left out: {part.missing}"
    began = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", *part.arguments, *arguments]
    # tests start the program often: its sources are compiled once, whatever the shell says
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    code = subprocess.run(command, env=kept | part.environment, check=False).returncode
    if code == NOTHING_COLLECTED:
        return "left out: no test selected"
    return f"{'failed' if code else 'passed'} in {time.monotonic() - began:.0f} s"


def main() -> int:
    os.chdir(Path(__file__).resolve().parent.parent)
    compile_stale()
    outcomes = {}
    for part in parts():
        print(f"\n=== {part.name} ===", flush=True)
        outcomes[part.name] = run(part, sys.argv[1:])
        print(outcomes[part.name], flush=True)
    print("\n" + "\n".join(f"{name:<12}{outcome}" for name, outcome in outcomes.items()))
    failed = [name for name, outcome in outcomes.items() if outcome.startswith("failed")]
    left_out = [name for name, outcome in outcomes.items() if outcome.startswith("left out")]
    if left_out and os.environ.get("GONGHUI_REQUIRE_ALL") == "1":
        print(f"GONGHUI_REQUIRE_ALL=1, and left out: {', '.join(left_out)}", file=sys.stderr)
        return 1
    nothing = len(left_out) == len(outcomes)
    return 1 if failed or nothing else 0


if __name__ == "__main__":
    sys.exit(main())
