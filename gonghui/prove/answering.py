"""Questions to an installation, answered by one program that stays: starting it anew for each costs more than most answers.

A line in: ["module:name", [values]]; a line out: {"answer": …} or {"error": "…"}. Ends with its input.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from importlib import import_module
from io import StringIO
from typing import Any


def doctor() -> str:
    """What `gonghui doctor --json` prints."""
    from django.core.management import CommandError, call_command

    out = StringIO()
    with suppress(SystemExit, CommandError):  # it found something, and says so
        call_command("doctor", "--json", stdout=out)
    return out.getvalue()


def main() -> None:
    import django

    django.setup()
    from django.db import connections

    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a command prints is no answer
    for line in sys.stdin:
        function, values = json.loads(line)
        module, name = function.split(":")
        told: dict[str, Any]
        try:
            told = {"answer": getattr(import_module(f"gonghui.prove.{module}"), name)(*values)}
        except Exception as error:  # whatever it was, whoever asked is to know
            told = {"error": f"{function}: {type(error).__name__} {error}"[:1500]}
        finally:
            connections.close_all()  # the next question may meet a server that was begun anew
        answers.write(json.dumps(told) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
