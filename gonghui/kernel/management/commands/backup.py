"""`gonghui backup FILE`: everything in one sealed file, consistent while in use, read back before it counts."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from gonghui.kernel.backup.copying import check, make
from gonghui.kernel.backup.databases import CannotCopy
from gonghui.kernel.backup.stream import Spoiled


class Command(BaseCommand):
    help = "Copy the database and the kept files into one sealed file and prove it: gonghui backup FILE"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="only prove a copy made earlier")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if not options["check"] and file.exists():
            raise CommandError(_("文件“%(name)s”已存在，请换一个文件名。") % {"name": file})
        try:
            manifest = check(file) if options["check"] else make(file)
        except FileNotFoundError as error:
            raise CommandError(_("没有找到文件“%(name)s”。") % {"name": file}) from error
        except Spoiled as error:
            told = _("“%(name)s”不是本系统的备份，或用的是另一套密钥，或已损坏。")
            raise CommandError(told % {"name": file}) from error
        except (CannotCopy, OSError) as error:
            raise CommandError(_("没有备份成功，未留下文件：%(why)s") % {"why": error}) from error
        holds = {"rows": f"{manifest.rows():,}", "tables": len(manifest.counts), "files": len(manifest.digests) - 1}
        self.stdout.write(_("备份完好：%(tables)s 张表、%(rows)s 行、%(files)s 个文件。") % holds)
        if not options["check"]:
            size = f"{file.stat().st_size / 2**20:.1f}"
            self.stdout.write(
                _("已写入 %(name)s（%(size)s MiB）。密钥不在其中，请另行保管。") % {"name": file, "size": size}
            )
