"""Lines of the log for machines: one JSON object each; of an error its kind and place, never what stood in a record."""

from __future__ import annotations

import json
import logging
import traceback
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from gonghui.quiet import quiet

_OUTSIDE = (OSError, OperationalError, ImproperlyConfigured)  # speak of the machine, not of a record
FRAMES = 12  # the last ones


class Json(logging.Formatter):
    """time, level, logger, message, process; status of an answer, kind and places of an error."""

    def format(self, record: logging.LogRecord) -> str:
        out: dict[str, Any] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": quiet(record.getMessage()),
            "process": record.process,
        }
        if status := getattr(record, "status_code", None):
            out["status"] = status
        if at := places(record):
            out["error"] = at
        return json.dumps(out, ensure_ascii=False)


def places(record: logging.LogRecord) -> list[str]:
    """The kind of the error, then each frame as file:line function; nothing where there is no error."""
    if not record.exc_info or record.exc_info[0] is None:
        return []
    kind, error, frames = record.exc_info
    words = f": {quiet(str(error).splitlines()[0])}" if isinstance(error, _OUTSIDE) and str(error) else ""
    found = [f"{one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(frames, limit=-FRAMES)]
    return [f"{kind.__module__}.{kind.__qualname__}{words}", *found]
