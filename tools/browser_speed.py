"""Speed and weight of the site in a real browser, on a federation made for it.

`python -m tools.browser_speed [--home DIR] [--members N] [--rounds N] [--write] [--only pages|acts]`

The server runs as deploy/systemd declares it. Pages: first content, layout shift and what comes over the line, compressed; beside it
the first content of the same bytes from a server that only hands them out, which is the browser's own ceiling. Acts: from the key or
the click to the frame in which the answer stands. Exits with 1 when a limit is broken. The data lie in build/speed, or in --home.
"""

from __future__ import annotations

import argparse
import os
import platform
import shlex
import subprocess
import sys
import time
import urllib.request
from datetime import date
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tools.browser_acts import ACTS, Timed, time_acts
from tools.browser_pages import PAGES, Weighed, weigh_pages
from tools.screenshots import TOP, free_port
from tools.suite import chromium

TABLE = TOP / "docs" / "reference" / "speed-site.md"
UNIT = TOP / "deploy" / "systemd" / "gonghui-web.service"
UNIONS, MEMBERS, RECORDS = 3_000, 100_000, 300_000
LARGE = 1_000  # unions below one whose figures are kept ready: here the city alone
START = 300  # seconds to the first answer, on a machine with other work
NAME, WORD = "measure", "measure-pages-1"
MAKE = """
import django; django.setup()
import sys
from django.contrib.auth import get_user_model
from django.db import connection
from gonghui.bench.data import federation, members, records
from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.figures.tallies.keeping import refresh
from gonghui.kernel.organisations.models import Union
unions, people, rows, name, word = sys.argv[1:]
if not Union.objects.filter(code="BENCH").exists():
    made = federation(int(unions))
    members(made, int(people))
    records(made, int(rows))
    refresh()
    connection.cursor().execute("ANALYZE")
if not get_user_model().objects.filter(username=name).exists():
    user = get_user_model().objects.create_user(name, password=word, first_name="测量员")
    Grant.objects.create(user=user, union=Union.objects.get(code="BENCH"), role=Role.LEADER)
"""


def environment(home: Path) -> dict[str, str]:
    """The server's, with a database of its own; nobody at a desk is as quick as the measure, so without a limit of requests."""
    own = {"GONGHUI_HOME": str(home), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "gonghui.settings"}
    return os.environ | own | {"RATE_ACCOUNT": "0", "RATE_SIGN_IN": "0", "GONGHUI_TALLY_UNIONS": str(LARGE)}


def prepare(home: Path, members: int) -> None:
    """The federation, unless it is there, and one officer of the city."""
    home.mkdir(parents=True, exist_ok=True)
    share = members / MEMBERS
    sizes = [str(int(UNIONS * share)), str(members), str(int(RECORDS * share))]
    subprocess.run([sys.executable, "-m", "gonghui", "migrate", "-v0"], env=environment(home), cwd=TOP, check=True)
    subprocess.run([sys.executable, "-c", MAKE, *sizes, NAME, WORD], env=environment(home), cwd=TOP, check=True)


def declared(port: int) -> list[str]:
    """The server's command as the unit declares it, at a port of our own."""
    line = next(one for one in UNIT.read_text(encoding="utf-8").splitlines() if one.startswith("ExecStart="))
    words = shlex.split(line.removeprefix("ExecStart="))
    words[0] = sys.executable
    words[words.index("--bind") + 1] = f"127.0.0.1:{port}"
    return words


def serve(home: Path, port: int) -> subprocess.Popen[bytes]:
    server = subprocess.Popen(declared(port), env=environment(home), cwd=TOP, stderr=subprocess.DEVNULL)
    until = time.monotonic() + START
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/login/", timeout=60).close()
            return server
        except (URLError, OSError):
            time.sleep(0.3)
    server.terminate()
    raise SystemExit("the server did not start")


def signed_in(browser: Browser, base: str) -> BrowserContext:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN", timezone_id="Asia/Shanghai")
    page = context.new_page()
    page.goto(f"{base}/login/")
    page.fill("input[name=login]", NAME)
    page.fill("input[name=password]", WORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login/" not in url)
    page.close()
    return context


def table(members: int, weighed: list[Weighed], timed: list[Timed], version: str) -> str:
    share = members / MEMBERS
    told = [
        f"`python -m tools.browser_speed` on {date.today()}: {int(UNIONS * share)} unions, {members} members,"
        f" {int(RECORDS * share)} records in SQLite; gunicorn as `deploy/systemd` declares it, Chromium {version}; server and browser"
        f" together on {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()} {platform.machine()}."
    ]
    if weighed:
        told += ["", "## Pages", "", Weighed.head(), *(each.line() for each in weighed)]
    if timed:
        told += ["", "## Acts", "", Timed.head(), *(each.line() for each in timed)]
    return "\n".join(told) + "\n"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, default=TOP / "build" / "speed")
    parser.add_argument("--members", type=int, default=MEMBERS)
    parser.add_argument("--rounds", type=int, default=9, help="how often each page is opened")
    parser.add_argument("--tries", type=int, default=20, help="how often each act is done")
    parser.add_argument("--only", choices=("pages", "acts"))
    parser.add_argument("--name", default="", help="only pages and acts whose name holds this")
    parser.add_argument("--write", action="store_true", help=f"put the tables into {TABLE.relative_to(TOP)}")
    return parser.parse_args()


def main() -> int:
    asked = arguments()
    prepare(asked.home, asked.members)
    port = free_port()
    server = serve(asked.home, port)
    base = f"http://127.0.0.1:{port}"
    weighed: list[Weighed] = []
    timed: list[Timed] = []
    try:
        with sync_playwright() as playwright:
            options = ["--no-sandbox"] if os.geteuid() == 0 else []
            browser = playwright.chromium.launch(executable_path=chromium(), args=options)
            if asked.only != "acts":
                pages = [each for each in PAGES if asked.name in each.name]
                weighed = weigh_pages(browser, lambda: signed_in(browser, base), base, pages, asked.rounds)
            if asked.only != "pages":
                acts = [each for each in ACTS if asked.name in each.name]
                timed = time_acts(lambda: signed_in(browser, base), base, acts, asked.tries)
            version = browser.version
            browser.close()
    finally:
        server.terminate()
        server.wait(30)
    text = table(asked.members, weighed, timed, version)
    print(text)
    if asked.write:
        head, _mark, _old = TABLE.read_text(encoding="utf-8").partition("<!-- measured -->")
        TABLE.write_text(f"{head}<!-- measured -->\n{text}", encoding="utf-8")
    return 1 if any(each.broken for each in (*weighed, *timed)) else 0


if __name__ == "__main__":
    sys.exit(main())
