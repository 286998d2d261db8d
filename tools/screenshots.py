"""Takes the pictures of docs/pictures in a real browser, from a demo city of its own in build/pictures.

Every page is taken at desk and phone width; a page that does not answer 200 ends the run with its address.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError

from playwright.sync_api import Browser, Page, sync_playwright

from tools.suite import chromium

TOP = Path(__file__).resolve().parent.parent
HOME = TOP / "build" / "pictures"
PICTURES = TOP / "docs" / "pictures"
SIZES = {"desk": (1440, 900), "phone": (360, 780)}
START_SECONDS = 900  # the first start loads the demo city


class Shot(NamedTuple):
    """A picture: the address to open, then links to follow, each the first that the selector finds."""

    name: str
    address: str
    follow: tuple[str, ...] = ()


SHOTS = [
    Shot("home", "/"),
    Shot("ledger", "/ledgers/petitions/"),
    Shot("figure", "/figures/", ("main a[href*='/figures/petitions.']",)),
    Shot("pivot", "/pivot/?m=petitions.items&rows=child&cols=period"),
    Shot("union", "/unions/359982/"),
    Shot("pocket", "/pocket/?open=visits"),
    Shot("intake", "/intake/"),
    Shot("document", "/documents/", ("main tbody a[href^='/documents/']:has-text('工作总结')",)),
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served() -> Iterator[str]:
    """The address of a server on the pictures' own database, stopped afterwards."""
    port = free_port()
    environment = os.environ | {"GONGHUI_HOME": str(HOME), "DATABASE_URL": ""}
    HOME.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "gonghui", "start", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, cwd=TOP)
    address = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and server.poll() is None:
            try:
                urllib.request.urlopen(f"{address}/login/", timeout=30).close()
                break
            except HTTPError as error:
                raise SystemExit(f"{error.url} answers {error.code}") from error
            except OSError:
                time.sleep(0.5)
        else:
            raise SystemExit("the server did not start")
        yield address
    finally:
        server.terminate()
        server.wait(30)


def log_in(page: Page, address: str, username: str) -> None:
    """As the account named, else the first of the demo accounts."""
    accounts = json.loads((HOME / "var" / "demo-accounts.json").read_text(encoding="utf-8"))
    account = next((one for one in accounts if one["username"] == username), accounts[0])
    page.goto(f"{address}/login/")
    page.fill("input[name=login]", account["username"])
    page.fill("input[name=password]", account["password"])
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login/" not in url)


def open_shot(page: Page, address: str, shot: Shot) -> None:
    target = address + shot.address
    for selector in ("", *shot.follow):
        if selector:
            found = page.locator(selector).first.get_attribute("href", timeout=5_000) or ""
            target = found if found.startswith("http") else address + found
        answer = page.goto(target)
        if answer is None or answer.status != 200:
            raise SystemExit(f"{shot.name}: {target} answers {answer.status if answer else 'nothing'}")
    page.wait_for_load_state("networkidle")


def take(browser: Browser, address: str, username: str, wanted: set[str]) -> None:
    for size, (width, height) in SIZES.items():
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        page = context.new_page()
        log_in(page, address, username)
        for shot in SHOTS:
            if not wanted or shot.name in wanted:
                open_shot(page, address, shot)
                path = PICTURES / f"{shot.name}-{size}.png"
                page.screenshot(path=path, full_page=size == "phone" and shot.name == "home")
                print(path.relative_to(TOP), flush=True)
        context.close()


def main() -> int:
    wanted = {name for name in sys.argv[1:] if not name.startswith("--as=")}
    username = next((name.removeprefix("--as=") for name in sys.argv[1:] if name.startswith("--as=")), "")
    program = chromium()
    if not program:
        print("no Chromium found", file=sys.stderr)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=options)
        take(browser, address, username, wanted)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
