"""`gonghui figures [KEY…] --union CODE --period 2026H1`: figures counted from the records."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.kernel.access.figures import answer, by_value, children
from gonghui.kernel.access.small_cells import may_divide
from gonghui.kernel.cli.common import UnionCommand, day_of, period_of
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask, question
from gonghui.kernel.figures.catalogue import UnknownFigure, catalogue, find
from gonghui.kernel.figures.counting import leaves
from gonghui.kernel.figures.result import number
from gonghui.kernel.figures.saved import BadIndicator, condition
from gonghui.kernel.figures.words import value_label

PRIVATE = gettext_lazy("这些数字涉及个人隐私，不看记录的账号不能再按栏目细分。")


class Command(UnionCommand):
    help = "Figures of a union and period, counted from the records. Without KEY: the whole catalogue."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("keys", nargs="*", metavar="KEY")
        parser.add_argument("--union", default="")
        parser.add_argument("--period", default="")
        parser.add_argument("--as-of", default="")
        parser.add_argument("--tree", choices=["then", "now"], default="then")
        parser.add_argument("--compare", default="", metavar="PERIOD")
        parser.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE")
        parser.add_argument("--by", default="", metavar="DIMENSION")
        parser.add_argument("--children", action="store_true")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--list", action="store_true", help="only list keys and names")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            for key, indicator in catalogue().items():
                self.stdout.write(f"{key}\t{indicator.name}\t{indicator.unit}")
            return
        if not options["union"] or not options["period"]:
            raise CommandError(_("请写明 --union 和 --period。"))
        user = self.account(options)
        indicators = self.indicators(options["keys"])
        union = self.union(options["union"], user)
        ask = question(union, period_of(options["period"]), day_of(options["as_of"]), options["tree"])
        if (options["where"] or options["by"]) and not all(may_divide(one, union, user) for one in indicators):
            raise CommandError(str(PRIVATE))
        ask = self.narrowed(ask, indicators, options["where"])
        asks = [ask, ask.at(period_of(options["compare"]))] if options["compare"] else [ask]
        rows = []
        for indicator, figures in zip(indicators, answer(indicators, asks, user), strict=True):
            row = figures[0].to_json()
            if len(figures) > 1:
                row["compare"] = figures[1].to_json()
            if options["children"]:
                row["children"] = [figure.to_json() for _union, figure in children(indicator, ask, user)]
            if options["by"]:
                row["by"] = self.split(indicator, ask, options["by"], user)
            rows.append(row)
        self.say(rows, options["json"])

    def indicators(self, keys: list[str]) -> list[d.Indicator]:
        try:
            return [find(key) for key in keys] if keys else list(catalogue().values())
        except (UnknownFigure, BadIndicator) as error:
            raise CommandError(str(error)) from error

    def narrowed(self, ask: Ask, indicators: list[d.Indicator], conditions: list[str]) -> Ask:
        """The question with --where conditions; each measure asked must have the field."""
        from dataclasses import replace

        rows = []
        for text in conditions:
            field, equals, value = text.partition("=")
            if not equals:
                raise CommandError(_("“%(text)s”应写成 栏目=取值。") % {"text": text})
            rows.append([field.replace(".", "__"), "equals", value])
        if not rows:
            return ask
        measures = [measure for indicator in indicators for measure, _ask in leaves(indicator, ask)]
        try:
            for measure in measures:
                where = condition(rows, measure.of)
        except BadIndicator as error:
            raise CommandError(str(error)) from error
        return replace(ask, where=where)

    def split(self, indicator: d.Indicator, ask: Ask, dimension: str, user: Any) -> list[dict[str, Any]]:
        if not isinstance(indicator, d.Measure):
            raise CommandError(_("“%(name)s”是比率，不能按栏目拆分；请拆分它的分子或分母。") % {"name": indicator.name})
        try:
            condition([[dimension.replace(".", "__"), "blank", None]], indicator.of)
        except BadIndicator as error:
            raise CommandError(str(error)) from error
        parts = by_value(indicator, ask, dimension, user)
        if parts is None:
            raise CommandError(str(PRIVATE))
        return [
            {
                "value": str(v) if v is not None else None,
                "label": value_label(indicator.of, dimension, v),
                "count": number(n),
            }
            for v, n in parts
        ]

    def say(self, rows: list[dict[str, Any]], as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        for row in rows:
            parts = f"（{row['numerator']} / {row['denominator']}）" if row["denominator"] is not None else ""
            before = f"\t{row['compare']['period']}: {row['compare']['text']}" if "compare" in row else ""
            self.stdout.write(f"{row['key']}\t{row['name']}\t{row['text']}{parts}{before}")
            for child in row.get("children", []):
                self.stdout.write(f"    {child['union']}\t{child['text']}")
            for part in row.get("by", []):
                self.stdout.write(f"    {part['label']}\t{part['count']}")
