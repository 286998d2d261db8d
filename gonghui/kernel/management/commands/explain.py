"""`gonghui explain KEY --union CODE --period P`: definition, parts and the very records behind a figure."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from gonghui.kernel.cli.common import UnionCommand, day_of, period_of
from gonghui.kernel.figures.asking import question
from gonghui.kernel.figures.catalogue import UnknownFigure, find
from gonghui.kernel.figures.explaining import explanation


class Command(UnionCommand):
    help = "Where a figure comes from: its definition, basis, parts and records."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("key")
        parser.add_argument("--union", required=True)
        parser.add_argument("--period", required=True)
        parser.add_argument("--as-of", default="")
        parser.add_argument("--tree", choices=["then", "now"], default="then")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        user = self.account(options)
        try:
            indicator = find(options["key"])
        except UnknownFigure as error:
            raise CommandError(str(error)) from error
        union = self.union(options["union"], user)
        ask = question(union, period_of(options["period"]), day_of(options["as_of"]), options["tree"])
        told = explanation(indicator, ask, user)
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
            return
        figure = told["figure"]
        self.stdout.write(f"{figure['name']}：{figure['text']}\n口径：{told['definition']}")
        for part in told["parts"]:
            self.stdout.write(
                f"  {part['name']} = {part['text']}（{part['definition']}），记录 {len(part['records'])} 条"
            )
            for record in part["records"]:
                self.stdout.write(f"    {record['ledger']} {record['uid']} {record['title']}")
