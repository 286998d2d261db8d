"""Acts in a real browser: from the key or the click to the frame in which the answer stands."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from playwright.sync_api import BrowserContext, Page

ANSWER = 150  # ms, nineteen of twenty
# `acted`: the moment of the last key or click; `answered`: the first frame after what was waited for stands, or, of the next page,
# its first content. Both since 1970, in ms: they outlive the page.
WATCH = """
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const acted = (event) => {
    if (event.isTrusted && window.armed) sessionStorage.setItem("acted", performance.timeOrigin + event.timeStamp);
  };
  ["keydown", "click", "change"].forEach((name) => window.addEventListener(name, acted, { capture: true }));
  const framed = (resolve) => {
    const channel = new MessageChannel(); // its message comes after the frame is drawn
    channel.port1.onmessage = () => resolve(now());
    requestAnimationFrame(() => channel.port2.postMessage(0));
  };
  window.arm = (selector) => {
    window.armed = true;
    window.turned = new Promise((resolve) => document.addEventListener("page:shown", () => framed(resolve), { once: true }));
    window.answered = new Promise((resolve) => {
      if (!selector) return;
      const look = () => {
        if (!document.querySelector(selector)) return false;
        seen.disconnect();
        framed(resolve);
        return true;
      };
      const seen = new MutationObserver(look);
      seen.observe(document.documentElement, { childList: true, subtree: true, attributes: true, characterData: true });
    });
  };
})();
"""
PAINTED = """() => window.turned || new Promise((resolve) => {
  const found = () => performance.getEntriesByName("first-contentful-paint")[0];
  const told = () => resolve(performance.timeOrigin + found().startTime);
  if (found()) told(); else new PerformanceObserver(() => { if (found()) told(); }).observe({ type: "paint", buffered: true });
})"""
ACTED = "Number(sessionStorage.getItem('acted'))"


class Hand:
    """Does an act and notes how long its answer took."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.times: list[float] = []

    def go(self, address: str) -> Page:
        self.page.goto(self.base + address, wait_until="networkidle")
        return self.page

    @contextmanager
    def answer(self, selector: str) -> Iterator[None]:
        """What is done inside is answered on this page, by what the selector finds."""
        self.page.evaluate("selector => window.arm(selector)", selector)
        yield
        answered = self.page.evaluate("window.answered")
        self.times.append(answered - self.page.evaluate(ACTED))

    @contextmanager
    def next_page(self) -> Iterator[None]:
        """What is done inside leads to another page."""
        self.page.evaluate("window.arm('')")
        with self.page.expect_navigation(wait_until="load"):
            yield
        answered = self.page.evaluate(PAINTED)
        self.times.append(answered - self.page.evaluate(ACTED))


class Act(NamedTuple):
    """What a hand does, `tries` times."""

    name: str
    do: Callable[[Hand, int], None]


class Timed(NamedTuple):
    """An act's answers in ms."""

    name: str
    times: list[float]

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.times, n=20, method="inclusive")[-1] if len(self.times) > 1 else self.times[0]

    @staticmethod
    def head() -> str:
        return f"| act | times | median ms | p95 ms (≤ {ANSWER}) | |\n|---|---|---|---|---|"

    @property
    def broken(self) -> list[str]:
        return ["p95"] if self.p95 > ANSWER else []

    def line(self) -> str:
        reached = "**not reached**" if self.broken else "reached"
        return f"| {self.name} | {len(self.times)} | {statistics.median(self.times):.0f} | {self.p95:.0f} | {reached} |"


LIST = "/ledgers/petitions/"


def search(hand: Hand, turn: int) -> None:
    page = hand.go("/ledgers/")
    page.focus(".find input[type=search]")
    for at, key in enumerate(f"cld{turn % 20 + 10}"):
        known = "#quick:not([hidden]) [role=option]"
        if at:
            page.evaluate("document.querySelectorAll('#quick [role=option]').forEach(each => each.dataset.old = 1)")
        with hand.answer(f"{known}:not([data-old])"):
            page.keyboard.press(key)
        page.wait_for_timeout(120)


def menu(hand: Hand, turn: int) -> None:
    page = hand.go(LIST)
    for selector in (".me > summary", ".views .menu >> nth=0 >> summary", ".views .menu >> nth=1 >> summary"):
        with hand.answer("details.menu[open]"):
            page.click(selector)
        page.keyboard.press("Escape")


def filtered(hand: Hand, turn: int) -> None:
    page = hand.go(LIST)
    with hand.next_page():
        choose = page.locator("form[data-follow] select").first
        values = choose.evaluate("each => Array.from(each.options, one => one.value)")
        choose.focus()
        page.keyboard.press("ArrowDown" if len(values) > 1 else "End")


def sorted_(hand: Hand, turn: int) -> None:
    page = hand.go(LIST)
    with hand.next_page():
        page.locator("th a").nth(turn % 3).click()


def turned(hand: Hand, turn: int) -> None:
    page = hand.go(LIST)
    with hand.next_page():
        page.locator(".foot a").last.click()


def row(hand: Hand, turn: int) -> None:
    page = hand.go(LIST)
    with hand.next_page():
        page.locator("tbody tr").nth(turn).locator("td").nth(1).click()


def tab(hand: Hand, turn: int) -> None:
    page = hand.go("/figures/petitions.items/?period=2026H1")
    with hand.next_page():
        page.locator(".segments a").nth(1).click()


def menu_entry(hand: Hand, turn: int) -> None:
    page = hand.go("/duties/")
    with hand.next_page():
        page.click(f".side li:nth-child({1 + turn % 2}) a >> nth=1")


def cell(hand: Hand, turn: int) -> None:
    page = hand.go(LIST)
    page.locator("tbody tr").nth(turn).focus()
    with hand.answer("td.editing :is(input, select, textarea)"):
        page.keyboard.press("F2")


def cell_saved(hand: Hand, turn: int) -> None:
    page = hand.go("/ledgers/visits/?sort=visitor")
    page.locator("tbody tr").nth(turn).focus()
    page.keyboard.press("F2")
    page.wait_for_selector("td.editing :is(input, select)")
    page.keyboard.press("End")
    with hand.answer("td.written"):
        page.keyboard.press("Enter")


def tree(hand: Hand, turn: int) -> None:
    page = hand.go("/unions/")
    closed = page.locator(".tree details:not([open]) > summary")
    branch = closed.nth(turn % closed.count())
    with hand.answer(".tree details[open] ul:not([data-old]) li"):
        branch.click()


def saved(hand: Hand, turn: int) -> None:
    page = hand.go("/ledgers/visits/new/")
    page.evaluate(FILL)
    with hand.next_page():
        page.locator("form[data-draft] button.main").click()


def drawn(hand: Hand, turn: int) -> None:
    page = hand.go("/pivot/?m=petitions.items&rows=child&cols=period&period=2026H1")
    page.evaluate("document.querySelectorAll('canvas').forEach(each => each.dataset.old = 1)")
    with hand.answer("[data-drawn] canvas:not([data-old])"):
        page.locator("[data-kinds] button[aria-pressed=false]").nth(turn % 2).click()


FILL = """() => {
  const form = document.querySelector("form[data-draft]");
  form.querySelectorAll("[required]").forEach((each) => {
    if (each.value) return;
    if (each.type === "date") each.value = "2026-06-01";
    else if (each.tagName === "SELECT") each.selectedIndex = 1;
    else each.value = "测量";
  });
}"""
ACTS = [
    Act("a key in the search box, until the list stands", search),
    Act("a menu opened", menu),
    Act("a filter of a list changed, until the list stands", filtered),
    Act("a list sorted", sorted_),
    Act("the next page of a list", turned),
    Act("a row opened", row),
    Act("the part of a figure's page changed", tab),
    Act("an entry of the menu at the side", menu_entry),
    Act("a cell opened for writing", cell),
    Act("a cell written", cell_saved),
    Act("a branch of the tree opened", tree),
    Act("a form saved, until its record stands", saved),
    Act("a drawing of another kind", drawn),
]


def time_acts(enter: Callable[[], BrowserContext], base: str, acts: list[Act], tries: int) -> list[Timed]:
    context = enter()
    context.add_init_script(WATCH)
    found = []
    for act in acts:
        page = context.new_page()
        hand = Hand(page, base)
        for turn in range(tries):
            act.do(hand, turn)
        page.close()
        found.append(Timed(act.name, hand.times))
        print(found[-1].line(), flush=True)
    context.close()
    return found
