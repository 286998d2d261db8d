"""`gonghui demo`: the demo city into an empty database."""

from __future__ import annotations

import importlib
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

WIDTH = 24


class Command(BaseCommand):
    help = "Load the demo city 望溪市总工会 into an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--accounts", type=Path, help="file to write the demo accounts to")

    def handle(self, *args: Any, accounts: Path | None = None, **options: Any) -> None:
        demo = importlib.import_module("gonghui.demo.load")  # outside the kernel, which imports no ledger
        try:
            told = demo.load(self.progress)
        except demo.NotEmpty as error:
            raise CommandError(str(error)) from error
        path = accounts or settings.VAR / "demo-accounts.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
        self.stdout.write(_("演示账号已写入 %(path)s") % {"path": path})

    def progress(self, done: int, total: int, what: str) -> None:
        """A bar on a terminal, a line for each step elsewhere."""
        terminal = self.stdout.isatty()
        full = WIDTH * done // total
        bar = "█" * full + "░" * (WIDTH - full)
        line = f"[{bar}] {100 * done // total:3d}%  {what}"
        self.stdout.write(f"\r\033[K{line}" if terminal else line, ending="\n" if done == total or not terminal else "")
        self.stdout.flush()
