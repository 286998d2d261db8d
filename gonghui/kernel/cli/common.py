"""What every command shares: whose name it acts in, which union and period it is about, plain messages."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gonghui.kernel.access.reach import figures_reach, reach, writable
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.organisations.names import name_key
from gonghui.kernel.periods import BadPeriod, Period


class UnionCommand(BaseCommand):
    """A command about one union, in the name of an account (--as) or of the installation's owner."""

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--as", dest="account", default="", help="act in the name of this account")

    def account(self, options: dict[str, Any]) -> Any:
        """The account named by --as, or None for the owner. Raises CommandError."""
        name = options.get("account") or ""
        if not name:
            return None
        user = get_user_model().objects.filter(username=name, is_active=True).first()
        if user is None:
            raise CommandError(_("没有“%(name)s”这个账号。") % {"name": name})
        return user

    def union(self, text: str, user: Any, need: str = "figures") -> Union:
        """The union of a code or an exact name within the account's reach. Raises CommandError."""
        union = Union.objects.filter(code=text).first()
        if union is None:
            same = list(Union.objects.filter(name_key=name_key(text))[:2])
            union = same[0] if len(same) == 1 else None
        if union is None:
            raise CommandError(_("没有编码或名称为“%(text)s”的工会。可先用 gonghui union add 建立。") % {"text": text})
        if user is not None and not self.within(user, need).filter(pk=union.pk).exists():
            raise CommandError(_("账号“%(user)s”无权处理“%(union)s”的数据。") % {"user": user, "union": union.name})
        return union

    def within(self, user: Any, need: str) -> QuerySet[Union]:
        return {"figures": figures_reach, "records": reach, "write": writable}[need](user)


def period_of(text: str) -> Period:
    """The period of an argument. Raises CommandError."""
    try:
        return Period.parse(text)
    except BadPeriod as error:
        raise CommandError(str(error)) from error


def day_of(text: str | None) -> dt.date | None:
    """A day in ISO form, or None. Raises CommandError."""
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(_("“%(text)s”不是日期，请写成 2026-06-30。") % {"text": text}) from error
