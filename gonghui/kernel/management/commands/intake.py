"""`gonghui intake list|undo`: the imports of this house, and one of them taken back."""

from __future__ import annotations

import uuid
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.cli.common import UnionCommand
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.intake.undoing import NotDone, undo

NEWEST = 50


class Command(UnionCommand):
    help = "List imports, or take one back: gonghui intake undo UID --reason TEXT"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("act", choices=["list", "undo"])
        parser.add_argument("uid", nargs="?", help="of the import, as `list` prints it")
        parser.add_argument("--reason", default="", help="why it is taken back, for the change log")

    def handle(self, *args: Any, **options: Any) -> None:
        user = self.account(options)
        batches = Intake.objects.select_related("union").defer("mapping").order_by("-pk")
        if user is not None:
            batches = batches.filter(union__in=self.within(user, "write"))
        if options["act"] == "list":
            for batch in batches[:NEWEST]:
                told = [str(batch.uid), f"{timezone.localtime(batch.at):%Y-%m-%d %H:%M}", batch.union.name]
                self.stdout.write("\t".join([*told, str(batch.get_state_display()), str(batch.total), batch.reason]))
            return
        try:
            batch = batches.get(uid=uuid.UUID(options["uid"] or ""))
        except (ValueError, Intake.DoesNotExist) as error:
            raise CommandError(_("没有这次导入。可用 gonghui intake list 查看编号。")) from error
        if not options["reason"]:
            raise CommandError(_("请用 --reason 写明为什么撤销，它会记入变更记录。"))
        try:
            found = undo(batch, user, options["reason"])
        except NotDone as error:
            raise CommandError(str(error)) from error
        counts = {"voided": found.voided, "restored": found.restored, "left": len(found.left)}
        self.stdout.write(_("已撤销：作废 %(voided)s 条，改回 %(restored)s 条，保留现状 %(left)s 条。") % counts)
        for one in found.left:
            self.stdout.write(f"    {one.title} {one.field} {one.by} {one.at}".rstrip())
