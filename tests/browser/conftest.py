"""The demo city behind a real server, loaded once for the module that plays in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")


@dataclass
class City:
    """Where the demo city answers, and who may sign in."""

    url: str
    passwords: dict[str, str]


def serving() -> LiveServer:
    """A server that hands out files by the site's own way, as offices have it, not by the test runner's."""
    with mock.patch("django.contrib.staticfiles.handlers.StaticFilesHandler", lambda application: application):
        return LiveServer("127.0.0.1")


@pytest.fixture(scope="session")
def city(django_db_setup: Any, django_db_blocker: Any) -> Iterator[City]:
    """The demo city, committed: the server answers in threads of its own. Everything is emptied afterwards."""
    with django_db_blocker.unblock(), _tables():
        call_command("demo", verbosity=0)
        accounts = json.loads((settings.VAR / "demo-accounts.json").read_text(encoding="utf-8"))
        server = serving()
        yield City(server.url, {each["username"]: each["password"] for each in accounts})
        server.stop()
        call_command("flush", interactive=False, verbosity=0)


@contextmanager
def _tables() -> Iterator[None]:
    """A database for tests: pytest-django makes one only where a test is marked to use it, and these are not."""
    name = Path(str(connection.settings_dict["NAME"])).name
    if "memory" in name or name.startswith("test_"):
        yield
        return
    made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
    yield
    teardown_databases(made, verbosity=0)


NO_LINE = "Failed to load resource: net::ERR_INTERNET_DISCONNECTED"


def refused(status: int) -> str:
    """What the browser says of an answer with this status."""
    return f"Failed to load resource: the server responded with a status of {status} ({HTTPStatus(status).phrase})"


@dataclass
class Visit:
    """A browser of one person; what its console complains of is kept."""

    context: BrowserContext
    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def go(self, address: str) -> Page:
        response = self.page.goto(self.url + address)
        assert response is not None
        assert response.status < 400, f"{address}: {response.status}"
        self.arrived()
        return self.page

    def arrived(self) -> None:
        """Waits for the parts of the page that are asked for once it stands."""
        expect(self.page.locator("[aria-busy=true]")).to_have_count(0, timeout=60_000)

    def passes_over(self, *said: str) -> None:
        """Forgets what the browser itself says of a refusal or a broken line, in just these words; all else stays."""
        self.complaints[:] = [each for each in self.complaints if each not in said]

    def fits(self) -> bool:
        """Whether nothing sticks out at the side."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.fixture(scope="session", autouse=True)
def an_act_ends_when_its_page_stands() -> Iterator[None]:
    """Playwright waits for a navigation that an act begins; here only the part that changes is fetched: that is waited for too."""

    def arriving(act: Callable[..., Any]) -> Callable[..., Any]:
        def done(self: Page | Locator, *arguments: Any, **options: Any) -> Any:
            answer = act(self, *arguments, **options)
            page = self if isinstance(self, Page) else self.page
            if not page.is_closed():
                expect(page.locator("#page[aria-busy=true]")).to_have_count(0, timeout=60_000)
            return answer

        return done

    with pytest.MonkeyPatch.context() as patch:
        for kind in (Page, Locator):
            for name in ("click", "select_option", "press"):
                patch.setattr(kind, name, arriving(getattr(kind, name)))
        yield


Open = Callable[..., Visit]


@pytest.fixture
def open_as(city: City, browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Open]:
    """open_as("lingdao", width=360): a browser, signed in; without a name, nobody."""
    visits: list[Visit] = []

    def opened(
        username: str = "", width: int = 1440, height: int = 900, language: str = "zh-hans", **options: Any
    ) -> Visit:
        context = browser.new_context(**browser_context_args, viewport={"width": width, "height": height}, **options)
        if language != "zh-hans":
            context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": city.url}])
        context.set_default_timeout(120_000)  # a busy machine is slow, not wrong
        visit = Visit(context, context.new_page(), city.url)

        def heard(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                visit.complaints.append(message.text)

        visit.page.on("console", heard)
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        if username:
            visit.go("/login/")
            visit.page.fill("#id_login", username)
            visit.page.fill("#id_password", city.passwords[username])
            visit.page.click("button.main")
        visits.append(visit)
        return visit

    yield opened
    for visit in visits:
        visit.context.close()
        assert visit.complaints == []
