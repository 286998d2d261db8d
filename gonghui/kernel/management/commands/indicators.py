"""`gonghui indicators load FILE.json`: saved indicators from data, the same grammar as the page makes."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.cli.common import UnionCommand
from gonghui.kernel.figures.models import SavedIndicator
from gonghui.kernel.figures.saved import BadIndicator, make
from gonghui.kernel.figures.saving import save_indicator


class Command(UnionCommand):
    help = "Load saved indicators: a list of {key, name, unit, data}."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("act", choices=["load", "list"])
        parser.add_argument("file", nargs="?")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["act"] == "list":
            for row in SavedIndicator.objects.filter(is_current=True).order_by("key"):
                self.stdout.write(f"{row.key}\t{row.name}\t{row.unit}")
            return
        user = self.account(options)
        if user is not None and not user.is_superuser:
            raise CommandError(_("成批载入指标须由本机管理者进行。"))
        try:
            rows = json.loads(Path(options["file"] or "").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(_("读不出这个文件：%(file)s") % {"file": options["file"]}) from error
        with transaction.atomic(), acting(user, gettext_noop("载入自定义指标")):
            for row in rows:
                try:
                    make(row["data"], row["key"], row["name"], row["unit"])
                except (BadIndicator, KeyError, TypeError) as error:
                    raise CommandError(f"{row.get('name', row)}：{error}") from error
                save_indicator(row["key"], row["name"], row["unit"], row["data"])
        self.stdout.write(_("已载入 %(n)s 个指标。") % {"n": len(rows)})
