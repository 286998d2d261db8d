"""Pages in a real browser: when the first content stands, what moves, what comes over the line."""

from __future__ import annotations

import statistics
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page

FIRST_CONTENT = 800  # ms
FIRST_WEIGHT, NEXT_WEIGHT, CHARTS = 300, 50, 250  # KiB, compressed
SHIFT = 0.001
SHIFTS = """
window.shifted = 0;
const shifted = (list) => list.getEntries().forEach((each) => { window.shifted += each.value; });
new PerformanceObserver(shifted).observe({ type: "layout-shift", buffered: true });
"""
CONTENT = """() => new Promise((resolve) => {
  const told = () => {
    const found = performance.getEntriesByName("first-contentful-paint")[0];
    if (found) resolve(found.startTime);
    return found;
  };
  if (!told()) new PerformanceObserver(told).observe({ type: "paint", buffered: true });
})"""
SERVER = "(() => { const one = performance.getEntriesByType('navigation')[0]; return one.responseStart - one.requestStart; })()"


class Asked(NamedTuple):
    """A page to be weighed; charts: whether it draws with the charts library."""

    name: str
    address: str
    charts: bool = False


PAGES = [
    Asked("sign-in", "/login/"),
    Asked("home", "/"),
    Asked("ledgers", "/ledgers/"),
    Asked("list: petitions", "/ledgers/petitions/"),
    Asked("list: roster", "/ledgers/roster/"),
    Asked("list, found: roster", "/ledgers/roster/?q=王12"),
    Asked("form", "/ledgers/petitions/new/"),
    Asked("entering in rows", "/ledgers/visits/enter/"),
    Asked("tree", "/unions/"),
    Asked("union: the city", "/unions/BENCH/"),
    Asked("union: a town", "/unions/BT0/"),
    Asked("figures", "/figures/"),
    Asked("figure", "/figures/members.standing/?period=2026H1"),
    Asked("records of a figure", "/figures/petitions.items/records/?period=2026H1"),
    Asked("cross table", "/pivot/?m=petitions.items&rows=child&cols=period&period=2026H1", charts=True),
    Asked("duties", "/duties/"),
    Asked("search", "/search/?q=测量第12"),
    Asked("returns", "/returns/"),
    Asked("documents", "/documents/"),
    Asked("pocket", "/pocket/"),
]


class Weighed(NamedTuple):
    """What was measured of one page: ms (server, content and ceiling as medians, slow the slowest), KiB."""

    page: Asked
    server: float
    content: float
    slow: float
    ceiling: float
    shift: float
    first: float
    after: float

    @staticmethod
    def head() -> str:
        return (
            f"| page | server ms | first content ms (≤ {FIRST_CONTENT}) | slowest | same bytes, idle server | layout shift (0) "
            f"| first visit KiB (≤ {FIRST_WEIGHT}, with charts ≤ {FIRST_WEIGHT + CHARTS}) | later KiB (≤ {NEXT_WEIGHT}) | |\n"
            "|---|---|---|---|---|---|---|---|---|"
        )

    @property
    def broken(self) -> list[str]:
        told = [
            (self.slow > FIRST_CONTENT, "first content"), (self.shift > SHIFT, "layout shift"),
            (self.first > FIRST_WEIGHT + CHARTS * self.page.charts, "first weight"), (self.after > NEXT_WEIGHT, "later weight"),
        ]  # fmt: skip
        return [name for bad, name in told if bad]

    def line(self) -> str:
        reached = ", ".join(f"**{each}**" for each in self.broken) or "reached"
        return (
            f"| {self.page.name} | {self.server:.0f} | {self.content:.0f} | {self.slow:.0f} | {self.ceiling:.0f} | {self.shift:.3f} "
            f"| {self.first:.0f} | {self.after:.1f} | {reached} |"
        )


def opened(page: Page, address: str) -> float:
    """Opens a page; KiB that came over the line."""
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    sizes: list[float] = []
    client.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    answer = page.goto(address, wait_until="networkidle")
    if answer is None or not answer.ok:
        raise SystemExit(f"{address} answers {answer.status if answer else 'nothing'}")
    client.detach()
    return sum(sizes) / 1024


def weigh(context: BrowserContext, base: str, asked: Asked, rounds: int) -> Weighed:
    """First with an empty store, then again and again with what the browser kept."""
    page = context.new_page()
    used: set[str] = set()
    page.on("requestfinished", lambda request: used.add(request.url))
    context.new_cdp_session(page).send("Network.clearBrowserCache")
    first = opened(page, base + asked.address)
    shift = page.evaluate("window.shifted")
    after, contents, servers = [], [], []
    for _ in range(rounds):
        after.append(opened(page, base + asked.address))
        contents.append(float(page.evaluate(CONTENT)))
        servers.append(float(page.evaluate(SERVER)))
        shift = max(shift, page.evaluate("window.shifted"))
    kept = {address.removeprefix(base): context.request.get(address) for address in used if address.startswith(base)}
    with handed_out({address: (one.headers, one.body()) for address, one in kept.items() if one.ok}) as idle:
        bare = context.browser.new_context(viewport=page.viewport_size, locale="zh-CN")  # type: ignore[union-attr]  # launched
        other = bare.new_page()
        times = []
        for _ in range(rounds):
            other.goto(idle + asked.address, wait_until="load")
            times.append(float(other.evaluate(CONTENT)))
        bare.close()
        ceiling = statistics.median(times)
    page.close()
    return Weighed(
        asked, statistics.median(servers), statistics.median(contents), max(contents), ceiling, shift, first, statistics.median(after)
    )  # fmt: skip


@contextmanager
def handed_out(pages: dict[str, tuple[dict[str, str], bytes]]) -> Iterator[str]:
    """The address of a server that hands out what it was given, and asks nothing."""

    class Hand(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers, body = pages.get(self.path, ({}, b""))
            self.send_response(200 if body else 404)
            for name in ("content-type", "cache-control"):
                if name in headers:
                    self.send_header(name, headers[name])
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hand)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def weigh_pages(
    browser: Browser, enter: Callable[[], BrowserContext], base: str, pages: list[Asked], rounds: int
) -> list[Weighed]:
    found = []
    for asked in pages:
        context = browser.new_context(viewport={"width": 1440, "height": 900}) if "login" in asked.address else enter()
        context.add_init_script(SHIFTS)
        found.append(weigh(context, base, asked, rounds))
        print(found[-1].line(), flush=True)
        context.close()
    return found
