"""`gonghui import PATH… --union CODE`: take in the sheets that keepers have."""

from __future__ import annotations

import json
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from gonghui.kernel.cli.common import UnionCommand, day_of
from gonghui.kernel.intake.applying import Taken, files_in, prepare, take_in
from gonghui.kernel.intake.keeping import keep_paths
from gonghui.kernel.intake.mapping import Mapping
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.intake.reporting import lines, rejects, report
from gonghui.kernel.intake.running import complete
from gonghui.kernel.intake.words import IntakeError
from gonghui.kernel.organisations.models import Union


class Command(UnionCommand):
    help = "Take in ledgers: gonghui import PATH... --union CODE --reason TEXT [--dry-run]"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("paths", nargs="+", type=Path, help="files and folders: .xlsx, .xls, .csv")
        parser.add_argument("--union", required=True, help="code or name of the union to import to")
        parser.add_argument("--reason", default="", help="why, for the change log (not needed with --dry-run)")
        parser.add_argument("--dry-run", action="store_true", help="do everything and undo it")
        parser.add_argument("--sheet-day", default="", help="the day that the sheets were filed on, YYYY-MM-DD")
        parser.add_argument("--mapping", type=Path, help="a mapping file for sheets that are not recognised rightly")
        parser.add_argument("--report", type=Path, help="write the report as JSON")
        parser.add_argument("--rejects", type=Path, help="folder for copies of the workbooks with refused rows marked")
        parser.add_argument("--quiet", action="store_true", help="print the totals only")

    def handle(self, *args: Any, **options: Any) -> None:
        user = self.account(options)
        root = self.union(options["union"], user, "write")
        if not options["reason"] and not options["dry_run"]:
            raise CommandError(_("请用 --reason 写明导入事由，它会记入变更记录。"))
        try:
            mapping = Mapping.load(options["mapping"]) if options["mapping"] else Mapping()
            mapping.union = root
            files = [(path.name, path) for path in files_in(options["paths"])]
            taken = prepare(files, mapping, day_of(options["sheet_day"]))
        except IntakeError as error:
            raise CommandError(str(error)) from error
        if not taken.parts:
            why = "；".join(f"{left.file} {left.found.sheet.name}：{left.found.reason}" for left in taken.left)
            raise CommandError(
                _("没有可以导入的表。%(why)s。请在“导入台账”页选定是哪种台账，或用 --mapping 指明。") % {"why": why}
            )
        _take(taken, root, user, options, files)
        done = report(taken, options["dry_run"])
        if options["report"]:
            options["report"].write_text(json.dumps(done, ensure_ascii=False, indent=1), encoding="utf-8")
        said = lines(done)
        for line in said[-1:] if options["quiet"] else said:
            self.stdout.write(line)
        if options["rejects"]:
            for path in rejects(taken, options["rejects"]):
                self.stdout.write(_("退回件：%(path)s") % {"path": path})
        if options["dry_run"]:
            self.stdout.write(_("这是试导入，什么也没有写入。"))


def _take(taken: Taken, root: Union, user: Any, options: dict[str, Any], files: list[tuple[str, Path]]) -> None:
    """Records, files, report and rejects in one transaction."""
    with tempfile.TemporaryDirectory(prefix="gonghui-") as folder:

        def finish(intake: Intake) -> None:
            keep_paths(intake, files)
            complete(intake, taken, [], Path(folder), Intake.State.DONE)

        take_in(taken, root, user, options["reason"] or _("试导入"), dry_run=options["dry_run"], finish=finish)
