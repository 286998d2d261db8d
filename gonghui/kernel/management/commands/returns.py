"""`gonghui returns bind FILE …` and `gonghui returns fill FILE …`: an upper union's blank bound to figures and filled."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from gonghui.kernel.cli.common import UnionCommand, period_of
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.returns import binding, grid
from gonghui.kernel.returns.definition import BadForm, FormData


class Command(UnionCommand):
    help = "Turn an upper union's blank .xls/.xlsx into a form (bind) and fill it in its own layout (fill)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        act = parser.add_subparsers(dest="act", required=True)
        for name in ("bind", "fill"):
            one = act.add_parser(name)
            one.add_argument("file", metavar="FILE", help="the blank .xls or .xlsx")
            one.add_argument("--union", required=True, metavar="CODE")
            one.add_argument("--out", required=True, metavar="FILE")
            if name == "fill":
                one.add_argument("--period", required=True)
                one.add_argument("--binding", metavar="FILE.json", help="a saved binding; otherwise bound by itself")
                one.add_argument("--json", action="store_true", help="tell cell by cell as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        user = self.account(options)
        union = self.union(options["union"], user, need="records")
        try:
            data = Path(options["file"]).read_bytes()
            if options["act"] == "bind":
                self.bind(data, union, options)
            else:
                self.fill(data, union, user, options)
        except OSError as error:
            raise CommandError(_("“%(file)s”：%(why)s") % {"file": error.filename, "why": error.strerror}) from error
        except (grid.BadBook, binding.NoTable, BadForm) as error:
            raise CommandError(str(error)) from error

    def bind(self, data: bytes, union: Union, options: dict[str, Any]) -> None:
        form = binding.bind(data, Path(options["file"]).name, union)
        Path(options["out"]).write_text(json.dumps(form.to_json(), ensure_ascii=False, indent=1), encoding="utf-8")
        cells = list(form.by_id.values())
        told = {"n": len(cells), "a": sum(1 for c in cells if c.figure), "b": sum(1 for c in cells if c.formula)}
        self.stdout.write(_("认出 %(n)s 格：%(a)s 格取数，%(b)s 格是公式。") % told)
        for identity, cell in form.cells():
            if cell.kind == "typed":
                self.stdout.write(f"  {identity} {cell.label}：{cell.note}")

    def fill(self, data: bytes, union: Union, user: Any, options: dict[str, Any]) -> None:
        if options["binding"]:
            try:
                form = FormData.from_json(json.loads(Path(options["binding"]).read_text(encoding="utf-8")))
            except json.JSONDecodeError as error:
                raise CommandError(_("“%(file)s”不是绑定文件。") % {"file": options["binding"]}) from error
        else:
            form = binding.bind(data, Path(options["file"]).name, union)
        made, rows = binding.fill(data, form, union, period_of(options["period"]), user)
        Path(options["out"]).write_bytes(made)
        empty = [row for row in rows if row.answer.value is None]
        if options["json"]:
            self.stdout.write(json.dumps([self.row(row) for row in rows], ensure_ascii=False, indent=1))
            return
        self.stdout.write(
            _("共 %(n)s 格，填好 %(m)s 格：%(file)s")
            % {"n": len(rows), "m": len(rows) - len(empty), "file": options["out"]}
        )
        for row in empty:
            self.stdout.write(f"  {row.table}!{row.answer.cell.code} {row.answer.cell.label}：{row.why}")

    def row(self, row: binding.Row) -> dict[str, Any]:
        cell = row.answer.cell
        return {
            "table": row.table, "cell": cell.code, "label": cell.label, "unit": cell.unit, "kind": cell.kind,
            "figure": cell.figure, "value": None if row.answer.value is None else float(row.answer.value), "why": row.why,
            "offered": [dict(each) for each in cell.offered],
        }  # fmt: skip
