"""`gonghui restore FILE`: an empty installation becomes what the copy holds, and proves that it is."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from gonghui.kernel.audit.sealing import anchors_file
from gonghui.kernel.audit.verifying import verify
from gonghui.kernel.backup.copying import read_back
from gonghui.kernel.backup.databases import CannotCopy
from gonghui.kernel.backup.stream import Spoiled
from gonghui.kernel.doctor.registry import ALWAYS, TALLIES, examine


class Command(BaseCommand):
    help = "Fill an empty database and the kept files from a copy and prove them equal: gonghui restore FILE"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            manifest = read_back(file)
        except FileNotFoundError as error:
            raise CommandError(_("没有找到文件“%(name)s”。") % {"name": file}) from error
        except Spoiled as error:
            told = _("“%(name)s”不是本系统的备份，或用的是另一套密钥，或已损坏。")
            raise CommandError(told % {"name": file}) from error
        except CannotCopy as error:
            raise CommandError(str(error)) from error
        holds = {"at": manifest.made_at[:16].replace("T", " "), "rows": f"{manifest.rows():,}"}
        self.stdout.write(_("已恢复到备份时（%(at)s）的状态：%(rows)s 行，与备份逐表相符。") % holds)
        found = [finding.told for finding in verify(anchors_file().read_text(encoding="utf-8").splitlines())]
        for outcome in examine((ALWAYS, TALLIES)):
            found += [finding.text for finding in outcome.findings]
        if found:
            raise CommandError(_("数据已恢复，但检查发现：%(found)s") % {"found": "；".join(found[:20])})
        self.stdout.write(_("变更记录相符，汇总数与台账相符，检查未发现问题。"))
