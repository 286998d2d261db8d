"""A small world for the kernel's own tests."""

from __future__ import annotations

from typing import Any

import pytest

from tests.generic.world import World, build


@pytest.fixture
def world(db: Any) -> World:
    return build()
