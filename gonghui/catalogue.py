"""Compiles the message catalogues in Python: no gettext of the system is needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent / "locale"


def stale() -> Iterator[Path]:
    """The catalogues (.po) whose compiled form is missing or older."""
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            yield source


def compile_stale() -> list[Path]:
    """Compile what is stale, each file replaced whole; returns the files written."""
    written = []
    for source in stale():
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3], domain=source.stem)
        draft = source.with_suffix(".mo.part")
        with draft.open("wb") as file:
            write_mo(file, catalogue)
        written.append(draft.replace(source.with_suffix(".mo")))
    return written
