"""An installation with a file of keys of its own, beside those of the suite's environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gonghui import keys


@pytest.fixture
def keyring(tmp_path: Path, settings: Any) -> keys.Source:
    """The source of keys that the test may change."""
    source = keys.Source(tmp_path / "keys.json")
    settings.GONGHUI_RING = source
    settings.VAR = tmp_path
    return source
