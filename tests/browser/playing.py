"""Journeys at every width and in both languages: one combination of the six a day for each, all of them with GONGHUI_WHOLE=1.

With GONGHUI_PICTURES=<folder> every page that is looked at is kept there as a picture.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from playwright.sync_api import Page

WHOLE = os.environ.get("GONGHUI_WHOLE") == "1"
HEIGHTS = {360: 780, 768: 1024, 1440: 900}
PICTURES = os.environ.get("GONGHUI_PICTURES", "")

FAULTS = (Path(__file__).parent / "faults.js").read_text(encoding="utf-8").split("\n", 1)[1]  # without its comment


@dataclass(frozen=True)
class Screen:
    """A width in px and a language that a journey is played at."""

    width: int
    language: str

    def __str__(self) -> str:
        return f"{self.width}-{'en' if self.language == 'en' else 'zh'}"

    @property
    def height(self) -> int:
        return HEIGHTS[self.width]

    @property
    def options(self) -> dict[str, Any]:
        """For open_as: the size, and the language as a returning visitor's browser keeps it."""
        return {"width": self.width, "height": self.height, "language": self.language}

    def say(self, msgid: str, **values: Any) -> str:
        """A message as this screen prints it; one without English is a failure here too."""
        with translation.override(self.language):
            said = translation.gettext(msgid)
        assert self.language != "en" or said != msgid, f"no English for {msgid}"
        return said % values if values else said

    def number(self, text: str) -> int:
        return int(re.sub(r"\D", "", text))


SCREENS = [Screen(width, language) for language in ("zh-hans", "en") for width in HEIGHTS]


def played(nth: int) -> pytest.MarkDecorator:
    """The screens of the nth journey today."""
    today = SCREENS[(dt.date.today().toordinal() + nth) % len(SCREENS)]
    return pytest.mark.parametrize("screen", SCREENS if WHOLE else [today], ids=str)


def look(page: Page, screen: Screen, name: str) -> None:
    """Nothing sticks out, lies over another or is cut off; one headline; the language is the reader's."""
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(PICTURES) / f"{name}-{screen}.png")
    faults = page.evaluate(FAULTS)
    assert not faults, f"{name} at {screen}: {faults}"
    assert page.evaluate("document.documentElement.lang").startswith("en" if screen.language == "en" else "zh")
