"""`gonghui summary --union CODE --period 2026H1 --out FILE.docx`: the draft of a work summary from the records."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from gonghui.kernel.cli.common import UnionCommand, period_of
from gonghui.kernel.documents import services
from gonghui.kernel.documents.models import Document


class Command(UnionCommand):
    help = "Write the draft of a work summary as .docx; what only the author can write is marked in it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--union", required=True, metavar="CODE")
        parser.add_argument("--period", required=True)
        parser.add_argument("--out", required=True, metavar="FILE.docx")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        user = self.account(options)
        union = self.union(options["union"], user, need="records")
        out = Path(options["out"])
        if out.suffix.lower() != ".docx":
            raise CommandError(_("--out 应是 .docx 文件。"))
        if not out.parent.is_dir():
            raise CommandError(_("没有“%(folder)s”这个文件夹。") % {"folder": out.parent})
        document = services.compose(union, period_of(options["period"]), user)
        try:
            out.write_bytes(services.docx(document))
        except OSError as error:
            raise CommandError(_("不能写入“%(file)s”：%(why)s") % {"file": out, "why": error.strerror}) from error
        self.say(document, out, options["json"])

    def say(self, document: Document, out: Path, as_json: bool) -> None:
        content = services.content(document)
        open_places = [f"{one.place}：{one.words}" for one in services.obstacles(document)]
        if as_json:
            row = {
                "document": str(document.uid), "file": str(out), "title": document.title, "union": document.union.code,
                "period": document.period, "characters": content.characters(), "figures": len(content.figures()),
                "left_out": document.left_out, "open": open_places,
            }  # fmt: skip
            self.stdout.write(json.dumps(row, ensure_ascii=False, indent=1))
            return
        self.stdout.write(
            _("已起草“%(title)s”，%(n)s字，引用指标%(m)s处：%(file)s")
            % {"title": document.title, "n": content.characters(), "m": len(content.figures()), "file": out}
        )
        if document.left_out:
            self.stdout.write(_("未列入："))
        for one in document.left_out:
            self.stdout.write(f"  {one['what']}：{one['why']}")
        self.stdout.write(_("定稿前还需完成："))
        for place in open_places:
            self.stdout.write(f"  {place}")
