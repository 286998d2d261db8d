"""`gonghui account add NAME --union CODE --role keeper`: accounts and what they are granted."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from gonghui.kernel.access.accounts import AccountState
from gonghui.kernel.access.granting import Refused, give
from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.cli.common import UnionCommand, day_of
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.organisations.models import Department, Union


class Command(UnionCommand):
    help = "Add an account or grant it a role: gonghui account add NAME --union CODE --role keeper"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("act", choices=["add", "grant", "list"])
        parser.add_argument("name", nargs="?", default="")
        parser.add_argument("--union", default="")
        parser.add_argument("--role", choices=Role.values, default=Role.KEEPER)
        parser.add_argument("--ledger", action="append", default=[], help="limit to this ledger; may be repeated")
        parser.add_argument("--department", default="", help="limit to the ledgers of this department of the union")
        parser.add_argument("--pairing", action="store_true", help="a model union reads the union it helps")
        parser.add_argument("--since", default="")
        parser.add_argument("--until", default="", help="the first day on which the grant no longer holds")

    def handle(self, *args: Any, **options: Any) -> None:
        if self.account(options) is not None:
            raise CommandError(_("账号和授权须由本机管理者办理，不要加 --as。"))
        if options["act"] == "list":
            for grant in Grant.objects.select_related("user", "union").order_by("user__username", "union__code"):
                self.stdout.write(f"{grant.user.get_username()}\t{grant.get_role_display()}\t{grant.union.name}")
            return
        if not options["name"] or not options["union"]:
            raise CommandError(_("请写明账号和工会：gonghui account add 账号 --union 编码 --role keeper"))
        unknown = [slug for slug in options["ledger"] if slug not in REGISTRY]
        if unknown:
            raise CommandError(_("没有“%(slug)s”这本台账。") % {"slug": "、".join(unknown)})
        with transaction.atomic():
            self.grant(options)

    def department(self, union: Union, name: str) -> Department | None:
        """The union's department of this name; None where none is asked. Raises CommandError."""
        if not name:
            return None
        found: Department | None = Department.objects.filter(union=union, name=name, state="active").first()
        if found is None:
            told = _("%(union)s没有“%(name)s”这个部门，请先 gonghui union department 编码 部门名称 --ledger 台账。")
            raise CommandError(told % {"union": union.name, "name": name})
        return found

    def grant(self, options: dict[str, Any]) -> None:
        """Make the account where it is new, and give it the role; the three administrators' roles go to different persons."""
        union, model = self.union(options["union"], None), get_user_model()
        user, password = model.objects.filter(username=options["name"]).first(), ""
        if (user is None) != (options["act"] == "add"):
            told = _("已有“%(name)s”这个账号，加授权请用 grant。") if user else _("没有“%(name)s”这个账号，请先 add。")
            raise CommandError(told % {"name": options["name"]})
        if user is None:
            password = secrets.token_urlsafe(12)
            user = model.objects.create_user(options["name"], password=password)
        try:
            give(
                None,
                user,
                union,
                options["role"],
                ledgers=options["ledger"],
                department=self.department(union, options["department"]),
                by_pairing=options["pairing"],
                since=day_of(options["since"]),
                until=day_of(options["until"]),
            )
        except Refused as error:
            raise CommandError(str(error)) from error
        if password:
            AccountState.objects.update_or_create(user=user, defaults={"must_change": True})
        self.stdout.write(
            _("%(name)s：%(role)s，%(union)s")
            % {"name": options["name"], "role": Role(options["role"]).label, "union": union.name}
        )
        if password:
            self.stdout.write(_("初始密码（请当面告知，尽快修改）：%(password)s") % {"password": password})
