"""The command `gonghui`: what it can do is listed by `gonghui help`."""

from __future__ import annotations

import os
import sys
from typing import Any

from django.core.management import ManagementUtility
from django.core.management.base import BaseCommand, OutputWrapper

_NAME = "CommandError: "


class Said(OutputWrapper):
    """What went wrong, in its own words: the class of an error says nothing to an officer."""

    def write(self, msg: str = "", style_func: Any = None, ending: str | None = None) -> None:  # type: ignore[override]
        super().write(msg.removeprefix(_NAME), style_func, ending)


class Commands(ManagementUtility):
    def fetch_command(self, subcommand: str) -> BaseCommand:
        command = super().fetch_command(subcommand)
        command.stderr = Said(sys.stderr)
        return command


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gonghui.settings")
    Commands([os.path.basename(sys.argv[0]), *sys.argv[1:]]).execute()


if __name__ == "__main__":
    main()
