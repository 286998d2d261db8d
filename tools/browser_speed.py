"""Speed and weight of the pages in a real browser, on a federation made for it: `python -m tools.browser_speed [MEMBERS]`.

Prints a table: first content, the largest content, how long a click takes to answer (Event Timing), layout shift, and what comes over
the line at the first visit and afterwards, compressed. Exits with 1 when a limit is broken. The data lie in build/speed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
import urllib.request
from typing import Any, NamedTuple
from urllib.error import URLError

from playwright.sync_api import Browser, Page, sync_playwright

from tools.screenshots import TOP, free_port
from tools.suite import chromium

HOME = TOP / "build" / "speed"
MEMBERS = 100_000
VISITS = 7
START = 300  # seconds to the first answer, on a machine with other work
FIRST_CONTENT, CLICK = 800, 150  # ms
FIRST_WEIGHT, NEXT_WEIGHT, CHARTS = 300, 50, 250  # KiB, compressed
SHIFT = 0.01
NAME, WORD = "measure", "measure-pages-1"
PAGES = [
    "/",
    "/ledgers/",
    "/ledgers/roster/",
    "/ledgers/petitions/new/",
    "/unions/",
    "/figures/members.standing/",
    "/pocket/",
    "/pivot/",
]
MAKE = """
import sys
from django.contrib.auth import get_user_model
from gonghui.bench.data import federation, members, records
if not get_user_model().objects.exists():
    made = federation(int(sys.argv[1]) // 250)
    members(made, int(sys.argv[1]))
    records(made, int(sys.argv[1]) // 5)
    get_user_model().objects.create_superuser(sys.argv[2], password=sys.argv[3])
"""
OBSERVE = """
window.seen = {shift: 0, clicks: []};
new PerformanceObserver((list) => list.getEntries().forEach((each) => { if (!each.hadRecentInput) window.seen.shift += each.value; }))
  .observe({type: "layout-shift", buffered: true});
new PerformanceObserver((list) => list.getEntries().forEach((each) => window.seen.clicks.push(each.duration)))
  .observe({type: "event", buffered: true, durationThreshold: 16});
"""


class Line(NamedTuple):
    """What was measured of one page: medians of VISITS, in ms and KiB."""

    page: str
    content: float
    click: float
    shift: float
    first: float
    after: float


def environment() -> dict[str, str]:
    return os.environ | {"GONGHUI_HOME": str(HOME), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "gonghui.settings"}


def prepare(members: int) -> None:
    HOME.mkdir(parents=True, exist_ok=True)
    run = [sys.executable, "-m", "gonghui"]
    subprocess.run([*run, "migrate", "-v0"], env=environment(), cwd=TOP, check=True)
    begin = "import django; django.setup()\n"
    subprocess.run(
        [sys.executable, "-c", begin + MAKE, str(members), NAME, WORD], env=environment(), cwd=TOP, check=True
    )


def serve(port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "gunicorn", "-w", "2", "--threads", "4", "-b", f"127.0.0.1:{port}", "gonghui.wsgi"]
    server = subprocess.Popen(command, env=environment(), cwd=TOP, stderr=subprocess.DEVNULL)
    until = time.monotonic() + START
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/login/", timeout=60).close()
            return server
        except (URLError, OSError):
            time.sleep(0.3)
    server.terminate()
    raise SystemExit("the server did not start")


def weigh(page: Page, address: str) -> tuple[float, float]:
    """Opens a page; (KiB over the line, ms to the first content)."""
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    sizes: list[float] = []
    client.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    content = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    client.detach()
    return sum(sizes) / 1024, float(content)


def measure(browser: Browser, base: str, path: str) -> Line:
    """First visit with an empty store, then again and again with what the browser kept."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    context.add_init_script(OBSERVE)
    page = context.new_page()
    page.goto(f"{base}/login/")
    page.fill("input[name=login]", NAME)
    page.fill("input[name=password]", WORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login/" not in url)
    context.new_cdp_session(page).send("Network.clearBrowserCache")
    first, _content = weigh(page, base + path)
    later: list[tuple[float, float]] = [weigh(page, base + path) for _ in range(VISITS)]
    for _ in range(VISITS):
        page.click(".me > summary")
        page.keyboard.press("Escape")
        page.wait_for_timeout(60)
    seen: dict[str, Any] = page.evaluate("window.seen")
    context.close()
    clicks = sorted(seen["clicks"]) or [0]
    return Line(
        path, statistics.median(content for _weight, content in later), clicks[int(len(clicks) * 0.95) - 1 if len(clicks) > 1 else 0],
        seen["shift"], first, statistics.median(weight for weight, _content in later),
    )  # fmt: skip


def broken(line: Line) -> list[str]:
    most = FIRST_WEIGHT + (CHARTS if line.page == "/pivot/" else 0)
    told = [
        (line.content > FIRST_CONTENT, "first content"), (line.click > CLICK, "click"), (line.shift > SHIFT, "layout shift"),
        (line.first > most, "first weight"), (line.after > NEXT_WEIGHT, "later weight"),
    ]  # fmt: skip
    return [name for bad, name in told if bad]


def main() -> int:
    members = int(sys.argv[1]) if len(sys.argv) > 1 else MEMBERS
    prepare(members)
    port = free_port()
    server = serve(port)
    lines: list[Line] = []
    try:
        with sync_playwright() as playwright:
            options = ["--no-sandbox"] if os.geteuid() == 0 else []
            browser = playwright.chromium.launch(executable_path=chromium(), args=options)
            for path in PAGES:
                lines.append(measure(browser, f"http://127.0.0.1:{port}", path))
            browser.close()
    finally:
        server.terminate()
        server.wait(30)
    print(
        f"\n{members:,} members\n\n| page | first content ms | click p95 ms | layout shift | first visit KiB | later KiB | |"
    )
    print("|---|---|---|---|---|---|---|")
    for line in lines:
        told = ", ".join(broken(line)) or "ok"
        print(
            f"| {line.page} | {line.content:.0f} | {line.click:.0f} | {line.shift:.3f} | {line.first:.0f} | {line.after:.1f} | {told} |"
        )
    return 1 if any(broken(line) for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
