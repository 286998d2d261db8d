"""`gonghui audit verify|seal|anchor|list`: the change log closed, proven and told."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from gonghui.kernel.audit.folding import fold
from gonghui.kernel.audit.models import Change, Seal
from gonghui.kernel.audit.sealing import anchor, anchors_file, seal
from gonghui.kernel.audit.verifying import Finding, verify
from gonghui.kernel.cli.common import UnionCommand

FOUND = 1  # exit status


class Command(UnionCommand):
    help = "Close and prove the change log: gonghui audit verify"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("act", choices=["verify", "seal", "anchor"])
        parser.add_argument(
            "--anchors", default="", help="a file of anchors kept elsewhere (default: the installation's own)"
        )
        parser.add_argument("--log-only", action="store_true", help="do not compare the records with the log")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if self.account(options) is not None:
            raise CommandError(_("审计须由本机管理者办理，不要加 --as。"))
        if options["act"] == "seal":
            self.seal()
        elif options["act"] == "anchor":
            self.anchor()
        else:
            self.verify(options)

    def seal(self) -> None:
        made = seal()
        self.stdout.write(anchor(made) if made else _("没有新的记录，或有人正在写入；稍后会再封存。"))

    def anchor(self) -> None:
        """The last seal in one line, to print or to send."""
        seal()
        last = Seal.objects.order_by("-number").first()
        if last is None:
            raise CommandError(_("还没有变更记录可以封存。"))
        self.stdout.write(anchor(last))

    def verify(self, options: dict[str, Any]) -> None:
        findings: Iterator[Finding] = verify(self.anchors(options["anchors"]))
        if not options["log_only"]:
            findings = chain(findings, fold())
        count = 0
        for finding in findings:
            count += 1
            line = json.dumps(finding.__dict__, ensure_ascii=False) if options["json"] else finding.told
            self.stdout.write(line)
        if count:
            raise CommandError(_("发现 %(n)s 处与当时写入的不符。") % {"n": count}, returncode=FOUND)
        if not options["json"]:
            told = {"lines": Change.objects.count(), "seals": Seal.objects.count()}
            self.stdout.write(_("变更记录 %(lines)s 条、封存 %(seals)s 号，全部相符。") % told)

    def anchors(self, named: str) -> list[str]:
        """The lines of the anchors' file. Raises CommandError for one named and not there."""
        path = Path(named) if named else anchors_file()
        if not path.exists():
            if named:
                raise CommandError(_("没有找到文件“%(name)s”。") % {"name": named})
            return []
        return path.read_text(encoding="utf-8").splitlines()
