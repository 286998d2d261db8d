"""What every test shares: the system's browser, and examples that come out alike every time."""

from __future__ import annotations

import copy
import datetime as dt
import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import settings

from gonghui.kernel.web.files import FilesMiddleware
from tests.generic.world import World, build
from tools.suite import chromium

settings.register_profile("suite", derandomize=True, deadline=None, max_examples=50)
settings.load_profile("suite")


# What every ledger, indicator and mechanism inherits is asked of one in two a day on SQLite, the other half the next day, and of one
# in ten on PostgreSQL, where what touches no database is not asked again. GONGHUI_WHOLE=1 asks all, on both.
SHARES = {"SQLite": 2, "PostgreSQL": 10}
INHERITED = ("tests/generic/", "tests/test_every_", "tests/access/test_matrix.py")
TOUCHES = {"db", "transactional_db", "django_db_setup", "django_db_blocker", "live_server"}
# Killed processes and their restarts, a minute and more: run before a release with GONGHUI_WHOLE=1.
LONG = ("tests/kernel/test_killed.py",)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    named = config.option.keyword or any("::" in each for each in config.args)
    if named or os.environ.get("GONGHUI_WHOLE") == "1":
        return  # whoever names tests gets them
    again = bool(os.environ.get("TEST_DATABASE_URL"))
    share, turn = SHARES["PostgreSQL" if again else "SQLite"], dt.date.today().toordinal()
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        wanted = not item.nodeid.startswith(LONG)
        if again:
            touches = TOUCHES & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db")
            wanted = wanted and bool(touches)
        if item.nodeid.startswith(INHERITED) and "[" in item.nodeid:
            turn += 1
            wanted = wanted and turn % share == 0
        (kept if wanted else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


def pytest_collection_finish() -> None:
    """What is declared stays for the whole run: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """Every test begins in Chinese: a request in English leaves its thread in English."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture(scope="session", autouse=True)
def the_sites_files_are_listed_once() -> Iterator[None]:
    """Every client of a test begins a site of its own, which would look through all folders for its files again."""
    listed: dict[str, Any] = {}
    look = FilesMiddleware.add_files_from_finders

    def once(site: FilesMiddleware) -> None:
        if not listed:
            look(site)
            listed.update(site.files)
        site.files.update(listed)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FilesMiddleware, "add_files_from_finders", once)
        yield


@pytest.fixture(scope="module")
def built(django_db_setup: Any, django_db_blocker: Any) -> Iterator[World]:
    """The small world, built once for a module and rolled back at its end: a test that wants an empty database stands in another."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def world(built: World, db: Any) -> World:
    """The small world; what a test writes is rolled back after it, and what it holds in its hands is its own."""
    return copy.deepcopy(built)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium; without a sandbox for root, who has none."""
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {"executable_path": chromium() or None, "args": options}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {"locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
