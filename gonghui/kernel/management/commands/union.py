"""`gonghui union …`: start an empty database, add a union, and change where unions stand."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.cli import acts
from gonghui.kernel.cli.common import UnionCommand
from gonghui.kernel.cli.first_run import prepare_tables
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.organisations.models import Department, Level, Union


class Command(UnionCommand):
    help = (
        "Add a union: gonghui union add CODE NAME [--parent CODE] [--level county]; department: the ledgers one keeps"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "act", choices=["add", "list", "acts", "move", "merge", "split", "close", "reverse", "department"]
        )
        parser.add_argument("code", nargs="?")
        parser.add_argument("name", nargs="?", help="name of the new union or department; reverse: number of the act")
        parser.add_argument("--to", default="", help="the union moved to, merged into, or taking the members")
        parser.add_argument("--on", default="", metavar="DATE", help="the day from which it holds; today by default")
        parser.add_argument("--document-no", default="")
        parser.add_argument("--reason", default="")
        parser.add_argument("--new", default="", metavar="CODE", help="split: code of the new union")
        parser.add_argument("--child", action="append", default=[], metavar="CODE", help="split: a union it takes")
        parser.add_argument("--end-memberships", action="store_true", help="close: members without a successor leave")
        parser.add_argument("--preview", action="store_true", help="only tell what would happen")
        parser.add_argument("--parent", default="", help="code or name of the upper union")
        parser.add_argument(
            "--ledger", action="append", default=[], metavar="SLUG", help="department: a ledger it keeps"
        )
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
        if options["act"] == "department":
            self.department(user, options)
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
        with acting(user, gettext_noop("建立工会")):
            union = Union.objects.create(code=options["code"], name=options["name"], parent=parent, level=level)
        self.stdout.write(_("已建立：%(code)s %(name)s") % {"code": union.code, "name": union.name})

    def department(self, user: Any, options: dict[str, Any]) -> None:
        """A department of a union with the ledgers that it looks after; told again, it looks after those. Raises CommandError."""
        if not options["code"] or not options["name"]:
            raise CommandError(_("请写明工会编码和部门名称：gonghui union department 编码 部门名称 --ledger 台账"))
        unknown = [slug for slug in options["ledger"] if slug not in REGISTRY]
        if unknown:
            raise CommandError(_("没有“%(slug)s”这本台账。") % {"slug": "、".join(unknown)})
        union = self.union(options["code"], user, "write")
        with transaction.atomic(), acting(user, gettext_noop("设置部门")):
            given = {"name": options["name"], "union": union}
            made = Department.objects.filter(**given, state="active").first() or Department(**given)
            made.ledgers = options["ledger"]
            made.save()
        told = {"union": union.name, "name": made.name, "n": len(made.ledgers)}
        self.stdout.write(_("%(union)s %(name)s：分管 %(n)s 本台账") % told)
