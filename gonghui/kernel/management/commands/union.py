"""`gonghui union …`: start an empty database, add a union, and change where unions stand."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.cli import acts
from gonghui.kernel.cli.common import UnionCommand
from gonghui.kernel.cli.first_run import prepare_tables
from gonghui.kernel.organisations.models import Level, Union


class Command(UnionCommand):
    help = "Add a union: gonghui union add CODE NAME [--parent CODE] [--level county]"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("act", choices=["add", "list", "acts", "move", "merge", "split", "close", "reverse"])
        parser.add_argument("code", nargs="?")
        parser.add_argument("name", nargs="?", help="name of the new union; for reverse: number of the act")
        parser.add_argument("--to", default="", help="the union moved to, merged into, or taking the members")
        parser.add_argument("--on", default="", metavar="DATE", help="the day from which it holds; today by default")
        parser.add_argument("--document-no", default="")
        parser.add_argument("--reason", default="")
        parser.add_argument("--new", default="", metavar="CODE", help="split: code of the new union")
        parser.add_argument("--child", action="append", default=[], metavar="CODE", help="split: a union it takes")
        parser.add_argument("--end-memberships", action="store_true", help="close: members without a successor leave")
        parser.add_argument("--preview", action="store_true", help="only tell what would happen")
        parser.add_argument("--parent", default="", help="code or name of the upper union")
        parser.add_argument("--level", default="", choices=["", *Level.values])

    def handle(self, *args: Any, **options: Any) -> None:
        if options["act"] == "add":
            prepare_tables()  # the first union starts an empty database
        user = self.account(options)
        if options["act"] == "list":
            rows = self.within(user, "figures") if user is not None else Union.objects.all()
            for union in rows.order_by("code"):
                self.stdout.write(f"{union.code}\t{union.name}\t{union.get_level_display()}")
            return
        if options["act"] != "add":
            acts.perform(self, user, options)
            return
        if not options["code"] or not options["name"]:
            raise CommandError(_("请写明工会编码和名称：gonghui union add 编码 名称"))
        if Union.objects.filter(code=options["code"]).exists():
            raise CommandError(_("编码“%(code)s”已被使用，编码不能重复。") % {"code": options["code"]})
        parent = self.union(options["parent"], user, "write") if options["parent"] else None
        if user is not None and parent is None:
            raise CommandError(_("新建没有上级的工会须由本机管理者进行。"))
        level = options["level"] or (Level.GRASSROOTS if parent else Level.COUNTY)
        with acting(user, _("建立工会")):
            union = Union.objects.create(code=options["code"], name=options["name"], parent=parent, level=level)
        self.stdout.write(_("已建立：%(code)s %(name)s") % {"code": union.code, "name": union.name})
