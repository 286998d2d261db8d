"""`gonghui match FILE --union CODE` and `gonghui match --persons`: who is who, from the command line."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.cli.common import UnionCommand
from gonghui.kernel.intake.words import IntakeError
from gonghui.kernel.matching.models import Finding
from gonghui.kernel.matching.persons import ask, likely
from gonghui.kernel.matching.sheet import workbook
from gonghui.kernel.matching.working import match_file
from gonghui.kernel.organisations.models import Union


class Command(UnionCommand):
    help = "Match a list of employers against the register (gonghui match FILE --union CODE), or persons (--persons)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("path", nargs="?", type=Path, help="the tax office's list: .xlsx, .xls, .csv")
        parser.add_argument("--union", required=True, help="code or name of the union whose employers are meant")
        parser.add_argument("--persons", action="store_true", help="look for persons who may be one, and queue them")
        parser.add_argument("--reason", default="", help="why, for the change log")
        parser.add_argument("--out", type=Path, help="folder for a workbook of each list to work through")
        parser.add_argument("--json", action="store_true", help="print the counts as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        user = self.account(options)
        union = self.union(options["union"], user, "write")
        if options["persons"]:
            self.persons(union, user, options)
        elif options["path"] is None:
            raise CommandError(_("请写明名单文件，或用 --persons 查找疑似同一人。"))
        else:
            self.firms(union, user, options)

    def persons(self, union: Union, user: Any, options: dict[str, Any]) -> None:
        with acting(user, options["reason"] or gettext_noop("查找疑似同一人")):
            found = ask(union, likely(union))
        self.stdout.write(json.dumps({"pairs": found}) if options["json"] else _("新找到 %(n)s 对。") % {"n": found})

    def firms(self, union: Union, user: Any, options: dict[str, Any]) -> None:
        path: Path = options["path"]
        if not path.is_file():
            raise CommandError(_("没有“%(path)s”这个文件。") % {"path": path})
        try:
            made = match_file(union, user, options["reason"] or _("比对单位名单"), path, path.name)
        except IntakeError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(made.counts))
        else:
            told = _("名单 %(rows)s 行，对上 %(linked)s 家（凭代码 %(by_code)s，凭名称等 %(alike)s）。") % made.counts
            self.stdout.write(told)
            for kind in Finding.Kind:
                self.stdout.write(f"  {kind.label} {made.counts[kind.value]}")
        if options["out"]:
            options["out"].mkdir(parents=True, exist_ok=True)
            for kind in Finding.Kind:
                (options["out"] / f"{kind.label}.xlsx").write_bytes(workbook(made, kind))
