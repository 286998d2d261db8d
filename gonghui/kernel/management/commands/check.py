"""`gonghui check FILE`: a text proved against its own arithmetic and the ledgers; without a file, Django's own checks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands.check import Command as SystemChecks
from django.utils.translation import gettext as _

from gonghui.kernel.cli.common import UnionCommand, period_of
from gonghui.kernel.documents.bindings import meanings
from gonghui.kernel.proof import Reading, TooLong, read
from gonghui.kernel.proof.files import KINDS, Unreadable, read_file
from gonghui.kernel.proof.matching import Match, match
from gonghui.kernel.proof.showing import to_json
from gonghui.kernel.proof.telling import lines


class Command(UnionCommand, SystemChecks):
    help = "Prove the figures of a text (.txt .html .docx .pdf): gonghui check FILE. Without a file: check the installation."

    def add_arguments(self, parser: CommandParser) -> None:  # type: ignore[override]
        UnionCommand.add_arguments(self, parser)
        SystemChecks.add_arguments(self, parser)
        parser.add_argument("--union", default="", help="hold the figures against this union's ledgers")
        parser.add_argument("--period", default="", help="2026, 2026H1, 2026Q3 …; with --union")
        parser.add_argument(
            "--text", type=Path, default=None, metavar="OUT", help="write the text that offsets count in"
        )
        parser.add_argument("--json", action="store_true", help="print the whole reading as JSON")

    def handle(self, *labels: Any, **options: Any) -> None:
        files = [label for label in labels if Path(label).suffix.lower() in (*KINDS, ".doc", ".wps", ".ofd", ".rtf")]
        if not files and not (labels and Path(labels[0]).exists()):
            SystemChecks.handle(self, *labels, **options)
            return
        if len(labels) != 1:
            raise CommandError(_("一次核对一份文稿。"))
        self.prove(Path(labels[0]), options)

    def prove(self, path: Path, options: dict[str, Any]) -> None:
        try:
            text = read_file(path.name, path.read_bytes())
            reading = read(text)
        except OSError as error:
            raise CommandError(_("读不到文件“%(path)s”。") % {"path": path}) from error
        except (Unreadable, TooLong) as error:
            raise CommandError(str(error)) from error
        if options["text"]:
            options["text"].write_text(text, encoding="utf-8", newline="")
        matches = self.matched(reading, options) if options["union"] else None
        if options["json"]:
            self.stdout.write(json.dumps(to_json(reading, matches), ensure_ascii=False, indent=1))
            return
        for line in lines(reading, matches):
            self.stdout.write(line)

    def matched(self, reading: Reading, options: dict[str, Any]) -> list[Match]:
        user = self.account(options)
        union = self.union(options["union"], user)
        period = options["period"] or reading.period
        if not period:
            raise CommandError(_("文稿里没有写明期间，请加上 --period，如 --period 2026H1。"))
        return match(reading, union, period_of(period), user, meanings(union))
