"""What every test shares: the system's browser, and examples that come out alike every time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation
from hypothesis import settings

from tools.suite import chromium

settings.register_profile("suite", derandomize=True, deadline=None, max_examples=50)
settings.load_profile("suite")


# On PostgreSQL the tests that every ledger, indicator and mechanism inherits are asked of one in so many (SQLite: of all), and those
# that touch no database not again: what differs between the databases does not differ from ledger to ledger. GONGHUI_WHOLE=1 runs all.
SHARE = 10
# Killed processes and their restarts, a minute and more: run before a release with GONGHUI_WHOLE=1.
LONG = ("tests/kernel/test_killed.py", "tests/returns/test_killed.py")
INHERITED = ("tests/generic/", "tests/test_every_", "tests/access/test_matrix.py")
TOUCHES = {"db", "transactional_db", "django_db_setup", "django_db_blocker", "live_server"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get("GONGHUI_WHOLE") == "1":
        return
    if not os.environ.get("TEST_DATABASE_URL"):
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid.startswith(LONG)])
        items[:] = [item for item in items if not item.nodeid.startswith(LONG)]
        return
    kept, left, turn = [], [], 0
    for item in items:
        touches = TOUCHES & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db")
        touches = touches and not item.nodeid.startswith(LONG)
        inherited = item.nodeid.startswith(INHERITED) and "[" in item.nodeid
        turn += inherited
        (kept if touches and (not inherited or turn % SHARE == 0) else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """Every test begins in Chinese: a request in English leaves its thread in English."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium; without a sandbox for root, who has none."""
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {"executable_path": chromium() or None, "args": options}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {"locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
