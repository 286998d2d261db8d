"""What is logged names nobody: document numbers, cards and phones are masked in every line, tracebacks included.

A database says the row that it refused, and an error the value that was wrong: neither may stand in a log file.
"""

from __future__ import annotations

import logging
import re

# eleven digits or more, a document number's X at their end; not within a longer word or an identifier
_LONG = re.compile(r"(?<![0-9A-Za-z])(?<![0-9a-f]{4}-)(\d{3})\d{6,}(\d{2}|\d[Xx])(?![0-9A-Za-z])")
_BYTES = re.compile(r"\\x[0-9a-f]{24,}|(?:\\x[0-9a-f]{2}){8,}")  # as databases and Python write bytes


def quiet(text: str) -> str:
    """The text with long numbers and runs of bytes masked."""
    return _BYTES.sub("<bytes>", _LONG.sub(r"\1******\2", text))


class Quiet(logging.Formatter):
    """A line of the log, its traceback included, without numbers that name a person."""

    def format(self, record: logging.LogRecord) -> str:
        return quiet(super().format(record))
