"""`gonghui retention [--do]`: what has been kept long enough; without --do nothing goes."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.cli.common import UnionCommand
from gonghui.kernel.rights.retention import carry_out, due


class Command(UnionCommand):
    help = "Show what has been kept as long as it must; with --do, let it go: gonghui retention --do"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--do", action="store_true", help="let it go, instead of only telling")

    def handle(self, *args: Any, **options: Any) -> None:
        if self.account(options) is not None:
            raise CommandError(_("销毁到期资料须由本机管理者办理，不要加 --as。"))
        today = timezone.localdate()
        if options["do"]:
            done = carry_out(today)
            for title, count in done:
                self.stdout.write(_("已销毁 %(title)s：%(n)s") % {"title": title, "n": count})
            if not done:
                self.stdout.write(_("没有到期的资料。"))
            return
        for each in due(today):
            told = _("%(title)s：到期 %(n)s（%(rule)s：%(source)s）")
            rule = f"{each.rule.key}={each.rule.value}"
            self.stdout.write(told % {"title": each.title, "n": each.count, "rule": rule, "source": each.rule.source})
        self.stdout.write(_("以上只是预览；要销毁请加 --do。变更记录和封存不在此列，一直保存。"))
